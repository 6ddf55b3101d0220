// Categories as marks: category i has colour i mod 8 and shape i mod 5, so that
// colour is never the only cue. A shape is a disc or a convex polygon around
// (0, 0), y downwards, and all drawing of it comes from the same vertices: the
// legend's path, the software masks and the shader's signed distance.

const POLYGONS = [
  null, // the disc of radius 1
  [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  [[0, -1.2], [1.1, 0.8], [-1.1, 0.8]],
  [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  [[0, 1.2], [-1.1, -0.8], [1.1, -0.8]],
];
const SHAPES = POLYGONS.length;
export const REACH = 1.36; // the farthest vertex from the middle, and a little
export const RING = 0.4; // line width of a hollow mark, in radii

// Half planes n·p ≤ d whose intersection is the polygon.
const edges = POLYGONS.map((points) =>
  points?.map(([x0, y0], i) => {
    const [x1, y1] = points[(i + 1) % points.length];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const [nx, ny] = [(y1 - y0) / length, (x0 - x1) / length];
    return [nx, ny, nx * x0 + ny * y0];
  }),
);

export const shape = (category) => (category < 0 ? 0 : category % SHAPES);

// variable is the CSS custom property of a category's colour; -1 is no category.
export const variable = (category) => (category < 0 ? "--soft" : `--category-${category % 8}`);

// distance is how far (x, y) lies outside a shape's edge, negative within; to
// its lines, not its corners, which is what sharp corners need.
export function distance(shape, x, y) {
  if (!edges[shape]) return Math.hypot(x, y) - 1;
  let most = -Infinity;
  for (const [nx, ny, d] of edges[shape]) most = Math.max(most, nx * x + ny * y - d);
  return most;
}

// GLSL is the same distance for shaders: float distanceTo(int shape, vec2 p).
export const GLSL = `float distanceTo(int shape, vec2 p) {
${edges
  .map((list, i) => {
    const planes = list?.map((e) => `dot(p, vec2(${e[0].toFixed(6)}, ${e[1].toFixed(6)})) - ${e[2].toFixed(6)}`);
    return planes && `  if (shape == ${i}) return ${planes.reduce((a, b) => `max(${a}, ${b})`)};`;
  })
  .filter(Boolean)
  .join("\n")}
  return length(p) - 1.0;
}`;

// trace adds a shape of a radius around (x, y) to a canvas's path.
export function trace(g, shape, x, y, radius) {
  if (!POLYGONS[shape]) return g.arc(x, y, radius, 0, 7);
  for (const [dx, dy] of POLYGONS[shape]) g.lineTo(x + radius * dx, y + radius * dy);
  g.closePath();
}

const path = (shape) => {
  const points = POLYGONS[shape];
  return points ? `M${points.map((p) => p.join(" ")).join("L")}Z` : "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z";
};

// swatch is the mark for a legend; its colour follows the theme by itself.
export function swatch(category) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "swatch");
  svg.setAttribute("viewBox", "-1.4 -1.4 2.8 2.8");
  svg.setAttribute("aria-hidden", "true");
  const mark = document.createElementNS(svg.namespaceURI, "path");
  mark.setAttribute("d", path(shape(category)));
  mark.style.setProperty("fill", `var(${variable(category)})`);
  svg.append(mark);
  return svg;
}
