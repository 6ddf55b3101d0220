// <present-slides> goes through the slides of a chapter by keyboard, clicker, swipe and
// link, and puts each in place of the one before, so that the full screen stays.
// Without it each slide is a page that links to its neighbours.
//
// It reads: the addresses earlier, later, first, last and leave, and the words
// text-screen. The address of the page is always that of the slide shown.
import { make } from "./ask.js";

const SWIPE = 60; // pixels that a finger moves at the least

// What a clicker sends is a key of a keyboard: Page Up and Page Down, some B for a
// black screen.
const keys = {
  ArrowRight: "later", ArrowDown: "later", PageDown: "later", " ": "later",
  ArrowLeft: "earlier", ArrowUp: "earlier", PageUp: "earlier", Backspace: "earlier",
  Home: "first", End: "last", Escape: "leave",
};

class PresentSlides extends HTMLElement {
  connectedCallback() {
    if (this.pages) return;
    this.pages = new Map(); // address → promise of the document
    this.asked = 0;
    this.#prepare();
    addEventListener("keydown", (event) => this.#key(event));
    addEventListener("popstate", () => this.#show(location.href, false));
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("touchstart", (event) => (this.from = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
    this.addEventListener("touchend", (event) => this.#swipe(event.changedTouches[0]), { passive: true });
  }

  #key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " " && event.target.closest("button")) return; // presses it
    const name = event.key.toLowerCase();
    if (name === "f") return this.#screen();
    if (name === "b" || name === ".") return this.toggleAttribute("blank");
    let to = keys[event.key];
    if (!to) return;
    if (event.key === " " && event.shiftKey) to = "earlier";
    event.preventDefault();
    this.removeAttribute("blank");
    this.#go(to);
  }

  #click(event) {
    const link = event.target.closest("a[rel]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#go(link.rel === "next" ? "later" : "earlier");
  }

  #swipe(to) {
    if (!this.from || getSelection()?.isCollapsed === false) return;
    const [x, y] = [to.clientX - this.from.clientX, to.clientY - this.from.clientY];
    this.from = null;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) this.#go(x < 0 ? "later" : "earlier");
  }

  #screen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {}); // the page may not have it
  }

  #go(to) {
    const address = this.getAttribute(to);
    if (!address) return;
    if (to === "leave") location.assign(address);
    else this.#show(new URL(address, location.href).href, true);
  }

  // show fetches a slide and puts it in place; of several asked for, the last one.
  async #show(address, push) {
    const turn = ++this.asked;
    try {
      const page = await this.#fetch(address);
      if (turn !== this.asked) return;
      const next = page.querySelector("present-slides");
      for (const name of ["earlier", "later", "first", "last", "leave"]) this.setAttribute(name, next.getAttribute(name));
      this.replaceChildren(...[...next.children].map((child) => document.importNode(child, true)));
      this.setAttribute("turned", "");
      if (push && address !== location.href) history.pushState(null, "", address);
      document.title = page.title;
      scrollTo(0, 0);
      this.#prepare();
      // A reader of screens goes to the new heading and reads on from there.
      this.querySelector("h1").focus({ preventScroll: true });
    } catch {
      location.assign(address); // the browser says what is wrong
    }
  }

  #fetch(address) {
    if (!this.pages.has(address)) {
      const page = fetch(address).then(async (answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      });
      page.catch(() => this.pages.delete(address));
      this.pages.set(address, page);
    }
    return this.pages.get(address);
  }

  // prepare gives a slide what only a script can do, and fetches the next one.
  #prepare() {
    if (document.fullscreenEnabled) {
      const button = make("button", { type: "button", textContent: this.getAttribute("text-screen") });
      button.addEventListener("click", () => this.#screen());
      this.querySelector(".whence").lastElementChild.before(button);
    }
    const later = this.getAttribute("later");
    if (later) this.#fetch(new URL(later, location.href).href).catch(() => {});
  }
}

customElements.define("present-slides", PresentSlides);
