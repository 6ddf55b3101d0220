// Package plot answers /plot.png, /plot.svg and /plot.pdf: the figure of exactly
// the map that the query is a link to, with all its parameters, in the theme and
// language given. Beside them it takes preset (a4, a4-portrait, slide, slide-4x3) or
// width and height in pixels and dpi, which win over those of the preset; with
// step it draws a snapshot of the pretraining; with download=1 the figure comes
// with a file name.
//
// /motion.png, .svg, .pdf and .gif are the figure of a way through the model (package
// motion) on its map: text, way, at, and all that says where the words of the map lie;
// stop puts the marker at a stop, and in the GIF it goes to one after another. A GIF is
// 800×600 when nothing is said, and at most [figure.MaxMovingPixels] large.
//
// The footnote says how the map came about and what of the truth it keeps. A token
// of the query that is not on the map is named there; what is wrong with the query
// is a fault, as in the API.
//
// Drawing is heavy, so two figures are drawn at a time; a request waits a few
// seconds for its turn and is then told that the server is busy. Equal figures are
// drawn once, however many ask, and kept for a minute within a bound of bytes: a
// class that opens one link is served from one drawing. Equal figures have equal ETags.
package plot
