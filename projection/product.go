package projection

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas32"
	"gonum.org/v1/gonum/blas/blas64"
)

// A product sets W (b×d) to V·CᵀC: it multiplies by CᵀC each of the b vectors
// that are the rows of V.
type product func(w, v blas64.General)

// double is the product in float64. Each block of rows is widened and centred
// in the cache, so that neither the length of the mean nor the size of the
// numbers costs precision.
func (c *centred) double(b int) product {
	type scratch struct{ rows, coordinates []float64 }
	d, most := c.x.Cols, blockRows(c.x.Rows, c.x.Cols)
	workers := make([]scratch, c.rows.Workers)
	for i := range workers {
		workers[i] = scratch{make([]float64, most*d), make([]float64, most*b)}
	}
	sums := make([]float64, c.rows.Parts*b*d)
	return func(w, v blas64.General) {
		b := v.Rows
		c.rows.Each(func(worker, part, from, to int) {
			s := workers[worker]
			sum := general64(b, d, sums[part*b*d:])
			beta := 0.
			for ; from < to; from += most {
				rows := widen(s.rows, c.x, c.mean, from, min(to, from+most))
				y := general64(rows.Rows, b, s.coordinates)
				blas64.Gemm(blas.NoTrans, blas.Trans, 1, rows, v, 0, y)
				blas64.Gemm(blas.Trans, blas.NoTrans, 1, y, rows, beta, sum)
				beta = 1
			}
		})
		c.collect(w, sums)
	}
}

// single is the product in float32, at the speed at which X can be read: with
// y = Xv − 1(mᵀv), both halves of Xᵀy − m(1ᵀy) are taken of a block of rows
// while it is in the cache. Sums that run over more rows than a block are in
// float64. See suitsSingle for when that will do.
func (c *centred) single(b int) product {
	type scratch struct{ coordinates, sum []float32 }
	d, most := c.x.Cols, blockRows(c.x.Rows, c.x.Cols)
	workers := make([]scratch, c.rows.Workers)
	for i := range workers {
		workers[i] = scratch{make([]float32, most*b), make([]float32, b*d)}
	}
	// A power of two near the length of a typical row makes coordinates about
	// 1: whatever unit X has, float32 neither overflows nor vanishes.
	unit := math.Exp2(math.Round(math.Log2(c.squares/float64(c.x.Rows)) / 2))
	directions := make([]float32, b*d)
	offsets := make([]float32, b) // mᵀv
	sums := make([]float64, c.rows.Parts*b*d)
	totals := make([]float64, c.rows.Parts*b) // 1ᵀy
	return func(w, v blas64.General) {
		b := v.Rows
		offsets := offsets[:b]
		for i := range b {
			var offset float64
			for j, u := range v.Data[i*v.Stride:][:d] {
				directions[i*d+j] = float32(u)
				offset += c.mean[j] * float64(float32(u))
			}
			offsets[i] = float32(offset / unit)
		}
		c.rows.Each(func(worker, part, from, to int) {
			s := workers[worker]
			sum, total := sums[part*b*d:(part+1)*b*d], totals[part*b:(part+1)*b]
			clear(sum)
			clear(total)
			for ; from < to; from += most {
				rows := slice(c.x, from, min(to, from+most))
				y := general32(rows.Rows, b, s.coordinates)
				blas32.Gemm(blas.NoTrans, blas.Trans, float32(1/unit), rows, general32(b, d, directions), 0, y)
				for at := 0; at < rows.Rows*b; at += b {
					for i, offset := range offsets {
						s.coordinates[at+i] -= offset
						total[i] += float64(s.coordinates[at+i])
					}
				}
				blas32.Gemm(blas.Trans, blas.NoTrans, 1, y, rows, 0, general32(b, d, s.sum))
				for j, u := range s.sum[:b*d] {
					sum[j] += float64(u)
				}
			}
		})
		c.collect(w, sums)
		for part := 1; part < c.rows.Parts; part++ {
			add(totals[:b], totals[part*b:])
		}
		for i := range b {
			row := vector64(w.Data[i*w.Stride:][:d])
			blas64.Axpy(-totals[i], vector64(c.mean), row)
			blas64.Scal(unit, row)
		}
	}
}

// collect sets w to the sum over all parts, in their order.
func (c *centred) collect(w blas64.General, sums []float64) {
	size := w.Rows * w.Cols
	copy(w.Data, sums[:size])
	for part := 1; part < c.rows.Parts; part++ {
		add(w.Data[:size], sums[part*size:])
	}
}
