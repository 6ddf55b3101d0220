// The points of one layout as they are looked at: where each lies on the plane
// of the screen, how it looks, and which lies where. Pure.
//
// What a renderer reads of it: n, u, v, depth (null on a plane) and near (its
// least and greatest), look and tone (looks.js, ramp.js), pale (whether some are),
// and, to do the same on the graphics card: columns {values, min, max} as they
// came, from (null, or the columns that a morph begins at), share, matrix and
// middle; places and looks count the changes of either.
import { box } from "./camera.js";
import { Grid, contains } from "./grid.js";
import { NONE } from "./layout.js";
import { HIDDEN, HOLLOW, PALE } from "./looks.js";
import { shape } from "./marks.js";
import { mixed, morph } from "./morph.js";
import { toneOf, toneOfNumber } from "./ramp.js";
import { matrix, plane, turned } from "./turn.js";

const CROWD = 10_000; // points, from which those without meaning stand back
const FLAT = { yaw: 0, pitch: 0 };

export class Scene {
  places = 0;
  looks = 0;
  share = 1;
  from = null;
  #grid = null;
  #own = null; // look and tone without the points that leave

  // components says which coordinates of the layout lie on x, y and perhaps z.
  constructor(layout, components) {
    const missing = components.find((c) => !layout.coordinates[c]);
    if (missing !== undefined) throw new RangeError(`the layout has no component ${missing + 1}`);
    this.layout = layout;
    this.components = components;
    this.n = layout.n;
    this.ids = layout.ids;
    this.inSpace = components.length === 3;
    this.path = layout.path.map((step) => components.map((c) => step.coordinates[c]));
    this.#take(components.map((c) => layout.coordinates[c]), components.map((c) => layout.columns[c]));
    this.#measure();
  }

  // #take lets columns be what is drawn.
  #take(current, columns) {
    this.current = current;
    this.columns = columns;
    const n = (this.n = current[0].length);
    [this.u, this.v] = this.inSpace ? [new Float32Array(n), new Float32Array(n)] : current;
    this.depth = this.inSpace ? new Float32Array(n) : null;
    this.places++;
    this.#grid = null;
  }

  // #measure finds the box of all points, and what the camera has to show: the
  // layout's extent if it has one, the box or, however they are turned, the ball around them.
  #measure() {
    const [x, y, z] = this.current;
    const [left, low, right, high] = box(x, y);
    this.middle = [(left + right) / 2, (low + high) / 2];
    this.extent = [(right - left) / 2, (high - low) / 2];
    if (!this.inSpace) {
      this.box = this.layout.extent ?? box(x, y, this.path);
      return;
    }
    const [, back, , front] = box(x, z);
    this.middle.push((back + front) / 2);
    this.extent.push((front - back) / 2);
    let far = 0;
    const [mx, my, mz] = this.middle;
    const reach = (a, b, c) => (a - mx) ** 2 + (b - my) ** 2 + (c - mz) ** 2;
    for (let i = 0; i < this.n; i++) far = Math.max(far, reach(x[i], y[i], z[i]));
    for (const place of this.path) far = Math.max(far, reach(...place));
    const r = Math.sqrt(far);
    this.box = [mx - r, my - r, mx + r, my + r];
    this.near = [-r, r];
  }

  // turn looks at points in space from where the angles say.
  turn(angles) {
    this.matrix = this.inSpace ? matrix(angles) : matrix(FLAT);
    this.#project();
  }

  #project() {
    if (this.inSpace) plane(this.matrix, this.middle, this.current, this.u, this.v, this.depth);
  }

  // moved says that the layout's coordinates have changed in place.
  moved() {
    this.places++;
    this.#grid = null;
    this.#project();
  }

  // style gives every point its look and tone for the marks of the view.
  style({ hidden, selection, numbers }) {
    const { category, trained } = this.layout;
    const [look, tone] = [new Uint8Array(this.layout.n), new Uint8Array(this.layout.n)];
    const crowded = this.layout.n > CROWD;
    for (let i = 0; i < look.length; i++) {
      const c = category[i] === NONE ? -1 : category[i];
      look[i] = shape(c) | (trained[i] ? 0 : HOLLOW) | (hidden.has(c) ? HIDDEN : 0) | (selection && !selection.has(i) ? PALE : 0);
      tone[i] = numbers ? toneOfNumber(numbers.values[i], numbers.low, numbers.high) : toneOf(c, crowded && !trained[i]);
    }
    this.pale = selection !== null;
    this.#own = { look, tone };
    this.looks++;
    if (this.from) {
      // Those that leave keep what they have.
      this.look.set(look);
      this.tone.set(tone);
    } else [this.look, this.tone] = [look, tone];
  }

  // glide begins the way from another scene, whose camera was before, to this
  // one, whose camera is after; false when it is not worth it.
  glide(other, before, after) {
    const way = morph({ ...other, n: other.layout.n, camera: before }, { ...this, camera: after }, this.current);
    if (!way) return false;
    this.#own = { look: this.look, tone: this.tone };
    this.from = way.from;
    this.to = way.to;
    [this.look, this.tone] = [way.look, way.tone];
    this.pale ||= other.pale;
    this.looks++;
    this.#take(way.from.map((c) => new Float32Array(c.length)), way.to.map((values) => ({ values })));
    this.advance(0);
    return true;
  }

  // advance goes to a share of the way; at 1 it is over.
  advance(share) {
    this.share = share;
    if (share < 1) {
      mixed(this, share, this.current);
      this.#project();
      return;
    }
    this.from = this.to = null;
    [this.look, this.tone] = [this.#own.look, this.#own.tone];
    this.pale = this.look.some((l) => l & PALE);
    this.looks++;
    const { coordinates, columns } = this.layout;
    this.#take(this.components.map((c) => coordinates[c]), this.components.map((c) => columns[c]));
    this.#project();
  }

  hidden(i) {
    return (this.look[i] & HIDDEN) !== 0;
  }

  // inSight says whether a camera sees a point.
  inSight(i, { x, y, scale, width, height }) {
    if (!(i >= 0 && i < this.layout.n) || this.hidden(i)) return false;
    return 2 * scale * Math.abs(this.u[i] - x) <= width && 2 * scale * Math.abs(this.v[i] - y) <= height;
  }

  // placeOf is where a place of the shown components lies on the plane.
  placeOf(place) {
    return this.inSpace ? turned(this.matrix, this.middle, place) : place;
  }

  // nearest is the point nearest to a place of the plane, −1 for none in reach.
  nearest(x, y, within) {
    const { u, v, look } = this;
    const hidden = (i) => look[i] & HIDDEN;
    if (!this.inSpace && !this.from) return this.#cells().nearest(x, y, within, hidden);
    let [found, best] = [-1, within * within];
    for (let i = 0; i < this.layout.n; i++) {
      const far = (u[i] - x) ** 2 + (v[i] - y) ** 2;
      if (far < best && !hidden(i)) [found, best] = [i, far];
    }
    return found;
  }

  // inside lists the points in a polygon of places, ascending.
  inside(polygon) {
    const { u, v, look } = this;
    const seen = (i) => !(look[i] & HIDDEN);
    if (!this.inSpace && !this.from) return this.#cells().inside(polygon).filter(seen).sort((a, b) => a - b);
    const found = [];
    for (let i = 0; i < this.layout.n; i++) if (seen(i) && contains(polygon, u[i], v[i])) found.push(i);
    return found;
  }

  #cells() {
    return (this.#grid ??= new Grid(this.u, this.v, box(this.u, this.v)));
  }
}
