// Package figure draws a map with gonum/plot, to PNG, SVG, PDF and, moving, GIF: one
// picture or two side by side, in two dimensions or in three, with all axes of a picture at
// one scale, so that distances in it are distances of the plane.
//
// It knows points and labels, not models. Points differ by the colour and shape of
// their group or, on a ramp, by a number; they may be chosen, pinned, selected
// (the others are then pale) or hidden. A [Window] shows a part, cut at the frame,
// and a [Turn] turns three coordinates. Lines join points that belong together, each kind
// in its own stroke. A sentence is a path of numbered arrows, and so is a [Way], whose
// stops point at what they are read as and along which a marker moves: as [Figure.Animate]
// has it, stop by stop. Labels go where they
// fit, those of marked points first, and never over one another.
//
// All text is set in Noto Sans SC, which also has the characters of simplified
// Chinese; one that it lacks is drawn as □. A PDF has the characters that it uses
// in it, to be searched and copied. The font is read when the first figure is drawn.
// The same figure gives the same bytes.
//
// Sizes are in points (1/72 inch) at any resolution. The cost is that of the
// pixels, of n marks and of the labels that fit: a label that does not costs no
// more than a mark. In an SVG or PDF of more than [MostDrawn] points the marks are one
// picture in it, so that the file stays small; all else stays lines and text.
package figure
