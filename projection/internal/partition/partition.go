package partition

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// maxParts bounds the parts of a partition, and with them the partial sums of
// a product.
const maxParts = 32

// MinPart is how many multiplications are worth a part of their own.
const MinPart = 1 << 15

// Partition cuts rows into parts of nearly equal size. Their number depends on
// the work alone, never on the machine: sums of the parts, added in the order
// of the rows, have the same bits on any number of cores.
type Partition struct {
	Parts, Workers int

	rows int
}

// Divide makes a partition of rows that take work multiplications together.
func Divide(rows, work int) Partition {
	parts := max(1, min(maxParts, work/MinPart, rows))
	return Partition{Parts: parts, Workers: min(parts, runtime.GOMAXPROCS(0)), rows: rows}
}

// Each calls do for every part and its rows [from, to), and returns when all are
// done. Each worker, of Workers, takes the next part when it has done one.
func (p Partition) Each(do func(worker, part, from, to int)) {
	var next atomic.Int64
	run := func(worker int) {
		for part := int(next.Add(1)) - 1; part < p.Parts; part = int(next.Add(1)) - 1 {
			do(worker, part, part*p.rows/p.Parts, (part+1)*p.rows/p.Parts)
		}
	}
	var group sync.WaitGroup
	for worker := 1; worker < p.Workers; worker++ {
		group.Go(func() { run(worker) })
	}
	run(0)
	group.Wait()
}
