// Points on a plain 2D canvas, without the graphics card: small masks of each
// mark, made once for a size, are stamped into the pixels. A mark's middle is
// kept to a quarter of a pixel, so that slow motion does not stutter.
//
// A renderer has draw(scene, {camera, radius, colors, every}), which draws every
// so many-th point and returns how many it drew, resize(width, height, ratio),
// canvas and name; scene.js says what a scene is.

import { distance, REACH, RING } from "./marks.js";
import { LEVELS, TONES } from "./ramp.js";
import { ENTERING, FOG, HIDDEN, HOLLOW, LEAVING, PALE, PALENESS } from "./looks.js";

const PARTS = 4; // places of a middle within a pixel, along each side
const LARGE = 10; // pixels of radius from which one place will do
const BUCKETS = 4096; // of depth

export class Raster {
  name = "canvas";
  #masks = [];
  #radius = 0;

  constructor() {
    this.canvas = document.createElement("canvas");
    this.g = this.canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  }

  resize(width, height, ratio) {
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.ratio = ratio;
    this.#radius = 0;
  }

  draw(scene, { camera, radius, colors, every }) {
    this.#prepare(radius * this.ratio);
    const table = new Uint32Array(colors.buffer);
    this.pixels.fill(table[TONES * LEVELS - 1]);
    const order = scene.depth ? this.#byDepth(scene) : null;
    let drawn = 0;
    // The pale ones first: what is selected lies on top.
    if (scene.pale) drawn += this.#stamp(scene, camera, table, order, every, PALE);
    drawn += this.#stamp(scene, camera, table, order, every, 0);
    this.g.putImageData(this.image, -this.margin, -this.margin);
    return drawn;
  }

  #stamp(scene, camera, colors, order, every, pale) {
    const { u, v, n, look, tone, depth, near, share } = scene;
    const { pixels, stride, margin, ratio, parts } = this;
    const masks = this.#masks; // those made so far
    const scale = camera.scale * ratio;
    const { width, height } = this.canvas;
    const left = (camera.width / 2) * ratio - camera.x * scale;
    const top = (camera.height / 2) * ratio + camera.y * scale;
    const fog = depth && near[1] > near[0] ? FOG / (near[1] - near[0]) : 0;
    const [enter, leave] = [Math.round((1 - share) * (LEVELS - 1)), Math.round(share * (LEVELS - 1))];
    const mask = scene.pale ? HIDDEN | PALE : HIDDEN;
    const wide = width + margin - 1;
    const tall = height + margin - 1;
    let drawn = 0;
    for (let k = n - 1; k >= 0; k -= every) {
      const i = order ? order[k] : k;
      const l = look[i];
      if ((l & mask) !== pale) continue;
      const x = left + u[i] * scale;
      const y = top - v[i] * scale;
      if (!(x > 1 - margin && y > 1 - margin && x < wide && y < tall)) continue;
      let level = fog ? Math.max(0, Math.min(FOG, Math.round((near[1] - depth[i]) * fog))) : 0;
      if (pale) level = Math.max(level, PALENESS);
      if (l & ENTERING) level = Math.max(level, enter);
      if (l & LEAVING) level = Math.max(level, leave);
      if (level >= LEVELS - 1) continue;
      drawn++;
      const [px, py] = [x + margin, y + margin];
      const [column, row] = [px | 0, py | 0];
      const part = (((py - row) * parts) | 0) * parts + (((px - column) * parts) | 0);
      const { offsets, alphas, full } = masks[(l & 15) * parts * parts + part] ?? this.#mask(l & 15, part);
      const color = colors[level * TONES + tone[i]];
      const at = row * stride + column;
      for (let o = 0; o < full; o++) pixels[at + offsets[o]] = color;
      const [rb, green] = [color & 0xff00ff, color & 0xff00];
      for (let o = full; o < offsets.length; o++) {
        const a = alphas[o];
        const b = 256 - a;
        const under = pixels[at + offsets[o]];
        pixels[at + offsets[o]] =
          (((Math.imul(under & 0xff00ff, b) + Math.imul(rb, a)) >>> 8) & 0xff00ff) |
          (((Math.imul(under & 0xff00, b) + Math.imul(green, a)) >>> 8) & 0xff00) |
          0xff000000;
      }
    }
    return drawn;
  }

  // #prepare makes pixels for a radius and lets go of the masks of another, in
  // steps small enough not to be seen. The pixels have a margin in which marks
  // may end: stamping then needs no look at the border.
  #prepare(wanted) {
    const radius = Math.max(0.75, Math.round(wanted * 8) / 8);
    if (radius === this.#radius) return;
    this.#radius = radius;
    const reach = Math.ceil(radius * (REACH + RING / 2) + 1);
    if (reach !== this.margin - 1 || this.image?.width !== this.canvas.width + 2 * this.margin || this.image?.height !== this.canvas.height + 2 * this.margin) {
      this.margin = reach + 1;
      this.stride = this.canvas.width + 2 * this.margin;
      this.image = new ImageData(this.stride, this.canvas.height + 2 * this.margin);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    this.parts = radius < LARGE ? PARTS : 1;
    this.#masks = [];
  }

  // #mask makes a mark's mask when it is first wanted.
  #mask(look, part) {
    const { parts, stride, margin } = this;
    const [dx, dy] = [part % parts, Math.floor(part / parts)].map((at) => (at + 0.5) / parts);
    return (this.#masks[look * parts * parts + part] = mask(look & 7, look & HOLLOW, this.#radius, margin - 1, stride, dx, dy));
  }

  // #byDepth sorts the points, the nearest first, to be drawn from the end.
  #byDepth({ depth, n, near: [far, close] }) {
    if (this.order?.length !== n) this.order = new Uint32Array(n);
    const starts = new Uint32Array(BUCKETS + 1);
    const steps = (BUCKETS - 1) / (close - far || 1);
    const bucket = (i) => Math.max(0, Math.min(BUCKETS - 1, ((close - depth[i]) * steps) | 0)); // a glide may come from outside
    for (let i = 0; i < n; i++) starts[bucket(i) + 1]++;
    for (let b = 1; b < BUCKETS; b++) starts[b] += starts[b - 1];
    for (let i = 0; i < n; i++) this.order[starts[bucket(i)]++] = i;
    return this.order;
  }
}

// mask is a mark's pixels as offsets from the pixel of its middle: first those
// that it covers, then those it covers in part, with alphas of 256.
function mask(shape, hollow, radius, reach, stride, dx, dy) {
  const inner = [];
  const rim = [];
  const line = Math.max(1, RING * radius);
  for (let row = -reach; row <= reach; row++) {
    for (let column = -reach; column <= reach; column++) {
      let far = distance(shape, (column + 0.5 - dx) / radius, (row + 0.5 - dy) / radius) * radius;
      if (hollow) far = Math.abs(far) - line / 2;
      const alpha = Math.round(256 * Math.max(0, Math.min(1, 0.5 - far)));
      if (alpha) (alpha === 256 ? inner : rim).push([row * stride + column, alpha]);
    }
  }
  const all = [...inner, ...rim];
  return { offsets: Int32Array.from(all, (a) => a[0]), alphas: Uint16Array.from(all, (a) => a[1]), full: inner.length };
}
