// <training-live> shows a training while it runs: it listens to the server's
// events and moves the points of the <token-map> in it. Without it the page
// tells the state at the time it was made.
//
// It reads: events (GET training/{run}/events), state, steps, and the words
// text-queued ("… %d …"), text-preparing, text-training ("… %d … %d"), text-done,
// text-stopped, text-failed, text-lost, text-offline. Elements with data-when are
// shown in the states that it lists.
import "./token-map.js";
import { Curve, doubt } from "./curve.js";
import { nextFrame } from "./frame.js";
import { between } from "./motion.js";

const EXTENT = [[-1, -1], [1, 1]]; // rows have length one
const LONGEST = 400; // milliseconds from one frame to the next
const AGAIN = 3000; // milliseconds until a refused stream is asked for again
const ENDED = ["done", "stopped", "failed"];

const calm = matchMedia("(prefers-reduced-motion: reduce)");

class TrainingLive extends HTMLElement {
  connectedCallback() {
    this.leave = new AbortController();
    const { signal } = this.leave;
    this.status = this.querySelector("[data-status]");
    if (ENDED.includes(this.getAttribute("state"))) return;
    this.map = this.querySelector("token-map");
    this.progress = this.querySelector("progress");
    this.curve = new Curve(this.querySelector(".curve svg"));
    this.steps = Number(this.getAttribute("steps"));
    addEventListener("offline", () => this.#say(this.#text("offline")), { signal });
    addEventListener("online", () => this.#listen(), { signal });
    this.#listen();
  }

  disconnectedCallback() {
    this.leave.abort();
    this.source?.close();
    this.motion = null;
  }

  #listen() {
    this.source?.close();
    const source = (this.source = new EventSource(this.getAttribute("events")));
    const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)));
    on("run", (run) => this.#begin(run));
    on("queued", ({ ahead }) => this.#say(this.#text("queued").replace("%d", ahead)));
    on("words", (words) => this.#show(words));
    on("frame", (frame) => this.#frame(frame));
    for (const state of ENDED) on(state, () => this.#end(state));
    source.onerror = () => {
      this.#say(this.#text(navigator.onLine ? "lost" : "offline"));
      if (source.readyState === EventSource.CLOSED && navigator.onLine) this.#refused();
    };
  }

  // #refused finds out why there is no stream, since an EventSource does not tell:
  // a run that is gone is the page's to say, a busy server is asked again.
  async #refused() {
    const { signal } = this.leave;
    const answer = await fetch(this.getAttribute("events").replace(/\/events$/, ""), { signal }).catch(() => null);
    if (answer?.status === 404) location.reload();
    else this.again = setTimeout(() => signal.aborted || this.#listen(), AGAIN);
  }

  // #begin takes up a run where it is: also after a lost connection.
  #begin(run) {
    clearTimeout(this.again);
    this.losses = run.losses;
    this.places = this.quarter = null;
    this.#state(run.state);
    if (run.state === "training" && !run.step) this.#say(this.#text("preparing"));
  }

  #show({ points, categories }) {
    this.map.axisNames = ["x", "y"];
    this.map.show({ points: points.map((p) => ({ ...p, coordinates: [0, 0] })), categories, path: [], explained_variance_ratio: [0, 0] }, EXTENT);
  }

  #frame(frame) {
    this.#state("training");
    const quarter = Math.floor((4 * frame.step) / this.steps);
    if (quarter !== this.quarter) this.#say(this.#text("training").replace("%d", frame.step).replace("%d", this.steps));
    this.quarter = quarter;
    this.progress.value = frame.step;
    if (frame.step > (this.losses.at(-1)?.[0] ?? 0)) this.losses.push([frame.step, frame.loss]);
    this.curve.draw(this.losses.map(([step, loss]) => [step / this.steps, loss]));
    this.curve.mark(frame.step / this.steps, frame.loss);
    const whole = new Intl.NumberFormat("en");
    const values = {
      step: whole.format(frame.step),
      tokens: whole.format(frame.tokens),
      elapsed: `${frame.elapsed.toFixed(0)} s`,
      loss: frame.loss.toFixed(3),
      doubt: doubt(frame.loss),
      purity: frame.purity.toFixed(3),
      kept: this.getAttribute("text-percent").replace("%s", (100 * frame.explained_variance_ratio.reduce((sum, r) => sum + r, 0)).toFixed(1)),
    };
    for (const element of this.querySelectorAll("[data-value]")) element.textContent = values[element.dataset.value];
    this.#move(frame.coordinates, frame.explained_variance_ratio);
  }

  // #move brings the points to their new places, in the time that the last frame
  // took to come.
  #move(coordinates, ratio) {
    const now = performance.now();
    const duration = Math.min(LONGEST, now - (this.arrived ?? -Infinity));
    this.arrived = now;
    const from = this.places && [...this.places];
    const motion = (this.motion = {}); // the one before is over
    if (!from || calm.matches || document.hidden) {
      this.places = coordinates;
      this.map.place(coordinates, ratio);
      return;
    }
    const draw = (time) => {
      if (this.motion !== motion) return;
      const share = Math.min(1, Math.max(0, time - now) / duration);
      this.places = between([from, coordinates], share);
      this.map.place(this.places, ratio);
      if (share < 1) nextFrame(draw);
    };
    nextFrame(draw);
  }

  #end(state) {
    this.source.close();
    this.#state(state);
    this.#say(this.#text(state));
  }

  #state(state) {
    this.setAttribute("state", state);
    for (const element of this.querySelectorAll("[data-when]")) element.hidden = !element.dataset.when.split(" ").includes(state);
  }

  // #say speaks only when the words change: it is read aloud.
  #say(words) {
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  #text(name) {
    return this.getAttribute(`text-${name}`) ?? "";
  }
}

customElements.define("training-live", TrainingLive);
