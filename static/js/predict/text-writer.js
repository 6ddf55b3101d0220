// <text-writer> lets the text grow token by token, to be played, stepped and stepped
// back. Without it the page has links that write some tokens at once.
//
// It reads: src (the page, to be asked for with other numbers of tokens; a text too
// long for an address is that of the page's field), whole (when there are no more
// tokens than those shown), most (how many there may be) and the words text-back, text-play, text-pause,
// text-forward, text-loading, text-failed, text-step, text-all and text-one. In it
// the server has put the text, an <ins> a token, and a list with an item a token.
// What is written is always the server's: the script fetches some and then uncovers
// them, of the list the newest item or all.
import { make } from "../ask.js";
import { keepInAddress, player, wordsOf } from "../player.js";

const PAUSE = 1100; // milliseconds that a token stays alone
const FIRST = 16; // tokens fetched at first; then each time twice as many as stand there

class TextWriter extends HTMLElement {
  #halt = () => {};

  connectedCallback() {
    if (this.bar) return;
    this.status = make("span", { className: "note" });
    this.status.setAttribute("role", "status");
    const { bar, halt } = player(wordsOf(this), PAUSE, (by) => this.#move(by), this.status);
    this.#halt = halt;
    this.bar = bar;
    this.all = make("button", { type: "button", className: "plain", textContent: this.getAttribute("text-all") });
    this.all.addEventListener("click", () => {
      this.listed = !this.listed;
      this.#draw();
    });
    bar.append(this.all, this.status);
    this.before(bar);
    this.#take(this);
    this.at = this.items.length;
    this.whole = this.hasAttribute("whole");
    this.#draw();
  }

  disconnectedCallback() {
    this.#halt();
  }

  #take(from) {
    this.tokens = [...from.querySelectorAll(".written ins")];
    this.items = [...from.querySelectorAll(".wrote > li")];
  }

  // A token that is not there yet is shown once it is.
  #move(by) {
    const next = by === 0 ? 0 : this.at + by;
    if (next > this.items.length && !this.whole) {
      this.#load(next);
      return true;
    }
    if (next < 0 || next > this.items.length) return false;
    this.#show(next, by > 0);
    return true;
  }

  async #load(next) {
    if (this.loading) return;
    this.loading = true;
    this.status.textContent = this.getAttribute("text-loading");
    try {
      const url = new URL(this.getAttribute("src"), location.href);
      url.searchParams.set("write", Math.min(Number(this.getAttribute("most")), Math.max(FIRST, 2 * next)));
      const text = document.querySelector("#text")?.defaultValue;
      if (text !== undefined && !url.searchParams.has("text")) url.searchParams.set("text", text);
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("text-writer");
      this.whole = page.hasAttribute("whole");
      this.querySelector(".written").replaceChildren(...page.querySelector(".written").childNodes);
      this.querySelector(".wrote").replaceChildren(...page.querySelector(".wrote").childNodes);
      this.#take(this);
      this.#show(Math.min(next, this.items.length), next <= this.items.length);
    } catch {
      this.#halt();
      this.status.textContent = this.getAttribute("text-failed");
    }
    this.loading = false;
  }

  #show(at, fresh) {
    this.at = at;
    this.#draw();
    keepInAddress("write", at);
    if (!fresh) return;
    const token = this.tokens[at - 1];
    token.classList.add("fresh");
    token.addEventListener("animationend", () => token.classList.remove("fresh"), { once: true });
    const flow = document.querySelector(".flow");
    if (flow) {
      delete flow.dataset.running;
      flow.getBoundingClientRect(); // so that the motion begins anew
      flow.dataset.running = "1";
    }
  }

  #draw() {
    this.tokens.forEach((token, i) => (token.hidden = i >= this.at));
    this.items.forEach((item, i) => (item.hidden = this.listed ? i >= this.at : i !== this.at - 1));
    const name = this.listed ? "text-one" : "text-all";
    this.all.textContent = this.getAttribute(name);
    this.all.setAttribute("aria-pressed", String(Boolean(this.listed)));
    this.all.hidden = this.at < 2;
    this.status.textContent = this.at > 0 ? this.getAttribute("text-step").replace("%s", this.at) : "";
  }
}

customElements.define("text-writer", TextWriter);
