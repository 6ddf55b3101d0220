// Package layouttest holds layouts of the plane to what any of them must do:
// show neighbourhoods of real word vectors better than principal components
// do, be the same on any machine of the same kind, bear few and equal rows, tell
// how far it is, and stop when it is told to.
package layouttest
