// Where the points of a map lie, as the engine holds it: one typed array a
// component, all in the same order. Pure: nothing here touches the page.
//
// decode reads the answer of GET layout, without copying what it may view in
// place; fromProjection takes the JSON of GET projection and GET training/*.
// Both return the header's fields and, for n points:
//   coordinates  Float32Array[], one a component
//   columns      {values, min, max}[], the same as it came: Uint16Array values
//                stand for min + (max − min)·u/65535, Float32Array for themselves
//   ids          Uint32Array
//   category     Uint8Array, index into categories, 255 none
//   trained, fitted  Uint8Array of 0 and 1

const MAGIC = "TSM1";
const MOST = 4_000_000; // points
const STEPS = 65535; // of a u16
export const NONE = 255; // no category

export class LayoutError extends Error {
  name = "LayoutError";
}

const fail = (why) => {
  throw new LayoutError(`layout: ${why}`);
};

export function decode(buffer) {
  if (!(buffer instanceof ArrayBuffer)) fail("not an ArrayBuffer");
  const header = readHeader(buffer);
  const { n, blocks } = header;
  if (!Number.isInteger(n) || n < 0 || n > MOST) fail(`${n} points`);
  if (!blocks || !Array.isArray(blocks.coordinates)) fail("no blocks of coordinates");
  const columns = blocks.coordinates.map((b) => {
    if (b?.type !== "f32" && b?.type !== "u16") fail(`coordinates of type ${b?.type}`);
    if (b.type === "u16" && !(Number.isFinite(b.min) && Number.isFinite(b.max))) fail("coordinates without min and max");
    return { values: view(buffer, b, n), min: b.min, max: b.max };
  });
  const category = typed(buffer, blocks.category, n, "u8", "category");
  const flags = typed(buffer, blocks.flags, n, "u8", "flags");
  const categories = header.categories ?? [];
  if (category.some((c) => c !== NONE && c >= categories.length)) fail("a category that is not named");
  const pairs = header.pairs ?? [];
  const outside = (i) => !Number.isInteger(i) || i < 0 || i >= n;
  if (pairs.some((p) => outside(p.from) || outside(p.to))) fail("a pair of a point that is not there");
  return {
    ...header,
    categories,
    pairs,
    path: header.path ?? [],
    columns,
    coordinates: columns.map(plain),
    ids: sums(typed(buffer, blocks.ids, n, "u32", "ids")),
    category,
    trained: flags.map((f) => f & 1),
    fitted: flags.map((f) => (f >> 1) & 1),
  };
}

function readHeader(buffer) {
  const start = MAGIC.length + 4;
  if (buffer.byteLength < start) fail(`${buffer.byteLength} bytes`);
  const magic = String.fromCharCode(...new Uint8Array(buffer, 0, MAGIC.length));
  if (magic !== MAGIC) fail(`begins with ${JSON.stringify(magic)}`);
  const length = new DataView(buffer).getUint32(MAGIC.length, true);
  if (length > buffer.byteLength - start) fail(`a header of ${length} bytes in ${buffer.byteLength}`);
  try {
    return JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, start, length))) ?? fail("an empty header");
  } catch (error) {
    throw error instanceof LayoutError ? error : new LayoutError(`layout: header: ${error.message}`);
  }
}

const TYPES = { f32: Float32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array };

// view looks at n numbers of a block; the machine is little-endian like the file,
// as all that run a browser are.
function view(buffer, block, n) {
  const type = TYPES[block.type];
  const { offset } = block;
  if (!Number.isInteger(offset) || offset < 0 || offset % 4) fail(`a block at ${offset}`);
  if (offset + n * type.BYTES_PER_ELEMENT > buffer.byteLength) fail(`a block past the end, at ${offset}`);
  return new type(buffer, offset, n);
}

function typed(buffer, block, n, type, name) {
  if (block?.type !== type) fail(`${name} of type ${block?.type}, want ${type}`);
  return view(buffer, block, n);
}

function plain({ values, min, max }) {
  if (values instanceof Float32Array) return values;
  const step = (max - min) / STEPS;
  return Float32Array.from(values, (u) => min + step * u);
}

// sums undoes the differences, modulo 2³².
function sums(differences) {
  const ids = new Uint32Array(differences.length);
  for (let i = 0, id = 0; i < ids.length; i++) ids[i] = id = (id + differences[i]) >>> 0;
  return ids;
}

export function fromProjection(data) {
  const { points } = data;
  // Colours go to the categories on this map alone, as in the drawn figure.
  const present = new Set(points.map((p) => p.category));
  const categories = data.categories.filter((name) => present.has(name));
  const number = new Map(categories.map((name, i) => [name, i]));
  const coordinates = (points[0]?.coordinates ?? [0, 0]).map((_, d) => Float32Array.from(points, (p) => p.coordinates[d]));
  const index = new Map(points.map((p, i) => [p.id, i]));
  const pairs = (data.pairs ?? []).map((p) => ({ ...p, from: index.get(p.from), to: index.get(p.to) }));
  return {
    n: points.length,
    method: data.method,
    axes: (data.explained_variance_ratio ?? []).map((share, component) => ({ kind: "pc", component: component + 1, share })),
    categories,
    pairs: pairs.filter((p) => p.from !== undefined && p.to !== undefined),
    path: data.path ?? [],
    columns: coordinates.map((values) => ({ values })),
    coordinates,
    ids: Uint32Array.from(points, (p) => p.id),
    category: Uint8Array.from(points, (p) => number.get(p.category) ?? NONE),
    trained: Uint8Array.from(points, (p) => p.trained),
    fitted: new Uint8Array(points.length).fill(1),
  };
}
