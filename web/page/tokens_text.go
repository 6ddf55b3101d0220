package page

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/web/cut"
)

// tints is how many colours the tokens of a text go through.
const tints = 4

// PieceView is a token in its text.
type PieceView struct {
	Number, ID        string // its place, from 1
	Shown             string
	Hex               bool // Shown is its bytes
	Bytes             string
	Place, Characters string // from–to
	Part              string // what it is a part of, or ""
	Tint              string // a class of the style sheet
	Breaks            bool   // a line of the text ends with it
}

// UnitView is one token, or a character with the tokens that it is cut into.
type UnitView struct {
	Cut    string // the character, when it is cut
	Pieces []PieceView
}

// CloseView is a text cut by one encoding, seen closely.
type CloseView struct {
	Head, Counts, Graphemes string
	Units                   []UnitView
	Pieces                  []PieceView // those of the units, one after another
	AnyCut                  bool
	Listed                  string // how many tokens are shown, when not all
	Open                    bool   // the table is open from the start
}

// openTokens is how many rows the table of tokens has at most when it is open from
// the start.
const openTokens = 30

// close looks at the text by the chosen encoding.
func (l *lab) close() *CloseView {
	t := l.T.Lab
	tokens := l.encoding.Encode(l.text)
	characters := utf8.RuneCountInString(l.text)
	v := &CloseView{Head: sprintf(t.LookHead, l.encoding.Name()),
		Counts: sprintf(t.Counts, count(characters), count(len(l.text)), count(len(tokens)), twoDigits(characters, len(tokens)))}
	if seen := cut.Characters(l.text); seen != characters {
		v.Graphemes = sprintf(t.Graphemes, count(seen))
	}
	v.Units, v.Listed = l.units(tokens, shownTokens)
	for _, u := range v.Units {
		v.Pieces = append(v.Pieces, u.Pieces...)
		v.AnyCut = v.AnyCut || u.Cut != ""
	}
	v.Open = len(v.Pieces) <= openTokens
	return v
}

// units are the first tokens of the text, at most as many as most; listed says so
// when there are more.
func (l *lab) units(tokens []bpe.Token, most int) (units []UnitView, listed string) {
	if len(tokens) > most {
		listed = sprintf(l.T.Lab.ListedOf, count(most), count(len(tokens)))
		tokens = tokens[:most]
	}
	return unitsOf(l.text, tokens, l.T.Lab.PartOf), listed
}

// unitsOf lays tokens beside the characters of the text that they begin; part says
// what a token is a part of.
func unitsOf(text string, tokens []bpe.Token, part string) []UnitView {
	var units []UnitView
	number := 0
	for _, u := range cut.Units(text, tokens) {
		var unit UnitView
		if len(u.Pieces) > 1 || !u.Pieces[0].Whole {
			unit.Cut, _ = shown(u.Text)
		}
		for _, p := range u.Pieces {
			view := pieceOf(p)
			number++
			view.Number, view.Tint = strconv.Itoa(number), "tint-"+strconv.Itoa(number%tints)
			if unit.Cut != "" {
				view.Part = sprintf(part, unit.Cut)
			}
			unit.Pieces = append(unit.Pieces, view)
		}
		units = append(units, unit)
	}
	return units
}

func pieceOf(p cut.Piece) PieceView {
	name, hex := shown(p.Bytes)
	return PieceView{ID: strconv.Itoa(int(p.ID)), Shown: name, Hex: hex, Bytes: sprintf("% X", p.Bytes),
		Place: fromTo(p.Start, p.End), Characters: fromTo(p.From, p.To), Breaks: strings.HasSuffix(p.Bytes, "\n")}
}

// fromTo is a range of offsets: the first one, and the one after the last.
func fromTo(from, to int) string { return strconv.Itoa(from) + "–" + strconv.Itoa(to) }

// comparedTokens is how many tokens the comparison shows of each cut.
const comparedTokens = 100

// EncodingView is one encoding beside the others.
type EncodingView struct {
	Name, Models           string // Models use it, or ""
	Size, Tokens, PerToken string
	Cut                    string // names its cut
	Units                  []UnitView
	Listed                 string
	Closely                Link
}

func (l *lab) compare() []EncodingView {
	t := l.T.Lab
	characters := utf8.RuneCountInString(l.text)
	var list []EncodingView
	for _, e := range l.others {
		tokens := e.Encode(l.text)
		v := EncodingView{Name: e.Name(), Size: count(e.Size()), Tokens: count(len(tokens)), PerToken: twoDigits(characters, len(tokens)),
			Cut: sprintf(t.CutOf, e.Name()), Closely: l.choice(e)}
		if models := l.models[e.Name()]; models != nil {
			v.Models = sprintf(t.OfModels, l.T.List(models))
		}
		v.Units, v.Listed = l.units(tokens, comparedTokens)
		list = append(list, v)
	}
	return list
}

// choice leads to a close look by an encoding: a published one by its name, another
// by the model that it belongs to.
func (l *lab) choice(e embedding.Tokenizer) Link {
	here := e.Name() == l.encoding.Name()
	if _, err := bpe.Get(e.Name()); err != nil {
		return l.link("look", l.T.Lab.Closely, "model", l.models[e.Name()][0], here)
	}
	return l.link("look", l.T.Lab.Closely, "encoding", e.Name(), here)
}
