package embedding

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
)

// minPart is how many multiplications are worth a core of their own.
const minPart = 1 << 17

// numParts is in how many parts n vectors are best gone through at a time: one a
// core, one alone for a few vectors.
func (m *Model) numParts(n int) int {
	return max(1, min(runtime.GOMAXPROCS(0), n*m.Dim()/minPart, n))
}

// eachPart calls do for parts of n vectors, [from, to) each, at a time.
func eachPart(n, parts int, do func(part, from, to int)) {
	var group sync.WaitGroup
	for part := 1; part < parts; part++ {
		group.Go(func() { do(part, part*n/parts, (part+1)*n/parts) })
	}
	do(0, 0, n/parts)
	group.Wait()
}

// scored is a row of W_E with its score, the greater the better.
type scored struct {
	row   int
	score float64
}

// compare orders the best first; equal scores by row.
func (s scored) compare(other scored) int {
	return cmp.Or(cmp.Compare(other.score, s.score), cmp.Compare(s.row, other.row))
}

// kept is a heap of the best rows so far, the worst of them on top.
type kept []scored

// sink moves the row at i down to where none below it is worse.
func (h kept) sink(i int) {
	for {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(h); child++ {
			if h[child].compare(h[worst]) > 0 {
				worst = child
			}
		}
		if worst == i {
			return
		}
		h[i], h[worst] = h[worst], h[i]
		i = worst
	}
}

// fill adds a row to a heap with room for it, which is in order once full.
func (h kept) fill(s scored) kept {
	h = append(h, s)
	if len(h) == cap(h) {
		for i := len(h)/2 - 1; i >= 0; i-- {
			h.sink(i)
		}
	}
	return h
}

// ranking is a question to all rows of W_E.
type ranking struct {
	score   func(row int) float64
	k       int   // how many of the best
	without []int // rows that are left out
	watched []int // rows whose rank is wanted
}

// rank answers it in one pass over the rows: the best, in order, and how many
// rows stand before each of those watched. It allocates nothing for a row.
func (m *Model) rank(r ranking) (best []scored, before []int) {
	k := min(max(r.k, 0), m.we.Rows)
	watched := make([]scored, len(r.watched))
	for i, row := range r.watched {
		watched[i] = scored{row, r.score(row)}
	}
	bests := make([]kept, m.numParts(m.we.Rows))
	befores := make([][]int, len(bests))
	eachPart(m.we.Rows, len(bests), func(part, from, to int) {
		h, before := make(kept, 0, min(k, to-from)), make([]int, len(watched))
		for row := from; row < to; row++ {
			s := scored{row, r.score(row)}
			for i, w := range watched {
				if s.score >= w.score && s.compare(w) < 0 && !slices.Contains(r.without, row) {
					before[i]++
				}
			}
			switch {
			case k == 0:
			case len(h) == cap(h) && (s.score < h[0].score || s.compare(h[0]) > 0) || slices.Contains(r.without, row):
			case len(h) < cap(h):
				h = h.fill(s)
			default:
				h[0] = s
				h.sink(0)
			}
		}
		bests[part], befores[part] = h, before
	})
	before = make([]int, len(watched))
	for part := range bests {
		best = append(best, bests[part]...)
		for i, n := range befores[part] {
			before[i] += n
		}
	}
	slices.SortFunc(best, scored.compare)
	return best[:min(k, len(best))], before
}
