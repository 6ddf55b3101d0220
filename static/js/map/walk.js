// The points nearest to a place, to be walked through by keys. Pure.

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
