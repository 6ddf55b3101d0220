// The way of many points through the snapshots of a training. Pure: nothing
// here touches the page.

// between is the place of every point at a position among snapshots: 2.25 is a
// quarter of the way from snapshot 2 to snapshot 3, on a straight line. Each
// snapshot is a flat list of x and y; the answer is written to into.
export function between(snapshots, position, into = []) {
  const { from, to, share } = split(position, snapshots.length);
  const [a, b] = [snapshots[from], snapshots[to]];
  for (let i = 0; i < a.length; i++) into[i] = a[i] + share * (b[i] - a[i]);
  into.length = a.length;
  return into;
}

// split names the two snapshots that a position lies between, and how far.
export function split(position, count) {
  const held = Math.min(Math.max(position, 0), count - 1);
  const from = Math.min(Math.floor(held), Math.max(0, count - 2));
  return { from, to: Math.min(from + 1, count - 1), share: held - from };
}

// positionOf is where a step lies among the steps of the snapshots, which
// ascend.
export function positionOf(step, steps) {
  const after = steps.findIndex((s) => s >= step);
  if (after < 0) return steps.length - 1;
  if (after === 0 || steps[after] === step) return after;
  return after - 1 + (step - steps[after - 1]) / (steps[after] - steps[after - 1]);
}

// valueAt reads a curve of [step, value], ascending, at a step; between two it
// lies on a straight line.
export function valueAt(curve, step) {
  const after = curve.findIndex(([s]) => s >= step);
  if (after < 0) return curve[curve.length - 1][1];
  const [s1, v1] = curve[after];
  if (after === 0 || s1 === step) return v1;
  const [s0, v0] = curve[after - 1];
  return v0 + ((step - s0) / (s1 - s0)) * (v1 - v0);
}
