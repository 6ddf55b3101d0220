//go:build avx2 && amd64

package gpt

// The product is cut up as in Goto & van de Geijn 2008, Anatomy of
// High-Performance Matrix Multiplication: a block of w stays in the cache while
// all rows of x pass. Operands are read where they lie; only transposes and what
// does not fill a panel are copied first.

// panelRows×panelCols numbers of y are one call of tile: the sums fill 12 of the
// 16 registers.
const (
	panelRows = 6
	panelCols = 16
)

// Sides of a block of w: it takes 512 kB of the second level of the cache, and
// panelRows×blockDepth numbers of x take 6 kB of the first.
const (
	blockDepth = 256
	blockCols  = 32 * panelCols
)

// viaPanels is product for sides of at least 1.
func (p *multiplier) viaPanels(alpha float32, x, w matrix, beta float32, y matrix) {
	for j := 0; j < y.cols; j += blockCols {
		part := beta // later parts of the summed index add to the first
		for k := 0; k < x.cols; k += blockDepth {
			block := w.block(k, j, blockDepth, blockCols)
			if w.across != 1 || block.cols%panelCols != 0 {
				block = block.padded(&p.right, panelCols)
			}
			for i := 0; i < y.rows; i += panelRows {
				rows := x.block(i, k, panelRows, blockDepth)
				if x.across != 1 || rows.rows < panelRows {
					rows = packed(rows, &p.left)
				}
				tiles(alpha, rows, block, part, y.block(i, j, panelRows, blockCols))
			}
			part = 1
		}
	}
}

// packed is a copy of at most panelRows rows in the buffer, column after column,
// filled up with rows of zeros.
func packed(x matrix, buffer *[]float32) matrix {
	if x.rows < panelRows || x.down != 1 {
		return x.transpose().padded(buffer, panelRows).transpose()
	}
	panel := rowMajor(x.cols, panelRows, grow(buffer, panelRows*x.cols))
	for j := range x.cols { // the same, in half the time
		to, from := (*[panelRows]float32)(panel.data[j*panelRows:]), (*[panelRows]float32)(x.data[j*x.across:])
		to[0], to[1], to[2], to[3], to[4], to[5] = from[0], from[1], from[2], from[3], from[4], from[5]
	}
	return panel.transpose()
}

// tiles sets y to alpha·x·w + beta·y, for x of panelRows rows and w of whole
// panels. y may have fewer rows and columns.
func tiles(alpha float32, x, w matrix, beta float32, y matrix) {
	var edge [panelRows * panelCols]float32
	xData := x.data[:(panelRows-1)*x.down+(x.cols-1)*x.across+1]
	for j := 0; j < y.cols; j += panelCols {
		wData := w.data[j:][:(w.rows-1)*w.down+panelCols]
		if y.rows == panelRows && y.cols-j >= panelCols {
			yData := y.data[j:][:(panelRows-1)*y.down+panelCols]
			tile(x.cols, alpha, &xData[0], x.down, x.across, &wData[0], w.down, beta, &yData[0], y.down)
			continue
		}
		tile(x.cols, alpha, &xData[0], x.down, x.across, &wData[0], w.down, 0, &edge[0], panelCols)
		for i := range y.rows {
			to := y.row(i)[j:min(j+panelCols, y.cols)]
			scale(beta, to)
			for k := range to {
				to[k] += edge[i*panelCols+k]
			}
		}
	}
}

// tile sets y to alpha·x·w + beta·y, for x of panelRows rows of depth ≥ 1 numbers
// and w of panelCols columns, with steps as in matrix. With beta 0 it does not
// read y.
//
//go:noescape
func tile(depth int, alpha float32, x *float32, xDown, xAcross int, w *float32, wDown int, beta float32, y *float32, yDown int)
