package scene

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/projection/tsne"
	"tokenscape/projection/umap"
	"tokenscape/web/request"
)

// Fit says what principal components are fitted on: what is shown when it is
// zero, else one of these.
type Fit struct {
	Vocabulary, Selection, Sentence bool
	Categories                      []string
}

// Kinds of what a map is fitted on.
const (
	FitShown      = "shown"
	FitVocabulary = "vocabulary"
	FitCategories = "categories"
	FitSelection  = "selection"
	FitSentence   = "sentence"
)

// Kind is which of the kinds it is.
func (f Fit) Kind() string {
	switch {
	case f.Vocabulary:
		return FitVocabulary
	case f.Selection:
		return FitSelection
	case f.Sentence:
		return FitSentence
	case len(f.Categories) > 0:
		return FitCategories
	}
	return FitShown
}

// kinds counts the kinds that are chosen: one at most makes sense.
func (f Fit) kinds() int {
	n := 0
	for _, chosen := range []bool{f.Vocabulary, f.Selection, f.Sentence, len(f.Categories) > 0} {
		if chosen {
			n++
		}
	}
	return n
}

// minFit is how few vectors have a direction in which they differ.
const minFit = 2

// readFit reads what to fit on. What cannot be fitted on is a fault with PCA, which
// alone asks for it, here or in the picture beside; with another method it is left
// out, as PCA may stand in for that.
func (c *Choice) readFit(q *request.Query) Fit {
	var f Fit
	names := categories(c.Model)
	for _, value := range q.Strings("fit") {
		name, isCategory := strings.CutPrefix(value, "category:")
		one := f
		switch {
		case value == FitShown:
			continue
		case value == FitVocabulary:
			one.Vocabulary = true
		case value == FitSelection:
			one.Selection = true
		case value == FitSentence:
			one.Sentence = true
		case !isCategory:
			q.Refuse(&request.Fault{Code: request.UnknownChoice, Parameter: "fit", Value: request.Short(value),
				Limit: "shown, vocabulary, category:NAME, selection, sentence"}, value)
			continue
		case !slices.Contains(names, name):
			q.Refuse(unknownCategory("fit", value, name, names), value)
			continue
		default:
			one.Categories = append(slices.Clone(f.Categories), name)
		}
		if one.kinds() > 1 {
			q.Refuse(&request.Fault{Code: request.UnknownChoice, Parameter: "fit", Value: request.Short(value), Limit: f.Kind()}, value)
			continue
		}
		f = one
	}
	if q.Err() != nil {
		return f
	}
	fault := c.tooFew(f, q)
	if fault == nil {
		return f
	}
	if c.Method == PCA || q.Values().Get("beside") == string(PCA) {
		q.Refuse(fault)
		q.Replace("fit", "")
	}
	return Fit{}
}

// tooFew is the fault of a fit on fewer than two vectors, which would be none.
func (c *Choice) tooFew(f Fit, q *request.Query) *request.Fault {
	switch {
	case f.Selection && len(c.Selected) < minFit:
		return &request.Fault{Code: request.OutOfRange, Parameter: "selected", Value: fmt.Sprint(len(c.Selected)),
			Limit: fmt.Sprintf("%d–%d", minFit, MaxSelected)}
	case f.Sentence && len(c.Model.Embed(q.Text("")).Tokens) < minFit:
		return shortSentence()
	}
	return nil
}

func shortSentence() *request.Fault {
	return &request.Fault{Code: request.ShortSentence, Parameter: "text", Limit: fmt.Sprintf("%d tokens", minFit)}
}

// FitSay is what a map was fitted on.
type FitSay struct {
	Kind  string
	N     int      // vectors
	Names []string // of the categories
}

// RunPerplexity is the one that t-SNE places the points with: what is asked for, or
// less where there are few points.
func (c Choice) RunPerplexity() float64 {
	return tsne.Perplexity(float64(c.Perplexity), len(c.IDs()))
}

// RunNeighbors is how many near points UMAP lets pull at each, itself counted: what
// is asked for, or all where there are fewer.
func (c Choice) RunNeighbors() int { return umap.Neighbors(c.Neighbors, len(c.IDs())) }

// fitted lists the tokens that the axes are fitted on, for all kinds but the
// sentence. Only PCA can be fitted on others than those shown.
func (c Choice) fitted() []embedding.TokenID {
	l := newList(c.Model)
	if c.Method != PCA {
		return c.IDs()
	}
	switch c.Fit.Kind() {
	case FitVocabulary:
		l.vocabulary()
	case FitCategories:
		l.categories(c.Fit.Categories)
	case FitSelection:
		l.add(c.Selected...)
	default:
		return c.IDs()
	}
	return l.ids
}

// Rows are the vectors of c.IDs() as they are fitted (n×D). They may be the
// model's own and must not be modified.
func (c Choice) Rows() blas32.General { return c.rows(c.IDs()) }

// rows are the vectors of the tokens as they are fitted. The whole of W_E, or its
// first rows, are not copied.
func (c Choice) rows(ids []embedding.TokenID) blas32.General {
	if first, ok := c.Model.First(ids); ok && !c.Unit {
		return first
	}
	return c.scale(c.Model.Gather(ids))
}

// scale brings rows to length one when the choice says so, in place.
func (c Choice) scale(x blas32.General) blas32.General {
	if c.Unit {
		embedding.Unit(x)
	}
	return x
}
