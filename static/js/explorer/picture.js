// One picture of the map: the engine's view, the layout it shows, and what is
// marked on it. The rest of the page speaks of tokens by their ids, the engine
// of points by their place in the layout.
import { answerOf, make } from "../ask.js";
import { box } from "../map/camera.js";
import { decode } from "../map/layout.js";
import { MapView } from "../map/view.js";
import { fromCamera, toCamera } from "./state.js";

const AROUND = 40; // points, evenly spread, that a flight to one ends among
const CLOSEST = 24; // zoom that it ends in, at most

// Picture is drawn into host, in place of what stands there. It sends choose and
// hover with {id} (null for none), lasso with {ids}, camera with the camera.
export class Picture extends EventTarget {
  layout = null;
  shows = ""; // whose points and words are there, as the caller calls it
  #labels = [];
  #at = new Map(); // id → index
  #marks = {}; // by id, as last given
  #numbers = null;
  #home = null; // the camera that shows all

  constructor(host, say) {
    super();
    this.host = host;
    this.say = say; // a word of the page by its name
  }

  // load fetches a layout and shows its components {x, y and perhaps z, from 0}
  // as a state looks at them.
  async load({ layout, labels }, components, { animate, parameters, signal }) {
    const words = answerOf(labels, signal).then((answer) => answer.json());
    words.catch(() => {}); // said below
    const buffer = await (await answerOf(layout, signal)).arrayBuffer();
    this.#show(decode(buffer), components, animate, parameters);
    this.setLabels((await words).labels);
  }

  #show(layout, components, animate, parameters) {
    if (!this.view) this.#build();
    this.shows = "";
    this.layout = layout;
    this.#at = new Map();
    layout.ids.forEach((id, i) => this.#at.set(id, i));
    this.#labels = [];
    this.#numbers = null;
    this.hovered = -1;
    this.#marks.hovered = null;
    this.#home = home(layout, components);
    this.view.show(layout, { components, animate, camera: this.#camera(parameters) });
    this.mark({});
  }

  #build() {
    this.view = new MapView(this.host, { renderer: "auto", label: this.say("help") });
    this.tip = make("div", { className: "tip", hidden: true });
    this.tip.setAttribute("role", "status");
    this.host.append(this.tip);
    const send = (type, detail) => this.dispatchEvent(new CustomEvent(type, { detail }));
    this.view.addEventListener("choose", ({ detail }) => send("choose", { id: this.id(detail.index) }));
    this.view.addEventListener("hover", ({ detail }) => {
      this.hovered = detail.index;
      this.#marks.hovered = this.id(detail.index); // what is marked next leaves it
      this.#tell();
      send("hover", { id: this.#marks.hovered });
    });
    this.view.addEventListener("lasso", ({ detail }) => send("lasso", { ids: Array.from(detail.indices, (i) => this.layout.ids[i]) }));
    this.view.addEventListener("camera", ({ detail }) => {
      this.#tell();
      send("camera", detail);
    });
    this.view.addEventListener("lost", () => send("lost"));
    this.view.addEventListener("restored", () => send("restored"));
  }

  // mode is what a drag does; the engine reads it where it stands, on the host.
  set mode(mode) {
    this.host.dataset.mode = mode;
  }

  // settled is true when the points and their words are there.
  get settled() {
    return this.#labels.length > 0 && this.view.camera !== null;
  }

  id(index) {
    return index >= 0 && this.layout ? this.layout.ids[index] : null;
  }

  has(id) {
    return this.#at.has(id);
  }

  label(id) {
    return this.#labels[this.#at.get(id)] ?? `id ${id}`;
  }

  setLabels(labels) {
    this.#labels = labels;
    this.view.setLabels(labels);
    this.#tell();
  }

  // look sets the camera to what a state says.
  look(parameters, animate) {
    this.view?.look(this.#camera(parameters), { animate });
  }

  #camera(parameters) {
    const { window, yaw, pitch } = toCamera(parameters);
    return { ...this.#home, ...window, yaw, pitch };
  }

  // where the camera is, as the state has it: {view, turn}.
  get where() {
    const camera = this.view.camera ?? this.#camera(new URLSearchParams());
    const near = (name) => Math.abs(camera[name] - this.#home[name]) <= 1e-6 * (1 + Math.abs(this.#home[name]));
    return fromCamera(camera, ["x", "y", "zoom"].every(near));
  }

  // mark shows what is chosen, by id; what is not named stays.
  mark(marks) {
    this.#marks = { ...this.#marks, ...marks };
    if (!this.layout) return;
    const { token, hovered, pins = [], near = [], apparent = [], analogy = null, selected = [], hidden = [], links = "true", magnify = 1, labelled = true } = this.#marks;
    const one = (id) => this.#at.get(id) ?? -1;
    const many = (ids) => ids.map(one).filter((i) => i >= 0);
    const [a, b, c, answer] = (analogy ?? []).map(one);
    const chosen = many(selected);
    this.view.mark({
      selected: one(token),
      hovered: one(hovered),
      pins: many(pins),
      trueNear: many(near),
      apparentNear: many(apparent),
      selection: chosen.length ? new Set(chosen) : null,
      hidden: new Set(hidden.map((name) => this.layout.categories.indexOf(name)).filter((i, n) => i >= 0 || hidden[n] === "none")),
      analogy: analogy && Math.min(a, b, c) >= 0 ? { a, b, c, answer: answer ?? -1 } : null,
      numbers: this.#numbers,
      labelled,
      magnify,
      links,
    });
  }

  // paint colours the points by numbers {low, high, of}, of being a number by
  // token; null for their categories.
  paint(numbers) {
    if (!this.layout) return;
    this.#numbers = numbers && { ...numbers, values: Float32Array.from(this.layout.ids, (id) => numbers.of.get(id) ?? NaN) };
    this.mark({});
  }

  // onScreen is where a point stands in the window, [x, y] in pixels.
  onScreen(index) {
    const box = this.host.getBoundingClientRect();
    const [x, y] = this.view.place(index);
    return [box.x + this.host.clientLeft + x, box.y + this.host.clientTop + y];
  }

  // inSight lists the tokens that the window shows.
  inSight() {
    const { clientWidth: w, clientHeight: h } = this.host;
    return Array.from(this.view.inside([[0, 0], [w, 0], [w, h], [0, h]]), (i) => this.layout.ids[i]);
  }

  // flyTo brings a token into the middle, from near enough to read what is
  // around it; false when it is not here.
  flyTo(id) {
    const at = this.#at.get(id);
    if (at === undefined) return false;
    const near = Math.min(CLOSEST, Math.sqrt(this.layout.n / AROUND));
    this.view.flyTo(at, { zoom: Math.max(1.5, near, this.view.camera?.zoom ?? 1) });
    return true;
  }

  // #tell says what is under the pointer, beside it.
  #tell() {
    const at = this.hovered ?? -1;
    this.tip.hidden = at < 0 || at >= (this.layout?.ids.length ?? 0);
    if (this.tip.hidden) return;
    const { layout } = this;
    const category = layout.categories[layout.category[at]];
    const words = [this.label(layout.ids[at]), `id ${layout.ids[at]}`];
    if (category) words.push(this.names[category] ?? category);
    if (!layout.trained[at]) words.push(this.say("untrained"));
    for (const { from, to } of layout.pairs) {
      if (from === at) words.push(`→ ${this.label(layout.ids[to])}`);
      if (to === at) words.push(`← ${this.label(layout.ids[from])}`);
    }
    if (Number.isFinite(this.#numbers?.values[at])) words.push(this.#numbers.values[at].toPrecision(3));
    this.tip.textContent = words.join(" · ");
    const [x, y] = this.view.place(at);
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const left = Math.max(0, Math.min(x + 14, this.host.clientWidth - width));
    const top = y + 14 + height < this.host.clientHeight ? y + 14 : Math.max(0, y - 14 - height);
    this.tip.style.setProperty("transform", `translate(${left}px, ${top}px)`);
  }

  get names() {
    return JSON.parse(this.say("names") || "{}");
  }

  close() {
    this.view?.destroy();
  }
}

// home is the camera that shows all, as the engine has it.
function home(layout, components) {
  const [x, y] = components.map((c) => layout.coordinates[c]);
  const flat = components.length < 3;
  const path = layout.path.map((step) => components.map((c) => step.coordinates[c]));
  const [left, low, right, high] = box(x, y, flat ? path : []);
  return { x: (left + right) / 2, y: (low + high) / 2, zoom: 1 };
}
