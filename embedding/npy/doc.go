// Package npy reads a matrix from a NumPy file (.npy), versions 1, 2 and 3 of the
// format (numpy.lib.format): eight bytes of magic and version, the length of a
// header, the header, which is a Python dictionary of three keys, and the numbers.
//
// Read are arrays of two dimensions of float16, float32 and float64, of either
// byte order, in C order (rows one after the other) and in Fortran order (columns
// one after the other). The numbers are returned row-major as float32, which the
// caller owns; a float64 is rounded to the nearest. They may be NaN or infinite.
//
// The file's size must be that of its shape, to the byte, so that a header makes
// nobody allocate more than the file holds. Beside the matrix there is a buffer of
// some rows, or of some columns.
package npy
