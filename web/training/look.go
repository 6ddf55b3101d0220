package training

import (
	"context"
	"fmt"
	"time"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/descent"
	"tokenscape/web/request"
)

const (
	looking  = 2               // steps taken at a time
	patience = 5 * time.Second // waiting for a turn
	kept     = 64              // looks that stay computed

	// Candidates is how many guesses stand beside a target.
	Candidates = 3
)

// Ready is a sentence of the corpus, to look at a step on.
const Ready = "The capital of France is Paris."

// Look is one sentence, and the weights that it is shown to.
type Look struct {
	Model  *embedding.Model
	Text   string
	Random bool // from the random start; else as the model is trained
	Steps  int
}

// ReadLook takes a look from the parameters model, text, start and steps. What
// is wrong becomes a fault of q.
func ReadLook(q *request.Query) Look {
	return Look{
		Model: q.Model(), Text: q.Text(Ready),
		Random: q.Choice("start", "random", "trained") == "random",
		Steps:  q.Int("steps", 1, 1, descent.MaxSteps),
	}
}

// Trace is what the steps did to the weights.
type Trace struct {
	*descent.Trace
	Tokens []embedding.TokenID // of the text
	Rate   float64             // the learning rate
}

// Moved is how far the target's row of W_E moved.
func (t *Trace) Moved(target embedding.TokenID) float64 {
	for _, m := range t.Moves {
		if m.ID == target {
			return m.Distance
		}
	}
	return 0
}

// Look takes the steps, at the highest learning rate of pretraining. A text that
// descent does not take is a fault; so is a model without blocks, and one that was
// not pretrained here.
func (t *Trainings) Look(ctx context.Context, look Look) (*Trace, error) {
	switch {
	case !look.Model.HasBlocks():
		return nil, embedding.ErrNoBlocks
	case !look.Model.HasStart(): // it may also be so large that its gradients fill the memory
		return nil, embedding.ErrNoStart
	}
	name := fmt.Sprintf("%v %d %s", look.Random, look.Steps, look.Text)
	return t.traces.Get(ctx, look.Model, name, func() (*Trace, error) {
		card, err := classroom.Card()
		if err != nil {
			return nil, err
		}
		trace := &Trace{Rate: card.Training.Rate}
		for _, token := range look.Model.Tokenizer().Encode(look.Text) {
			trace.Tokens = append(trace.Tokens, token.ID)
		}
		from := look.Model.Transformer()
		if look.Random {
			from = look.Model.Start()
		}
		trace.Trace, err = descent.Follow(look.Model, from, trace.Tokens,
			descent.Options{Rate: trace.Rate, Steps: look.Steps, Candidates: Candidates})
		return trace, err
	})
}
