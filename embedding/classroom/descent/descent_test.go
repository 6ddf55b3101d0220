package descent

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/gpt"
)

const seed = 3

// model is a transformer of a few words at its random start.
func model(t testing.TB) *embedding.Model {
	t.Helper()
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	var ids []embedding.TokenID
	for _, word := range []string{"The", " king", " queen", " is", " a", " man", " woman", "."} {
		id, ok := encoding.ID(word)
		if !ok {
			t.Fatalf("%q is no single token", word)
		}
		ids = append(ids, id)
	}
	shape := gpt.Config{Vocab: len(ids), Context: 6, Width: 8, Layers: 2, Heads: 2}
	m, err := embedding.New(embedding.Parts{
		Name: "words", Tokenizer: encoding, Tokens: ids, Seed: seed, Transform: embedding.Start(shape, seed, ids),
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// ids cuts a text into tokens.
func ids(m *embedding.Model, text string) []embedding.TokenID {
	var ids []embedding.TokenID
	for _, token := range m.Tokenizer().Encode(text) {
		ids = append(ids, token.ID)
	}
	return ids
}

// trained is the model after some steps of pretraining on one sentence.
func trained(t testing.TB) *embedding.Model {
	t.Helper()
	m := model(t)
	trainer, err := gpt.NewTrainer(m.Transformer(), gpt.Training{Sequences: 1, Positions: 5, Steps: 30, Rate: 1e-2, Clip: 1})
	if err != nil {
		t.Fatal(err)
	}
	var rows []int32
	for _, id := range ids(m, "The queen is a woman.") {
		row, _ := m.Row(id)
		rows = append(rows, int32(row))
	}
	for range 30 {
		trainer.Step(rows[:5], rows[1:])
	}
	return m
}

const sentence = "The king is a man."

// What stands as “before” is what Predict says of each prefix.
func TestBeforeIsWhatTheModelPredicts(t *testing.T) {
	m := trained(t)
	text := ids(m, sentence)
	trace, err := Follow(m, m.Transformer(), text, Options{Rate: 1e-2, Steps: 1, Candidates: 3})
	if err != nil {
		t.Fatal(err)
	}
	if len(trace.Positions) != len(text)-1 {
		t.Fatalf("%d positions for %d tokens", len(trace.Positions), len(text))
	}
	prefix := ""
	for i, p := range trace.Positions {
		prefix += m.Text(text[i])
		next, err := m.Predict(m.Embed(prefix), m.Vocab(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if p.Input != text[i] || p.Target != text[i+1] {
			t.Errorf("position %d goes from %d to %d, want %d to %d", i, p.Input, p.Target, text[i], text[i+1])
		}
		if !slices.Equal(p.Candidates, next[:3]) {
			t.Errorf("after %q: candidates %v, Predict says %v", prefix, p.Candidates, next[:3])
		}
		at := slices.IndexFunc(next, func(c embedding.Candidate) bool { return c.ID == text[i+1] })
		if p.Before.Probability != next[at].Probability || p.Before.Rank != at+1 {
			t.Errorf("after %q: %+v, Predict says %v at rank %d", prefix, p.Before, next[at].Probability, at+1)
		}
	}
}

func TestLossIsTheNegativeLogarithm(t *testing.T) {
	m := trained(t)
	trace, err := Follow(m, m.Transformer(), ids(m, sentence), Options{Rate: 1e-2, Steps: 3})
	if err != nil {
		t.Fatal(err)
	}
	var before, after float64
	for _, p := range trace.Positions {
		for _, got := range []Prediction{p.Before, p.After} {
			if want := -math.Log(got.Probability); math.Abs(got.Loss-want) > 1e-9 {
				t.Errorf("a loss of %v at p = %v, want %v", got.Loss, got.Probability, want)
			}
		}
		before += p.Before.Loss / float64(len(trace.Positions))
		after += p.After.Loss / float64(len(trace.Positions))
	}
	// The trainer sums in another order, in float32.
	if n := len(trace.Losses); n != 4 || math.Abs(trace.Losses[0]-before) > 1e-4 || math.Abs(trace.Losses[3]-after) > 1e-4 {
		t.Errorf("losses %v, the positions' means are %v and %v", trace.Losses, before, after)
	}
	if after >= before {
		t.Errorf("three steps raised the loss from %v to %v", before, after)
	}
}

// The same step, taken by hand on a clone.
func TestMovesAreAfterLessBefore(t *testing.T) {
	m := model(t)
	text := ids(m, "The king is a king.")
	start := m.Start()
	trace, err := Follow(m, start, text, Options{Rate: 1e-2, Steps: 1})
	if err != nil {
		t.Fatal(err)
	}
	var rows []int32
	for _, id := range text {
		row, _ := m.Row(id)
		rows = append(rows, int32(row))
	}
	clone := start.Clone()
	trainer, err := gpt.NewTrainer(clone, gpt.Training{Sequences: 1, Positions: 5, Steps: math.MaxInt32, Rate: 1e-2, Clip: clip})
	if err != nil {
		t.Fatal(err)
	}
	trainer.Step(rows[:5], rows[1:])
	d := m.Dim()
	length := func(row int) float64 {
		var square float64
		for j := range d {
			move := float64(clone.TokenEmbedding()[row*d+j]) - float64(start.TokenEmbedding()[row*d+j])
			square += move * move
		}
		return math.Sqrt(square)
	}
	want := []embedding.TokenID{text[1], text[2], text[3], text[5]} // king stands twice
	if len(trace.Moves) != len(want) {
		t.Fatalf("%d moves, want %d", len(trace.Moves), len(want))
	}
	for i, move := range trace.Moves {
		row, _ := m.Row(want[i])
		if move.ID != want[i] || math.Abs(move.Distance-length(row)) > 1e-12 {
			t.Errorf("move %d is %+v, want token %d by %v", i, move, want[i], length(row))
		}
		if move.CosineAfter <= move.CosineBefore {
			t.Errorf("the row of token %d turned away from the output it is to follow: %+v", move.ID, move)
		}
	}
	var others float64
	for _, word := range []string{" queen", " man", " woman"} {
		row, _ := m.Row(ids(m, word)[0])
		others += length(row) / 3
	}
	if math.Abs(trace.Others-others) > 1e-12 {
		t.Errorf("the other rows moved by %v, want %v", trace.Others, others)
	}
}

func TestOriginalIsUntouched(t *testing.T) {
	m := trained(t)
	before := m.Transformer().Clone()
	if _, err := Follow(m, m.Transformer(), ids(m, sentence), Options{Rate: 1e-2, Steps: 2}); err != nil {
		t.Fatal(err)
	}
	for i, tensor := range m.Transformer().Tensors() {
		if !slices.Equal(tensor.Data, before.Tensors()[i].Data) {
			t.Errorf("%s was changed", tensor.Name)
		}
	}
}

func TestLargestStepsStayFinite(t *testing.T) {
	m := model(t)
	trace, err := Follow(m, m.Start(), ids(m, sentence), Options{Rate: MaxRate, Steps: MaxSteps, Candidates: MaxCandidates})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range trace.Positions {
		if math.IsInf(p.After.Loss, 0) || math.IsNaN(p.After.Loss) {
			t.Errorf("a loss of %v", p.After.Loss)
		}
	}
}

func TestFollowRefuses(t *testing.T) {
	m := model(t)
	good := Options{Rate: 1e-3, Steps: 1}
	text := ids(m, sentence)
	var option *OptionError
	var long *TooLongError
	var untrained *UntrainedTokenError
	for name, tt := range map[string]struct {
		text    []embedding.TokenID
		options Options
		ok      func(error) bool
	}{
		"no text":             {nil, good, func(err error) bool { return errors.Is(err, ErrTooShort) }},
		"nothing to predict":  {text[:1], good, func(err error) bool { return errors.Is(err, ErrTooShort) }},
		"past the context":    {append(slices.Clone(text), text[:2]...), good, func(err error) bool { return errors.As(err, &long) && long.Limit == 7 }},
		"an untrained token":  {ids(m, "The dog"), good, func(err error) bool { return errors.As(err, &untrained) && untrained.ID == ids(m, " dog")[0] }},
		"no rate":             {text, Options{Steps: 1}, func(err error) bool { return errors.As(err, &option) && option.Option == "rate" }},
		"a rate not a number": {text, Options{Rate: math.NaN(), Steps: 1}, func(err error) bool { return errors.As(err, &option) && option.Option == "rate" }},
		"no step":             {text, Options{Rate: 1}, func(err error) bool { return errors.As(err, &option) }},
		"too many steps":      {text, Options{Rate: .1, Steps: MaxSteps + 1}, func(err error) bool { return errors.As(err, &option) && option.Option == "steps" }},
		"too many candidates": {text, Options{Rate: .1, Steps: 1, Candidates: MaxCandidates + 1}, func(err error) bool { return errors.As(err, &option) && option.Option == "candidates" }},
	} {
		t.Run(name, func(t *testing.T) {
			if trace, err := Follow(m, m.Transformer(), tt.text, tt.options); err == nil || !tt.ok(err) {
				t.Errorf("Follow: %v, %v", trace, err)
			}
		})
	}
	wide := gpt.Config{Vocab: m.Vocab(), Context: 6, Width: 768, Layers: 1, Heads: 2}
	large, err := embedding.New(embedding.Parts{Name: "large", Tokenizer: m.Tokenizer(), Tokens: ids(m, "The king queen is a man woman."), Transform: gpt.New(wide, seed)})
	if err != nil {
		t.Fatal(err)
	}
	var size *TooLargeError
	if _, err := Follow(large, large.Transformer(), text, good); !errors.As(err, &size) || size.Parameters != large.Parameters() {
		t.Errorf("7 million parameters: %v", err)
	}
	if _, err := Follow(m, m.Transformer(), append(slices.Clone(text), text[0]), good); err != nil {
		t.Errorf("a full context and one to predict: %v", err)
	}
}

func FuzzFollow(f *testing.F) {
	f.Add(sentence, 1e-2, 1, 3)
	f.Add("The dog", 0.1, 20, 20)
	f.Add("", math.Inf(1), -1, 1<<40)
	m := trained(f)
	f.Fuzz(func(t *testing.T, text string, rate float64, steps, candidates int) {
		trace, err := Follow(m, m.Transformer(), ids(m, text), Options{Rate: rate, Steps: steps, Candidates: candidates})
		if err != nil {
			return
		}
		for _, p := range trace.Positions {
			for _, x := range []Prediction{p.Before, p.After} {
				if !(x.Probability >= 0 && x.Probability <= 1) || !(x.Loss >= 0) || math.IsInf(x.Loss, 0) || x.Rank < 1 || x.Rank > m.Vocab() {
					t.Errorf("%+v", x)
				}
			}
		}
		for _, move := range trace.Moves {
			if !(move.Distance >= 0) || math.Abs(move.CosineAfter) > 1.000001 {
				t.Errorf("%+v", move)
			}
		}
	})
}

func BenchmarkFollow(b *testing.B) {
	m, err := classroom.Load()
	if err != nil {
		b.Fatal(err)
	}
	text := ids(m, "The capital of France is Paris.")
	for _, steps := range []int{1, MaxSteps} {
		b.Run(fmt.Sprintf("steps=%d", steps), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Follow(m, m.Transformer(), text, Options{Rate: 1e-3, Steps: steps, Candidates: 5}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
