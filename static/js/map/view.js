// MapView draws points on a plane or in space, moves among them, and says what
// people do with them.
//
//   const view = new MapView(host, { renderer: "auto", label: "how to move" });
//   await view.show(layout, { labels, components: [0, 1], animate: true });
//   view.addEventListener("choose", ({ detail: { index } }) => view.mark({ selected: index }));
//
// host is an element with a size of its own; it gets the canvases and the focus.
// A layout is what layout.js returns, and a point is its index there, −1 none.
// Pixels are CSS pixels from the host's left top. Events: choose and hover
// {index}, lasso {indices}, camera {x, y, zoom, yaw, pitch}, lost and restored
// (the graphics card; the map goes on without it). The view marks what is
// hovered by itself, what is chosen only when told.
import * as cameras from "./camera.js";
import { listen } from "./input.js";
import { Motions } from "./motions.js";
import { Painter } from "./painter.js";
import { Scene } from "./scene.js";
import { Walk } from "./walk.js";
import { nextFrame } from "../frame.js";

const GLIDE = 900; // milliseconds from one layout to the next
const FLY = 700; // and of a flight
const NEAR = 14; // pixels in which a point is hit
const PITCH = 90; // degrees, at most
const CLOSE = 8; // zoom of a flight to a point
const NAMED = 4; // tokens of a direction on its axis

// What of the marks belongs to one layout, and what stays.
const OF_LAYOUT = {
  selected: -1,
  hovered: -1,
  pins: [],
  trueNear: [],
  apparentNear: [],
  analogy: null, // {a, b, c, answer}
  selection: null, // Set of points; the others are pale
  hidden: new Set(), // categories, −1 for none
  numbers: null, // {values, low, high}: colours instead of the categories'
  lines: [], // {from, to, held_out}; a layout brings those of its pairs
  trail: [], // places that the selected point came by
  axes: ["", "", ""], // names; show puts those of the layout there
  sketch: null, // the lasso while it is drawn
};
const OF_VIEW = { links: "true" /* or apparent, both, none */, magnify: 1, labelled: true };

export class MapView extends EventTarget {
  #marks = { ...OF_LAYOUT, ...OF_VIEW };
  #labels = null;
  #scene = null;
  #camera = null; // null until the host has a size and there is something to show
  #pending = null; // where to look from as soon as there is
  #angles = { yaw: 30, pitch: 20 };
  #painter;
  #motions = new Motions(() => this.#draw());
  #walk = new Walk();
  #due = false; // a frame is asked for
  #fresh = false; // the points shown were not drawn yet
  #said = ""; // the camera that was told last
  #leave = new AbortController();

  // renderer is auto, webgl or canvas; the page's address may say otherwise.
  constructor(host, { renderer = "auto", label = "" } = {}) {
    super();
    this.host = host;
    host.classList.add("map-view");
    host.tabIndex = 0;
    host.setAttribute("role", "application");
    if (label) host.setAttribute("aria-label", label);
    const { signal } = this.#leave;
    const wanted = new URLSearchParams(location.search).get("renderer") ?? renderer;
    this.#painter = new Painter(host, wanted, { changed: () => this.#draw(), tell: (name) => this.#tell(name), signal });
    listen(host, this, signal);
    const size = new ResizeObserver(() => this.#resize());
    size.observe(host);
    signal.addEventListener("abort", () => size.disconnect());
  }

  // destroyed is true once the view is no longer of use.
  get destroyed() {
    return this.#leave.signal.aborted;
  }

  destroy() {
    this.#leave.abort();
    this.#motions = new Motions(() => {});
    this.#scene = null;
    this.host.classList.remove("map-view");
  }

  // mode is what a drag does: move, turn, lasso or rectangle.
  get mode() {
    return this.host.dataset.mode ?? "move";
  }

  set mode(mode) {
    this.host.dataset.mode = mode;
  }

  // canvas has the points, overlay what lies over them.
  get canvas() {
    return this.#painter.canvas;
  }

  get overlay() {
    return this.#painter.overlay;
  }

  // What is shown.

  // show replaces the points, and lets go of the marks of those before; it is
  // done when they are where they belong. components says which coordinates lie
  // on x, y and perhaps z, camera where to look from: everything is in sight
  // without it.
  async show(layout, { labels = null, components = [0, 1], camera = null, animate = false } = {}) {
    const [before, stood] = [this.#scene, this.#camera];
    const scene = (this.#scene = new Scene(layout, components));
    this.#fresh = true;
    this.#labels = labels;
    this.#walk = new Walk();
    this.#marks = { ...this.#marks, ...OF_LAYOUT, lines: layout.pairs, axes: components.map((c) => axisName(layout.axes[c], c)) };
    this.#angles = { ...this.#angles, ...anglesOf(camera) };
    scene.turn(this.#angles);
    scene.style(this.#marks);
    this.#camera = null;
    this.#pending = camera;
    for (const name of ["glide", "flight"]) this.#motions.end(name);
    this.#resize();
    const glides = animate && before && stood && this.#camera && Motions.wanted;
    if (!glides || !scene.glide(before, stood, this.#camera)) return;
    await this.#motions.begin("glide", GLIDE, (share) => scene === this.#scene && scene.advance(share));
  }

  // moved says that the coordinates of the layout shown were changed in place.
  moved() {
    this.#scene.moved();
    this.#motions.note();
  }

  // setLabels brings the words of the points, in their order.
  setLabels(labels) {
    this.#labels = labels;
    this.#draw();
  }

  // mark changes how points are set off: any of the fields of OF_LAYOUT and
  // OF_VIEW above, the rest stays.
  mark(changes) {
    const before = this.#marks;
    const marks = (this.#marks = { ...before, ...changes });
    const same = alike(before.selection, marks.selection) && alike(before.hidden, marks.hidden) && before.numbers === marks.numbers;
    if (!same) this.#scene?.style(marks);
    this.#draw();
  }

  get marks() {
    return this.#marks;
  }

  // stats says what the last frame drew of all points.
  stats() {
    const { name: renderer, drawn, every } = this.#painter;
    return { renderer, drawn, of: this.#scene?.layout.n ?? 0, sampled: every > 1 };
  }

  // From where it is looked at.

  get inSpace() {
    return this.#scene?.inSpace ?? false;
  }

  // camera is null until something is shown.
  get camera() {
    const c = this.#camera;
    return c && { x: c.x, y: c.y, zoom: c.scale / c.fitted, ...this.#angles };
  }

  // look goes to a camera, any of its fields.
  look(camera, { animate = false } = {}) {
    if (!this.#camera) return (this.#pending = camera);
    const [from, to] = [this.#camera, cameras.at(this.#camera, camera)];
    const [turned, wanted] = [this.#angles, { ...this.#angles, ...anglesOf(camera) }];
    return this.#motions.begin("flight", animate ? FLY : 0, (share) => {
      this.#camera = cameras.between(from, to, share);
      const mix = (name) => turned[name] + (wanted[name] - turned[name]) * share;
      this.#turn({ yaw: mix("yaw"), pitch: mix("pitch") });
    });
  }

  all({ animate = false } = {}) {
    const [left, low, right, high] = this.#scene?.box ?? [0, 0, 0, 0];
    return this.look({ x: (left + right) / 2, y: (low + high) / 2, zoom: 1 }, { animate });
  }

  zoomBy(factor) {
    return this.look({ zoom: (this.camera?.zoom ?? 1) * factor });
  }

  flyTo(index, { zoom = Math.max(CLOSE, this.camera?.zoom ?? 0), animate = true } = {}) {
    const { u, v } = this.#scene;
    return this.look({ x: u[index], y: v[index], zoom }, { animate });
  }

  turnBy(yaw, pitch) {
    if (!this.inSpace) return;
    this.#motions.end("flight");
    this.#turn({ yaw: this.#angles.yaw + yaw, pitch: this.#angles.pitch + pitch });
  }

  #turn({ yaw, pitch }) {
    const angles = { yaw: ((((yaw + 180) % 360) + 360) % 360) - 180, pitch: Math.max(-PITCH, Math.min(PITCH, pitch)) };
    this.#motions.note();
    if (angles.yaw === this.#angles.yaw && angles.pitch === this.#angles.pitch) return;
    this.#angles = angles;
    if (this.inSpace) this.#scene.turn(angles);
  }

  #see(camera) {
    this.#motions.end("flight");
    this.#camera = camera;
    this.#motions.note();
  }

  // What lies where.

  place(index) {
    return cameras.toScreen(this.#camera, [this.#scene.u[index], this.#scene.v[index]]);
  }

  // placeOf is where a place [x, y] of the plane lies on the screen; null as long as
  // nothing is shown.
  placeOf(place) {
    return this.#camera && cameras.toScreen(this.#camera, place);
  }

  pick(px, py, within = NEAR) {
    return this.#camera ? this.#scene.nearest(...cameras.toPlane(this.#camera, [px, py]), within / this.#camera.scale) : -1;
  }

  inside(polygon) {
    return this.#camera ? this.#scene.inside(polygon.map((p) => cameras.toPlane(this.#camera, p))) : [];
  }

  #inSight(i) {
    return this.#scene.inSight(i, this.#camera);
  }

  // What pointer and keyboard ask for (input.js).

  move(dx, dy) {
    if (this.#camera) this.#see(cameras.pan(this.#camera, dx, dy));
  }

  zoom(factor, x, y) {
    if (this.#camera) this.#see(cameras.zoom(this.#camera, factor, x, y));
  }

  hover(x, y, within) {
    this.#hover(this.pick(x, y, within));
  }

  #hover(index) {
    if (index === this.#marks.hovered) return;
    this.mark({ hovered: index });
    this.#tell("hover", { index });
  }

  tap(x, y, within) {
    this.#tell("choose", { index: this.pick(x, y, within) });
  }

  choose() {
    if (this.#marks.hovered >= 0) this.#tell("choose", { index: this.#marks.hovered });
    else this.next(1);
  }

  // next goes among the points nearest to where the walk began: what is hovered
  // or chosen, or the middle of the map.
  next(step) {
    const { hovered, selected } = this.#marks;
    if (!this.#camera) return;
    if (!this.#walk.on(hovered, step) || !this.#inSight(hovered)) {
      const anchor = [hovered, selected].find((i) => this.#inSight(i)) ?? -1;
      const { width, height } = this.#camera;
      const place = anchor < 0 ? [width / 2, height / 2] : this.place(anchor);
      this.#walk.begin(anchor, this.#scene.layout.n, place, (i) => this.#inSight(i) && this.place(i));
    }
    this.#hover(this.#walk.go(step) ?? -1);
  }

  // walk goes on in a walk that next began, and returns false where it ends.
  walk(step) {
    if (this.#walk.on(this.#marks.hovered, step)) return this.next(step);
    this.#hover(-1);
    return false;
  }

  // clear lets go of what is hovered or chosen; false when nothing was.
  clear() {
    const { hovered, selected } = this.#marks;
    if (hovered < 0 && selected < 0) return false;
    this.#hover(-1);
    if (selected >= 0) this.#tell("choose", { index: -1 });
    return true;
  }

  sketch(line) {
    if (line || this.#marks.sketch) this.mark({ sketch: line });
  }

  enclose(polygon) {
    this.#tell("lasso", { indices: this.inside(polygon) });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // How it is drawn.

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!width || !height || !this.#scene) return;
    const fitted = cameras.fit(this.#scene.box, width, height);
    this.#camera = this.#camera ? cameras.resize(this.#camera, fitted) : this.#pending ? cameras.at(fitted, this.#pending) : fitted;
    this.#pending = null;
    this.#draw();
  }

  #draw() {
    if (this.#due) return;
    this.#due = true;
    nextFrame(() => {
      this.#due = false;
      this.paint();
    });
  }

  // paint draws a frame at once; what changes asks for one by itself.
  paint() {
    if (!this.#scene || !this.#camera) return;
    const { moving } = this.#motions;
    this.#painter.draw({ scene: this.#scene, camera: this.#camera, marks: this.#marks, labels: this.#labels, moving });
    if (moving) this.#motions.keep();
    if (this.#fresh) performance.mark("map-drawn", { detail: this.#scene.layout.n }); // for the benchmarks
    this.#fresh = false;
    const said = JSON.stringify(this.camera);
    if (said !== this.#said) this.#tell("camera", this.camera);
    this.#said = said;
  }
}

// alike says whether two sets, or none, hold the same.
function alike(a, b) {
  if (a === b) return a === null; // the same set may have changed since
  return a !== null && b !== null && a.size === b.size && [...a].every((value) => b.has(value));
}

const anglesOf = (camera) => Object.fromEntries(["yaw", "pitch"].filter((a) => Number.isFinite(camera?.[a])).map((a) => [a, camera[a]]));

// axisName says what lies on an axis and which share of the variance.
function axisName(axis, component) {
  if (!axis) return `PC${component + 1}`;
  const number = axis.component;
  const words = (list) => list.slice(0, NAMED).map((token) => token.label).join(", ") + (list.length > NAMED ? ", …" : "");
  if (axis.kind === "tsne") return `t-SNE ${number}`;
  if (axis.kind === "umap") return `UMAP ${number}`;
  const name = axis.kind === "direction" ? `${words(axis.from)} → ${words(axis.to)}` : axis.kind === "rest" ? `⟂ PC${number}` : `PC${number}`;
  return Number.isFinite(axis.share) ? `${name} (${(100 * axis.share).toFixed(1)} %)` : name;
}
