// Where labels stand: each in the first free of four places beside its point, or
// nowhere. Boxes taken are kept in cells, so that a look costs the same however
// many there are. Pure: nothing here touches the page.

const CELL = 48; // pixels

export class Placer {
  #boxes = []; // left, top, right, bottom of each in turn
  #next = []; // for each entry of a cell, the entry after it
  #box = []; // and its box
  #first; // the first entry of each cell

  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.across = Math.ceil(width / CELL) || 1;
    this.down = Math.ceil(height / CELL) || 1;
    this.#first = new Int32Array(this.across * this.down).fill(-1);
  }

  // take keeps labels off a box.
  take(left, top, right, bottom) {
    const box = this.#boxes.push(left, top, right, bottom) - 4;
    this.#cells(left, top, right, bottom, (cell) => {
      this.#next.push(this.#first[cell]);
      this.#first[cell] = this.#box.push(box) - 1;
    });
  }

  // free says whether a box lies inside and overlaps none that is taken.
  free(left, top, right, bottom) {
    if (left < 0 || top < 0 || right > this.width || bottom > this.height) return false;
    const boxes = this.#boxes;
    return !this.#cells(left, top, right, bottom, (cell) => {
      for (let entry = this.#first[cell]; entry >= 0; entry = this.#next[entry]) {
        const b = this.#box[entry];
        if (left < boxes[b + 2] && boxes[b] < right && top < boxes[b + 3] && boxes[b + 1] < bottom) return true;
      }
      return false;
    });
  }

  // beside takes the place of a label of width × height beside (x, y), gap away:
  // right, left, above or below (spots 0 to 3), the spot given first. It returns
  // [left, top, spot], or null when none is free.
  beside(x, y, width, height, gap, first = 0) {
    for (let k = 0; k < 4; k++) {
      const spot = k === 0 ? first : k <= first ? k - 1 : k;
      const left = spot === 0 ? x + gap : spot === 1 ? x - gap - width : x - width / 2;
      const top = spot < 2 ? y - height / 2 : spot === 2 ? y - gap - height : y + gap;
      if (!this.free(left, top, left + width, top + height)) continue;
      this.take(left, top, left + width, top + height);
      return [left, top, spot];
    }
    return null;
  }

  // #cells calls act with the cells that a box touches until one returns true.
  #cells(left, top, right, bottom, act) {
    const clamp = (value, count) => Math.max(0, Math.min(count - 1, Math.floor(value / CELL)));
    const [c0, c1] = [clamp(left, this.across), clamp(right, this.across)];
    const [r0, r1] = [clamp(top, this.down), clamp(bottom, this.down)];
    for (let r = r0; r <= r1; r++) for (let c = c0; c <= c1; c++) if (act(r * this.across + c) === true) return true;
    return false;
  }
}
