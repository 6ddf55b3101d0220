// A walk by keys through the points nearest to where it began. Pure.

const AHEAD = 24; // points that a walk knows

// nearest lists the count of n points nearest to a place, the nearest first;
// placeOf(index) is where a point is, or false when it does not count.
export function nearest(n, count, [x, y], placeOf) {
  const found = []; // [distance², index], ascending
  for (let i = 0; i < n; i++) {
    const place = placeOf(i);
    if (!place) continue;
    const far = (place[0] - x) ** 2 + (place[1] - y) ** 2;
    if (found.length === count && far >= found[count - 1][0]) continue;
    let at = found.length === count ? count - 1 : found.length;
    for (; at > 0 && found[at - 1][0] > far; at--) found[at] = found[at - 1];
    found[at] = [far, i];
  }
  return found.map(([, i]) => i);
}

export class Walk {
  #points = [];
  #at = -1;

  // on says whether the walk stands at a point and has another in a direction.
  on(point, step) {
    return point >= 0 && this.#points[this.#at] === point && this.#points[this.#at + step] !== undefined;
  }

  // begin starts anew around an anchor, a point, or −1 for the place given.
  begin(anchor, n, place, placeOf) {
    this.#points = nearest(n, AHEAD, place, placeOf);
    this.#at = anchor < 0 ? -1 : 0;
  }

  // go returns the point a step further, undefined where there is none.
  go(step) {
    this.#at = Math.max(0, Math.min(this.#points.length - 1, this.#at + step));
    return this.#points[this.#at];
  }
}
