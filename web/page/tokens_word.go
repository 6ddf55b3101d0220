package page

import (
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding/bpe"
	"tokenscape/web/cut"
	"tokenscape/web/request"
)

const (
	berry = "strawberry"

	// maxWord is the longest word, in bytes, that is put together on the page:
	// its steps show all its pieces each, at most a thousand in all.
	maxWord = 48
)

// WordView is a word seen closely.
type WordView struct {
	Form         LabForm
	Say          string
	Word, Letter string
	Encodings    []Link
	Merges       MergesView
	Letters      LettersView
}

// MergesView is how a word is put together.
type MergesView struct {
	Head, Refused string // Refused is why there are no steps
	Parted        bool
	Steps         []MergeStep
	Now           string // the step to begin with, when it is played
}

// MergeStep is the pieces before a merge, or in the end.
type MergeStep struct {
	Say         string
	Left, Right string // the pair; "" in the end
	Rank        string
	Pieces      []MergePiece
}

// MergePiece is a piece with what stands between it and the next.
type MergePiece struct {
	Shown  string
	Hex    bool
	Fresh  bool   // the last merge made it
	Joins  bool   // it is of the pair that is joined next
	ID     string // in the end
	Rank   string // of the pair with the next piece, "" for none
	Lowest bool   // it is the pair that is joined next
	Parted bool   // the pattern parts the word after it
	Last   bool
}

// tracer is an encoding whose merges can be traced; those of bpe are.
type tracer interface {
	Name() string
	Merges(word string) ([]bpe.Merge, error)
	PairRanks(pieces []string) []int
	Split(text string) []string
	ID(bytes string) (bpe.TokenID, bool)
}

func (l *lab) word(q *request.Query) (WordView, error) {
	t := l.T.Lab
	v := WordView{Form: l.form("word", "word", "letter", "step"), Say: sprintf(t.WordSay, maxWord), Word: berry, Letter: "r"}
	if q.Has("word") {
		v.Word = q.Values().Get("word")
	}
	if len(v.Word) > maxWord {
		return v, &request.Fault{Code: request.TextTooLong, Parameter: "word", Value: request.Short(v.Word), Limit: sprintf("%d bytes", maxWord)}
	}
	if q.Has("letter") {
		v.Letter = q.Values().Get("letter")
	}
	for _, e := range l.others {
		link := l.choice(e)
		link.Name = e.Name()
		if link.Submit == nil {
			link.URL = strings.TrimSuffix(link.URL, "#look") + "#merges"
		} else {
			link.Submit.Action = "/tokens#merges"
		}
		v.Encodings = append(v.Encodings, link)
	}
	var err error
	if v.Merges, err = l.merges(v.Word); err != nil {
		return v, err
	}
	v.Merges.Now = strconv.Itoa(min(q.Int("step", 1, 1, maxWord), max(1, len(v.Merges.Steps)))) // another encoding may need fewer
	v.Letters = l.letters(v.Word, v.Letter)
	return v, nil
}

func (l *lab) merges(word string) (MergesView, error) {
	t := l.T.Lab
	var v MergesView
	e, traced := l.encoding.(tracer)
	switch {
	case word == "":
		v.Refused = t.NoMerges
		return v, nil
	case !traced:
		v.Refused = t.NoTrace
		return v, nil
	}
	trace, err := e.Merges(word)
	if err != nil {
		return v, err
	}
	v.Head = sprintf(t.MergesOf, e.Name(), count(len(trace)))
	parts, at := map[int]bool{}, 0 // offsets where the pattern parts the word
	for _, part := range e.Split(word) {
		at += len(part)
		parts[at] = at < len(word)
		v.Parted = v.Parted || at < len(word)
	}
	pieces := bpe.Bytes(word)
	fresh := -1 // the offset of the piece that the last merge made
	for i := 0; i <= len(trace); i++ {
		if i < len(trace) {
			var step MergeStep
			step, fresh = mergeStep(e, pieces, parts, fresh, &trace[i])
			step.Say = sprintf(t.Join, step.Left, step.Right, step.Rank)
			v.Steps = append(v.Steps, step)
			pieces = trace[i].Pieces
			continue
		}
		step, _ := mergeStep(e, pieces, parts, fresh, nil)
		step.Say = t.End
		v.Steps = append(v.Steps, step)
	}
	return v, nil
}

// mergeStep shows pieces and the merge to come, nil in the end. fresh is the offset
// of the piece that the last merge made; the one that this merge makes is returned.
func mergeStep(e tracer, pieces []string, parts map[int]bool, fresh int, next *bpe.Merge) (MergeStep, int) {
	var step MergeStep
	ranks := e.PairRanks(pieces)
	joins := -1 // index of the pair
	if next != nil {
		step.Left, _ = shown(next.Left)
		step.Right, _ = shown(next.Right)
		step.Rank = count(next.Rank)
		joins = slices.Index(ranks, next.Rank) // of equal ones the leftmost
	}
	at, made := 0, -1
	for i, piece := range pieces {
		p := MergePiece{Fresh: at == fresh, Joins: joins >= 0 && (i == joins || i == joins+1), Last: i+1 == len(pieces)}
		p.Shown, p.Hex = shown(piece)
		if i == joins {
			made = at
		}
		at += len(piece)
		p.Parted = parts[at]
		if !p.Last && ranks[i] >= 0 {
			p.Rank, p.Lowest = count(ranks[i]), i == joins
		}
		if next == nil {
			id, _ := e.ID(piece)
			p.ID = strconv.Itoa(int(id))
		}
		step.Pieces = append(step.Pieces, p)
	}
	return step, made
}

// LettersView counts a letter in the pieces of a word.
type LettersView struct {
	Head, Note string
	Rows       []LettersRow
	Cut        string // said when the letter itself is cut somewhere
}

// LettersRow is the word as one encoding cuts it.
type LettersRow struct {
	Encoding, Space string
	Pieces          []LettersPiece
	IDs, Sum        string
}

// LettersPiece is a piece and how often the letter is in it.
type LettersPiece struct {
	PieceView
	Count string
}

func (l *lab) letters(word, typed string) LettersView {
	t := l.T.Lab
	letter := cut.First(typed)
	if word == "" || letter == "" {
		return LettersView{}
	}
	name, _ := shown(letter)
	whole, _ := shown(word)
	v := LettersView{Head: sprintf(t.LettersHead, name, whole)}
	if letter != typed {
		v.Note = t.OneLetter
	}
	variants := [][2]string{{word, t.Without}, {" " + word, t.With}}
	if strings.HasPrefix(word, " ") {
		variants = [][2]string{{word, t.With}}
	}
	for _, e := range l.others {
		for _, variant := range variants {
			row := LettersRow{Encoding: e.Name(), Space: variant[1]}
			var ids, counts []string
			sum := 0
			for _, u := range cut.Units(variant[0], e.Encode(variant[0])) {
				for _, p := range u.Pieces {
					n := strings.Count(p.Bytes, letter)
					sum += n
					view := pieceOf(p)
					view.Tint = "tint-" + strconv.Itoa((len(row.Pieces)+1)%tints)
					row.Pieces = append(row.Pieces, LettersPiece{view, strconv.Itoa(n)})
					ids, counts = append(ids, view.ID), append(counts, strconv.Itoa(n))
				}
			}
			row.IDs, row.Sum = strings.Join(ids, " "), strings.Join(counts, " + ")
			if len(counts) > 1 {
				row.Sum += " = " + strconv.Itoa(sum)
			}
			if all := strings.Count(variant[0], letter); sum != all {
				v.Cut = sprintf(t.CutLetter, strconv.Itoa(all))
			}
			v.Rows = append(v.Rows, row)
		}
	}
	return v
}
