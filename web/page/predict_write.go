package page

import (
	"strconv"
	"unicode/utf8"

	"tokenscape/embedding"
)

// WriteView is the text that the model goes on with, token by token.
type WriteView struct {
	Text  []WrittenPart // the end of the reader's text, and what was written
	Steps []WriteStep
	More  []Link
	Src   string // address of the page on which all that can be written stands; of a long text without it
	Write string // how many tokens are shown
	Whole bool   // there are no more
	Past  *Link  // when the text has ended
	GoOn  *Link  // to the prediction after what is written
}

// WrittenPart is a part of a text.
type WrittenPart struct{ Text, Tint string } // Tint: by how likely it was; "" for the reader's own

// WriteStep is one token written, with its odds and those of its rivals.
type WriteStep struct {
	Chip   Chip
	Say    string
	Bar    string // of 100
	Drawn  string // of 100; "" when greedy
	From   string // of 100
	Rivals []string
	Notes  []string
}

// rivals is how many of the likeliest stand beside a token written.
const rivals = 3

func (p *prediction) write() (WriteView, error) {
	w, m, look := p.words, p.model, p.look
	v := WriteView{Text: []WrittenPart{{Text: tail(p.text)}}, Write: strconv.Itoa(look.Write)}
	for _, n := range []int{0, 1, 5, 10, 20, embedding.MaxGenerated} {
		name, value := strconv.Itoa(n), strconv.Itoa(n)
		if n == 0 {
			name, value = w.WriteNone, ""
		}
		v.More = append(v.More, p.link(name, "#write", "write", value, n == look.Write))
	}
	v.Src = address(p.path, with(short(p.state), "write", strconv.Itoa(embedding.MaxGenerated)))
	text, ended := p.text, false
	for step, err := range m.Generate(p.sequence, look.Write, look.Past, look.Sampling) {
		if err != nil {
			return v, err
		}
		token := step.Token()
		v.Steps = append(v.Steps, p.wrote(step))
		v.Text = append(v.Text, WrittenPart{Text: readable(m.Text(token.ID)), Tint: "odds-" + strconv.Itoa(min(int(token.Final*4), 3))})
		text, ended = text+m.Text(token.ID), step.Ends
	}
	if len(v.Steps) == 0 {
		return v, nil
	}
	v.Whole = ended && !look.Past || len(v.Steps) == embedding.MaxGenerated
	if ended && !look.Past {
		past := p.link(w.Past, "#write", "past", "1", false)
		v.Past = &past
	}
	if !ended && utf8.ValidString(text) && len(text) <= maxLinked {
		v.GoOn = &Link{Name: w.GoOn, URL: address(p.path, p.after(text)) + "#next"}
	}
	return v, nil
}

func (p *prediction) wrote(step embedding.Written) WriteStep {
	w, token := p.words, step.Token()
	name, hex := shown(p.model.Text(token.ID))
	s := WriteStep{Chip: Chip{ID: strconv.Itoa(int(token.ID)), Shown: name, Hex: hex, Trained: true},
		Bar: hundredth(token.Final), From: hundredth(token.From)}
	if step.Greedy {
		s.Say = sprintf(w.WroteGreedy, probability(p.T, token.Final))
	} else {
		s.Say, s.Drawn = sprintf(w.WroteStep, probability(p.T, token.Final), decimal4(step.Drawn), decimal4(token.From), decimal4(token.To)), hundredth(step.Drawn)
	}
	for _, c := range step.Candidates[:min(rivals, len(step.Candidates))] {
		s.Rivals = append(s.Rivals, sprintf(w.Rival, p.name(c.ID), probability(p.T, c.Final)))
	}
	if step.Dropped > 0 {
		s.Notes = append(s.Notes, sprintf(w.WroteDropped, count(step.Dropped)))
	}
	if step.Ends {
		s.Notes = append(s.Notes, w.WroteEnd)
	}
	return s
}
