// Pointer, touch and keyboard on the map, turned into calls of its methods.
//
// The map never takes the page's scrolling by surprise: the wheel zooms only
// while the map has the focus (or with Ctrl or ⌘), and a finger moves it only
// after a tap has given it the focus; until then the style sheet's touch-action
// leaves the finger to the page. Escape gives the focus back.

const NEAR = 14; // pixels in which a point is hit
const MOVED = 5; // pixels from which a press is a drag
const STEP = 60; // pixels an arrow key moves

export function listen(canvas, map) {
  const pointers = new Map(); // id → [x, y], those pressed
  let travelled = 0;
  let mayPan = false;
  const focused = () => document.activeElement === canvas;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (pointers.size === 0) {
      travelled = 0;
      mayPan = event.pointerType !== "touch" || focused();
    }
    pointers.set(event.pointerId, at(event));
    if (mayPan) canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    const last = pointers.get(event.pointerId);
    if (!last) return map.hover(x, y, NEAR);
    const before = [...pointers.values()];
    pointers.set(event.pointerId, [x, y]);
    const after = [...pointers.values()];
    travelled += Math.hypot(x - last[0], y - last[1]);
    if (!mayPan || travelled < MOVED) return;
    const [x0, y0] = middle(before);
    const [x1, y1] = middle(after);
    map.move(x1 - x0, y1 - y0);
    if (after.length === 2) map.zoom(spread(after) / (spread(before) || 1), x1, y1);
  });
  canvas.addEventListener("pointerup", (event) => {
    if (pointers.delete(event.pointerId) && pointers.size === 0 && travelled < MOVED) {
      canvas.focus({ preventScroll: true });
      map.pick(...at(event), NEAR);
    }
  });
  canvas.addEventListener("pointercancel", (event) => pointers.delete(event.pointerId));
  canvas.addEventListener("pointerleave", () => map.hover(-1e6, -1e6, 0));
  canvas.addEventListener("dblclick", (event) => map.zoom(2, ...at(event)));
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!focused() && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
      map.zoom(Math.exp(-event.deltaY * lines * 0.002), ...at(event));
    },
    { passive: false },
  );

  const keys = {
    ArrowLeft: () => map.move(STEP, 0),
    ArrowRight: () => map.move(-STEP, 0),
    ArrowUp: () => map.move(0, STEP),
    ArrowDown: () => map.move(0, -STEP),
    "+": () => map.zoom(1.4),
    "=": () => map.zoom(1.4),
    "-": () => map.zoom(1 / 1.4),
    0: () => map.all(),
    n: () => map.next(1),
    p: () => map.next(-1),
    Enter: () => map.choose(),
    Escape: () => map.clear() || canvas.blur(),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function middle(points) {
  const sum = points.reduce(([a, b], [x, y]) => [a + x, b + y], [0, 0]);
  return sum.map((v) => v / points.length);
}

const spread = ([[x0, y0], [x1, y1]]) => Math.hypot(x1 - x0, y1 - y0);
