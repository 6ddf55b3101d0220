package tsne

const (
	// theta is how wide a cell may be for its distance to be taken as one point
	// (van der Maaten 2014 uses the same).
	theta = 0.5

	// depth bounds the tree: points nearer than 2⁻²⁴ of the layout's width are
	// taken as one.
	depth = 24
)

// A tree of cells over points of the plane, each the square of its parent's
// quarter, in the order in which they are met: a cell, then all below it.
type tree struct {
	theta float64
	cells []cell
	order []int32 // scratch: points, those of a cell beside one another
}

// A cell stands for the points in it by their mean.
type cell struct {
	x, y  float64
	count float64
	reach float64 // the squared distance from which on it is one point; 0: always
	next  int32   // the first cell that is not below it
}

// build makes the tree of the points.
func (t *tree) build(places [][2]float64) {
	t.cells = t.cells[:0]
	t.order = t.order[:0]
	low, high := places[0], places[0]
	for i, p := range places {
		t.order = append(t.order, int32(i))
		for c, v := range p {
			low[c], high[c] = min(low[c], v), max(high[c], v)
		}
	}
	width := max(high[0]-low[0], high[1]-low[1])
	t.add(places, t.order, [2]float64{(low[0] + high[0]) / 2, (low[1] + high[1]) / 2}, width, depth)
}

// add appends the cell of some points, a square of that middle and width, and
// the cells below it.
func (t *tree) add(places [][2]float64, some []int32, middle [2]float64, width float64, levels int) {
	at := len(t.cells)
	t.cells = append(t.cells, cell{})
	if len(some) == 1 || levels == 0 || width == 0 {
		c := cell{count: float64(len(some)), next: int32(at + 1)}
		for _, i := range some {
			c.x += places[i][0] / c.count
			c.y += places[i][1] / c.count
		}
		t.cells[at] = c
		return
	}
	// By the lower and upper half, then each by left and right.
	upper := split(places, some, 1, middle[1])
	for half, rows := range [2][]int32{some[:upper], some[upper:]} {
		right := split(places, rows, 0, middle[0])
		for side, quarter := range [2][]int32{rows[:right], rows[right:]} {
			if len(quarter) > 0 {
				t.add(places, quarter, [2]float64{
					middle[0] + width*(float64(side)/2-0.25),
					middle[1] + width*(float64(half)/2-0.25),
				}, width/2, levels-1)
			}
		}
	}
	c := cell{reach: width / t.theta * (width / t.theta), next: int32(len(t.cells))}
	for child := at + 1; child < len(t.cells); child = int(t.cells[child].next) {
		below := t.cells[child]
		c.count += below.count
		c.x += below.x * below.count
		c.y += below.y * below.count
	}
	c.x /= c.count
	c.y /= c.count
	t.cells[at] = c
}

// split puts the points whose coordinate is below the middle before the others
// and returns how many they are.
func split(places [][2]float64, some []int32, coordinate int, middle float64) int {
	below := 0
	for at, i := range some {
		if places[i][coordinate] < middle {
			some[at], some[below] = some[below], i
			below++
		}
	}
	return below
}

// repulsion is Σⱼ q²·(p − yⱼ) over all points, and Σⱼ q, with q = 1/(1 + |p − yⱼ|²)
// and a far cell's points at its mean. A point's own q, 1, is among them.
func (t *tree) repulsion(p [2]float64) (x, y, sum float64) {
	for at := 0; at < len(t.cells); {
		c := &t.cells[at]
		dx, dy := p[0]-c.x, p[1]-c.y
		square := dx*dx + dy*dy
		if square < c.reach {
			at++
			continue
		}
		q := 1 / (1 + square)
		sum += c.count * q
		q *= c.count * q
		x += q * dx
		y += q * dy
		at = int(c.next)
	}
	return x, y, sum
}
