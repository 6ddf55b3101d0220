// What lies over the points, drawn in CSS pixels on a canvas of its own: lines,
// rings, the sentence's path, the names of the axes and the labels.
//
// A frame has g, width, height, size (of text), ink (soft, accent, text, back,
// font), scene, marks, labels (null until they come), widthOf(index) of a label,
// place(index) and placeOf([x, y, z]) → [x, y], hidden(index), seen(index): neither
// hidden nor outside, and stamp(index), which draws a point's mark.

import { Placer } from "./labels.js";
import { NONE } from "./layout.js";

const FIRST = 3000; // points that may have a label in a frame: those of greatest priority
const PER_LABEL = 3600; // square pixels: fewer labels on a smaller map
const COMPUTED = ["tsne", "umap"]; // methods that keep no parallelogram
const UNCOVERED = 600; // points in sight up to which no label covers one

// overlay draws a frame. sticky lists [index, spot] of the labels that come
// first because they were there in the last frame: labels that go and come
// cannot be read. It returns such a list of its own.
export function overlay(frame, sticky) {
  const { g, width, height, size, marks } = frame;
  const placer = new Placer(width, height);
  g.lineJoin = g.lineCap = "round";
  g.textBaseline = "middle";
  g.direction = "ltr"; // the shown form of a token is not running text
  g.font = `${size}px ${frame.ink.font}`;
  const leftward = pairs(frame);
  trail(frame);
  neighbors(frame);
  const corner = parallelogram(frame, placer);
  rings(frame);
  const discs = path(frame, placer);
  (frame.scene.inSpace ? axesInSpace : axes)(frame, placer);
  const placed = marks.labelled && frame.labels ? labels(frame, placer, { discs, corner, leftward }, sticky) : [];
  if (marks.sketch?.length > 1) sketch(frame);
  return placed;
}

function line(g, color, width, dash = []) {
  g.strokeStyle = color;
  g.lineWidth = width;
  g.setLineDash(dash);
  g.beginPath();
}

function segment(g, [x0, y0], [x1, y1]) {
  g.moveTo(x0, y0);
  g.lineTo(x1, y1);
}

// pairs joins related points, those of the points marked more strongly. It
// returns the points whose label goes left, out of the line's way.
function pairs({ g, ink, marks, place, hidden }) {
  const leftward = new Set();
  for (const { from, to, held_out: dashed } of marks.lines) {
    if (hidden(from) || hidden(to)) continue;
    const [a, b] = [place(from), place(to)];
    leftward.add(a[0] < b[0] ? from : to);
    const strong = [from, to].some((i) => i === marks.selected || i === marks.hovered);
    g.globalAlpha = strong ? 1 : 0.75;
    line(g, ink.soft, strong ? 2.5 : 1, dashed ? [5, 3] : []);
    segment(g, a, b);
    g.stroke();
  }
  g.globalAlpha = 1;
  g.setLineDash([]);
  return leftward;
}

function trail({ g, ink, marks, placeOf }) {
  if (!marks.trail.length) return;
  line(g, ink.accent, 1.2);
  for (const place of marks.trail) g.lineTo(...placeOf(place));
  g.stroke();
}

// neighbors joins the chosen point with its true neighbours by solid lines, and
// with its apparent ones by dashed ones.
function neighbors({ g, ink, marks, place, hidden }) {
  if (marks.selected < 0 || hidden(marks.selected)) return;
  const from = place(marks.selected);
  const draw = (points, color, dash) => {
    line(g, color, 1.2, dash);
    for (const i of points) segment(g, from, place(i));
    g.stroke();
    g.setLineDash([]);
    for (const i of points) ring(g, place(i), dash.length ? 8 : 6, color, 1.6);
  };
  const visible = (points) => points.filter((i) => !hidden(i));
  if (shows(marks, "apparent")) draw(visible(marks.apparentNear), ink.text, [4, 4]);
  if (shows(marks, "true")) draw(visible(marks.trueNear), ink.accent, []);
}

// parallelogram draws a : b :: c : answer: the step from a to b and, from c, the
// same to the corner c + b − a, a cross; a dashed line leads from there to the
// answer. A picture that keeps no parallelogram has no corner: there the line
// leads from c. It returns the corner, null without one.
function parallelogram({ g, ink, size, marks, scene, place, hidden }, placer) {
  if (!marks.analogy) return null;
  const at = (i) => (i >= 0 && !hidden(i) ? place(i) : null);
  const [a, b, c, answer] = [marks.analogy.a, marks.analogy.b, marks.analogy.c, marks.analogy.answer].map(at);
  g.strokeStyle = g.fillStyle = ink.accent;
  g.lineWidth = 2;
  if (a && b) arrow(g, a, b, 6);
  const linear = !COMPUTED.includes(scene.layout.method);
  if (!c || (linear && !(a && b))) return null;
  const corner = linear ? [c[0] + b[0] - a[0], c[1] + b[1] - a[1]] : c;
  if (linear) {
    arrow(g, c, corner, 6);
    line(g, ink.accent, 1.2, [1.5, 3]);
    segment(g, a, c);
    segment(g, b, corner);
    g.stroke();
    line(g, ink.accent, 2.4);
    for (const d of [-5, 5]) segment(g, [corner[0] - 5, corner[1] - d], [corner[0] + 5, corner[1] + d]);
    g.stroke();
    placer.take(corner[0] - 6, corner[1] - 6, corner[0] + 6, corner[1] + 6);
  }
  if (answer) {
    line(g, ink.accent, 1.8, [6, 4]);
    segment(g, corner, answer);
    g.stroke();
    g.setLineDash([]);
  }
  return linear ? corner : null;
}

// rings sets off what is marked, each with its own mark again: others may lie
// over it.
function rings({ g, ink, marks, place, hidden, stamp }) {
  const near = [...(shows(marks, "true") ? marks.trueNear : []), ...(shows(marks, "apparent") ? marks.apparentNear : [])];
  const off = (i, radius, color, width) => {
    if (!(i >= 0) || hidden(i)) return;
    stamp(i);
    if (!radius) return;
    ring(g, place(i), radius, ink.back, width + 2);
    ring(g, place(i), radius, color, width);
  };
  const { a, b, c, answer } = marks.analogy ?? {};
  for (const i of [a, b, c, answer, ...(marks.selected < 0 ? [] : near)]) off(i, 0);
  for (const i of marks.pins) off(i, 7, ink.text, 2);
  off(marks.hovered, 7, ink.accent, 2);
  off(marks.selected, 9, ink.accent, 2.4);
}

// shows says whether neighbours of a kind, true or apparent, are shown.
const shows = ({ links }, kind) => links === kind || links === "both";

function ring(g, [x, y], radius, color, width) {
  line(g, color, width);
  g.arc(x, y, radius, 0, 7);
  g.stroke();
}

// path joins the sentence's tokens by arrows and numbers them; it returns the
// middles of the discs.
function path({ g, ink, size, scene, placeOf }, placer) {
  const radius = size * 0.72;
  const discs = scene.path.map(placeOf);
  g.strokeStyle = g.fillStyle = ink.accent;
  g.lineWidth = 1.6;
  for (let i = 1; i < discs.length; i++) arrow(g, discs[i - 1], discs[i], radius + 2);
  g.textAlign = "center";
  discs.forEach(([x, y], i) => {
    g.fillStyle = ink.accent;
    g.beginPath();
    g.arc(x, y, radius, 0, 7);
    g.fill();
    g.fillStyle = ink.back;
    g.fillText(String(i + 1), x, y + 1);
    placer.take(x - radius, y - radius, x + radius, y + radius);
  });
  g.textAlign = "left";
  return discs;
}

function arrow(g, [x0, y0], [x1, y1], gap) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 2 * gap + 4) return; // the ends touch
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const [ex, ey] = [x1 - ux * gap, y1 - uy * gap];
  g.beginPath();
  g.moveTo(x0 + ux * gap, y0 + uy * gap);
  g.lineTo(ex, ey);
  g.stroke();
  g.beginPath();
  g.moveTo(ex, ey);
  g.lineTo(ex - 8 * ux - 4 * uy, ey - 8 * uy + 4 * ux);
  g.lineTo(ex - 8 * ux + 4 * uy, ey - 8 * uy - 4 * ux);
  g.fill();
}

// axes names the two axes at the edges.
function axes({ g, ink, size, width, height, marks }, placer) {
  const [across, up] = marks.axes;
  g.fillStyle = ink.soft;
  const wide = g.measureText(across).width;
  const tall = g.measureText(up).width;
  g.fillText(across, width - wide - 10, height - size);
  g.save();
  g.translate(size, tall + 10);
  g.rotate(-Math.PI / 2);
  g.fillText(up, 0, 0);
  g.restore();
  placer.take(width - wide - 16, height - 2 * size, width, height);
  placer.take(0, 0, 2 * size, tall + 16);
}

// axesInSpace draws the three axes through the middle of the points, named at
// their positive ends.
function axesInSpace({ g, ink, size, marks, scene: { middle, extent }, placeOf }, placer) {
  extent.forEach((half, i) => {
    const end = (side) => placeOf(middle.map((m, j) => m + (i === j ? side * half * 1.08 : 0)));
    const [from, to] = [end(-1), end(1)];
    g.strokeStyle = g.fillStyle = ink.soft;
    g.lineWidth = 1;
    g.globalAlpha = 0.7;
    arrow(g, from, to, 0);
    g.globalAlpha = 1;
    const wide = g.measureText(marks.axes[i]).width;
    const spot = placer.beside(...to, wide, size * 1.15, 6);
    if (spot) write(g, ink, ink.soft, marks.axes[i], spot[0], spot[1] + size * 0.6);
  });
}

// write puts text on a halo, to read it over lines and marks.
function write(g, ink, color, text, left, middle) {
  g.lineWidth = 3;
  g.strokeStyle = ink.back;
  g.strokeText(text, left, middle);
  g.fillStyle = color;
  g.fillText(text, left, middle);
}

function labels(frame, placer, { discs, corner, leftward }, sticky) {
  const { g, ink, size, marks, place, seen, widthOf } = frame;
  const { path } = frame.scene.layout;
  const tall = size * 1.15;
  const placed = [];
  const done = new Set();
  const say = (text, [x, y], wide, gap, color, spot) => {
    const at = placer.beside(x, y, wide, tall, gap, spot);
    if (at) write(g, ink, color, text, at[0], at[1] + size * 0.6);
    return at;
  };
  path.forEach((step, i) => say(step.label, discs[i], g.measureText(step.label).width, size * 0.8, ink.text));
  const label = (i, color, spot = leftward.has(i) ? 1 : 0) => {
    if (done.has(i) || !seen(i)) return;
    done.add(i);
    const at = say(frame.labels[i], place(i), widthOf(i), size * 0.6, color, spot);
    if (at) placed.push([i, at[2]]);
  };
  // First those that someone asked for; they may lie over other points.
  const { selected, hovered, pins, trueNear, apparentNear, analogy } = marks;
  const asked = [selected, hovered, ...(analogy ? [analogy.a, analogy.b, analogy.c, analogy.answer] : []), ...pins];
  if (selected >= 0 && shows(marks, "true")) asked.push(...trueNear);
  if (selected >= 0 && shows(marks, "apparent")) asked.push(...apparentNear);
  for (const i of asked) if (i >= 0) label(i, ink.text);
  if (corner) {
    const [c, b, a] = [analogy.c, analogy.b, analogy.a].map((i) => frame.labels[i]);
    const goal = `${c} + ${b} − ${a}`;
    say(goal, corner, g.measureText(goal).width, size * 0.6, ink.text);
  }
  const first = candidates(frame);
  if (first.length <= UNCOVERED) {
    const half = size * 0.22;
    for (const i of first) {
      const [x, y] = place(i);
      placer.take(x - half, y - half, x + half, y + half);
    }
  }
  const most = Math.max(30, (frame.width * frame.height) / PER_LABEL);
  for (const [i, spot] of sticky) if (placed.length < most) label(i, ink.soft, spot);
  for (const i of first) {
    if (placed.length >= most) break;
    label(i, ink.soft);
  }
  return placed;
}

// candidates are the points that may have a label, the first first: those of a
// category, whose words mean something by themselves, then the others, both in
// the order of the layout.
function candidates({ marks, scene, seen }) {
  const { category, n } = scene.layout;
  const [named, others] = [[], []];
  for (let i = 0; i < n && named.length < FIRST; i++) {
    const list = category[i] === NONE ? others : named;
    if (list.length < FIRST && seen(i) && (marks.selection?.has(i) ?? true)) list.push(i);
  }
  return [...named, ...others].slice(0, FIRST);
}

// sketch is the lasso or rectangle while it is drawn.
function sketch({ g, ink, marks }) {
  line(g, ink.accent, 1.5, [6, 4]);
  for (const p of marks.sketch) g.lineTo(...p);
  g.closePath();
  g.globalAlpha = 0.12;
  g.fillStyle = ink.accent;
  g.fill();
  g.globalAlpha = 1;
  g.stroke();
  g.setLineDash([]);
}
