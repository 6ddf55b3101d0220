// A text as the first merges of a learnt vocabulary cut it. Pure: nothing here
// touches the page.

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

// piece is a token as the API has it: bytes in hexadecimal, and their text, empty
// when they are none.
export function piece(bytes) {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), bytes: hex(bytes) };
  } catch {
    return { text: "", bytes: hex(bytes) };
  }
}

// cutBy cuts bytes into tokens: one begins where the seam is 0 or of a rule that
// comes later. It returns units, tokens that end where characters do: pieces, and
// cut, the character, when a token holds it in part.
export function cutBy(bytes, seams, rules) {
  const ends = new Set();
  let end = 0;
  const encoder = new TextEncoder();
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(piece(bytes).text)) {
    end += encoder.encode(segment).length;
    ends.add(end);
  }
  const units = [];
  let [start, unit, from] = [0, [], 0];
  for (let at = 1; at <= bytes.length; at++) {
    if (at < bytes.length && seams[at] > 0 && seams[at] <= rules) continue;
    unit.push(piece(bytes.subarray(start, at)));
    start = at;
    if (!ends.has(at)) continue;
    units.push(unit.length > 1 ? { cut: piece(bytes.subarray(from, at)), pieces: unit } : { pieces: unit });
    [unit, from] = [[], at];
  }
  return units;
}

// stopsTo are numbers of rules from 0 to most: each one at first, then in steps
// that grow with them.
export function stopsTo(most) {
  const stops = [0];
  while (stops.at(-1) < most) {
    const last = stops.at(-1);
    stops.push(Math.min(most, last + Math.max(1, Math.floor(last / 40))));
  }
  return stops;
}
