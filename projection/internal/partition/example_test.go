package partition_test

import (
	"fmt"

	"tokenscape/projection/internal/partition"
)

// The sums of the parts, added in their order, have the same bits on any
// machine.
func Example() {
	const rows = 1000
	p := partition.Divide(rows, rows*partition.MinPart)
	sums := make([]int, p.Parts)
	p.Each(func(_, part, from, to int) {
		for row := from; row < to; row++ {
			sums[part] += row
		}
	})
	total := 0
	for _, sum := range sums {
		total += sum
	}
	fmt.Println(total)
	// Output: 499500
}
