// <weight-picture> says which number of a matrix lies under the pointer, and leads
// to its row. Without it the page has a field for the number of a row.
//
// It reads: rows, dim, high (rows of a block), from (the first row shown), width
// (pixels), href (the page that shows a row, without its number; "" for none) and
// text-at ("{row}", "{column}").
import { make } from "./ask.js";

const GAP = 8; // pixels between two blocks, as the server leaves them

class WeightPicture extends HTMLElement {
  connectedCallback() {
    if (this.note || !this.getAttribute("href")) return;
    this.image = this.querySelector("img");
    this.note = make("p", { className: "note at", hidden: true });
    this.append(this.note);
    this.addEventListener("pointermove", (event) => this.#point(event));
    this.addEventListener("pointerleave", () => (this.note.hidden = true));
    this.addEventListener("click", (event) => {
      const at = this.#at(event);
      if (!at) return;
      const url = new URL(this.getAttribute("href"), location.href);
      url.searchParams.set("row", at.row);
      url.hash = "row";
      location.assign(url);
    });
  }

  #point(event) {
    const at = this.#at(event);
    this.note.hidden = !at;
    this.classList.toggle("aimed", Boolean(at));
    if (at) this.note.textContent = this.getAttribute("text-at").replace("{row}", at.row).replace("{column}", at.column);
  }

  // #at is the row and the number under the pointer, null where there is none.
  #at(event) {
    const [rows, dim, high, from, width] = ["rows", "dim", "high", "from", "width"].map((name) => Number(this.getAttribute(name)));
    const box = this.image.getBoundingClientRect();
    const scale = width / box.width;
    const [x, y] = [Math.floor((event.clientX - box.left) * scale), Math.floor((event.clientY - box.top) * scale)];
    const block = Math.floor(x / (dim + GAP));
    const [column, row] = [x - block * (dim + GAP), block * high + y];
    if (x < 0 || y < 0 || y >= high || column >= dim || row >= rows) return null;
    return { row: from + row, column };
  }
}

customElements.define("weight-picture", WeightPicture);
