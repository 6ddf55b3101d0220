// Package partition shares the rows of a matrix among the cores, with the same
// result on any number of them: it is cut by the work, not by the machine, and
// each part has a number. Dividing costs nothing, a part a goroutine's turn.
package partition
