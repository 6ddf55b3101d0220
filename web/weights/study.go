package weights

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/projection"
)

// Study is what is measured of a model's two matrices. It is shared and must not
// be modified.
type Study struct {
	Spread     Histogram       // empty for a model whose start is not known
	Reach      float64         // where the colours of W_E's picture end
	Positions  blas32.General  // n_ctx×n_ctx: the cosine of each two rows of W_P
	Curve      [][]float64     // n_ctx×3: W_P on its first three principal components
	CurveRatio []float64       // the share of variance of each, 3
	Plane      *projection.PCA // of all rows of W_E, two components
	Crossing   Crossing
	Lengths    [2]float64 // the mean length of a row of W_E and of W_P

	lengths [2][]float64 // of every row
}

// Crossing is how W_E and W_P lie to each other.
type Crossing struct {
	Cosine float64 // the mean of |cos| over rows of W_E with every row of W_P
	Every  int     // each how manieth row of W_E: 1 for all of them
	Chance float64 // what it is for random directions of D dimensions, √(2/πD)
	Shared float64 // the share of W_P's variance in the subspace where W_E varies most, of as many dimensions as hold Kept of W_P's own
	Within int     // that number of dimensions
	Random float64 // the share that a random subspace of as many would have, Within/D
}

// kept is the share of W_P's variance whose dimensions are counted.
const kept = 0.9

// Measure studies a model.
func Measure(m *embedding.Model) (*Study, error) {
	we, wp := m.TokenEmbedding(), m.PositionEmbedding()
	plane, err := projection.Fit(we, 2)
	if err != nil {
		return nil, err
	}
	curve, err := projection.Fit(wp, 3)
	if err != nil {
		return nil, err
	}
	s := &Study{
		Reach: Reach(we), Positions: cosines(wp, wp),
		Curve: curve.Apply(wp), CurveRatio: curve.Ratio(), Plane: plane,
	}
	if m.HasStart() {
		s.Spread = spread(m)
	}
	for k, x := range []blas32.General{we, wp} {
		for i := range x.Rows {
			s.lengths[k] = append(s.lengths[k], length(row(x, i)))
			s.Lengths[k] += s.lengths[k][i] / float64(x.Rows)
		}
	}
	s.Crossing, err = cross(we, wp)
	return s, err
}

// crossWork is how many multiplications the cosines of W_E with W_P may take, about.
const crossWork = 1 << 30

// cross compares the directions of the two matrices. The subspace of W_E is that
// of its first principal components.
func cross(we, wp blas32.General) (Crossing, error) {
	d := we.Cols
	c := Crossing{Chance: math.Sqrt(2 / (math.Pi * float64(d)))}
	c.Every = 1 + int(float64(we.Rows)*float64(wp.Rows)*float64(d)/crossWork)
	some := blas32.General{Rows: (we.Rows + c.Every - 1) / c.Every, Cols: d, Stride: c.Every * we.Stride, Data: we.Data}
	var sum float64
	for _, v := range cosines(some, wp).Data {
		sum += math.Abs(float64(v))
	}
	c.Cosine = sum / float64(some.Rows*wp.Rows)
	own, err := projection.Fit(wp, min(d, wp.Rows))
	if err != nil {
		return c, err
	}
	var share float64
	for _, r := range own.Ratio() {
		if share >= kept {
			break
		}
		share += r
		c.Within++
	}
	c.Random = float64(c.Within) / float64(d)
	space, err := projection.Fit(we, c.Within)
	if err != nil {
		return c, err
	}
	for k, axis := range own.Axes {
		for _, other := range space.Axes {
			var along float64
			for j, v := range axis {
				along += v * other[j]
			}
			c.Shared += own.Variance[k] / own.Total * along * along
		}
	}
	return c, nil
}

// cosines are those of every row of a with every row of b, rows(a)×rows(b). A row
// of zeros has cosine 0 with any other.
func cosines(a, b blas32.General) blas32.General {
	g := blas32.General{Rows: a.Rows, Cols: b.Rows, Stride: b.Rows, Data: make([]float32, a.Rows*b.Rows)}
	lengths := make([]float64, b.Rows)
	for j := range lengths {
		lengths[j] = length(row(b, j))
	}
	for i := range a.Rows {
		v := row(a, i)
		own := length(v)
		for j := range b.Rows {
			if own > 0 && lengths[j] > 0 {
				g.Data[i*g.Stride+j] = float32(dot(v, row(b, j)) / (own * lengths[j]))
			}
		}
	}
	return g
}

// Cosine is that of the angle between a and b, 0 when either has no length.
func Cosine(a, b []float32) float64 {
	l := length(a) * length(b)
	if l == 0 {
		return 0
	}
	return dot(a, b) / l
}

// Length is ‖v‖.
func Length(v []float32) float64 { return length(v) }

func row(x blas32.General, i int) []float32 { return x.Data[i*x.Stride : i*x.Stride+x.Cols] }

func length(v []float32) float64 { return math.Sqrt(dot(v, v)) }

func dot(a, b []float32) float64 {
	return blas32.DDot(blas32.Vector{N: len(a), Inc: 1, Data: a}, blas32.Vector{N: len(b), Inc: 1, Data: b})
}

// Bins is the number of bins of a histogram, an odd number: the middle one is
// around 0.
const Bins = 41

// Histogram counts the numbers of W_E at the random start and after training.
// Bin i is from Low + i·Width on; the outermost two hold all beyond.
type Histogram struct {
	Low, Width     float64
	Start, Trained [Bins]int
	Deviation      [2]float64 // standard deviation at the start and now
	Largest        [2]float64 // the largest |x| at the start and now
}

// span is how many standard deviations of the trained numbers the bins reach to
// either side.
const span = 4

func spread(m *embedding.Model) Histogram {
	we := m.TokenEmbedding()
	start := blas32.General{Rows: we.Rows, Cols: we.Cols, Stride: we.Cols, Data: make([]float32, 0, we.Rows*we.Cols)}
	for i := range we.Rows {
		start.Data = append(start.Data, m.StartVector(m.Token(i))...)
	}
	reach := Reach(we) / 3 * span
	h := Histogram{Low: -reach, Width: 2 * reach / Bins}
	for k, x := range []blas32.General{start, we} {
		counts := []*[Bins]int{&h.Start, &h.Trained}[k]
		var sum, squares float64
		for i := range x.Rows {
			for _, v := range row(x, i) {
				f := float64(v)
				sum += f
				squares += f * f
				h.Largest[k] = max(h.Largest[k], math.Abs(f))
				counts[h.bin(f)]++
			}
		}
		n := float64(x.Rows * x.Cols)
		h.Deviation[k] = math.Sqrt(max(0, squares/n-sum/n*sum/n))
	}
	return h
}

func (h *Histogram) bin(x float64) int {
	if h.Width == 0 {
		return Bins / 2
	}
	return min(max(int(math.Floor((x-h.Low)/h.Width)), 0), Bins-1)
}

// Top is the greatest count.
func (h *Histogram) Top() int { return max(slices.Max(h.Start[:]), slices.Max(h.Trained[:])) }
