// The loss curve that the server drew: an SVG of 1000 × 100 units, stretched to
// its box. Losses run from top, at 0 of the SVG, down to 0.
export const WIDTH = 1000;
export const HEIGHT = 100;

// doubt is among how many equally likely tokens one would be as unsure.
export const doubt = (loss) => Math.exp(loss).toFixed(1);

export class Curve {
  constructor(svg) {
    this.line = svg.querySelector(".curve-line");
    this.now = svg.querySelector(".curve-now");
    this.dot = svg.querySelector(".curve-dot");
    this.top = Number(svg.dataset.top); // the loss at the upper edge
  }

  // draw sets the whole line: points of [x, loss], x from 0 to 1.
  draw(points) {
    this.line.setAttribute("points", points.map(([x, loss]) => this.#at(x, loss).map((v) => v.toFixed(2)).join()).join(" "));
  }

  // mark puts the marker at x from 0 to 1.
  mark(x, loss) {
    const [left, down] = this.#at(x, loss);
    this.now.setAttribute("d", `M${left} 0V${HEIGHT}`);
    this.dot.setAttribute("d", `M${left} ${down}h0`);
  }

  #at(x, loss) {
    return [x * WIDTH, (1 - loss / this.top) * HEIGHT];
  }
}
