// The points of the plane in the cells of a grid, to find those near a pixel or
// inside a shape without looking at all of them. Built in two passes over the
// points (a counting sort), 4 bytes a point and a cell. Pure.

const PER_CELL = 4; // points, on the mean

export class Grid {
  // u and v are the columns of places, which stay the caller's and must not
  // change while the grid is used.
  constructor(u, v, [left, low, right, high]) {
    this.u = u;
    this.v = v;
    this.left = left;
    this.low = low;
    const n = u.length;
    const [wide, tall] = [right - left || 1e-9, high - low || 1e-9];
    const cells = Math.max(1, Math.min(1 << 20, n / PER_CELL));
    this.size = Math.max(Math.sqrt((wide * tall) / cells), Math.max(wide, tall) / 2048);
    this.across = Math.floor(wide / this.size) + 1;
    this.down = Math.floor(tall / this.size) + 1;
    const cell = new Uint32Array(n);
    const ends = (this.ends = new Uint32Array(this.across * this.down + 1)); // where each cell's points begin, then the last's end
    for (let i = 0; i < n; i++) ends[(cell[i] = this.#row(v[i]) * this.across + this.#column(u[i]))]++;
    for (let c = 0, sum = 0; c < ends.length; c++) ends[c] = sum += ends[c];
    this.points = new Uint32Array(n);
    for (let i = n - 1; i >= 0; i--) this.points[--ends[cell[i]]] = i;
  }

  #column(x) {
    return Math.max(0, Math.min(this.across - 1, Math.floor((x - this.left) / this.size)));
  }

  #row(y) {
    return Math.max(0, Math.min(this.down - 1, Math.floor((y - this.low) / this.size)));
  }

  // nearest is the point nearest to (x, y) within a distance that skip(index)
  // does not refuse, the first of several; -1 for none.
  nearest(x, y, within, skip = null) {
    const { u, v, points, ends } = this;
    let [found, best] = [-1, within * within];
    const [c0, c1] = [this.#column(x - within), this.#column(x + within)];
    for (let r = this.#row(y - within); r <= this.#row(y + within); r++) {
      const row = r * this.across;
      for (let k = ends[row + c0]; k < ends[row + c1 + 1]; k++) {
        const i = points[k];
        const far = (u[i] - x) ** 2 + (v[i] - y) ** 2;
        if (far > best || (far === best && found >= 0 && i > found) || skip?.(i)) continue;
        [found, best] = [i, far];
      }
    }
    return found;
  }

  // inside lists the points in a polygon of places [x, y], its border's by the
  // even-odd rule. Cells that no edge crosses are taken or left as a whole.
  inside(polygon) {
    if (polygon.length < 3) return [];
    const { u, v, points, ends, across } = this;
    const crossed = this.#crossed(polygon);
    const found = [];
    for (let r = 0; r < this.down; r++) {
      const y = this.low + (r + 0.5) * this.size;
      for (let c = 0, within = null; c < across; c++) {
        const [from, to] = [ends[r * across + c], ends[r * across + c + 1]];
        if (crossed[r * across + c]) {
          within = null; // an edge lies between: ask anew at the next cell
          for (let k = from; k < to; k++) if (contains(polygon, u[points[k]], v[points[k]])) found.push(points[k]);
          continue;
        }
        if (from === to) continue;
        within ??= contains(polygon, this.left + (c + 0.5) * this.size, y);
        if (within) for (let k = from; k < to; k++) found.push(points[k]);
      }
    }
    return found;
  }

  // #crossed marks the cells that an edge may pass through, and those at the
  // rim, where points on the box's border are held.
  #crossed(polygon) {
    const { across, down } = this;
    const crossed = new Uint8Array(across * down);
    polygon.forEach(([x1, y1], i) => {
      const [x0, y0] = polygon.at(i - 1);
      const [low, high] = [Math.min(y0, y1), Math.max(y0, y1)];
      for (let r = this.#row(low); r <= this.#row(high); r++) {
        // The edge's x while it passes the row.
        const [bottom, top] = [this.low + r * this.size, this.low + (r + 1) * this.size];
        const at = (y) => (y1 === y0 ? x1 : x0 + ((x1 - x0) * (Math.max(low, Math.min(high, y)) - y0)) / (y1 - y0));
        const ends = y1 === y0 ? [x0, x1] : [at(bottom), at(top)];
        const slack = 1e-6 * this.size; // rounding
        const [c0, c1] = [this.#column(Math.min(...ends) - slack), this.#column(Math.max(...ends) + slack)];
        crossed.fill(1, r * across + c0, r * across + c1 + 1);
      }
    });
    return crossed;
  }
}

// contains says whether (x, y) lies in a polygon, by the even-odd rule.
export function contains(polygon, x, y) {
  let within = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [polygon[i], polygon[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

// rectangle is the polygon between two opposite corners.
export const rectangle = ([x0, y0], [x1, y1]) => [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
