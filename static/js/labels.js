// Which labels stand where: in the order given, the first free of four places
// beside its point, or none. Pure: nothing here touches the page.

const MOST = 400; // labels, so that a frame stays short

// place takes candidates {x, y, width, height, gap, leftward} by priority, gap
// being the pixels from the point to its label, which goes right first or else
// leftward, and boxes already taken [left, top, right, bottom]; it returns
// {index, left, top} of those that fit.
export function place(candidates, width, height, taken = []) {
  const boxes = [...taken];
  const placed = [];
  for (let index = 0; index < candidates.length && placed.length < MOST; index++) {
    const c = candidates[index];
    const aside = [c.x + c.gap, c.x - c.gap - c.width];
    if (c.leftward) aside.reverse();
    const spots = [
      [aside[0], c.y - c.height / 2],
      [aside[1], c.y - c.height / 2],
      [c.x - c.width / 2, c.y - c.gap - c.height],
      [c.x - c.width / 2, c.y + c.gap],
    ];
    for (const [left, top] of spots) {
      const box = [left, top, left + c.width, top + c.height];
      if (left < 0 || top < 0 || box[2] > width || box[3] > height) continue;
      if (boxes.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3])) continue;
      boxes.push(box);
      placed.push({ index, left, top });
      break;
    }
  }
  return placed;
}
