// The camera of the map: which place of the plane stands in the middle, and how
// many pixels a unit takes. Both axes have the same scale, so that a distance
// means the same in every direction. Pure: nothing here touches the page.

const MARGIN = 36; // pixels around all points
const CLOSEST = 64; // times the fitted scale
const FARTHEST = 0.5;

// fit shows all places, each [x, y], in width × height pixels.
export function fit(places, width, height) {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of places) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  if (left > right) [left, right, low, high] = [-1, 1, -1, 1];
  const spread = (pixels, extent) => Math.max(1, pixels - 2 * MARGIN) / (extent || 1e-9);
  let scale = Math.min(spread(width, right - left), spread(height, high - low));
  if (right === left && high === low) scale = 1; // a single place: any scale shows it
  return { x: (left + right) / 2, y: (low + high) / 2, scale, fitted: scale, width, height };
}

export function toScreen(camera, [x, y]) {
  return [camera.width / 2 + (x - camera.x) * camera.scale, camera.height / 2 - (y - camera.y) * camera.scale];
}

// zoom scales by factor and leaves the place under the pixel (px, py) there.
export function zoom(camera, factor, px = camera.width / 2, py = camera.height / 2) {
  const scale = Math.min(camera.fitted * CLOSEST, Math.max(camera.fitted * FARTHEST, camera.scale * factor));
  const shift = 1 / camera.scale - 1 / scale;
  return {
    ...camera,
    scale,
    x: camera.x + (px - camera.width / 2) * shift,
    y: camera.y - (py - camera.height / 2) * shift,
  };
}

// pan moves the picture by pixels.
export function pan(camera, dx, dy) {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y + dy / camera.scale };
}

// resize keeps the middle and the relative zoom when the element changes.
export function resize(camera, fitted) {
  return { ...fitted, x: camera.x, y: camera.y, scale: (camera.scale / camera.fitted) * fitted.scale };
}
