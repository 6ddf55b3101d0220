// Pointer, touch and keyboard on the map, turned into calls of its methods.
//
// The map never takes the page's scrolling by surprise: the wheel zooms only
// while the map has the focus (or with Ctrl or ⌘), and a finger moves it only
// after a tap has given it the focus or another mode than moving was chosen;
// until then the style sheet's touch-action leaves the finger to the page.
// Escape gives the focus back, and Tab ends after the points near by.

import { rectangle } from "./grid.js";

const NEAR = 14; // pixels in which a point is hit
const MOVED = 5; // pixels from which a press is a drag
const TWICE = 350; // milliseconds between two taps that are one double tap
const STEP = 60; // pixels an arrow key moves
const TURN = 10; // degrees it turns
const DRAG = 0.4; // degrees a pixel turns

export function listen(host, map, signal) {
  const pointers = new Map(); // id → [x, y], those pressed
  let travelled = 0;
  let act = ""; // what this press does: move, turn, lasso, rectangle or nothing
  let line = []; // of the lasso, or the rectangle's corners
  let tapped = { time: -Infinity, x: 0, y: 0 };
  const focused = () => document.activeElement === host;
  const on = (name, heard, options) => host.addEventListener(name, heard, { signal, ...options });
  const at = (event) => {
    const box = host.getBoundingClientRect();
    return [event.clientX - box.left - host.clientLeft, event.clientY - box.top - host.clientTop];
  };

  function begin(event) {
    if (event.pointerType === "touch" && !focused() && map.mode === "move") return "";
    if (map.mode === "lasso" || map.mode === "rectangle") return map.mode;
    if ((map.mode === "turn") !== event.shiftKey) return map.inSpace ? "turn" : event.shiftKey ? "rectangle" : "move";
    return "move";
  }

  on("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (pointers.size === 0) {
      travelled = 0;
      act = begin(event);
      line = [at(event)];
    } else if (act) {
      act = "move"; // a second finger
      map.sketch(null);
    }
    pointers.set(event.pointerId, at(event));
    if (act) host.setPointerCapture(event.pointerId);
  });
  on("pointermove", (event) => {
    const [x, y] = at(event);
    const last = pointers.get(event.pointerId);
    if (!last) return map.hover(x, y, NEAR);
    const before = [...pointers.values()];
    pointers.set(event.pointerId, [x, y]);
    const after = [...pointers.values()];
    travelled += Math.hypot(x - last[0], y - last[1]);
    if (!act || travelled < MOVED) return;
    if (act === "lasso") line.push([x, y]);
    if (act === "rectangle") line = rectangle(line[0], [x, y]);
    if (act === "lasso" || act === "rectangle") return map.sketch(line);
    const [x0, y0] = middle(before);
    const [x1, y1] = middle(after);
    if (act === "turn" && after.length === 1) return map.turnBy((x1 - x0) * DRAG, (y1 - y0) * DRAG);
    map.move(x1 - x0, y1 - y0);
    if (after.length !== 2) return;
    map.zoom(spread(after) / (spread(before) || 1), x1, y1);
    if (map.inSpace) map.turnBy(twist(before, after), 0);
  });
  on("pointerup", (event) => {
    if (!pointers.delete(event.pointerId) || pointers.size) return;
    const [x, y] = at(event);
    if (act === "lasso" || act === "rectangle") {
      map.sketch(null);
      if (travelled >= MOVED) return map.enclose(line);
    }
    if (travelled >= MOVED) return;
    host.focus({ preventScroll: true });
    const twice = event.timeStamp - tapped.time < TWICE && Math.hypot(x - tapped.x, y - tapped.y) < 2 * NEAR;
    tapped = { time: twice ? -Infinity : event.timeStamp, x, y };
    if (twice) map.zoom(2, x, y, true);
    else map.tap(x, y, NEAR);
  });
  on("pointercancel", (event) => {
    pointers.delete(event.pointerId);
    map.sketch(null);
  });
  on("pointerleave", () => map.hover(-1e6, -1e6, 0));
  on(
    "wheel",
    (event) => {
      if (!focused() && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
      map.zoom(Math.exp(-event.deltaY * lines * 0.002), ...at(event));
    },
    { passive: false },
  );

  const arrow = (x, y) => (shift) => (shift && map.inSpace ? map.turnBy(x * TURN, y * TURN) : map.move(-x * STEP, -y * STEP));
  const keys = {
    ArrowLeft: arrow(-1, 0),
    ArrowRight: arrow(1, 0),
    ArrowUp: arrow(0, -1),
    ArrowDown: arrow(0, 1),
    "+": () => map.zoomBy(1.4),
    "=": () => map.zoomBy(1.4),
    "-": () => map.zoomBy(1 / 1.4),
    "−": () => map.zoomBy(1 / 1.4),
    0: () => map.all(),
    n: () => map.next(1),
    p: () => map.next(-1),
    Tab: (shift) => map.walk(shift ? -1 : 1),
    Enter: () => map.choose(),
    Escape: () => map.clear() || host.blur(),
  };
  on("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own
    const key = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (key && key(event.shiftKey) !== false) event.preventDefault();
  });
}

function middle(points) {
  const sum = points.reduce(([a, b], [x, y]) => [a + x, b + y], [0, 0]);
  return sum.map((v) => v / points.length);
}

const spread = ([[x0, y0], [x1, y1]]) => Math.hypot(x1 - x0, y1 - y0);

// twist is by how many degrees two fingers turned.
function twist(before, after) {
  const angle = ([[x0, y0], [x1, y1]]) => Math.atan2(y1 - y0, x1 - x0);
  const turn = ((angle(after) - angle(before)) * 180) / Math.PI;
  return ((turn + 540) % 360) - 180;
}
