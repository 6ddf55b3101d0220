// <merge-player> shows the steps of the list in it one at a time, to be played,
// stepped and stepped back; without it all are listed.
//
// It reads: step (from 1), and the words text-back, text-forward, text-play,
// text-pause, text-all, text-one and text-step ("Step %s of %s").
import { make } from "./ask.js";
import { keepInAddress, player, wordsOf } from "./player.js";

const PAUSE = 1400; // milliseconds that a step stays

class MergePlayer extends HTMLElement {
  #halt = () => {};

  connectedCallback() {
    if (this.steps) return;
    this.list = this.querySelector("ol");
    this.steps = [...this.list.children];
    const { bar, halt } = player(wordsOf(this), PAUSE, (by) => this.#move(by));
    this.#halt = halt;
    this.status = make("span", { className: "note" });
    this.all = make("button", { type: "button", className: "plain", textContent: this.getAttribute("text-all") });
    this.all.addEventListener("click", () => this.#list(!this.listed));
    bar.append(this.status, this.all);
    this.bar = bar;
    this.before(bar);
    this.list.setAttribute("aria-live", "polite");
    this.#show(Math.min(Number(this.getAttribute("step")), this.steps.length) - 1);
  }

  disconnectedCallback() {
    this.#halt();
  }

  #move(by) {
    this.#list(false);
    const next = by === 0 ? 0 : this.at + by;
    if (next < 0 || next >= this.steps.length) return false;
    this.#show(next);
    keepInAddress("step", next + 1);
    return true;
  }

  #show(at) {
    this.at = at;
    this.#draw();
  }

  #list(listed) {
    if (listed === this.listed) return;
    this.listed = listed;
    if (listed) this.#halt();
    this.#draw();
  }

  #draw() {
    this.steps.forEach((step, i) => (step.hidden = !this.listed && i !== this.at));
    const [first, second] = [this.at + 1, this.steps.length];
    let n = 0;
    this.status.textContent = this.listed ? "" : this.getAttribute("text-step").replace(/%s/g, () => [first, second][n++]);
    this.all.textContent = this.listed ? this.getAttribute("text-one") : this.getAttribute("text-all");
    this.all.setAttribute("aria-pressed", String(Boolean(this.listed)));
  }
}

customElements.define("merge-player", MergePlayer);
