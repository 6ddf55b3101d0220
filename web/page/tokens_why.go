package page

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/vocabulary"
	"tokenscape/web/request"
)

// The values of the parameter measure.
const (
	measureText   = "text"
	measureCorpus = "corpus"
)

// WhyView sets the size of a vocabulary against the length of a text.
type WhyView struct {
	Weights      string // names the column of weights
	Choices      []Link
	Corpus, Only string
	Rows         []MeasureRow
	Chart        ChartView
	Grow         GrowView
}

// MeasureRow is a text cut into one unit.
type MeasureRow struct {
	Number, Unit, Code    string // Code names the unit for programs
	Size, Length, PerUnit string
	Weights               string // of a matrix W_E with as many rows
	Unknown               string
}

func (l *lab) why(q *request.Query) (WhyView, error) {
	t := l.T.Lab
	known, err := vocabulary.Load()
	if err != nil {
		return WhyView{}, err
	}
	dim := q.Model().Dim()
	v := WhyView{Weights: sprintf(t.Weights, count(dim)), Corpus: sprintf(t.Corpus, count(vocabulary.Documents), count(known.Bytes))}
	measured := q.Choice("measure", measureText, measureCorpus)
	if l.text == "" && measured == measureText {
		measured, v.Only = measureCorpus, t.OnlyCorpus
	}
	v.Choices = []Link{
		l.link("why", t.OnText, "measure", measureText, measured == measureText),
		l.link("why", t.OnCorpus, "measure", measureCorpus, measured == measureCorpus),
	}
	if l.text == "" {
		v.Choices = v.Choices[1:]
	}
	measures := known.MeasureCorpus()
	lengthBy := known.LengthOfCorpus
	if measured == measureText {
		measures = known.Measure(l.text)
		seams := known.Grown.Seams(l.text)
		lengthBy = func(rules int) int { return bpe.Tokens(seams, rules) }
	}
	characters := 0
	for i, m := range measures {
		if m.Unit == vocabulary.Character {
			characters = m.Length
		}
		name := t.Units[string(m.Unit)]
		if m.Unit == vocabulary.Published {
			name = sprintf(name, m.Name)
		}
		row := MeasureRow{Number: strconv.Itoa(i + 1), Unit: name, Code: string(m.Unit) + m.Name,
			Size: count(m.Size), Length: count(m.Length), PerUnit: twoDigits(characters, m.Length), Unknown: count(m.Unknown), Weights: count(m.Size * dim)}
		v.Rows = append(v.Rows, row)
	}
	v.Chart = chart(measures, len(known.Grown.Rules), lengthBy)
	v.Grow, err = l.grow(q, known)
	return v, err
}

// The chart is this large, in units of its own; the axis of sizes goes from 10 to a
// million.
const (
	chartWidth, chartHeight = 360, 230
	chartLeft, chartTop     = 30, 14
	chartDecades            = 5
)

// ChartView is sizes of vocabularies against lengths of a text, as an SVG.
type ChartView struct {
	ViewBox    string
	Grid, Line string
	Dots       []ChartDot
	Ticks      []ChartDot // sizes, below
	Top        string     // the greatest length
}

// ChartDot is a place with a short text.
type ChartDot struct{ X, Y, Text string }

// chart draws the measures, and a line through the lengths that every number of
// rules gives.
func chart(measures []vocabulary.Measure, rules int, lengthBy func(rules int) int) ChartView {
	top := 1
	for _, m := range measures {
		top = max(top, m.Length)
	}
	bottom := chartHeight - 24.0
	x := func(size int) string {
		return coordinate(chartLeft + (math.Log10(float64(size))-1)/chartDecades*(chartWidth-2*chartLeft))
	}
	y := func(length int) string { return coordinate(bottom - float64(length)/float64(top)*(bottom-chartTop)) }
	v := ChartView{ViewBox: sprintf("0 0 %d %d", chartWidth, chartHeight), Top: count(top)}
	var grid, line strings.Builder
	grid.WriteString("M" + x(10) + " " + coordinate(bottom) + "H" + coordinate(chartWidth-chartLeft))
	for decade, size := 0, 10; decade <= chartDecades; decade, size = decade+1, 10*size {
		grid.WriteString("M" + x(size) + " " + coordinate(chartTop) + "V" + coordinate(bottom))
		v.Ticks = append(v.Ticks, ChartDot{x(size), coordinate(bottom + 16), count(size)})
	}
	for n := 0; ; n = min(rules, n+1+n/8) {
		command := "L"
		if n == 0 {
			command = "M"
		}
		line.WriteString(command + x(256+n) + " " + y(lengthBy(n)))
		if n == rules {
			break
		}
	}
	for i, m := range measures {
		v.Dots = append(v.Dots, ChartDot{x(max(10, m.Size)), y(m.Length), strconv.Itoa(i + 1)})
	}
	v.Grid, v.Line = grid.String(), line.String()
	return v
}

const (
	// grownText is how many bytes of the text the growing vocabulary cuts.
	grownText = 400

	// grownRules is how many of the last merges are listed.
	grownRules = 10

	rulesToBegin = 200
)

// GrowView is the vocabulary that is learnt here, after some of its merges.
type GrowView struct {
	Form             LabForm
	Rules, Most, Say string
	Text             string // what is cut
	First            string // said when it is not all
	Seams            string // of the text, see bpe.Grown
	Units            []UnitView
	Learnt           []RuleRow // the last ones, the newest first
	Stops            []Link
}

// RuleRow is one merge that was learnt.
type RuleRow struct{ Number, Left, Right, Makes, Count string }

func (l *lab) grow(q *request.Query, known *vocabulary.Vocabulary) (GrowView, error) {
	t := l.T.Lab
	all := known.Grown.Rules
	n := q.Int("rules", min(rulesToBegin, len(all)), 0, len(all))
	text := l.text
	if text == "" {
		text = Ready
	}
	v := GrowView{Form: l.form("grow", "rules"), Rules: strconv.Itoa(n), Most: strconv.Itoa(len(all))}
	if len(text) > grownText {
		text = text[:grownText]
		for !utf8.ValidString(text) {
			text = text[:len(text)-1]
		}
		v.First = sprintf(t.First, count(len(text)))
	}
	v.Text = text
	seams := known.Grown.Seams(text)
	var list []string
	for _, rule := range seams {
		list = append(list, strconv.Itoa(rule))
	}
	v.Seams = strings.Join(list, " ")
	v.Units = unitsOf(text, grownTokens(text, seams, n), t.PartOf)
	v.Say = sprintf(t.GrownSay, count(n), count(256+n), count(bpe.Tokens(seams, n)))
	for i := n; i > max(0, n-grownRules); i-- {
		rule := all[i-1]
		row := RuleRow{Number: count(i), Count: count(rule.Count)}
		row.Left, _ = shown(rule.Left)
		row.Right, _ = shown(rule.Right)
		row.Makes, _ = shown(rule.Left + rule.Right)
		v.Learnt = append(v.Learnt, row)
	}
	for _, stop := range []int{0, 10, 100, 1000, len(all)} {
		if stop <= len(all) {
			name := count(stop)
			if stop == len(all) {
				name = t.AllRules
			}
			v.Stops = append(v.Stops, l.link("grow", name, "rules", strconv.Itoa(stop), stop == n))
		}
	}
	return v, nil
}

// grownTokens are the tokens of a text after n rules.
func grownTokens(text string, seams []int, n int) []bpe.Token {
	var tokens []bpe.Token
	start := 0
	for i := 1; i <= len(text); i++ {
		if i == len(text) || seams[i] == 0 || seams[i] > n {
			tokens = append(tokens, bpe.Token{Bytes: text[start:i], Start: start, End: i})
			start = i
		}
	}
	return tokens
}
