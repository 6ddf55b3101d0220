package message

import (
	"fmt"
	"strings"

	"tokenscape/web/request"
)

// Text is all that the pages say in one language. Fields with a verb (%d, %s)
// are formats.
type Text struct {
	Lang, Tagline, Skip                                            string
	Journey, Tokens, Map, Predict, Train, Learn, Models            string // names of the pages
	Light, Dark, Auto, Large, Normal, Other, Theme, Size           string // settings; Other is the other language
	Model, UseModel                                                string // Model: the one that a page shows
	Sentence, Show, Try, Empty, UseReady                           string
	PromptHead, PromptSay                                          string
	TokensHead, TokensSay, Untrained, UntrainedSay, Dropped        string
	VectorsHead, VectorsSay, TokenRow, PositionRow, SumRow         string
	Numbers, Element, Scale, ChooseToken                           string
	MapHead, MapAlt, MapSay, Fitted, Kept, Unit, Raw, Rows         string
	Blocks                                                         string
	NextHead, NextSay, Probability, Logit, Temperature             string
	TemperatureSay, EnglishOnly, Source, Download                  string
	Encoding, ID, Bytes                                            string
	MapPageSay, Categories, Redraw                                 string
	Neighbors, NeighborsSay, Cosine, Euclidean, Clear              string
	More, RowsAre, ByteLimit                                       string // More: tokens not listed; ByteLimit: what a length in bytes may be
	Named                                                          string // what something is the value of, the value
	NoPath, MapHelp, MapFailed, Retry, Loading, PredictSay, Greedy string
	ModelsSay, Vocabulary, Dimension, Context, Layers, Weights     string
	Licence, Home, NearMatches, Limit, SourceLine, OpenAPI         string
	Pairs, Lines, HeldOut, NoPairs, Parallel, CosineSay            string // pairs of words, joined on a map
	MeanCosine                                                     string
	Category, Relation                                             map[string]string
	Faults                                                         map[request.Code]string
	Chapters                                                       []Chapter
	Training                                                       Training
	CardWords                                                      CardWords
	Asking                                                         Asking
	Lab                                                            Lab
	Exploring                                                      Exploring
	Vectors                                                        Vectors
}

// Chapter is one of the lesson.
type Chapter struct {
	Title  string
	Say    []string // paragraphs
	Link   string   // a live page with a sentence set
	LinkTo string   // what to try there
	Source string   // of what is not computed here; "" when all is
}

// For returns the words of a language, English when it is unknown.
func For(lang string) *Text {
	if lang == "zh" {
		return &Chinese
	}
	return &English
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

// List sets words one after another as the language does.
func (t *Text) List(words []string) string {
	if t.Lang == "zh" {
		return strings.Join(words, "、")
	}
	return strings.Join(words, ", ")
}

// LimitOf says what a fault accepts; the unit of a length in bytes is a word.
func (t *Text) LimitOf(fault *request.Fault) string {
	if length, ok := strings.CutSuffix(fault.Limit, " bytes"); ok {
		return fmt.Sprintf(t.ByteLimit, length)
	}
	return fault.Limit
}
