package lesson

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"tokenscape/web/message"
	"tokenscape/web/weights"
)

// Sheet is what pupils are handed, and its key: the same with the answers in it.
type Sheet struct {
	Title string
	Pages [][]Task // each fits on one page of paper, A4 or Letter
}

// Task is a task of a sheet.
type Task struct {
	Name  string // the same in all languages
	Head  string
	Ask   string
	Table *Table
	Map   *Map
	Chart *Chart
	Lines int    // to write on
	Key   string // what the key says beside the answers
}

// Table is a table to fill in.
type Table struct {
	Head []string
	Rows [][]Cell
}

// Cell is a cell of a table: what the sheet gives, and what the key has in its
// place; an empty answer leaves what is given.
type Cell struct {
	Given, Answer string
	Number        bool // stands on the right
	Spaced        bool // letters set apart, to cut between them
}

func given(s string) Cell        { return Cell{Given: s} }
func givenNumber(s string) Cell  { return Cell{Given: s, Number: true} }
func answer(s string) Cell       { return Cell{Answer: s} }
func answerNumber(s string) Cell { return Cell{Answer: s, Number: true} }

// sheetWords are the words of the sheets in one language.
type sheetWords struct {
	guess, cut, ids, languages, sum, order, size, circle, arithmetic, warm, window, loss, exit taskWords

	yes, no, there, gone, mine, spaced string
	encodings                          map[string]string // an encoding with the models that use it
	thisModel                          string
	toFill                             string // a·b as c, as a question
}

// taskWords are a task's: heads of columns last.
type taskWords struct {
	head, ask, key string
	columns        []string
}

// layout is which tasks stand on which page, by the minutes of the lesson.
var layout = map[int][][]string{
	20: {{"guess", "cut"}, {"circle", "exit"}},
	45: {{"guess", "cut", "ids"}, {"sum", "order"}, {"circle", "exit"}},
	90: {{"guess", "cut"}, {"languages", "sum", "order"}, {"size", "circle"}, {"arithmetic", "warm", "window"}, {"loss", "exit"}},
}

// sheet builds the sheet of a lesson. The question at its end is the plan's.
func sheet(w *words, p *Plan, f *Facts, t *message.Text) *Sheet {
	b := &builder{words: &w.sheet, Facts: f, say: f.replacer(t, w.and).Replace, percent: func(share float64) string { return t.Percent(share, 1) }}
	build := map[string]func() Task{
		"guess": b.guessTask, "cut": b.cutTask, "ids": b.idsTask, "languages": b.languagesTask, "sum": b.sumTask, "order": b.orderTask, "size": b.sizeTask,
		"circle": b.circleTask, "arithmetic": b.arithmeticTask, "warm": b.warmTask, "window": b.windowTask, "loss": b.lossTask,
		"exit": func() Task {
			return Task{Head: b.words.exit.head, Ask: p.Exit, Lines: 6, Key: p.ExitKey}
		},
	}
	s := &Sheet{Title: p.Title}
	for _, names := range layout[p.Minutes] {
		var page []Task
		for _, name := range names {
			t := build[name]()
			t.Name = name
			page = append(page, t)
		}
		s.Pages = append(s.Pages, page)
	}
	return s
}

type builder struct {
	words *sheetWords
	*Facts
	say     func(string) string
	percent func(share float64) string
}

// task begins a task with its words.
func (b *builder) task(w taskWords, rows [][]Cell) Task {
	t := Task{Head: w.head, Ask: b.say(w.ask), Key: b.say(w.key)}
	if rows != nil {
		t.Table = &Table{Head: w.columns, Rows: rows}
	}
	return t
}

func (b *builder) guessTask() Task {
	var rows [][]Cell
	for _, prompt := range []string{hot, winter, addition, queen, peru} {
		first := b.Next[prompt][0]
		rows = append(rows, []Cell{given(prompt + " …"), answer("–"), answer(first.Word), answerNumber(b.percent(first.Probability))})
	}
	return b.task(b.words.guess, rows)
}

func (b *builder) cutTask() Task {
	apart := Cell{Given: word, Spaced: true}
	rows := [][]Cell{{given(b.words.mine), apart, {}}}
	for _, e := range []string{"r50k_base", "cl100k_base", "o200k_base"} {
		c := b.Of(word, e)
		rows = append(rows, []Cell{given(b.words.encodings[e]), {Given: word, Answer: c.cuts() + " (" + c.ids() + ")", Spaced: true}, answer(c.letters())})
	}
	c := b.Of(" "+word, "cl100k_base")
	rows = append(rows, []Cell{given(b.words.spaced), {Given: "␣" + word, Answer: c.cuts() + " (" + c.ids() + ")", Spaced: true}, answer(c.letters())})
	return b.task(b.words.cut, rows)
}

func (b *builder) idsTask() Task {
	head, row := []string{b.words.ids.columns[0]}, []Cell{given(b.words.ids.columns[1])}
	for i, p := range b.Sentence.Pieces {
		head = append(head, p.Shown)
		id := strconv.Itoa(int(p.ID))
		if i == 0 {
			row = append(row, givenNumber(id))
		} else {
			row = append(row, answerNumber(id))
		}
	}
	t := b.task(b.words.ids, [][]Cell{row})
	t.Table.Head = head
	return t
}

func (b *builder) languagesTask() Task {
	var rows [][]Cell
	for _, c := range b.Counted {
		rows = append(rows, []Cell{given(b.words.encodings[c.Encoding]), answerNumber(count(c.English)), answerNumber(count(c.Chinese)), answerNumber("–")})
	}
	t := b.task(b.words.languages, rows)
	names := b.words.languages.columns
	t.Table.Head = []string{names[0], greetings[0], greetings[1], names[1]}
	return t
}

// thousandths writes a weight in thousandths, rounded.
func thousandths(x float64) (int, string) {
	s := number(1000*x, 0)
	if s == "−0" {
		s = "0"
	}
	n, err := strconv.Atoi(strings.Replace(s, "−", "-", 1))
	if err != nil {
		panic("lesson: " + s + " is no number") // it was one a line ago
	}
	return n, s
}

func (b *builder) sumTask() Task {
	names := b.words.sum.columns
	rows := [][]Cell{{given(names[1])}, {given(names[2])}, {given(names[3])}}
	head := names[:1:1]
	for j, t := range b.Terms {
		x, token := thousandths(float64(t.Token))
		y, position := thousandths(float64(t.Position))
		sum := fmt.Sprintf("%s (%s)", strings.Replace(strconv.Itoa(x+y), "-", "−", 1), number(float64(t.Input), 4))
		head = append(head, strconv.Itoa(j))
		for k, c := range []Cell{givenNumber(token), givenNumber(position), answerNumber(sum)} {
			rows[k] = append(rows[k], c)
		}
	}
	t := b.task(b.words.sum, rows)
	t.Table.Head = head
	return t
}

func (b *builder) orderTask() Task {
	var rows [][]Cell
	for i, same := range b.Same {
		say := b.words.no
		if same {
			say = b.words.yes
		}
		rows = append(rows, []Cell{givenNumber(strconv.Itoa(i)), given(b.Words[0][i]), given(b.Words[1][i]), answer(say)})
	}
	return b.task(b.words.order, rows)
}

func (b *builder) sizeTask() Task {
	row := func(name string, v, d int) []Cell {
		return []Cell{given(name), givenNumber(count(v)), givenNumber(count(d)), answerNumber(count(v * d))}
	}
	return b.task(b.words.size, [][]Cell{row(b.say(b.words.thisModel), b.Vocab, b.Dim), row(weights.GPT3.Name, weights.GPT3.Vocab, weights.GPT3.Width)})
}

func (b *builder) circleTask() Task {
	t := b.task(b.words.circle, nil)
	t.Map = drawMap(b.Map)
	return t
}

func (b *builder) arithmeticTask() Task {
	var rows [][]Cell
	for _, a := range b.Analogies {
		found := fmt.Sprintf("%s (%s)", a.Answer, number(a.Cosine, 2))
		rows = append(rows, []Cell{given(fmt.Sprintf(b.words.toFill, a.A, a.B, a.C)), answer(a.Expected), answer(found), answerNumber(count(a.Rank))})
	}
	return b.task(b.words.arithmetic, rows)
}

// compared is how many tokens are compared at three temperatures.
const compared = 4

// columnsOf are the temperatures in the order of the columns A, B, C.
var columnsOf = []int{1, 2, 0}

func (b *builder) warmTask() Task {
	var rows [][]Cell
	for i, g := range b.Warm[0][:compared] {
		row := []Cell{given(g.Word)}
		for _, k := range columnsOf {
			row = append(row, givenNumber(b.percent(b.Warm[k][i].Probability)))
		}
		rows = append(rows, row)
	}
	last := []Cell{given(b.words.warm.columns[len(b.words.warm.columns)-1])}
	for _, k := range columnsOf {
		last = append(last, answerNumber(number(temperatures[k], 1)))
	}
	t := b.task(b.words.warm, append(rows, last))
	t.Table.Head = b.words.warm.columns[:len(b.words.warm.columns)-1]
	return t
}

func (b *builder) windowTask() Task {
	var rows [][]Cell
	for _, r := range b.Remembered {
		still := b.words.there
		if r.Dropped > 0 {
			still = b.words.gone
		}
		rows = append(rows, []Cell{givenNumber(count(r.Times)), givenNumber(count(r.Tokens)), answerNumber(count(r.Dropped)), answer(still), answerNumber(b.percent(r.She))})
	}
	return b.task(b.words.window, rows)
}

// tokensOf writes a number of tokens, with a decimal where that says something.
func tokensOf(n float64) string {
	if n < 100 {
		return number(n, 1)
	}
	return count(int(math.Round(n)))
}

func (b *builder) lossTask() Task {
	names := b.words.loss.columns
	head, rows := names[:1:1], [][]Cell{{given(names[1])}, {given(names[2])}}
	for i, l := range b.Losses {
		among := answerNumber(tokensOf(doubt(l.Loss)))
		if i == 1 { // an example
			among = givenNumber(among.Answer)
		}
		head = append(head, count(l.Step))
		rows[0], rows[1] = append(rows[0], givenNumber(number(l.Loss, 3))), append(rows[1], among)
	}
	t := b.task(b.words.loss, rows)
	t.Table.Head = head
	t.Chart = drawChart(b.Losses, b.words.loss.columns[0], b.words.loss.columns[1])
	return t
}
