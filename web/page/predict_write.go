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
	Src   string // address of this page, without a long text and without what is written
	Whole bool   // there are no more
	Most  string // how many there may be
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
	Links  []Link // to the prediction after this token, or past the end of the text
}

// rivals is how many of the likeliest stand beside a token written.
const rivals = 3

func (p *prediction) write() (WriteView, error) {
	w, m, look := p.words, p.model, p.look
	v := WriteView{Text: []WrittenPart{{Text: tail(p.text)}}, Most: strconv.Itoa(embedding.MaxGenerated)}
	for _, n := range []int{0, 1, 5, 10, 20, embedding.MaxGenerated} {
		name, value := strconv.Itoa(n), strconv.Itoa(n)
		if n == 0 {
			name, value = w.WriteNone, ""
		}
		v.More = append(v.More, p.link(name, "#write", "write", value, n == look.Write))
	}
	v.Src = address(p.path, with(short(p.state), "write"))
	text, ended := p.text, false
	for step, err := range m.Generate(p.sequence, look.Write, look.Past, look.Sampling) {
		if err != nil {
			return v, err
		}
		token := step.Token()
		text += m.Text(token.ID)
		v.Steps = append(v.Steps, p.wrote(step, text, len(v.Steps)+1))
		v.Text = append(v.Text, WrittenPart{Text: readable(m.Text(token.ID)), Tint: "odds-" + strconv.Itoa(min(int(token.Final*4), 3))})
		ended = step.Ends
	}
	v.Whole = ended && !look.Past || len(v.Steps) == embedding.MaxGenerated
	return v, nil
}

// wrote is the n-th token written, with which the text is now this one.
func (p *prediction) wrote(step embedding.Written, text string, n int) WriteStep {
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
		if !p.look.Past {
			past := Link{Name: w.Past}
			past.URL, past.Submit = p.way(p.path+"#write", with(p.state, "write", strconv.Itoa(n)), "past", "1")
			s.Links = append(s.Links, past)
		}
	} else if utf8.ValidString(text) && len(text) <= maxLinked {
		s.Links = append(s.Links, Link{Name: sprintf(w.GoOn, n), URL: address(p.path, p.after(text)) + "#next"})
	}
	return s
}
