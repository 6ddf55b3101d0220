// Painter puts a scene on a host: the points by the renderer that is best here,
// and the overlay above them.
import { toScreen } from "./camera.js";
import { HOLLOW } from "./looks.js";
import { RING, trace } from "./marks.js";
import { overlay } from "./overlay.js";
import { colors } from "./ramp.js";
import { Raster } from "./raster.js";

const TEXT = 0.78; // of the page's text size
const UNHURRIED = 500; // milliseconds until the graphics card is asked for
const SLOW = 40; // milliseconds of a frame from which points are left out while moving
const ENOUGH = 60_000; // points that are drawn all the same

const dark = matchMedia("(prefers-color-scheme: dark)");

export class Painter {
  drawn = 0; // points in the last frame
  every = 1; // which share of them it drew
  #renderer = null;
  #width = 0;
  #height = 0;
  #ratio = 0; // device pixels a CSS pixel, as last seen
  #sampling = 1; // which share of the points is drawn while moving
  #widths = new WeakMap(); // of each list of labels, in sizes of the text; −1 not measured
  #sticky = [];

  // changed is called when something asks for a new frame; tell with lost and
  // restored. renderer is auto, webgl or canvas. signal ends it.
  constructor(host, renderer, { changed, tell, signal }) {
    Object.assign(this, { host, changed, tell, signal });
    this.overlay = document.createElement("canvas");
    this.g = this.overlay.getContext("2d");
    host.append(this.overlay);
    this.#use(new Raster());
    this.#dress();
    const theme = new MutationObserver(() => this.#dress());
    theme.observe(document.documentElement, { attributes: true });
    dark.addEventListener("change", () => this.#dress(), { signal });
    this.#watchRatio();
    signal.addEventListener("abort", () => {
      theme.disconnect();
      this.canvas.remove();
      this.overlay.remove();
    });
    // The first picture does not wait for the graphics card.
    if (renderer !== "canvas") setTimeout(() => this.#accelerate(renderer !== "auto"), renderer === "auto" ? UNHURRIED : 0);
  }

  // canvas is the one that the points are drawn on now.
  get canvas() {
    return this.#renderer.canvas;
  }

  get name() {
    return this.#renderer.name;
  }

  // #use draws the points with a renderer from now on.
  #use(renderer) {
    this.#renderer?.canvas.remove();
    this.#renderer = renderer;
    this.overlay.before(renderer.canvas);
    if (this.#width) renderer.resize(this.#width, this.#height, this.#ratio);
    this.changed();
  }

  // #accelerate lets the graphics card draw the points, where there is one; when
  // it is lost the map goes on without, until it comes back.
  async #accelerate(forced) {
    const { Gl } = await import("./gl.js").catch(() => ({})); // the server may be out of reach by now
    const gl = this.signal.aborted ? null : Gl?.make(forced);
    if (!gl) return;
    this.#use(gl);
    const on = (name, renderer, said) =>
      gl.canvas.addEventListener(name, (event) => {
        event.preventDefault(); // else it never comes back
        if (this.signal.aborted) return;
        this.#use(renderer());
        this.tell(said);
      });
    on("webglcontextlost", () => new Raster(), "lost");
    on("webglcontextrestored", () => (gl.prepare(), gl), "restored");
    this.signal.addEventListener("abort", () => gl.destroy());
  }

  #watchRatio() {
    const ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    ratio.addEventListener("change", () => (this.changed(), this.#watchRatio()), { once: true, signal: this.signal });
  }

  // #dress takes the colours and the text of the page.
  #dress() {
    const css = getComputedStyle(this.host);
    const color = (name) => css.getPropertyValue(name).trim();
    this.ink = { soft: color("--soft"), accent: color("--accent"), text: color("--text"), back: color("--back"), font: css.fontFamily };
    this.colors = colors(css);
    this.text = parseFloat(getComputedStyle(document.documentElement).fontSize) * TEXT;
    this.changed();
  }

  resize(width, height) {
    const ratio = devicePixelRatio;
    if (width === this.#width && height === this.#height && ratio === this.#ratio) return;
    [this.#width, this.#height, this.#ratio] = [width, height, ratio];
    this.#renderer.resize(width, height, ratio);
    this.overlay.width = Math.round(width * ratio);
    this.overlay.height = Math.round(height * ratio);
    this.g.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  // draw draws a frame: scene, camera, marks and labels as the view has them.
  // While it is moving, labels keep to their places, and on a slow machine some
  // of the points are left out.
  draw({ scene, camera, marks, labels, moving }) {
    this.resize(camera.width, camera.height); // no event tells of every change of the ratio
    const began = performance.now();
    const size = this.text * marks.magnify;
    const radius = radiusOf(scene.layout.n, camera, size);
    this.every = moving ? Math.min(this.#sampling, Math.ceil(scene.n / ENOUGH) || 1) : 1;
    this.drawn = this.#renderer.draw(scene, { camera, colors: this.colors, every: this.every, radius });
    const took = performance.now() - began;
    if (took > SLOW) this.#sampling = 2 * this.every;
    else if (took < SLOW / 3 && moving) this.#sampling = Math.max(1, this.every / 2);
    this.g.clearRect(0, 0, camera.width, camera.height);
    const frame = { g: this.g, ink: this.ink, width: camera.width, height: camera.height, size, scene, marks, labels };
    frame.place = (i) => toScreen(camera, [scene.u[i], scene.v[i]]);
    frame.placeOf = (place) => toScreen(camera, scene.placeOf(place));
    frame.hidden = (i) => !(i < scene.layout.n) || scene.hidden(i);
    frame.seen = (i) => scene.inSight(i, camera);
    frame.widthOf = this.#widthOf(labels, size);
    frame.stamp = (i) => this.#stamp(scene, i, frame.place(i), radius);
    this.#sticky = overlay(frame, moving ? this.#sticky : []);
  }

  #widthOf(labels, size) {
    if (!labels) return null;
    if (!this.#widths.has(labels)) this.#widths.set(labels, new Float32Array(labels.length).fill(-1));
    const widths = this.#widths.get(labels);
    return (i) => {
      if (widths[i] < 0) widths[i] = this.g.measureText(labels[i]).width / size;
      return widths[i] * size;
    };
  }

  #stamp({ look, tone }, i, [x, y], radius) {
    const { g } = this;
    g.beginPath();
    trace(g, look[i] & 7, x, y, radius);
    g.fillStyle = g.strokeStyle = `rgb(${this.colors.subarray(4 * tone[i], 4 * tone[i] + 3)})`;
    g.lineWidth = Math.max(1, RING * radius);
    if (look[i] & HOLLOW) g.stroke();
    else g.fill();
  }
}

// radiusOf a mark: smaller the more points there are, and larger as one comes
// closer.
function radiusOf(n, { scale, fitted }, size) {
  const crowd = Math.min(1, (1500 / n) ** 0.2);
  return size * Math.min(0.36, 0.3 * crowd * Math.max(1, scale / fitted) ** 0.2);
}
