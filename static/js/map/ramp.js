// The colours of points: a table of tones, each at LEVELS steps of fading into
// the paper. A point has the tone of its category, or of its number's place on
// the ramp from low to high.

import { variable } from "./marks.js";

export const TONES = 64;
export const LEVELS = 8; // 0 full, 7 nothing but paper
const PLAIN = 8; // the tone of no category, and of no number
const UNMET = PLAIN + 1; // of tokens that training never met, where they are many
const FIRST = UNMET + 1; // the ramp's first tone
const STOPS = 9; // --ramp-0 … --ramp-8
const STEPS = TONES - FIRST;

export const toneOf = (category, unmet = false) => (category >= 0 ? category % 8 : unmet ? UNMET : PLAIN);

// toneOfNumber is the tone of a value between low and high; what lies outside
// has the ramp's ends.
export function toneOfNumber(value, low, high) {
  if (Number.isNaN(value)) return PLAIN;
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return FIRST + Math.round(Math.max(0, Math.min(1, share)) * (STEPS - 1));
}

// rgb is a CSS colour as three numbers from 0 to 255.
function rgb(g, color) {
  g.fillStyle = "#000";
  g.fillStyle = color;
  return [1, 3, 5].map((i) => parseInt(g.fillStyle.slice(i, i + 2), 16));
}

const mix = (a, b, share) => a.map((value, i) => value + (b[i] - value) * share);

// colors is the table of a style, as bytes r g b a: tone t at level l has its
// colour at 4·(l·TONES + t). The last entry of the last level is paper.
export function colors(css) {
  const g = document.createElement("canvas").getContext("2d");
  const read = (name) => rgb(g, css.getPropertyValue(name).trim());
  const paper = read("--back");
  const stops = Array.from({ length: STOPS }, (_, i) => read(`--ramp-${i}`));
  const table = new Uint8ClampedArray(4 * TONES * LEVELS).fill(255);
  for (let tone = 0; tone < TONES; tone++) {
    const at = ((tone - FIRST) / (STEPS - 1)) * (STOPS - 1);
    const stop = Math.min(STOPS - 2, Math.floor(at));
    let full = tone < FIRST ? read(variable(tone < PLAIN ? tone : -1)) : mix(stops[stop], stops[stop + 1], at - stop);
    if (tone === UNMET) full = mix(full, paper, 0.45);
    for (let level = 0; level < LEVELS; level++) table.set(mix(full, paper, level / (LEVELS - 1)), 4 * (level * TONES + tone));
  }
  return table;
}
