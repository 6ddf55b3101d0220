package course_test

import (
	"context"
	"fmt"
	"math"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/web/course"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/weights"
)

var load = sync.OnceValues(classroom.Load)

// model is the one that the course speaks of as the classroom model.
func model(t *testing.T) *embedding.Model {
	t.Helper()
	m, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func card(t *testing.T) *checkpoint.Card {
	t.Helper()
	c, err := classroom.Card()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// says fails unless the chapter says the words, in both languages.
func says(t *testing.T, slug string, words ...string) {
	t.Helper()
	for _, lang := range languages {
		c, _, ok := course.For(lang).Chapter(slug)
		if !ok {
			t.Fatalf("there is no chapter %q", slug)
		}
		all := strings.Join(texts(c), "\n")
		for _, q := range c.Questions() {
			all += "\n" + q.Ask + "\n" + strings.Join(q.Options, "\n") + "\n" + strings.Join(q.Each, "\n")
		}
		all = course.Plain(all)
		for _, w := range words {
			if !strings.Contains(all, w) {
				t.Errorf("%s/%s does not say %q", lang, slug, w)
			}
		}
	}
}

// whole writes a number as the texts do.
func whole(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// right is the English option that is right of a chapter's prediction.
func right(slug string) string {
	c, _, _ := course.For("en").Chapter(slug)
	return c.Guess.Options[c.Guess.Right]
}

func opening(slug string) string {
	c, _, _ := course.For("en").Chapter(slug)
	return c.Live.Text
}

func TestSizesThatAreTold(t *testing.T) {
	gpt3 := weights.GPT3
	own := weights.Of(model(t))
	says(t, "token-embedding", whole(gpt3.Vocab), whole(gpt3.Width), whole(gpt3.TokenWeights()), whole(gpt3.Vocab+gpt3.Width),
		fmt.Sprintf("%.2f", 100*float64(gpt3.TokenWeights())/float64(gpt3.Weights())),
		fmt.Sprintf("%s × %d = %s", whole(own.Vocab), own.Width, whole(own.TokenWeights())))
	if gpt3.TokenWeights() != 617_558_016 { // Brown et al. 2020, table 2.1: 50,257 × 12,288
		t.Errorf("GPT-3's W_E has %d weights", gpt3.TokenWeights())
	}
	if share := float64(own.TokenWeights()) / float64(own.Weights()); share < 0.5 || share > 0.75 {
		t.Errorf("W_E is called more than half of the classroom model; it is %.2f", share)
	}
	if billions := math.Round(float64(gpt3.Weights()) / 1e9); billions != 175 {
		t.Errorf("GPT-3 is called 175 billion weights; it has %.0f billion", billions)
	}
	says(t, "steps", fmt.Sprint(gpt3.Layers), whole(own.Vocab))
	if own.Layers != 2 {
		t.Errorf("the classroom model is said to have two blocks; it has %d", own.Layers)
	}
	says(t, "position-embedding", fmt.Sprint(own.Context), whole(gpt3.Context), whole(weights.Presets[0].Context), fmt.Sprint(3000-gpt3.Context))
	says(t, "sum", fmt.Sprint(own.Width), fmt.Sprint(2*own.Width), whole(own.Width*own.Width), whole(own.Vocab))
	says(t, "next", whole(model(t).Parameters()), whole(card(t).Corpus.Kept), whole(card(t).Corpus.Words), fmt.Sprint(card(t).Corpus.Categories))
	if s := card(t).Training.Seconds; s > 600 {
		t.Errorf("training is said to take minutes; it took %.0f seconds", s)
	}
}

// Ouyang et al. 2022, section 5.1: petaflop/s-days of GPT-3, of instruction tuning
// and of reinforcement learning.
func TestCostsThatAreTold(t *testing.T) {
	says(t, "next", "3,640", "4.9", "60")
	if times := 3640 / (4.9 + 60); times < 50 || times > 60 {
		t.Errorf("pretraining is told to be some fifty times the rest; it is %.0f times", times)
	}
}

func TestCutsThatAreTold(t *testing.T) {
	cut := func(encoding, text string) (pieces []string, ids []string) {
		e, err := bpe.Get(encoding)
		if err != nil {
			t.Fatal(err)
		}
		for _, token := range e.Encode(text) {
			pieces, ids = append(pieces, text[token.Start:token.End]), append(ids, fmt.Sprint(token.ID))
		}
		return pieces, ids
	}
	pieces, ids := cut("cl100k_base", "strawberry")
	says(t, "tokens", strings.Join(pieces, "·"))
	says(t, "tokens", ids...)
	pieces, _ = cut("r50k_base", "strawberry")
	says(t, "tokens", strings.Join(pieces, "·"))
	for _, name := range bpe.Names() {
		if pieces, _ := cut(name, "strawberry"); len(pieces) != 3 {
			t.Errorf("strawberry is told to be three tokens; %s cuts %q", name, pieces)
		}
		if pieces, _ := cut(name, " strawberry"); len(pieces) != 1 || right("tokens") != "One" {
			t.Errorf("the right answer is %q; %s cuts %q", right("tokens"), name, pieces)
		}
	}
	for encoding, want := range map[string]int{"r50k_base": 8, "o200k_base": 2} {
		if pieces, _ := cut(encoding, "人工智能"); len(pieces) != want {
			t.Errorf("人工智能 is told to be %d tokens in %s; it is %q", want, encoding, pieces)
		}
	}
	if pieces, _ := cut("r50k_base", "人工智能"); !slices.ContainsFunc(pieces, func(p string) bool { return strings.ToValidUTF8(p, "") != p }) {
		t.Errorf("r50k_base is told to cut through characters; it cuts %q", pieces)
	}
	e, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	says(t, "tokens", whole(e.Size()))
}

// likeliest are the k likeliest next tokens.
func likeliest(t *testing.T, text string, k int) []embedding.Candidate {
	t.Helper()
	m := model(t)
	next, err := m.Predict(m.Embed(text), k, 1)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestPredictionsThatAreTold(t *testing.T) {
	m := model(t)
	if top := likeliest(t, opening("words"), 1)[0]; m.Text(top.ID) != " Tuesday" {
		t.Errorf("the trained model is told to expect Tuesday; it expects %q", m.Text(top.ID))
	}
	top := likeliest(t, opening("steps"), 1)[0]
	if m.Text(top.ID) != " Paris" || top.Probability < 0.4 || top.Probability > 0.6 {
		t.Errorf("Paris is told to come about half of the times; %q has %.2f", m.Text(top.ID), top.Probability)
	}
	after := likeliest(t, opening("next"), m.Vocab())
	for i, want := range []string{"<|endoftext|>", " The", " We"} {
		if got := m.Text(after[i].ID); got != want {
			t.Errorf("after a question the end, The and We are told to be likely; at place %d stands %q", i+1, got)
		}
	}
	for _, c := range after {
		if m.Text(c.ID) == " Paris" && c.Probability > 0.001 {
			t.Errorf("Paris is told to have hardly a chance; it has %.4f", c.Probability)
		}
	}
	if top := likeliest(t, "The puppy is a young", 1)[0]; m.Text(top.ID) != " dog" {
		t.Errorf("dog is told to have the highest probability; %q has", m.Text(top.ID))
	}
	if top := likeliest(t, "The kitten is a young", 1)[0]; m.Text(top.ID) == " dog" {
		t.Error("with kitten for puppy it is told to go on otherwise")
	}
}

// At its random start the network leans to nothing: no token of the vocabulary is
// more than a few times as likely as it would be by pure chance.
func TestUntrainedIsToldToLeanToNothing(t *testing.T) {
	m := model(t)
	next, err := m.Untrained().Predict(m.Untrained().Embed(opening("words")), m.Vocab(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(next) != m.Vocab() {
		t.Fatalf("%d tokens, want %d", len(next), m.Vocab())
	}
	chance := 1 / float64(m.Vocab())
	if first, last := next[0].Probability, next[len(next)-1].Probability; first > 3*chance || last < chance/3 {
		t.Errorf("probabilities from %.5f to %.5f; chance is %.5f", last, first, chance)
	}
}

func vector(t *testing.T, word string) (embedding.TokenID, []float32) {
	t.Helper()
	id, err := model(t).Lookup(word)
	if err != nil {
		t.Fatal(err)
	}
	v, trained := model(t).TokenVector(id)
	if !trained {
		t.Fatalf("%q has no row", word)
	}
	return id, v
}

// near are the k nearest tokens of a word.
func near(t *testing.T, word string, k int) []string {
	id, v := vector(t, word)
	var words []string
	for _, n := range model(t).Nearest(v, embedding.Search{K: k, Without: []embedding.TokenID{id}}) {
		words = append(words, model(t).Text(n.ID))
	}
	return words
}

func TestNeighboursThatAreTold(t *testing.T) {
	m := model(t)
	if near(t, " king", 1)[0] != " queen" || near(t, " queen", 1)[0] != " king" || right("token-embedding") != "queen" {
		t.Errorf("king and queen are told to be each other's nearest: %q, %q", near(t, " king", 1), near(t, " queen", 1))
	}
	king, _ := vector(t, " king")
	queen, _ := vector(t, " queen")
	if c := weights.Cosine(m.StartVector(king), m.StartVector(queen)); math.Abs(c) > 0.05 {
		t.Errorf("at the start their cosine is told to be about 0; it is %.3f", c)
	}
	vector(t, " kind") // an option of the question has a row
	together := false
	for _, h := range card(t).HeldOut {
		together = together || slices.Contains(h.Pairs, [2]string{"king", "queen"})
	}
	if !together {
		t.Error("king and queen are told to stand in no document together; the card does not hold them out")
	}
	for word, company := range map[string][]string{
		" Monday": {" Tuesday", " Wednesday", " Thursday", " Friday", " Saturday", " Sunday", "Monday"},
		" two":    {" one", " three", " four", " nine", " ten", " twelve"},
		" hot":    {" cold", " hotter"},
	} {
		found := 0
		for _, n := range near(t, word, 3) {
			if slices.Contains(company, n) {
				found++
			}
		}
		if found < 2 {
			t.Errorf("near %q are %q", word, near(t, word, 3))
		}
	}
}

func TestPlacesThatAreTold(t *testing.T) {
	m := model(t)
	one, other := m.Embed(opening("position-embedding")), m.Embed("The man bites the dog")
	differ := 0
	for i := range one.Tokens {
		if !slices.Equal(one.Tokens[i].InputVector, other.Tokens[i].InputVector) {
			differ++
		}
	}
	if len(one.Tokens) != 5 || differ != 2 || right("position-embedding") != "At two" {
		t.Errorf("%d of %d inputs differ; the right answer is %q", differ, len(one.Tokens), right("position-embedding"))
	}
}

func TestSumsThatAreTold(t *testing.T) {
	m := model(t)
	study, err := weights.Measure(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range m.Embed(opening("sum")).Tokens {
		if f := study.Find(m, token); f.Token != 1 {
			t.Errorf("every token is told to be found first; %q is at place %d", token.Bytes, f.Token)
		}
	}
	says(t, "sum", fmt.Sprintf("±%.3f", study.Crossing.Cosine), fmt.Sprintf("±%.3f", study.Crossing.Chance))
}

func TestMapThatIsTold(t *testing.T) {
	m := model(t)
	q := request.Read(httptest.NewRequest("GET", "/map", nil), []*embedding.Model{m})
	choice, err := scene.Read(q)
	if err != nil {
		t.Fatal(err)
	}
	choice.Unit = true // as the chapter's map takes them
	fitted, err := scene.NewMaps(request.Only(m)).Of(context.Background(), choice, opening("space"))
	if err != nil {
		t.Fatal(err)
	}
	says(t, "space", fmt.Sprint(fitted.FitSay.N))
	if fitted.Kept > 0.25 || right("space") != "Less than a quarter" {
		t.Errorf("the map keeps %.2f; the right answer is %q", fitted.Kept, right("space"))
	}
}

func TestMotionThatIsTold(t *testing.T) {
	m := model(t)
	sequence := m.Embed(opening("motion"))
	stops, err := m.ThroughBlocks(sequence, embedding.Position(len(sequence.Tokens)-1), 1)
	if err != nil {
		t.Fatal(err)
	}
	first := func(r embedding.Reading) string { return m.Text(r.Likeliest[0].ID) }
	if from, to := first(stops[0]), first(stops[len(stops)-1]); from != " young" || to != " dog" {
		t.Errorf("the vector is told to go from young to dog; it goes from %q to %q", from, to)
	}
}
