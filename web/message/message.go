package message

import (
	"fmt"
	"regexp/syntax"
	"strconv"
	"strings"

	"tokenscape/web/request"
)

// Text is all that the pages say in one language. Fields with a verb (%d, %s)
// are formats.
type Text struct {
	Lang, Tagline, Skip                                        string
	Journey, Tokens, Map, Predict, Train, Learn, Models        string // names of the pages
	Light, Dark, Auto, Large, Normal, Other, Theme, Size       string // settings; Other is the other language
	Model, UseModel                                            string // Model: the one that a page shows
	Sentence, Show, Try, Empty, UseReady                       string
	PromptHead, PromptSay                                      string
	TokensHead, TokensSay, Untrained, UntrainedSay, Dropped    string
	VectorsHead, VectorsSay, TokenRow, PositionRow, SumRow     string
	Numbers, Element, Scale, ChooseToken                       string
	MapHead, MapAlt, MapSay, Fitted, Kept, Unit, Raw, Rows     string
	Blocks                                                     string
	NextHead, NextSay, Probability, Logit, Temperature         string
	TemperatureSay, EnglishOnly, Source, Download              string
	Encoding, ID, Bytes                                        string
	MapPageSay, Categories, Redraw                             string
	Neighbors, NeighborsSay, Cosine, Euclidean, Clear          string
	More, RowsAre                                              string // More: tokens not listed
	PerCent                                                    string // a number of hundredths
	Named                                                      string // what something is the value of, the value
	NoPath, MapHelp, MapFailed, Retry, Loading                 string
	ModelsSay, Vocabulary, Dimension, Context, Layers, Weights string
	Licence, Home, NearMatches, Limit, SourceLine, OpenAPI     string
	Pairs, Lines, HeldOut, NoPairs, Parallel, CosineSay        string // pairs of words, joined on a map
	MeanCosine                                                 string
	Category, Relation                                         map[string]string
	Faults                                                     map[request.Code]string
	Patterns                                                   map[syntax.ErrorCode]string // what is wrong with a pattern, or a part of it
	Limits                                                     map[string]string           // what is accepted: of a unit how many, or a sort
	Training                                                   Training
	CardWords                                                  CardWords
	Asking                                                     Asking
	Lab                                                        Lab
	Exploring                                                  Exploring
	Vectors                                                    Vectors
	Predicting                                                 Predicting
	Teaching                                                   Teaching
	Moving                                                     Moving
	Learning                                                   Learning
	Opening                                                    Opening
	Language                                                   Language
}

// For returns the words of a language, English when it is unknown.
func For(lang string) *Text {
	if lang == "zh" {
		return &Chinese
	}
	return &English
}

// Tag is the language as HTML names it, RFC 5646.
func (t *Text) Tag() string {
	if t.Lang == "zh" {
		return "zh-Hans"
	}
	return t.Lang
}

// CategoryName is the category's name, or its key when the language has none.
func (t *Text) CategoryName(key string) string {
	if name, ok := t.Category[key]; ok {
		return name
	}
	return key
}

// RelationName is the relation's name, or its key when the language has none.
func (t *Text) RelationName(key string) string {
	if name, ok := t.Relation[key]; ok {
		return name
	}
	return key
}

// Join sets sentences one after another; Chinese has no space between them.
func (t *Text) Join(sentences ...string) string {
	if t.Lang == "zh" {
		return strings.Join(sentences, "")
	}
	return strings.TrimSpace(strings.Join(sentences, " "))
}

// Gap stands between two sentences that are marked differently.
func (t *Text) Gap() string {
	if t.Lang == "zh" {
		return ""
	}
	return " "
}

// List sets words one after another as the language does.
func (t *Text) List(words []string) string {
	if t.Lang == "zh" {
		return strings.Join(words, "、")
	}
	return strings.Join(words, ", ")
}

// Fault says what is wrong with a request, and what would be accepted.
func (t *Text) Fault(f *request.Fault) string {
	say := []string{t.Faults[f.Code]}
	if reason, ok := t.Patterns[syntax.ErrorCode(f.Reason)]; ok {
		say = append(say, fmt.Sprintf(reason, f.Value))
	}
	if f.Limit != "" {
		say = append(say, fmt.Sprintf(t.Limit, t.LimitOf(f)))
	}
	return t.Join(say...)
}

// Percent writes a share of 1 in hundredths, with so many decimals.
func (t *Text) Percent(share float64, decimals int) string {
	return fmt.Sprintf(t.PerCent, strconv.FormatFloat(100*share, 'f', decimals, 64))
}

// LimitOf says what a fault accepts: its words are the language's, the names of
// parameters and of their values are not.
func (t *Text) LimitOf(f *request.Fault) string {
	if say, ok := t.Limits[f.Limit]; ok {
		return say
	}
	if number, unit, ok := strings.Cut(f.Limit, " "); ok {
		if say, ok := t.Limits[unit]; ok {
			return fmt.Sprintf(say, number)
		}
	}
	return f.Limit
}
