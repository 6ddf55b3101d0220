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
import { Gl } from "./gl.js";
import { listen } from "./input.js";
import { overlay } from "./overlay.js";
import { colors } from "./ramp.js";
import { Raster } from "./raster.js";
import { Scene } from "./scene.js";
import { nearest } from "./walk.js";
import { nextFrame } from "../frame.js";

const GLIDE = 900; // milliseconds from one layout to the next
const FLY = 700; // and of a flight
const REST = 160; // milliseconds without motion until the picture is at rest
const TEXT = 0.78; // of the page's text size
const NEAR = 14; // pixels in which a point is hit
const WALK = 24; // points that a walk by keys knows ahead
const PITCH = 90; // degrees, at most
const UNHURRIED = 500; // milliseconds until the graphics card is asked for
const CLOSE = 8; // zoom of a flight to a point
const SLOW = 40; // milliseconds of a frame from which points are left out while moving

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

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
  mode = "move"; // or turn, lasso, rectangle
  #marks = { ...OF_LAYOUT, ...OF_VIEW };
  #labels = null;
  #widths = null; // of the labels, in sizes of the text; −1 not measured
  #scene = null;
  #camera = null; // null until the host has a size and there is something to show
  #pending = null; // where to look from as soon as there is
  #angles = { yaw: 30, pitch: 20 };
  #renderer = null;
  #ratio = 0; // device pixels a CSS pixel, as last seen
  #drawn = 0;
  #every = 1; // which share of the points the last frame drew
  #cost = 0; // milliseconds that all points take
  #due = false; // a frame is asked for
  #motions = {}; // those under way by name; a later one ends the one before
  #moved = -Infinity; // when the picture last moved
  #said = ""; // the camera that was told last
  #sticky = [];
  #walk = { points: [], at: -1 };
  #leave = new AbortController();

  // renderer is auto, webgl or canvas; the page's address may say otherwise.
  constructor(host, { renderer = "auto", label = "" } = {}) {
    super();
    this.host = host;
    host.classList.add("map-view");
    host.tabIndex = 0;
    host.setAttribute("role", "application");
    if (label) host.setAttribute("aria-label", label);
    this.overlay = document.createElement("canvas");
    this.g = this.overlay.getContext("2d");
    host.append(this.overlay);
    this.#use(new Raster());
    const { signal } = this.#leave;
    listen(host, this, signal);
    const size = new ResizeObserver(() => this.#resize());
    size.observe(host);
    const theme = new MutationObserver(() => this.#dress());
    theme.observe(document.documentElement, { attributes: true });
    dark.addEventListener("change", () => this.#dress(), { signal });
    signal.addEventListener("abort", () => (size.disconnect(), theme.disconnect()));
    this.#watchRatio();
    this.#dress();
    const wanted = new URLSearchParams(location.search).get("renderer") ?? renderer;
    // The first picture does not wait for the graphics card.
    if (wanted !== "canvas") setTimeout(() => signal.aborted || this.#accelerate(wanted !== "auto"), wanted === "auto" ? UNHURRIED : 0);
  }

  // #accelerate lets the graphics card draw the points, where there is one; when
  // it is lost the map goes on without, until it comes back.
  #accelerate(forced) {
    const gl = Gl.make(forced);
    if (!gl) return;
    this.#use(gl);
    const { signal } = this.#leave;
    const lost = (event) => {
      event.preventDefault(); // else it never comes back
      if (signal.aborted) return;
      this.#use(new Raster());
      this.#tell("lost");
    };
    const restored = () => {
      if (signal.aborted) return;
      gl.prepare();
      this.#use(gl);
      this.#tell("restored");
    };
    gl.canvas.addEventListener("webglcontextlost", lost);
    gl.canvas.addEventListener("webglcontextrestored", restored);
    signal.addEventListener("abort", () => gl.destroy());
  }

  // destroyed is true once the view is no longer of use.
  get destroyed() {
    return this.#leave.signal.aborted;
  }

  destroy() {
    this.#leave.abort();
    this.#motions = {};
    this.#scene = null;
    this.canvas.remove();
    this.overlay.remove();
    this.host.classList.remove("map-view");
  }

  // #use draws the points with a renderer from now on.
  #use(renderer) {
    this.#renderer?.canvas.remove();
    this.#renderer = renderer;
    this.overlay.before(renderer.canvas);
    this.#resize();
  }

  // canvas is the one that the points are drawn on now.
  get canvas() {
    return this.#renderer.canvas;
  }

  // What is shown.

  // show replaces the points, and lets go of the marks of those before; it is
  // done when they are where they belong. components says which coordinates lie
  // on x, y and perhaps z, camera where to look from: everything is in sight
  // without it.
  async show(layout, { labels = null, components = [0, 1], camera = null, animate = false } = {}) {
    const [before, stood] = [this.#scene, this.#camera];
    const scene = (this.#scene = new Scene(layout, components));
    this.setLabels(labels);
    this.#sticky = [];
    this.#walk = { points: [], at: -1 };
    this.#marks = { ...this.#marks, ...OF_LAYOUT, lines: layout.pairs, axes: components.map((c) => axisName(layout.axes[c], c)) };
    this.#angles = { ...this.#angles, ...anglesOf(camera) };
    scene.turn(this.#angles);
    scene.style(this.#marks);
    this.#camera = null;
    this.#pending = camera;
    this.#motions = {};
    this.#resize();
    const glides = animate && before && stood && this.#camera && !calm.matches && !document.hidden;
    if (!glides || !scene.glide(before, stood, this.#camera)) return;
    await this.#animate("glide", GLIDE, (share) => scene === this.#scene && scene.advance(share));
  }

  // moved says that the coordinates of the layout shown were changed in place.
  moved() {
    this.#scene.moved();
    this.#moved = performance.now();
    this.#draw();
  }

  // setLabels brings the words of the points, in their order.
  setLabels(labels) {
    this.#labels = labels;
    this.#widths = labels && new Float32Array(labels.length).fill(-1);
    this.#draw();
  }

  // mark changes how points are set off: any of the fields of OF_LAYOUT and
  // OF_VIEW above, the rest stays.
  mark(changes) {
    this.#marks = { ...this.#marks, ...changes };
    if (["selection", "hidden", "numbers"].some((name) => name in changes)) this.#scene?.style(this.#marks);
    this.#draw();
  }

  get marks() {
    return this.#marks;
  }

  // stats says what the last frame drew of all points.
  stats() {
    return { renderer: this.#renderer.name, drawn: this.#drawn, of: this.#scene?.layout.n ?? 0, sampled: this.#every > 1 };
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
    return this.#animate("flight", animate ? FLY : 0, (share) => {
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
    delete this.#motions.flight;
    this.#turn({ yaw: this.#angles.yaw + yaw, pitch: this.#angles.pitch + pitch });
  }

  #turn({ yaw, pitch }) {
    const angles = { yaw: ((((yaw + 180) % 360) + 360) % 360) - 180, pitch: Math.max(-PITCH, Math.min(PITCH, pitch)) };
    this.#moved = performance.now();
    this.#draw();
    if (angles.yaw === this.#angles.yaw && angles.pitch === this.#angles.pitch) return;
    this.#angles = angles;
    if (this.inSpace) this.#scene.turn(angles);
  }

  #see(camera) {
    delete this.#motions.flight;
    this.#camera = camera;
    this.#moved = performance.now();
    this.#draw();
  }

  // What lies where.

  place(index) {
    return cameras.toScreen(this.#camera, [this.#scene.u[index], this.#scene.v[index]]);
  }

  pick(px, py, within = NEAR) {
    return this.#camera ? this.#scene.nearest(...cameras.toPlane(this.#camera, [px, py]), within / this.#camera.scale) : -1;
  }

  inside(polygon) {
    return this.#camera ? this.#scene.inside(polygon.map((p) => cameras.toPlane(this.#camera, p))) : [];
  }

  #inSight(i) {
    if (!(i >= 0) || this.#scene.hidden(i)) return false;
    const { x, y, scale, width, height } = this.#camera;
    return 2 * scale * Math.abs(this.#scene.u[i] - x) <= width && 2 * scale * Math.abs(this.#scene.v[i] - y) <= height;
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
    if (!this.#camera || !this.#scene.n) return;
    const walk = this.#walk;
    const further = walk.points[walk.at] === hovered && this.#inSight(hovered);
    if (!further || walk.at + step >= walk.points.length) {
      const anchor = [hovered, selected].find((i) => this.#inSight(i)) ?? -1;
      const points = this.#nearest(anchor);
      this.#walk = { points, at: anchor < 0 ? -1 : 0 };
    }
    if (!this.#walk.points.length) return;
    this.#walk.at = Math.max(0, this.#walk.at + step);
    this.#hover(this.#walk.points[this.#walk.at]);
  }

  // walk goes on in a walk that next began, and returns false where it ends.
  walk(step) {
    const { points, at } = this.#walk;
    if (this.#marks.hovered >= 0 && points[at] === this.#marks.hovered && points[at + step] !== undefined) return this.next(step);
    this.#hover(-1);
    return false;
  }

  #nearest(anchor) {
    const { width, height } = this.#camera;
    const middle = anchor < 0 ? [width / 2, height / 2] : this.place(anchor);
    return nearest(this.#scene.layout.n, WALK, middle, (i) => this.#inSight(i) && this.place(i));
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

  #watchRatio() {
    const ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const changed = () => (this.#resize(), this.#watchRatio());
    ratio.addEventListener("change", changed, { once: true, signal: this.#leave.signal });
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!width || !height) return;
    const ratio = (this.#ratio = devicePixelRatio);
    this.#renderer.resize(width, height, ratio);
    this.overlay.width = Math.round(width * ratio);
    this.overlay.height = Math.round(height * ratio);
    this.g.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!this.#scene) return;
    const fitted = cameras.fit(this.#scene.box, width, height);
    this.#camera = this.#camera ? cameras.resize(this.#camera, fitted) : this.#pending ? cameras.at(fitted, this.#pending) : fitted;
    this.#pending = null;
    this.#draw();
  }

  // #dress takes the colours and the text of the page.
  #dress() {
    const css = getComputedStyle(this.host);
    const color = (name) => css.getPropertyValue(name).trim();
    this.ink = { soft: color("--soft"), accent: color("--accent"), text: color("--text"), back: color("--back"), font: css.fontFamily };
    this.colors = colors(css);
    this.text = parseFloat(getComputedStyle(document.documentElement).fontSize) * TEXT;
    this.#draw();
  }

  // #animate calls step with shares that rise to 1, and is done then or when
  // another motion of that name begins.
  #animate(name, duration, step) {
    const motion = (this.#motions[name] = {});
    if (!duration || calm.matches || document.hidden) {
      delete this.#motions[name];
      step(1);
      this.#draw();
      return Promise.resolve();
    }
    return new Promise((done) => {
      const began = performance.now();
      const frame = (now) => {
        if (this.#motions[name] !== motion) return done();
        const share = Math.min(1, Math.max(0, now - began) / duration);
        step(share < 1 ? share * share * (3 - 2 * share) : 1);
        this.#moved = now;
        this.#draw();
        if (share < 1) return nextFrame(frame);
        delete this.#motions[name];
        done();
      };
      nextFrame(frame);
    });
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
    if (this.#ratio !== devicePixelRatio) this.#resize(); // no event tells of every change of it
    const [scene, camera] = [this.#scene, this.#camera];
    if (!scene || !camera) return;
    const began = performance.now();
    const moving = began - this.#moved < REST;
    const size = this.text * this.#marks.magnify;
    this.#every = moving ? Math.max(1, Math.ceil(this.#cost / SLOW)) : 1;
    this.#drawn = this.#renderer.draw(scene, { camera, colors: this.colors, every: this.#every, radius: radius(scene.layout.n, camera, size) });
    this.#cost += ((performance.now() - began) * this.#every - this.#cost) / 4; // a single slow frame says little
    this.#overlay(size, moving);
    const said = JSON.stringify(this.camera);
    if (said !== this.#said) this.#tell("camera", this.camera);
    this.#said = said;
    if (moving) setTimeout(() => performance.now() - this.#moved < REST || this.#draw(), REST + 20);
  }

  #overlay(size, moving) {
    const { g, ink } = this;
    const scene = this.#scene;
    const { width, height } = this.#camera;
    g.clearRect(0, 0, width, height);
    const labels = this.#labels;
    const widthOf = (i) => {
      if (this.#widths[i] < 0) this.#widths[i] = g.measureText(labels[i]).width / size;
      return this.#widths[i] * size;
    };
    const frame = { g, ink, width, height, size, scene, marks: this.#marks, labels, widthOf };
    frame.place = (i) => this.place(i);
    frame.placeOf = (place) => cameras.toScreen(this.#camera, scene.placeOf(place));
    frame.hidden = (i) => !(i < scene.layout.n) || scene.hidden(i);
    frame.seen = (i) => this.#inSight(i);
    this.#sticky = overlay(frame, moving ? this.#sticky : []);
  }
}

const anglesOf = (camera) => Object.fromEntries(["yaw", "pitch"].filter((a) => Number.isFinite(camera?.[a])).map((a) => [a, camera[a]]));

// radius of a mark: smaller the more points there are, and larger as one comes
// closer.
function radius(n, { scale, fitted }, size) {
  const crowd = Math.min(1, (1500 / n) ** 0.2);
  return size * Math.min(0.36, 0.3 * crowd * Math.max(1, scale / fitted) ** 0.2);
}

// axisName says what lies on an axis and which share of the variance.
function axisName(axis, component) {
  if (!axis) return `PC${component + 1}`;
  const share = Number.isFinite(axis.share) ? ` (${(100 * axis.share).toFixed(1)} %)` : "";
  return `${axis.name ?? `PC${axis.component}`}${share}`;
}
