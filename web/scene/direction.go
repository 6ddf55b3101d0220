package scene

import (
	"math"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"

	"tokenscape/embedding"
	"tokenscape/projection"
)

// direction is an axis from the mean of one group of rows to that of another.
type direction struct {
	unit   []float64 // D numbers, of length one
	middle float64   // where the point halfway lies along it
}

// newDirection fails with embedding.ErrNoDirection when both means are one.
func newDirection(m *embedding.Model, from, to []embedding.TokenID, unit bool) (*direction, error) {
	c := Choice{Model: m, Unit: unit}
	a, b := mean(c.scale(m.Gather(from))), mean(c.scale(m.Gather(to)))
	d := &direction{unit: make([]float64, len(a))}
	var length, size float64
	for j := range a {
		d.unit[j] = b[j] - a[j]
		length += d.unit[j] * d.unit[j]
		size += a[j]*a[j] + b[j]*b[j]
	}
	if length = math.Sqrt(length); length <= rounding*math.Sqrt(size) {
		return nil, embedding.ErrNoDirection
	}
	for j := range d.unit {
		d.unit[j] /= length
		d.middle += d.unit[j] * (a[j] + b[j]) / 2
	}
	return d, nil
}

// rounding is the relative error of a float32.
const rounding = 1e-7

func mean(x blas32.General) []float64 {
	m := make([]float64, x.Cols)
	for i := range x.Rows {
		for j, v := range x.Data[i*x.Stride:][:x.Cols] {
			m[j] += float64(v) / float64(x.Rows)
		}
	}
	return m
}

// along is a projection on axes of which the first are directions between
// groups of words, and the others the principal components of what is left of
// the rows once those are taken out.
type along struct {
	axes    [][]float64 // k vectors of length d
	offsets []float64   // k: a coordinate is row·axis − offset
	cosine  float64     // of the first two axes
}

// Apply projects the rows of x (m×d): m rows of k coordinates.
func (a *along) Apply(x blas32.General) [][]float64 {
	p := projection.PCA{Axes: a.axes, Mean: make([]float64, x.Cols)}
	places := p.Apply(x)
	for _, place := range places {
		for k := range place {
			place[k] -= a.offsets[k]
		}
	}
	return places
}

// apart is the part of the second coordinate that does not lie along the first
// axis: one number for each of the places, about 0 when both are one line.
func (a *along) apart(places [][]float64) [][]float64 {
	second := make([][]float64, len(places))
	sine := math.Sqrt(max(0, 1-a.cosine*a.cosine)) // rounded, a cosine may pass 1
	for i, p := range places {
		second[i] = []float64{(p[1] - a.cosine*p[0]) / max(sine, rounding)}
	}
	return second
}

// fitAlong finds the axes of the choice; the components beyond its directions
// are fitted on x, which is not modified.
func fitAlong(c Choice, x blas32.General) (*along, error) {
	var a along
	add := func(from, to []embedding.TokenID) error {
		d, err := newDirection(c.Model, from, to, c.Unit)
		if err != nil {
			return err
		}
		a.axes, a.offsets = append(a.axes, d.unit), append(a.offsets, d.middle)
		return nil
	}
	if err := add(c.From, c.To); err != nil {
		return nil, err
	}
	if len(c.UpFrom) > 0 {
		if err := add(c.UpFrom, c.UpTo); err != nil {
			return nil, err
		}
		if c.Components > 1 {
			a.cosine = dot(a.axes[0], a.axes[1])
		}
	}
	if rest := c.Components - len(a.axes); rest > 0 {
		pca, err := projection.Fit(without(x, orthonormal(a.axes)), rest)
		if err != nil {
			return nil, err
		}
		for _, axis := range pca.Axes {
			a.axes, a.offsets = append(a.axes, axis), append(a.offsets, dot(pca.Mean, axis))
		}
	}
	a.axes, a.offsets = a.axes[:c.Components], a.offsets[:c.Components]
	return &a, nil
}

// orthonormal is a basis of what one or two unit vectors span.
func orthonormal(axes [][]float64) [][]float64 {
	if len(axes) < 2 {
		return axes
	}
	second := make([]float64, len(axes[1]))
	cosine := dot(axes[0], axes[1])
	for j := range second {
		second[j] = axes[1][j] - cosine*axes[0][j]
	}
	length := math.Sqrt(dot(second, second))
	if length <= rounding {
		return axes[:1]
	}
	for j := range second {
		second[j] /= length
	}
	return [][]float64{axes[0], second}
}

// without is a copy of x (n×d) with its part along some orthonormal directions
// taken out of each row.
func without(x blas32.General, directions [][]float64) blas32.General {
	left := blas32.General{Rows: x.Rows, Cols: x.Cols, Stride: x.Cols, Data: make([]float32, x.Rows*x.Cols)}
	row := make([]float64, x.Cols)
	for i := range x.Rows {
		for j, v := range x.Data[i*x.Stride:][:x.Cols] {
			row[j] = float64(v)
		}
		for _, d := range directions {
			blas64.Axpy(-dot(row, d), vector(d), vector(row))
		}
		for j, v := range row {
			left.Data[i*x.Cols+j] = float32(v)
		}
	}
	return left
}

func dot(a, b []float64) float64 { return blas64.Dot(vector(a), vector(b)) }

func vector(v []float64) blas64.Vector { return blas64.Vector{N: len(v), Inc: 1, Data: v} }
