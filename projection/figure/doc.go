// Package figure draws a map of two principal components with gonum/plot: to
// PNG, SVG and PDF, with both axes at one scale, so that distances in the
// picture are distances of the plane.
//
// Categories differ by colour and shape. Labels go where they fit, the first
// points first, and never over one another. Lines join points that belong
// together, whole or dashed. A sentence is a path of numbered arrows. All text is
// set in Noto Sans SC, which also has the characters of simplified Chinese; one
// that it lacks is drawn as □. A PDF has the characters that it uses in it, to be
// searched and copied. The same figure gives the same bytes. The font is read
// when the first figure is drawn.
package figure
