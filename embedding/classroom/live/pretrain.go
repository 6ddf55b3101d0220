package live

import (
	"context"
	"fmt"
	"math"
	"sync"
	"time"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/corpus"
	"tokenscape/embedding/classroom/dataset"
	"tokenscape/embedding/classroom/evaluation"
	"tokenscape/embedding/classroom/replay"
	"tokenscape/embedding/gpt"
)

// recipe is what all runs of a scheduler have in common.
type recipe struct {
	shape    gpt.Config
	training gpt.Training // Rate is that of the smallest width; it falls with √D
	every    int          // steps from frame to frame
}

// classroomRecipe lets the categories come apart in seconds with the plain
// kernel on two cores: small batches and short windows.
var classroomRecipe = recipe{
	shape: gpt.Config{Context: 32, Layers: 2, Heads: 2},
	training: gpt.Training{
		Sequences: 16, Rate: 8e-3, Warmup: 20, Decay: 0.1, EmbeddingDecay: 0.5, Clip: 1,
	},
	every: 4,
}

// The slice of the corpus that runs learn from, the same for all. It has fewer
// different tokens than the whole; of fewer than 40,000 documents nearly every
// one would hold a rare token.
const (
	textSeed      = 1
	textDocuments = 50_000
)

// text is what runs learn from.
type text struct {
	*dataset.Dataset
	encoding   *bpe.Encoding
	categories []embedding.Category
	relations  []embedding.Relation
	words      []Word
	rows       []int    // of the words
	labels     []string // of the words: their categories
}

// shownCategories are those whose words a frame shows: they part early.
var shownCategories = []string{"country", "clothing", "name", "fruit", "sport"}

// classroomText generates and tokenizes the text, once.
var classroomText = sync.OnceValues(func() (*text, error) {
	sentences, err := corpus.Load()
	if err != nil {
		return nil, err
	}
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		return nil, err
	}
	d, err := dataset.Tokenize(sentences, encoding, textSeed, textDocuments)
	if err != nil {
		return nil, err
	}
	t := &text{
		Dataset: d, encoding: encoding,
		categories: d.Categories(sentences, encoding), relations: d.Relations(sentences, encoding),
	}
	for _, name := range shownCategories {
		for _, c := range t.categories {
			if c.Name != name {
				continue
			}
			for _, id := range c.Tokens {
				row, _ := d.Row(id)
				t.words = append(t.words, Word{ID: id, Category: name})
				t.rows = append(t.rows, row)
				t.labels = append(t.labels, name)
			}
		}
	}
	return t, nil
})

// pretrain trains the model of r and publishes its frames. When ctx is done it
// returns ctx's error.
func (s *Scheduler) pretrain(ctx context.Context, r *Run) (*embedding.Model, error) {
	text, err := s.text()
	if err != nil {
		return nil, err
	}
	shape, how := s.recipe.shape, s.recipe.training
	shape.Vocab, shape.Width = len(text.Tokens), r.options.Width
	how.Positions, how.Steps = shape.Context, r.options.Steps
	how.Rate *= math.Sqrt(float64(Widths[0]) / float64(shape.Width))
	windows, err := text.Windows(r.options.Seed, how.Sequences, how.Positions)
	if err != nil {
		return nil, err
	}
	t := embedding.Start(shape, r.options.Seed, text.Tokens)
	trainer, err := gpt.NewTrainer(t, how)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	show := func(step int, loss float64) {
		f := &Frame{
			Step: step, Tokens: step * windows.Tokens(), Loss: loss, Elapsed: time.Since(began),
			Words: text.words, Vectors: gather(t, text.rows),
		}
		f.Purity = evaluation.PurityOf(f.Vectors, text.labels).Strict
		s.mu.Lock()
		defer s.mu.Unlock()
		if step > 0 {
			r.losses = append(r.losses, replay.Loss{Step: step, Loss: loss})
		}
		r.publish(Event{State: Training, Frame: f})
	}
	for inputs, targets := range windows.Validation() {
		show(0, trainer.Evaluate(inputs, targets))
		break
	}
	var sum float64
	shown := 0
	for step := 1; step <= how.Steps; step++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		sum += trainer.Step(windows.Next())
		if math.IsNaN(sum) {
			return nil, fmt.Errorf("step %d: the loss is no number", step)
		}
		if step%s.recipe.every == 0 || step == how.Steps {
			show(step, sum/float64(step-shown))
			sum, shown = 0, step
		}
	}
	return embedding.New(embedding.Parts{
		Name: r.name, Source: fmt.Sprintf("trained here in %d steps from seed %d", how.Steps, r.options.Seed), Licence: "MIT",
		Tokenizer: text.encoding, Tokens: text.Tokens, Seed: r.options.Seed, Transform: t,
		Categories: text.categories, Relations: text.relations, Counts: text.Counts(),
	})
}

// gather copies rows of W_E.
func gather(t *gpt.Transformer, rows []int) blas32.General {
	d := t.Config.Width
	g := blas32.General{Rows: len(rows), Cols: d, Stride: d, Data: make([]float32, len(rows)*d)}
	for i, row := range rows {
		copy(g.Data[i*d:], t.TokenEmbedding()[row*d:(row+1)*d])
	}
	return g
}
