// <training-replay> plays the snapshots of a pretraining on the <token-map> in
// it. Without it the page has links from step to step, and the server draws.
//
// It reads: src (GET training/replay), step (where to stand), and the words
// text-play, text-pause, text-speed, text-slider ("… %s"), text-failed and
// text-retry. In it the server has put a token-map, a loss curve, one element
// with data-value for each reading, and links to other steps in [data-steps].
import "./token-map.js";
import { ask, make } from "./ask.js";
import { Curve, doubt } from "./curve.js";
import { nextFrame } from "./frame.js";
import { between, positionOf, split, valueAt } from "./motion.js";

const SECOND = 1000; // milliseconds; from one snapshot to the next at speed 1
const SPEEDS = [0.5, 1, 2, 4];

const calm = matchMedia("(prefers-reduced-motion: reduce)");

class TrainingReplay extends HTMLElement {
  #leave = null;

  connectedCallback() {
    this.#leave = new AbortController();
    if (this.slider) return;
    this.map = this.querySelector("token-map");
    this.note = make("p", { className: "note" });
    this.note.setAttribute("role", "status");
    this.#load();
  }

  disconnectedCallback() {
    this.#leave.abort();
    this.#halt();
  }

  async #load() {
    try {
      this.data = await ask(this.getAttribute("src"), this.#leave.signal);
    } catch (error) {
      if (this.#leave.signal.aborted) return;
      const retry = make("button", { type: "button", textContent: this.#text("retry") });
      retry.addEventListener("click", () => (this.note.remove(), this.#load()));
      this.note.replaceChildren(this.#text("failed"), " ", retry);
      this.prepend(this.note);
      return;
    }
    const { snapshots } = this.data;
    this.losses = [[0, snapshots[0].loss], ...this.data.losses];
    this.places = snapshots.map((s) => s.coordinates);
    this.steps = snapshots.map((s) => s.step);
    this.current = [];
    this.curve = new Curve(this.querySelector(".curve svg"));
    if (this.data.axes === "step") this.map.axisNames = ["x", "y"];
    this.map.show(
      {
        ...this.data,
        points: this.data.points.map((p) => ({ ...p, coordinates: [0, 0] })),
        path: [],
        explained_variance_ratio: snapshots[0].explained_variance_ratio,
      },
      this.data.extent,
    );
    this.map.trail = ({ index }) => this.places.map((list) => list.slice(2 * index, 2 * index + 2));
    this.#controls();
    this.#go(positionOf(Number(this.getAttribute("step")), this.steps));
    this.dataset.ready = "true";
    for (const words of this.querySelectorAll("[data-scripted]")) words.hidden = false;
  }

  #controls() {
    const links = this.querySelector("[data-steps]");
    this.button = make("button", { type: "button", textContent: this.#text("play") });
    this.button.addEventListener("click", () => (this.playing ? this.#halt() : this.#play()));
    this.slider = make("input", { type: "range", min: 0, max: this.places.length - 1, step: 1 });
    this.slider.addEventListener("input", () => this.#travel(Number(this.slider.value)));
    this.slider.setAttribute("aria-label", this.#text("slider").replace("%s", "").trim());
    const speed = make("select");
    for (const s of SPEEDS) speed.append(make("option", { value: s, textContent: `${s}×`, selected: s === 1 }));
    speed.addEventListener("change", () => {
      this.speed = Number(speed.value);
      if (this.playing) this.#play();
    });
    this.speed = 1;
    const label = make("label", { textContent: `${this.#text("speed")} ` });
    label.append(speed);
    const bar = make("div", { className: "player" });
    bar.append(this.button, this.slider, label);
    links.before(bar);
    links.hidden = true;
    // A link that keeps the step has to keep the one that is shown.
    this.addEventListener("click", (event) => {
      const link = event.target.closest("a[href*='step=']");
      if (!link) return;
      const url = new URL(link.href);
      url.searchParams.set("step", this.shown.step);
      link.href = url;
    });
  }

  #play() {
    const last = this.places.length - 1;
    if (this.position >= last) this.#go(0);
    const [from, began] = [this.position, performance.now()];
    this.playing = true;
    this.button.textContent = this.#text("pause");
    this.#animate(last, (now) => {
      const position = Math.min(last, from + (Math.max(0, now - began) / SECOND) * this.speed);
      return calm.matches ? Math.floor(position) : position; // calm: from snapshot to snapshot
    });
  }

  // #travel moves to a snapshot, on the way through those between.
  #travel(target) {
    this.#halt();
    if (target === this.position) return;
    if (calm.matches) return this.#go(target);
    const [from, began] = [this.position, performance.now()];
    const duration = 0.35 * SECOND * Math.sqrt(Math.abs(target - from));
    this.#animate(target, (now) => {
      const share = Math.min(1, Math.max(0, now - began) / duration);
      return share === 1 ? target : from + share * (2 - share) * (target - from); // slower towards the end
    });
  }

  // #animate shows the position of each frame until it is the target.
  #animate(target, positionAt) {
    const motion = (this.motion = {});
    const frame = (now) => {
      if (this.motion !== motion) return;
      const position = positionAt(now);
      if (position !== this.position) this.#go(position);
      if (position === target) this.#halt();
      else nextFrame(frame);
    };
    nextFrame(frame);
  }

  #halt() {
    this.motion = null;
    if (!this.playing) return;
    this.playing = false;
    this.button.textContent = this.#text("play");
    this.#keep();
  }

  // #go shows a position among the snapshots.
  #go(position) {
    this.position = position;
    const { from, to, share } = split(position, this.places.length);
    const [a, b] = [this.data.snapshots[from], this.data.snapshots[to]];
    const mix = (x, y) => x + share * (y - x);
    this.map.place(between(this.places, position, this.current), a.explained_variance_ratio.map((r, i) => mix(r, b.explained_variance_ratio[i])));
    const step = Math.round(mix(a.step, b.step));
    const loss = valueAt(this.losses, step);
    this.curve.mark(position / Math.max(1, this.places.length - 1), loss);
    const shown = share > 0.999 ? b : a; // readings are of a snapshot, not between two
    this.#read(shown);
    if (this.playing || !this.dataset.ready) this.slider.value = Math.round(position);
    this.slider.setAttribute("aria-valuetext", this.#text("slider").replace("%s", shown.step));
    if (Number.isInteger(position)) this.#keep();
  }

  #read(snapshot) {
    if (snapshot === this.shown) return;
    this.shown = snapshot;
    const [whole, three] = [new Intl.NumberFormat("en"), (x) => x.toFixed(3)];
    const values = {
      step: whole.format(snapshot.step),
      tokens: whole.format(snapshot.tokens),
      loss: three(snapshot.loss),
      doubt: doubt(snapshot.loss),
      purity: three(snapshot.purity),
      kept: this.getAttribute("text-percent").replace("%s", (100 * snapshot.explained_variance_ratio.reduce((sum, r) => sum + r, 0)).toFixed(1)),
    };
    for (const r of snapshot.relations) if (r.mean_cosine !== null) values[`parallel-${r.name}`] = three(r.mean_cosine).replace("-", "−");
    for (const element of this.querySelectorAll("[data-value]")) element.textContent = values[element.dataset.value];
  }

  // #keep writes the step to the address, where it can be copied.
  #keep() {
    const url = new URL(location.href);
    if (url.searchParams.get("step") === String(this.shown.step)) return;
    url.searchParams.set("step", this.shown.step);
    history.replaceState(history.state, "", url);
  }

  #text(name) {
    return this.getAttribute(`text-${name}`) ?? "";
  }
}

customElements.define("training-replay", TrainingReplay);
