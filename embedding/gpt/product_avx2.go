//go:build avx2 && amd64

package gpt

import "golang.org/x/sys/cpu"

// The product is cut up as in Goto & van de Geijn 2008, Anatomy of
// High-Performance Matrix Multiplication, figure 8: a block of w and then a block
// of x are laid out in panels, in the order in which tile reads them.

// panelRows×panelCols numbers of y are one call of tile: the sums fill 12 of the
// 16 registers.
const (
	panelRows = 6
	panelCols = 16
)

// Sides of the blocks. A panel of w, blockDepth×panelCols, stays in the first
// level of the cache (16 kB), a block of x, blockRows×blockDepth, in the second
// (144 kB), and a block of w, blockDepth×blockCols, in the third (2 MB).
const (
	blockRows  = 24 * panelRows
	blockCols  = 128 * panelCols
	blockDepth = 256
)

// haveAVX2 says whether this processor and its system know the instructions.
var haveAVX2 = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// Kernel names what the sums are computed with: they differ in their last bits
// between kernels.
func Kernel() string {
	if haveAVX2 {
		return kernelAVX2
	}
	return kernelGonum
}

const kernelAVX2 = "AVX2 6×16 panels"

func (p *multiplier) multiply(alpha float32, x, w matrix, beta float32, y matrix) {
	if haveAVX2 {
		p.viaPanels(alpha, x, w, beta, y)
	} else {
		p.viaGonum(alpha, x, w, beta, y)
	}
}

func (p *multiplier) viaPanels(alpha float32, x, w matrix, beta float32, y matrix) {
	for j := 0; j < y.cols; j += blockCols {
		part := beta // later parts of the summed index add to the first
		for k := 0; k < x.cols; k += blockDepth {
			wPanels := pack(&p.right, w.block(k, j, blockDepth, blockCols), panelCols)
			for i := 0; i < y.rows; i += blockRows {
				xBlock := x.block(i, k, blockRows, blockDepth)
				xPanels := pack(&p.left, xBlock.transpose(), panelRows)
				tiles(xBlock.cols, alpha, xPanels, wPanels, part, y.block(i, j, blockRows, blockCols))
			}
			part = 1
		}
	}
}

// tiles adds the product of all panels over depth summed indices to beta·y.
func tiles(depth int, alpha float32, xPanels, wPanels []float32, beta float32, y matrix) {
	var edge [panelRows * panelCols]float32
	for j := 0; j < y.cols; j += panelCols {
		wPanel := wPanels[j*depth:][:depth*panelCols]
		for i := 0; i < y.rows; i += panelRows {
			xPanel := xPanels[i*depth:][:depth*panelRows]
			if i+panelRows <= y.rows && j+panelCols <= y.cols {
				to := y.data[i*y.down+j:][:(panelRows-1)*y.down+panelCols]
				tile(depth, alpha, &xPanel[0], &wPanel[0], beta, &to[0], y.down)
				continue
			}
			tile(depth, alpha, &xPanel[0], &wPanel[0], 0, &edge[0], panelCols)
			rest := y.block(i, j, panelRows, panelCols)
			for r := range rest.rows {
				row := rest.row(r)
				scale(beta, row)
				add(row, edge[r*panelCols:][:rest.cols])
			}
		}
	}
}

// tile sets panelRows rows of y, each panelCols numbers and stride apart, to
// alpha·xPanel·wPanel + beta·y, summed over depth ≥ 1; with beta 0 it does not
// read y.
//
//go:noescape
func tile(depth int, alpha float32, xPanel, wPanel *float32, beta float32, y *float32, stride int)

// pack lays x out in panels of width columns, each row after row, the last one
// filled up with zeros.
func pack(buffer *[]float32, x matrix, width int) []float32 {
	panels := (x.cols + width - 1) / width
	all := grow(buffer, panels*width*x.rows)
	for p := range panels {
		panel := all[p*width*x.rows:][:width*x.rows]
		from := x.block(0, p*width, x.rows, width)
		if from.cols < width {
			clear(panel)
		}
		if x.across == 1 {
			packRows(panel, from, width)
		} else {
			packColumns(panel, from, width)
		}
	}
	return all
}

// packRows fills a panel from rows that are not cut up.
func packRows(panel []float32, x matrix, width int) {
	for i := range x.rows {
		copy(panel[i*width:], x.row(i))
	}
}

// packColumns fills a panel from columns that are not cut up.
func packColumns(panel []float32, x matrix, width int) {
	for j := range x.cols {
		to := panel[j:]
		for i, v := range x.data[j*x.across:][:x.rows] {
			to[i*width] = v
		}
	}
}
