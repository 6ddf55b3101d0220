package projection

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// maxParts bounds the parts of a partition, and with them the partial sums of
// a product.
const maxParts = 32

// minPart is how many multiplications are worth a part of their own.
const minPart = 1 << 15

// partition cuts rows into parts of nearly equal size. Their number depends on
// the work alone, never on the machine: sums of the parts, added in the order
// of the rows, have the same bits on any number of cores.
type partition struct{ rows, parts, workers int }

// divide makes a partition of rows that take work multiplications together.
func divide(rows, work int) partition {
	parts := max(1, min(maxParts, work/minPart, rows))
	return partition{rows: rows, parts: parts, workers: min(parts, runtime.GOMAXPROCS(0))}
}

// each calls do for every part and its rows [from, to). Each worker takes the
// next part when it has done one.
func (p partition) each(do func(worker, part, from, to int)) {
	var next atomic.Int64
	run := func(worker int) {
		for part := int(next.Add(1)) - 1; part < p.parts; part = int(next.Add(1)) - 1 {
			do(worker, part, part*p.rows/p.parts, (part+1)*p.rows/p.parts)
		}
	}
	var group sync.WaitGroup
	for worker := 1; worker < p.workers; worker++ {
		group.Go(func() { run(worker) })
	}
	run(0)
	group.Wait()
}
