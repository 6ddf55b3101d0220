// <sum-stepper> steps through a sum of two vectors, number by number. Without it
// the page has links to the number before and the one after.
//
// It reads: element (where to stand) and the words text-play, text-pause,
// text-back, text-step and text-slider. In it the server has put the strips, each
// with a .cursor, the last with a .cover, the equation, a table with all numbers,
// and links in [data-steps].
import { make } from "./ask.js";
import { keepInAddress } from "./player.js";

const BEAT = 350; // milliseconds from one number to the next

class SumStepper extends HTMLElement {
  connectedCallback() {
    if (this.slider) return;
    this.rows = [...this.querySelectorAll("table tbody tr")].map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent));
    const last = this.rows.length - 1;
    this.button = make("button", { type: "button", textContent: this.#text("play") });
    const back = make("button", { type: "button", className: "plain", textContent: this.#text("back") });
    const step = make("button", { type: "button", className: "plain", textContent: this.#text("step") });
    this.slider = make("input", { type: "range", min: 0, max: last, value: this.getAttribute("element") });
    this.slider.setAttribute("aria-label", this.#text("slider"));
    const player = make("div", { className: "player" });
    player.append(this.button, back, step, this.slider);
    this.querySelector("[data-steps]").replaceWith(player);
    this.button.addEventListener("click", () => (this.playing ? this.#halt() : this.#play()));
    back.addEventListener("click", () => this.#go(this.at - 1));
    step.addEventListener("click", () => this.#go(this.at + 1));
    this.slider.addEventListener("input", () => this.#go(Number(this.slider.value)));
    this.at = Number(this.slider.value);
  }

  disconnectedCallback() {
    if (this.playing) this.#halt();
  }

  #play() {
    if (this.at === this.rows.length - 1) this.#show(0);
    this.querySelector(".equation").removeAttribute("role"); // a reader would be told every number
    this.button.textContent = this.#text("pause");
    this.playing = setInterval(() => {
      this.#show(this.at + 1);
      if (this.at === this.rows.length - 1) this.#halt();
    }, BEAT);
  }

  #halt() {
    clearInterval(this.playing);
    this.playing = null;
    this.button.textContent = this.#text("play");
    this.querySelector(".equation").setAttribute("role", "status");
    keepInAddress("element", this.at);
  }

  #go(to) {
    if (this.playing) this.#halt();
    this.#show(Math.min(Math.max(to, 0), this.rows.length - 1));
    keepInAddress("element", this.at);
  }

  #show(at) {
    this.at = at;
    this.slider.value = at;
    this.querySelectorAll("[data-at]").forEach((element) => (element.textContent = at));
    this.querySelectorAll("[data-term]").forEach((element, i) => (element.textContent = this.rows[at][i]));
    this.querySelectorAll(".cursor").forEach((cursor) => cursor.setAttribute("x", at));
    const cover = this.querySelector(".cover");
    cover.setAttribute("x", at + 1);
    cover.setAttribute("width", this.rows.length - 1 - at);
  }

  #text(name) {
    return this.getAttribute(`text-${name}`) ?? "";
  }
}

customElements.define("sum-stepper", SumStepper);
