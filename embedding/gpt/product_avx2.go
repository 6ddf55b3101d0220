//go:build avx2 && amd64

package gpt

// The product is cut up as in Goto & van de Geijn 2008, Anatomy of
// High-Performance Matrix Multiplication: a block of w is laid out in panels, in
// the order in which tile reads it, and stays in the cache while all of x passes.
// Rows of x are read where they are.

// panelRows×panelCols numbers of y are one call of tile: the sums fill 12 of the
// 16 registers.
const (
	panelRows = 6
	panelCols = 16
)

// Sides of a block of w: it stays in the second level of the cache (512 kB), and
// panelRows×blockDepth numbers of x in the first (6 kB).
const (
	blockDepth = 256
	blockCols  = 32 * panelCols
)

// viaPanels is product for sides of at least 1.
func (p *multiplier) viaPanels(alpha float32, x, w matrix, beta float32, y matrix) {
	for j := 0; j < y.cols; j += blockCols {
		part := beta // later parts of the summed index add to the first
		for k := 0; k < x.cols; k += blockDepth {
			panels := packColumns(&p.right, w.block(k, j, blockDepth, blockCols))
			for i := 0; i < y.rows; i += panelRows {
				xPanel := x.block(i, k, panelRows, blockDepth)
				if x.across != 1 || xPanel.rows < panelRows {
					xPanel = packRows(&p.left, xPanel)
				}
				tiles(alpha, xPanel, panels, part, y.block(i, j, panelRows, blockCols))
			}
			part = 1
		}
	}
}

// tiles sets at most panelRows rows of y to alpha·x·w + beta·y. x has panelRows
// rows, and w lies in panels.
func tiles(alpha float32, x matrix, panels []float32, beta float32, y matrix) {
	var edge [panelRows * panelCols]float32
	depth := x.cols
	from := x.data[:(panelRows-1)*x.down+(depth-1)*x.across+1]
	for j := 0; j < y.cols; j += panelCols {
		panel := panels[j*depth:][:panelCols*depth]
		if y.rows == panelRows && y.cols-j >= panelCols {
			to := y.data[j:][:(panelRows-1)*y.down+panelCols]
			tile(depth, alpha, &from[0], x.down, x.across, &panel[0], beta, &to[0], y.down)
			continue
		}
		tile(depth, alpha, &from[0], x.down, x.across, &panel[0], 0, &edge[0], panelCols)
		for i := range y.rows {
			to := y.row(i)[j:min(j+panelCols, y.cols)]
			scale(beta, to)
			add(to, edge[i*panelCols:][:len(to)])
		}
	}
}

// tile sets panelRows rows of y, each panelCols numbers and stride apart, to
// alpha·x·panel + beta·y; with beta 0 it does not read y. x has panelRows rows of
// depth ≥ 1 numbers, with steps as in matrix, and panel depth rows.
//
//go:noescape
func tile(depth int, alpha float32, x *float32, down, across int, panel *float32, beta float32, y *float32, stride int)

// packColumns lays x out in panels of panelCols columns, each row after row, the
// last one filled up with zeros.
func packColumns(buffer *[]float32, x matrix) []float32 {
	count := (x.cols + panelCols - 1) / panelCols
	panels := grow(buffer, count*panelCols*x.rows)
	for j := 0; j < x.cols; j += panelCols {
		panel, from := panels[j*x.rows:][:panelCols*x.rows], x.block(0, j, x.rows, panelCols)
		if from.cols < panelCols {
			clear(panel)
		}
		if x.across == 1 {
			for i := range from.rows {
				copy(panel[i*panelCols:], from.row(i))
			}
			continue
		}
		for k := range from.cols {
			to := panel[k:]
			for i, v := range from.data[k*x.across:][:x.rows] {
				to[i*panelCols] = v
			}
		}
	}
	return panels
}

// packRows lays at most panelRows rows of x out column after column, filled up
// with rows of zeros.
func packRows(buffer *[]float32, x matrix) matrix {
	panel := rowMajor(x.cols, panelRows, grow(buffer, x.cols*panelRows))
	if x.rows == panelRows && x.down == 1 {
		for j := range x.cols { // without a call of copy for six numbers
			to, from := (*[panelRows]float32)(panel.row(j)), (*[panelRows]float32)(x.data[j*x.across:])
			to[0], to[1], to[2], to[3], to[4], to[5] = from[0], from[1], from[2], from[3], from[4], from[5]
		}
		return panel.transpose()
	}
	clear(panel.data)
	for i := range x.rows {
		for j := range x.cols {
			panel.data[j*panelRows+i] = x.data[i*x.down+j*x.across]
		}
	}
	return panel.transpose()
}
