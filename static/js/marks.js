// Categories as marks: category i has colour i mod 8 and shape i mod 5,
// so that colour is never the only cue. A shape is an SVG path around (0, 0);
// canvas and legend draw the same.

const SHAPES = [
  "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z",
  "M-.9-.9H.9V.9H-.9Z",
  "M0-1.2L1.1.8H-1.1Z",
  "M0-1.25L1.25 0L0 1.25L-1.25 0Z",
  "M0 1.2L1.1-.8H-1.1Z",
];
const paths = SHAPES.map((d) => new Path2D(d));

const shape = (category) => category % SHAPES.length;

// variable is the CSS custom property of a category's colour; -1 is no category.
export const variable = (category) => (category < 0 ? "--soft" : `--category-${category % 8}`);

export const path = (category) => paths[category < 0 ? 0 : shape(category)];

// swatch is the mark for the legend; its colour follows the theme by itself.
export function swatch(category) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "swatch");
  svg.setAttribute("viewBox", "-1.4 -1.4 2.8 2.8");
  svg.setAttribute("aria-hidden", "true");
  const mark = document.createElementNS(svg.namespaceURI, "path");
  mark.setAttribute("d", SHAPES[shape(category)]);
  mark.style.setProperty("fill", `var(${variable(category)})`);
  svg.append(mark);
  return svg;
}
