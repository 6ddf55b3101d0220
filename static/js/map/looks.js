// How a point looks beside its tone: the low three bits are its shape, the
// others say whether it is hollow (training never met it), hidden, pale beside a
// selection, or coming or going between two layouts.

export const HOLLOW = 8;
export const HIDDEN = 16;
export const PALE = 32;
export const ENTERING = 64;
export const LEAVING = 128;

// Levels of fading (ramp.js): of a pale point, and of the farthest in space.
export const PALENESS = 5;
export const FOG = 4;
