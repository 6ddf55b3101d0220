// Draws one frame of the map on a canvas, in CSS pixels.
import { toScreen } from "./camera.js";
import { place } from "./labels.js";
import { path, variable } from "./marks.js";

const LABELLED = 3000; // points that may have a label in a frame
const UNCOVERED = 600; // points up to which no label covers one: each costs every label a look

// paint draws the scene: camera, axes [name, name], points, lines {from, to,
// dashed} between points, steps of the sentence, the points marked: selected,
// hovered and the neighbours, and the trail of places that the selected one came
// by. While the points are moving, those that had a label in the last frame come
// first: labels that go and come cannot be read.
export function paint(canvas, { camera, axes, points, lines, steps, selected, hovered, trail, neighbors, moving }) {
  const ratio = devicePixelRatio || 1;
  const { width, height } = camera;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const css = getComputedStyle(canvas);
  const color = (name) => css.getPropertyValue(name).trim();
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.78;
  const g = canvas.getContext("2d");
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  g.font = `${size}px ${css.fontFamily}`;
  g.textBaseline = "middle";

  const inside = [];
  for (const p of points) {
    const [x, y] = toScreen(camera, p.coordinates);
    p.x = x;
    p.y = y;
    p.leftward = false; // where its label goes first
    if (!p.hidden && x > -9 && y > -9 && x < width + 9 && y < height + 9) inside.push(p);
  }
  drawLines(g, lines, [selected, hovered], color);
  drawMarks(g, ratio, inside, color, size * (points.length > 3000 ? 0.17 : 0.3)); // marks grow with the text
  g.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawTrail(g, camera, trail, color);
  drawNeighbors(g, selected, neighbors, color);
  for (const p of [selected, hovered]) if (p && !p.hidden) ring(g, p, p === selected ? 9 : 7, color("--accent"));

  const near = new Set(neighbors);
  const loud = inside.filter((p) => p === selected || near.has(p));
  let quiet = inside.filter((p) => p !== selected && !near.has(p));
  if (moving) quiet = [...quiet.filter((p) => p.labelled), ...quiet.filter((p) => !p.labelled)];
  const numbers = drawPath(g, steps, camera, size, color);
  const taken = numbers.map(([x, y, r]) => [x - r, y - r, x + r, y + r]);
  taken.push(...drawAxes(g, axes, camera, size, color));
  // Labels of the sentence and of what is selected may run over other points,
  // those of points may not.
  const first = drawLabels(g, [...steps, ...loud], steps.length, camera, size, taken, color("--text"), color("--back"));
  taken.push(...first);
  if (inside.length <= UNCOVERED) {
    const half = size * 0.22;
    taken.push(...inside.map(({ x, y }) => [x - half, y - half, x + half, y + half]));
  }
  drawLabels(g, quiet.slice(0, LABELLED), 0, camera, size, taken, color("--soft"), color("--back"));
}

// drawLines joins points below their marks, those of the points marked more
// strongly.
function drawLines(g, lines, marked, color) {
  g.strokeStyle = color("--soft");
  for (const { from, to, dashed } of lines) {
    if (from.hidden || to.hidden) continue;
    (from.x < to.x ? from : to).leftward = true; // out of the line's way
    const strong = marked.includes(from) || marked.includes(to);
    g.globalAlpha = strong ? 1 : 0.75;
    g.lineWidth = strong ? 2.5 : 1;
    g.setLineDash(dashed ? [5, 3] : []);
    g.beginPath();
    g.moveTo(from.x, from.y);
    g.lineTo(to.x, to.y);
    g.stroke();
  }
  g.globalAlpha = 1;
  g.setLineDash([]);
}

function drawMarks(g, ratio, points, color, radius) {
  const colors = new Map();
  for (const p of points) {
    const name = variable(p.group);
    if (!colors.has(name)) colors.set(name, color(name));
    g.setTransform(ratio * radius, 0, 0, ratio * radius, ratio * p.x, ratio * p.y);
    if (p.trained) {
      g.fillStyle = colors.get(name);
      g.fill(path(p.group));
    } else {
      g.strokeStyle = colors.get(name);
      g.lineWidth = 0.4;
      g.stroke(path(p.group));
    }
  }
}

function drawTrail(g, camera, trail, color) {
  g.strokeStyle = color("--accent");
  g.lineWidth = 1.2;
  g.beginPath();
  for (const place of trail) g.lineTo(...toScreen(camera, place));
  g.stroke();
}

function drawNeighbors(g, selected, neighbors, color) {
  if (!selected) return;
  g.strokeStyle = color("--accent");
  g.lineWidth = 1;
  g.beginPath();
  for (const p of neighbors) {
    g.moveTo(selected.x, selected.y);
    g.lineTo(p.x, p.y);
  }
  g.stroke();
  for (const p of neighbors) ring(g, p, 6, color("--accent"));
}

function ring(g, { x, y }, radius, stroke) {
  g.strokeStyle = stroke;
  g.lineWidth = 2;
  g.beginPath();
  g.arc(x, y, radius, 0, 7);
  g.stroke();
}

// drawPath joins the sentence's steps by arrows and numbers them; it returns
// the discs, which labels must leave free.
function drawPath(g, steps, camera, size, color) {
  const radius = size * 0.72;
  const ink = color("--accent");
  g.strokeStyle = g.fillStyle = ink;
  g.lineWidth = 1.6;
  const discs = steps.map((s) => {
    [s.x, s.y] = toScreen(camera, s.coordinates);
    return [s.x, s.y, radius];
  });
  for (let i = 1; i < discs.length; i++) arrow(g, discs[i - 1], discs[i], radius + 2);
  g.textAlign = "center";
  discs.forEach(([x, y], i) => {
    g.fillStyle = ink;
    g.beginPath();
    g.arc(x, y, radius, 0, 7);
    g.fill();
    g.fillStyle = color("--back");
    g.fillText(String(i + 1), x, y + 1);
  });
  g.textAlign = "left";
  return discs;
}

function arrow(g, [x0, y0], [x1, y1], gap) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 2 * gap + 4) return; // the discs touch
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

// drawAxes names the axes at the edges and returns the boxes the names take.
function drawAxes(g, [across, up], { width, height }, size, color) {
  g.fillStyle = color("--soft");
  const wide = g.measureText(across).width;
  const tall = g.measureText(up).width;
  g.fillText(across, width - wide - 10, height - size);
  g.save();
  g.translate(size, tall + 10);
  g.rotate(-Math.PI / 2);
  g.fillText(up, 0, 0);
  g.restore();
  return [
    [width - wide - 16, height - 2 * size, width, height],
    [0, 0, 2 * size, tall + 16],
  ];
}

// drawLabels writes the labels that fit, of which the first are those of steps,
// and returns the boxes they take.
function drawLabels(g, texts, steps, { width, height }, size, taken, ink, back) {
  const tall = size * 1.15;
  const candidates = texts.map((p, i) => {
    p.wide ??= {};
    p.wide[g.font] ??= g.measureText(p.label).width;
    return { x: p.x, y: p.y, width: p.wide[g.font], height: tall, gap: size * (i < steps ? 0.8 : 0.6), leftward: p.leftward };
  });
  g.lineJoin = "round";
  g.lineWidth = 3;
  g.strokeStyle = back;
  g.fillStyle = ink;
  for (const p of texts) p.labelled = false;
  return place(candidates, width, height, taken).map(({ index, left, top }) => {
    const { label } = texts[index];
    texts[index].labelled = true;
    g.strokeText(label, left, top + size * 0.6); // a halo, to read it over lines
    g.fillText(label, left, top + size * 0.6);
    return [left, top, left + candidates[index].width, top + tall];
  });
}
