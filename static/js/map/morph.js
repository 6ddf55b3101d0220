// The way from what a map shows to another layout: points that both have glide,
// those that only one has fade in or out. It is drawn in the new layout's own
// coordinates: every point begins where it stood on the screen, so that layouts
// of other units or another turn need no camera between. Pure.

import { unturned } from "./turn.js";
import { ENTERING, LEAVING } from "./looks.js";

const MOST = 200_000; // points; more would not move fluently

// morph takes the scenes before and after, each {n, ids, u, v, depth, look, tone}
// with its camera, and after's columns, matrix and middle (null on a plane). It
// returns {n, from, to, look, tone}: after's points and then those that leave;
// null when that is not worth it.
export function morph(before, after, columns) {
  if (!before.n || before.n > MOST || after.n > MOST) return null;
  const was = new Map();
  for (let i = before.n - 1; i >= 0; i--) was.set(before.ids[i], i);
  const dims = columns.length;
  const from = columns.map((c) => Float32Array.from(c));
  const [a, b] = [before.camera, after.camera];
  const ratio = a.scale / b.scale;
  const start = (i) => {
    const u = b.x + (before.u[i] - a.x) * ratio;
    const v = b.y + (before.v[i] - a.y) * ratio;
    return dims === 3 ? unturned(after.matrix, after.middle, [u, v, (before.depth?.[i] ?? 0) * ratio]) : [u, v];
  };
  const look = [...after.look];
  after.ids.forEach((id, i) => {
    const old = was.get(id);
    if (old === undefined) {
      look[i] |= ENTERING;
      return;
    }
    was.delete(id);
    start(old).forEach((value, c) => (from[c][i] = value));
  });
  const leaving = [...was.values()];
  const places = leaving.map(start);
  const joined = (column, c) => Float32Array.from([...column, ...places.map((p) => p[c])]);
  return {
    n: after.n + leaving.length,
    from: leaving.length ? from.map(joined) : from,
    to: leaving.length ? columns.map(joined) : columns,
    look: Uint8Array.from([...look, ...leaving.map((i) => (before.look[i] & ~ENTERING) | LEAVING)]),
    tone: Uint8Array.from([...after.tone, ...leaving.map((i) => before.tone[i])]),
  };
}

// mixed writes the places at a share of the way to into, arrays as long.
export function mixed({ from, to }, share, into) {
  into.forEach((column, c) => {
    const [a, b] = [from[c], to[c]];
    for (let i = 0; i < column.length; i++) column[i] = a[i] + share * (b[i] - a[i]);
  });
}

