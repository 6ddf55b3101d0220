// <attention-matrix> reads out the weight under a pointer, and chooses the row of
// the token that is clicked. Without it there is the table of all weights.
//
// It reads: text-point, and text-pointed with {query}, {key} and {weight}. In it the
// server has put a picture with a square a weight in .cells, and the table.
import { make } from "../ask.js";

const SVG = "http://www.w3.org/2000/svg";

class AttentionMatrix extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready) return;
    this.rows = [...this.querySelectorAll(".weights tbody tr")];
    this.cells = this.querySelector(".cells");
    this.said = make("p", { className: "pointed note", textContent: this.getAttribute("text-point") });
    this.querySelector("figcaption").after(this.said);
    this.aim = document.createElementNS(SVG, "path");
    this.aim.setAttribute("class", "aim");
    this.cells.append(this.aim);
    this.cells.addEventListener("pointermove", (event) => this.#point(this.#at(event)));
    this.cells.addEventListener("pointerleave", () => this.#point(null));
    this.cells.addEventListener("click", (event) => {
      const at = this.#at(event);
      if (at) this.rows[at.row].querySelector("th :is(a, button)").click();
    });
    this.dataset.ready = "1";
  }

  // The square under a pointer; null where no weight is.
  #at(event) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.cells.getScreenCTM().inverse());
    const [row, column] = [Math.floor(y), Math.floor(x)];
    return row >= 0 && row < this.rows.length && column >= 0 && column <= row ? { row, column } : null;
  }

  #point(at) {
    this.aim.setAttribute("d", at ? `M${at.column} ${at.row}h1v1h-1z` : "");
    if (!at) {
      this.said.textContent = this.getAttribute("text-point");
      return;
    }
    const name = (i) => this.rows[i].querySelector("th").textContent.trim();
    const words = { query: name(at.row), key: name(at.column), weight: this.rows[at.row].cells[at.column + 1].textContent };
    this.said.textContent = this.getAttribute("text-pointed").replace(/\{(\w+)\}/g, (_, word) => words[word]);
  }
}

customElements.define("attention-matrix", AttentionMatrix);
