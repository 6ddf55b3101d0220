package embedding

import "math"

// origin is the place that vectors are seen from: zero, or the mean row of W_E.
// Rows are not copied: for q and v seen from the mean µ, q·v is q·w − q·µ with
// the row w as it is stored.
type origin struct {
	mean    []float64 // D numbers; nil for zero
	lengths []float64 // of each row of W_E, as seen from here
}

// noise is the relative error of a float32: a row that lies nearer to the mean
// than that has no direction to speak of.
const noise = 1e-7

func (m *Model) origin(centred bool) *origin {
	if centred {
		return m.origins[1]()
	}
	return m.origins[0]()
}

func (m *Model) zero() *origin {
	o := &origin{lengths: make([]float64, m.we.Rows)}
	eachPart(m.we.Rows, m.numParts(m.we.Rows), func(_, from, to int) {
		for row := from; row < to; row++ {
			v := rowOf(m.we, row)
			o.lengths[row] = math.Sqrt(dot(v, v))
		}
	})
	return o
}

func (m *Model) centre() *origin {
	zero := m.origin(false)
	o := &origin{mean: make([]float64, m.we.Cols), lengths: make([]float64, m.we.Rows)}
	for row := range m.we.Rows {
		for j, x := range rowOf(m.we, row) {
			o.mean[j] += float64(x)
		}
	}
	for j := range o.mean {
		o.mean[j] /= float64(m.we.Rows)
	}
	eachPart(m.we.Rows, m.numParts(m.we.Rows), func(_, from, to int) {
		for row := from; row < to; row++ {
			var sum float64
			for j, x := range rowOf(m.we, row) {
				d := float64(x) - o.mean[j]
				sum += d * d
			}
			if length := math.Sqrt(sum); length > noise*zero.lengths[row] {
				o.lengths[row] = length
			}
		}
	})
	return o
}

// see is v as seen from the origin, in D numbers of its own.
func (o *origin) see(v []float32) []float64 {
	seen := make([]float64, len(v))
	for j, x := range v {
		seen[j] = float64(x)
		if o.mean != nil {
			seen[j] -= o.mean[j]
		}
	}
	return seen
}

// lengthFrom is the length of the token's vector as seen from o.
func (m *Model) lengthFrom(o *origin, id TokenID) float64 {
	if row, ok := m.Row(id); ok {
		return o.lengths[row]
	}
	return norm(o.see(m.StartVector(id)))
}

// norm is ‖v‖.
func norm(v []float64) float64 {
	var sum float64
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum)
}

// aim is a query with what it takes to score rows against it.
type aim struct {
	query  []float32 // as seen from the origin
	offset float64   // its dot product with the mean
	length float64
}

func (o *origin) aim(query []float32) *aim {
	if o.mean == nil {
		return &aim{query: query, length: math.Sqrt(dot(query, query))}
	}
	a := o.aimAt(o.see(query))
	if a.length <= noise*math.Sqrt(dot(query, query)) {
		a.length = 0
	}
	return a
}

// aimAt takes a query that is seen from the origin already.
func (o *origin) aimAt(seen []float64) *aim {
	a := &aim{query: make([]float32, len(seen))}
	for j, x := range seen {
		a.query[j] = float32(x)
		if o.mean != nil {
			a.offset += float64(a.query[j]) * o.mean[j]
		}
	}
	a.length = math.Sqrt(dot(a.query, a.query))
	return a
}

// dot is the dot product with row v of W_E; its length is not needed.
func (a *aim) dot(v []float32, _ float64) float64 { return dot(a.query, v) - a.offset }

// cosine is that of the angle to row v, whose length the origin knows.
func (a *aim) cosine(v []float32, length float64) float64 {
	if a.length == 0 || length == 0 {
		return 0
	}
	return (dot(a.query, v) - a.offset) / (a.length * length)
}

// closeness grows as the distance to row v shrinks: it is −‖q − v‖².
func (a *aim) closeness(v []float32, length float64) float64 {
	return 2*dot(a.query, v) - a.length*a.length - length*length
}
