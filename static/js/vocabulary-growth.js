// <vocabulary-growth> moves through the merges that were learnt from the corpus and
// cuts a text by the first so many of them. Without it the page has a field, and
// the server cuts.
//
// It reads: api (GET vocabulary, all rules), rules (how many to begin with), most
// (how many there are), text, seams (for each byte of the text the rule that joins
// it to the byte before, 0 for none) and words: text-said ("… %s … %s … %s": rules,
// entries, tokens), text-rules, text-none, text-loading, text-failed, text-retry
// and those of a player. In it stand elements with data-said, data-cut,
// data-learnt (the rows of the last rules) and data-unscripted.
import { ask, make } from "./ask.js";
import { keepInAddress, player, wordsOf } from "./player.js";
import { cutBy, piece, stopsTo } from "./seams.js";
import { shown } from "./token-text.js";

const PAUSE = 350; // milliseconds that a step stays
const LISTED = 10; // rules in the table
const TINTS = 4;

const whole = new Intl.NumberFormat("en");

class VocabularyGrowth extends HTMLElement {
  #leave = null;
  #halt = () => {};

  connectedCallback() {
    this.#leave = new AbortController();
    if (this.slider) return;
    this.most = Number(this.getAttribute("most"));
    this.stops = stopsTo(this.most);
    this.bytes = new TextEncoder().encode(this.getAttribute("text"));
    this.seams = this.getAttribute("seams").split(" ").map(Number);
    this.note = make("p", { className: "note" });
    this.note.setAttribute("role", "status");
    const { bar, halt } = player(wordsOf(this), PAUSE, (by) => this.#move(by));
    this.#halt = halt;
    this.slider = make("input", { type: "range", min: 0, max: this.stops.length - 1, step: 1 });
    this.slider.setAttribute("aria-label", this.getAttribute("text-rules"));
    this.slider.addEventListener("input", () => (halt(), this.#go(this.stops[this.slider.value])));
    bar.append(this.slider);
    const unscripted = this.querySelector("[data-unscripted]");
    unscripted.before(bar);
    bar.after(this.note);
    unscripted.hidden = true;
    this.rules = Number(this.getAttribute("rules"));
    this.#place();
    this.dataset.ready = "true";
  }

  disconnectedCallback() {
    this.#leave.abort();
    this.#halt();
  }

  // #load brings the list of rules, once it is needed.
  async #load() {
    if (this.learnt || this.loading) return;
    this.loading = true;
    this.note.textContent = this.getAttribute("text-loading");
    try {
      this.learnt = (await ask(this.getAttribute("api"), this.#leave.signal)).learnt;
      this.note.replaceChildren();
      this.#table();
    } catch {
      if (this.#leave.signal.aborted) return;
      const retry = make("button", { type: "button", textContent: this.getAttribute("text-retry") });
      retry.addEventListener("click", () => this.#load());
      this.note.replaceChildren(this.getAttribute("text-failed"), " ", retry);
    } finally {
      this.loading = false;
    }
  }

  // #move goes one merge on or back where merges are few, and by ever more of them
  // where they are many; by 0 it goes to the beginning.
  #move(by) {
    const next = by === 0 ? 0 : by > 0 ? this.stops.find((n) => n > this.rules) : this.stops.findLast((n) => n < this.rules);
    if (next === undefined) return false;
    this.#go(next);
    return true;
  }

  #go(rules) {
    this.rules = rules;
    this.#load();
    this.#place();
    this.#cut();
    this.#table();
    this.querySelector("[name=rules]").value = rules; // it may belong to the form that holds the text
    keepInAddress("rules", rules, true);
  }

  #place() {
    const at = this.stops.findIndex((n) => n >= this.rules);
    this.slider.value = at < 0 ? this.stops.length - 1 : at;
    this.slider.setAttribute("aria-valuetext", whole.format(this.rules));
  }

  #cut() {
    const units = cutBy(this.bytes, this.seams, this.rules);
    const box = this.querySelector("[data-cut]");
    const parts = [];
    let number = 0;
    for (const unit of units) {
      const pieces = unit.pieces.flatMap((piece) => {
        const name = shown(piece);
        const span = make("span", { className: `piece tint-${++number % TINTS}`, textContent: name });
        if (piece.text === "") span.classList.add("hex");
        return piece.text.endsWith("\n") ? [span, make("br")] : [span];
      });
      if (!unit.cut) parts.push(...pieces);
      else {
        const split = make("span", { className: "split" });
        split.append(make("b", { textContent: shown(unit.cut) }), ...pieces);
        parts.push(split);
      }
    }
    box.replaceChildren(...parts);
    const said = [this.rules, 256 + this.rules, number].map((n) => whole.format(n));
    this.querySelector("[data-said]").textContent = this.getAttribute("text-said").replace(/%s/g, () => said.shift());
  }

  #table() {
    const body = this.querySelector("[data-learnt]");
    if (this.rules === 0) {
      const cell = make("td", { colSpan: 4, className: "text", textContent: this.getAttribute("text-none") });
      const row = make("tr");
      row.append(cell);
      return body.replaceChildren(row);
    }
    if (!this.learnt) return;
    const rows = [];
    for (let n = this.rules; n > Math.max(0, this.rules - LISTED); n--) {
      const { left, right, left_bytes, right_bytes, count } = this.learnt[n - 1];
      const [a, b] = [{ text: left, bytes: left_bytes }, { text: right, bytes: right_bytes }];
      const pair = make("td", { className: "text" });
      pair.append(make("code", { textContent: shown(a) }), " + ", make("code", { textContent: shown(b) }));
      const makes = make("th", { textContent: shown(pieceOf(left_bytes + right_bytes)) });
      makes.scope = "row";
      const row = make("tr");
      row.append(make("td", { textContent: whole.format(n) }), pair, makes, make("td", { textContent: whole.format(count) }));
      rows.push(row);
    }
    body.replaceChildren(...rows);
  }
}

const pieceOf = (hex) => piece(Uint8Array.from(hex.match(/../g), (byte) => parseInt(byte, 16)));

customElements.define("vocabulary-growth", VocabularyGrowth);
