package evaluation

import (
	"math"

	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"tokenscape/embedding"
)

// Silhouette is how far apart the named categories lie on their map: the mean
// silhouette coefficient (Rousseeuw 1987) of their words on the first two
// principal components of the words' unit rows. It is 1 for tight groups far
// from each other and about 0 for none, and 0 for fewer than three words. we is the model's W_E or another
// matrix of the same shape, such as its random start.
func Silhouette(m *embedding.Model, we blas32.General, categories []string) float64 {
	var rows []int
	var labels []int
	for label, name := range categories {
		for _, c := range m.Categories() {
			if c.Name != name {
				continue
			}
			for _, id := range c.Tokens {
				row, _ := m.Row(id)
				rows, labels = append(rows, row), append(labels, label)
			}
		}
	}
	if len(rows) < 3 {
		return 0
	}
	x := blas32.General{Rows: len(rows), Cols: we.Cols, Stride: we.Cols, Data: make([]float32, len(rows)*we.Cols)}
	for i, row := range rows {
		copy(vector(x, i).Data, vector(we, row).Data)
	}
	embedding.Unit(x)
	axes, _ := components(x)
	var places mat.Dense
	places.Mul(centred(x), axes.Slice(0, we.Cols, 0, 2))
	return silhouette(&places, labels)
}

// silhouette is the mean of (b−a)/max(a, b), with a the mean distance of a
// point to the others of its label and b the least mean distance to those of
// another. A point alone in its label counts as 0, as in the paper.
func silhouette(places *mat.Dense, labels []int) float64 {
	count := make(map[int]int)
	for _, l := range labels {
		count[l]++
	}
	var sum float64
	for i, own := range labels {
		if count[own] < 2 {
			continue
		}
		total := make(map[int]float64)
		for j, l := range labels {
			total[l] += math.Hypot(places.At(i, 0)-places.At(j, 0), places.At(i, 1)-places.At(j, 1))
		}
		a, b := total[own]/float64(count[own]-1), math.Inf(1)
		for l, t := range total {
			if l != own {
				b = math.Min(b, t/float64(count[l]))
			}
		}
		if top := math.Max(a, b); top > 0 {
			sum += (b - a) / top
		}
	}
	return sum / float64(len(labels))
}

// ComponentShare is the share of x's variance that its first k principal
// components hold.
func ComponentShare(x blas32.General, k int) float64 {
	_, variances := components(x)
	var first, all float64
	for i, v := range variances {
		if i < k {
			first += v
		}
		all += v
	}
	return first / all
}

// components are the principal axes of x, as columns, and their variances.
func components(x blas32.General) (axes *mat.Dense, variances []float64) {
	var pc stat.PC
	if !pc.PrincipalComponents(centred(x), nil) {
		panic("evaluation: the principal components of a finite matrix exist")
	}
	axes = new(mat.Dense)
	pc.VectorsTo(axes)
	return axes, pc.VarsTo(nil)
}

// centred is x in float64, its mean row taken off.
func centred(x blas32.General) *mat.Dense {
	mean := meanRow(x)
	c := mat.NewDense(x.Rows, x.Cols, nil)
	for i := range x.Rows {
		for j, v := range vector(x, i).Data {
			c.Set(i, j, float64(v)-mean[j])
		}
	}
	return c
}
