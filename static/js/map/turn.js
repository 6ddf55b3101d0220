// The turn of three coordinates before they are looked at: first yaw about the
// vertical axis, then pitch about the horizontal axis of the screen, in degrees,
// about a middle. Seen without perspective; a greater depth is nearer.
//   x' = x·cos y + z·sin y     y'' = y·cos p − z'·sin p
//   z' = −x·sin y + z·cos y    depth = y·sin p + z'·cos p
// Pure: nothing here touches the page.

// matrix has the rows of x', y'' and depth.
export function matrix({ yaw, pitch }) {
  const [y, p] = [(yaw * Math.PI) / 180, (pitch * Math.PI) / 180];
  const [cy, sy, cp, sp] = [Math.cos(y), Math.sin(y), Math.cos(p), Math.sin(p)];
  return [cy, 0, sy, sy * sp, cp, -cy * sp, -sy * cp, sp, cy * cp];
}

// turned gives {u, v, depth} of one place [x, y, z].
export function turned(m, middle, place) {
  const d = place.map((value, i) => value - middle[i]);
  const row = (r) => m[r] * d[0] + m[r + 1] * d[1] + m[r + 2] * d[2];
  return [middle[0] + row(0), middle[1] + row(3), row(6)];
}

// unturned is the place whose turn is [u, v, depth].
export function unturned(m, middle, [u, v, depth]) {
  const [a, b] = [u - middle[0], v - middle[1]];
  return [0, 1, 2].map((c) => middle[c] + m[c] * a + m[3 + c] * b + m[6 + c] * depth);
}

// plane turns all points of three columns into u, v and depth, each of the
// length of a column, without allocating.
export function plane(m, middle, [x, y, z], u, v, depth) {
  const [a, b, c, d, e, f, g, h, i] = m;
  const [mx, my, mz] = middle;
  for (let k = 0; k < x.length; k++) {
    const [dx, dy, dz] = [x[k] - mx, y[k] - my, z[k] - mz];
    u[k] = mx + a * dx + b * dy + c * dz;
    v[k] = my + d * dx + e * dy + f * dz;
    depth[k] = g * dx + h * dy + i * dz;
  }
}
