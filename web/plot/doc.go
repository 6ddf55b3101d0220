// Package plot answers /plot.png, /plot.svg and /plot.pdf: the figure of the
// map in the query, with the parameters of the API's projection call, width
// and height in pixels, dpi, theme (light, dark) and lang. With download=1 it
// comes with a file name.
//
// Drawing is heavy, so two figures are drawn at a time; a request waits a few
// seconds for its turn and is then told that the server is busy. Equal figures
// have equal ETags.
package plot
