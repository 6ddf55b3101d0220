// The camera of the map: which place of the plane stands in the middle, and how
// many pixels a unit takes. Both axes have the same scale, so that a distance
// means the same in every direction. Pure: nothing here touches the page.

const MARGIN = 36; // pixels around all points
const CLOSEST = 512; // times the fitted scale
const FARTHEST = 0.5;

// box is the smallest [left, low, right, high] around the points of two columns
// and around places [x, y] beside them.
export function box(u, v, places = []) {
  let [left, low, right, high] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < u.length; i++) {
    if (u[i] < left) left = u[i];
    if (u[i] > right) right = u[i];
    if (v[i] < low) low = v[i];
    if (v[i] > high) high = v[i];
  }
  for (const [x, y] of places) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  return left > right ? [-1, -1, 1, 1] : [left, low, right, high];
}

// fit shows a whole box in width × height pixels.
export function fit([left, low, right, high], width, height) {
  const margin = Math.min(MARGIN, width / 6, height / 6);
  const spread = (pixels, extent) => Math.max(1, pixels - 2 * margin) / (extent || 1e-9);
  let scale = Math.min(spread(width, right - left), spread(height, high - low));
  if (right === left && high === low) scale = 1; // a single place: any scale shows it
  return { x: (left + right) / 2, y: (low + high) / 2, scale, fitted: scale, width, height };
}

export function toScreen(camera, [x, y]) {
  return [camera.width / 2 + (x - camera.x) * camera.scale, camera.height / 2 - (y - camera.y) * camera.scale];
}

export function toPlane(camera, [px, py]) {
  return [camera.x + (px - camera.width / 2) / camera.scale, camera.y - (py - camera.height / 2) / camera.scale];
}

const held = (camera, scale) => Math.min(camera.fitted * CLOSEST, Math.max(camera.fitted * FARTHEST, scale));

// zoom scales by factor and leaves the place under the pixel (px, py) there.
export function zoom(camera, factor, px = camera.width / 2, py = camera.height / 2) {
  const scale = held(camera, camera.scale * factor);
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

// resize keeps the middle and the relative zoom when the element or what it
// shows changes.
export function resize(camera, fitted) {
  return { ...fitted, x: camera.x, y: camera.y, scale: (camera.scale / camera.fitted) * fitted.scale };
}

// at stands where it is told: the middle (x, y) at zoom times the fitted scale.
export function at(camera, { x = camera.x, y = camera.y, zoom = camera.scale / camera.fitted }) {
  return { ...camera, x, y, scale: held(camera, zoom * camera.fitted) };
}

// between is a share of the way from one camera to another: even in the
// logarithm of the scale, and so that what lies between both middles does not
// shoot past. Both are of the same size.
export function between(a, b, share) {
  if (share >= 1) return b;
  const scale = a.scale * (b.scale / a.scale) ** share;
  // The place that stays under its pixel all the way, if the scales differ.
  const s = Math.abs(b.scale / a.scale - 1) < 1e-6 ? share : (1 / a.scale - 1 / scale) / (1 / a.scale - 1 / b.scale);
  return { ...b, x: a.x + (b.x - a.x) * s, y: a.y + (b.y - a.y) * s, scale };
}
