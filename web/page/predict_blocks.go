package page

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"tokenscape/web/weights"
)

// BlocksView is what each block does to the vector of one token.
type BlocksView struct {
	From, Size string
	Blocks     []BlockView
}

// BlockView is one of them: what goes in, what is added, what comes out.
type BlockView struct {
	Name, Title string
	Strips      []StripLength
	Rows        [][5]string // element, in, attention, feed-forward, out
	Open        bool
}

// StripLength is a vector with its length.
type StripLength struct {
	Strip
	Length, Bar string // Bar: of 100, the longest vector of the block
}

func (p *prediction) blocks() BlocksView {
	w, m := p.words, p.model
	v := BlocksView{From: sprintf(w.BlocksFrom, p.said(p.at().ID)), Size: sprintf(w.BlocksSize, m.Layers(), m.Heads(), m.Dim())}
	for l, b := range p.inside.Blocks[p.look.At-1] {
		longest := max(weights.Length(b.In), weights.Length(b.Attention), weights.Length(b.FeedForward), weights.Length(b.Out))
		block := BlockView{Name: sprintf(w.Block, l+1), Title: sprintf(w.StreamTable, l+1, m.Dim())}
		for _, part := range []struct {
			name   string
			vector []float32
		}{{w.In, b.In}, {w.Attention, b.Attention}, {w.FeedForward, b.FeedForward}, {w.Out, b.Out}} {
			// What attention adds is often small beside the rest: on one scale for all
			// it could not be seen, so each strip has its own and a bar for its length.
			top, length := largest(part.vector), weights.Length(part.vector)
			s := StripLength{Strip: strip(part.name, block.Name, part.vector, top), Length: sprintf(w.Length, number(length), number(top))}
			if longest > 0 {
				s.Bar = hundredth(length / longest)
			}
			block.Strips = append(block.Strips, s)
		}
		for j := range b.In {
			block.Rows = append(block.Rows, [5]string{strconv.Itoa(j), fine(float64(b.In[j])), fine(float64(b.Attention[j])), fine(float64(b.FeedForward[j])), fine(float64(b.Out[j]))})
		}
		v.Blocks = append(v.Blocks, block)
	}
	return v
}

// AttentionView is where each token looks in one head, and all heads to choose
// from.
type AttentionView struct {
	Formula       string
	Why           string          // the head was chosen; "" when the reader chose it
	Heads         [][]HeadPicture // block × head
	Head          HeadPicture     // the one looked into
	Alt, Say, Row string
	Part          string    // how many tokens are drawn; "" for all
	Keys          []KeyView // the greatest weight first
	Table         []AttentionRow
}

// HeadPicture is the weights of one head as coloured squares.
type HeadPicture struct {
	Link
	ViewBox string
	Shades  []Shade
	Labels  []CellLabel // names beside the squares; none when there is no room
	Width   string      // of the picture with its names, in pixels; or 100%
	Letters string      // height of the names, in squares
	Framed  string      // the row of the token that is followed, as a path; "" when it is not drawn
}

// CellLabel is a token's name at its row and its column.
type CellLabel struct{ Name, At string }

// KeyView is how much of one token another takes in.
type KeyView struct {
	Chip         Chip
	Percent, Bar string
}

// AttentionRow is one row of the table of weights.
type AttentionRow struct {
	Chip    Chip
	Weights []string // in per cent
}

const (
	// drawnTokens is how many tokens a picture of attention shows at most: the
	// newest.
	drawnTokens = 64
	// smallTokens is how many a small picture shows.
	smallTokens = 32
	// labelledTokens is up to how many of them have their names beside it.
	labelledTokens = 26
	// letters is the height of those names and labelRoom the room for them, in
	// pixels.
	letters, labelRoom = 15.0, 98.0
	// attentionLevels is the number of colours of a weight; level 0 is not drawn.
	attentionLevels = 9
)

// heads draws the newest tokens of all heads, the head looked into marked.
func (p *prediction) heads(tokens int) [][]HeadPicture {
	var all [][]HeadPicture
	for l := range p.inside.Attention {
		var row []HeadPicture
		for h := range p.inside.Attention[l] {
			row = append(row, p.head(l+1, h+1, tokens))
		}
		all = append(all, row)
	}
	return all
}

// hardest is the head in which the token that is followed looks most at another
// one.
func (p *prediction) hardest() (block, head int) {
	block, head = 1, 1
	var most float32
	for l, heads := range p.inside.Attention {
		for h, rows := range heads {
			for _, weight := range rows[p.look.At-1][:p.look.At-1] {
				if weight > most {
					block, head, most = l+1, h+1, weight
				}
			}
		}
	}
	return block, head
}

func (p *prediction) head(block, head, tokens int) HeadPicture {
	from := max(0, len(p.sequence.Tokens)-tokens)
	n := len(p.sequence.Tokens) - from
	v := HeadPicture{Link: p.link(sprintf(p.words.HeadOf, block, head), "#attention", "head", headName(block, head), block == p.look.Block && head == p.look.Head),
		ViewBox: sprintf("0 0 %d %d", n, n)}
	var paths [attentionLevels][]byte
	for i, row := range p.inside.Attention[block-1][head-1][from:] {
		for j := 0; j <= i; {
			level, k := attentionLevel(row[from+j]), j+1
			for k <= i && attentionLevel(row[from+k]) == level {
				k++
			}
			if level > 0 {
				paths[level] = square(paths[level], j, i, k-j)
			}
			j = k
		}
	}
	for level := range paths {
		if len(paths[level]) > 0 {
			v.Shades = append(v.Shades, Shade{Class: "w" + strconv.Itoa(level), Path: string(paths[level])})
		}
	}
	return v
}

// square adds so many cells side by side to a path.
func square(path []byte, x, y, cells int) []byte {
	number := func(mark byte, n int) { path = strconv.AppendInt(append(path, mark), int64(n), 10) }
	number('M', x)
	number(' ', y)
	number('h', cells)
	path = append(path, "v1"...)
	number('h', -cells)
	return append(path, 'z')
}

// attentionLevel is the colour of a weight. Its root is shared out evenly, so that
// a tenth can be told from nothing.
func attentionLevel(weight float32) int {
	return min(int(math.Sqrt(float64(weight))*(attentionLevels-1)+0.5), attentionLevels-1)
}

func (p *prediction) attention() AttentionView {
	w, m := p.words, p.model
	block, head := p.look.Block, p.look.Head
	v := AttentionView{Why: p.why, Formula: sprintf(w.AttentionFormula, m.Dim()/m.Heads(), m.Dim()), Heads: p.heads(smallTokens),
		Say: sprintf(w.MatrixSay, block, head), Row: sprintf(w.RowSay, p.said(p.at().ID))}
	v.Head = p.head(block, head, drawnTokens)
	tokens := p.sequence.Tokens
	if len(tokens) > smallTokens {
		v.Why = p.T.Join(v.Why, sprintf(w.HeadsPart, smallTokens))
	}
	n := min(drawnTokens, len(tokens))
	from := len(tokens) - n
	if from > 0 {
		v.Part = sprintf(w.MatrixPart, n, len(tokens))
	}
	v.Head.Width = "100%"
	rows := p.inside.Attention[block-1][head-1]
	if i := p.look.At - 1 - from; i >= 0 {
		v.Head.Framed = sprintf("M0 %dh%dv1h-%dz", i, i+1, i+1)
	}
	if n <= labelledTokens {
		// Squares of a size at which the names beside them are as high as the text.
		cell := min(46, max(20, 520/float64(n)))
		room := labelRoom / cell
		v.Head.Width, v.Head.Letters = sprintf("%.0f", (float64(n)+room)*cell), sprintf("%.3f", letters/cell)
		v.Head.ViewBox = sprintf("%.3f %.3f %.3f %.3f", -room, -room, float64(n)+room+0.1, float64(n)+room+0.1)
		for i, t := range tokens[from:] {
			v.Head.Labels = append(v.Head.Labels, CellLabel{Name: clipped(p.name(t.ID)), At: strconv.Itoa(i)})
		}
	}
	own := rows[p.look.At-1]
	keys := make([]int, len(own))
	for j := range keys {
		keys[j] = j
	}
	slices.SortStableFunc(keys, func(a, b int) int { return cmp.Compare(own[b], own[a]) })
	for _, j := range keys {
		v.Keys = append(v.Keys, KeyView{Chip: chipOf(tokens[j], j+1), Percent: probability(p.T, float64(own[j])), Bar: hundredth(float64(own[j]))})
	}
	v.Alt = sprintf(w.MatrixAlt, block, head, p.said(p.at().ID), p.said(tokens[keys[0]].ID), probability(p.T, float64(own[keys[0]])))
	for i, row := range rows[from:] {
		r := AttentionRow{Chip: p.chip(from+i, "#attention")}
		for _, weight := range row[from:] {
			r.Weights = append(r.Weights, strconv.FormatFloat(100*float64(weight), 'f', 1, 64))
		}
		v.Table = append(v.Table, r)
	}
	return v
}

// clipped is a name as long as there is room for beside a picture.
func clipped(name string) string {
	const most = 11
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return name
}
