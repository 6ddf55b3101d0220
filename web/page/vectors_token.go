package page

import (
	"net/url"
	"strconv"
	"strings"

	"tokenscape/web/weights"
)

// TokenMatrixView is W_E, and one row of it.
type TokenMatrixView struct {
	Say     string
	Picture MatrixView
	Parts   []Link // of a matrix too large for one picture
	Rows    []RowLine
	More    string
	NotRow  string
	Field   string
	Kept    []Kept
	Row     RowView
}

// MatrixView is a matrix as a picture, with places marked on it.
type MatrixView struct {
	Light, Dark, Full string // addresses; Dark is "" when the theme is chosen
	Alt, Say          string
	Width, Height     int
	Sharp             bool // magnified
	Marks             []Mark
	Layout            weights.Layout
	From              int
	Row               string // address of the page on which a row is shown, without its number; "" for none
}

// Mark frames a row on a picture.
type Mark struct {
	X, Y, Width, Height int
	Name                string
}

// RowLine is a token with its row, in short.
type RowLine struct {
	Chip
	Row, Length, First string
}

// RowView is one row, and the lookup that finds it.
type RowView struct {
	Known        bool // there is a row
	Chip         Chip
	Number       string
	Say          string
	OneHot       string // place of the 1, of 1000
	Strip        Strip
	Scale        string
	Title, Table string
	Products     [][4]string // row, one-hot, weight, product
	Numbers      [][2]string
	Sum, Result  string
	Element      string
}

// tokenMatrix shows W_E with the rows of the sentence, and the row chosen.
func (l *vectorsLab) tokenMatrix() TokenMatrixView {
	m, w := l.model, l.words
	v := TokenMatrixView{
		Say:    sprintf(w.TokenSay, count(m.Vocab()), m.Dim(), count(m.Vocab()*m.Dim())),
		Field:  sprintf(w.RowField, count(m.Vocab()-1)),
		Kept:   l.kept("row"),
		More:   l.more(),
		NotRow: sprintf(w.IDNotRow, count(m.Tokenizer().Size())),
	}
	if m.Tokenizer().Size() == m.Vocab() {
		v.NotRow = ""
	}
	row := l.query.Int("row", -1, 0, m.Vocab()-1)
	v.Row = l.row(row)
	for i, token := range l.sequence.Tokens[:min(listedRows, len(l.sequence.Tokens))] {
		line := RowLine{Chip: l.chip(token, i, "#row"), Row: "–", Length: fine(weights.Length(token.TokenVector))}
		if r, ok := m.Row(token.ID); ok {
			line.Row = strconv.Itoa(r)
		}
		var first []string
		for _, x := range token.TokenVector[:min(4, m.Dim())] {
			first = append(first, fine(float64(x)))
		}
		line.First = strings.Join(first, "  ") + " …"
		v.Rows = append(v.Rows, line)
	}
	part := max(1, weights.MaxPixels/m.Dim())
	from := 0
	if row >= 0 {
		from = row / part * part
	} else if l.at > 0 {
		if r, ok := m.Row(l.sequence.Tokens[l.at-1].ID); ok {
			from = r / part * part
		}
	}
	if part < m.Vocab() {
		for at := 0; at < m.Vocab(); at += part {
			last := min(at+part, m.Vocab()) - 1
			v.Parts = append(v.Parts, l.link(sprintf("%s–%s", count(at), count(last)), "tokens", "row", strconv.Itoa(at), at == from))
		}
	}
	v.Picture = l.picture("token", from, min(part, m.Vocab()-from))
	v.Picture.Say = sprintf(w.PictureSay, v.Picture.Layout.Columns, number(l.study.Reach))
	v.Picture.Alt = sprintf(w.PictureAlt, m.Name(), count(from), count(from+v.Picture.Layout.Rows-1), m.Dim())
	v.Picture.Row = address("/vectors", with(short(l.state), "row"))
	for _, token := range l.sequence.Tokens {
		if r, ok := m.Row(token.ID); ok {
			name, _ := shown(token.Bytes)
			v.Picture.mark(r, name)
		}
	}
	if row >= 0 {
		v.Picture.mark(row, v.Row.Chip.Shown)
	}
	return v
}

// mark frames a row, if it is on the picture.
func (p *MatrixView) mark(row int, name string) {
	if row -= p.From; row < 0 || row >= p.Layout.Rows {
		return
	}
	x, y := p.Layout.At(row)
	around := 2 // pixels that a small row's frame leaves free
	if p.Sharp {
		around = 0
	}
	p.Marks = append(p.Marks, Mark{X: x - around, Y: y - around, Width: p.Layout.Dim + 2*around, Height: 1 + 2*around, Name: name})
}

// picture is rows of a matrix from one row on.
func (l *vectorsLab) picture(matrix string, from, rows int) MatrixView {
	dim := l.model.Dim()
	if matrix == "cosine" {
		dim = rows
	}
	v := MatrixView{Layout: weights.Lay(rows, dim), From: from}
	v.Width, v.Height = v.Layout.Size()
	asked := url.Values{"matrix": {matrix}, "from": {strconv.Itoa(from)}}
	themed := func(theme string) string { return l.frame.to("/vectors/matrix.png", with(asked, "theme", theme)) }
	v.Light = themed("light")
	if l.frame.Settings.Theme == "dark" {
		v.Light = themed("dark")
	} else if l.frame.Settings.Theme == "" {
		v.Dark = themed("dark")
	}
	v.Full = v.Light
	return v
}

// row shows a row of W_E, or that of the token chosen when it is below 0.
func (l *vectorsLab) row(row int) RowView {
	m, w := l.model, l.words
	var v RowView
	var vector []float32
	switch {
	case row >= 0:
		id := m.Token(row)
		name, hex := shown(m.Text(id))
		v.Chip = Chip{ID: strconv.Itoa(int(id)), Shown: name, Hex: hex, Trained: true, URL: l.frame.to("/map", url.Values{"token": {ref(id)}})}
		vector, v.Known = m.TokenVector(id)
	case l.at > 0:
		token := l.sequence.Tokens[l.at-1]
		v.Chip = l.chip(token, l.at-1, "#row")
		vector, v.Known = token.TokenVector, token.Trained
		row, _ = m.Row(token.ID)
	default:
		return v
	}
	v.Number = strconv.Itoa(row)
	top := largest(vector)
	v.Strip = strip(w.Result, sprintf("W_E[%d]", row), vector, top)
	v.Scale = sprintf(l.frame.T.Scale, number(top))
	for j, x := range vector {
		v.Numbers = append(v.Numbers, [2]string{strconv.Itoa(j), fine(float64(x))})
	}
	if !v.Known {
		v.Number, v.Say = "–", w.NoRow
		v.Title = sprintf(w.RowTitle, m.Dim(), v.Number, v.Chip.Shown)
		return v
	}
	v.Title = sprintf(w.RowTitle, m.Dim(), v.Number, v.Chip.Shown)
	v.Say = sprintf(w.LookupSay, v.Chip.Shown, count(m.Vocab()), v.Number, m.Dim(), count(m.Vocab()*m.Dim()))
	v.OneHot = coordinate((float64(row) + 0.5) / float64(m.Vocab()) * 1000)
	l.products(&v, row)
	return v
}

// products lists some of the products that make one number of the row.
func (l *vectorsLab) products(v *RowView, row int) {
	m, w := l.model, l.words
	j := l.query.Int("element", 0, 0, m.Dim()-1)
	v.Table = sprintf(w.LookupTable, strconv.Itoa(j))
	we := m.TokenEmbedding()
	last := -1
	for _, r := range []int{0, row - 1, row, row + 1, m.Vocab() - 1} {
		if r <= last || r >= m.Vocab() {
			continue
		}
		if r > last+1 && last >= 0 {
			v.Products = append(v.Products, [4]string{"⋯", "0", "⋯", "0"})
		}
		x := float64(we.Data[r*we.Stride+j])
		line := [4]string{strconv.Itoa(r), "0", fine(x), "0"}
		if r == row {
			line[1], line[3] = "1", fine(x)
		}
		v.Products = append(v.Products, line)
		last = r
	}
	v.Sum = sprintf(w.Sum, count(m.Vocab()))
	v.Result = fine(float64(we.Data[row*we.Stride+j]))
	v.Element = strconv.Itoa(j)
}
