package replay

import (
	"slices"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding/gpt"
)

// MaxLosses is how many points of the loss curve are kept.
const MaxLosses = 500

// Replay is a pretraining from its random start to its end.
type Replay struct {
	Weights   string     // SHA-256 of the file of weights that the run ended in, in hex
	Losses    []Loss     // of the whole run, by step
	Snapshots []Snapshot // by step; the first is the random start, the last the end
}

// Loss is one point of the loss curve.
type Loss struct {
	Step int     `json:"step"` // steps taken by then
	Loss float64 `json:"loss"` // mean over the batches since the point before, nats a token
}

// Snapshot is the embedding after some steps.
type Snapshot struct {
	Step   int     // steps taken; 0 is the random start
	Tokens int     // tokens read by then
	Loss   float64 // on documents that training never meets, nats a token
	Purity float64 // strict, k = 5: see the package evaluation

	tokens    rows           // W_E
	positions blas32.General // W_P
}

// Gather copies the given rows of W_E, in the model's order of rows, into a
// matrix of its own, len(rows)×D.
func (s *Snapshot) Gather(rows []int) blas32.General {
	g := matrix(len(rows), s.positions.Cols)
	for i, row := range rows {
		s.tokens.copy(g.Data[i*g.Cols:(i+1)*g.Cols], row)
	}
	return g
}

// TokenEmbedding is a copy of W_E, V×D.
func (s *Snapshot) TokenEmbedding() blas32.General {
	rows := make([]int, s.tokens.n)
	for i := range rows {
		rows[i] = i
	}
	return s.Gather(rows)
}

// PositionEmbedding is a copy of W_P, n_ctx×D.
func (s *Snapshot) PositionEmbedding() blas32.General {
	p := s.positions
	p.Data = slices.Clone(p.Data)
	return p
}

// Take notes what the embedding of t is now.
func Take(step, tokens int, loss, purity float64, t *gpt.Transformer) Snapshot {
	c := t.Config
	s := Snapshot{
		Step: step, Tokens: tokens, Loss: loss, Purity: purity,
		tokens: quantize(c.Vocab, c.Width, t.TokenEmbedding()), positions: matrix(c.Context, c.Width),
	}
	copy(s.positions.Data, t.PositionEmbedding())
	return s
}

// stored are the steps of a run that a replay shows, besides its end: close
// together where the embedding finds its order.
var stored = []int{0, 25, 50, 100, 150, 200, 300, 400, 700, 1000, 2000, 4000, 7000, 12_000, 20_000}

// Steps are those of a run of total steps that a replay shows, from 0 to total.
func Steps(total int) []int {
	n, _ := slices.BinarySearch(stored, total)
	return append(slices.Clone(stored[:n]), total)
}

// Thin makes at most n points of the losses of every step, each the mean since
// the point before. They lie closer in the beginning, where the loss falls
// fastest: point i of n is at i²/n² of the run.
func Thin(losses []float64, n int) []Loss {
	var thin []Loss
	from := 0
	for i := 1; i <= n; i++ {
		to := int(int64(len(losses)) * int64(i) * int64(i) / (int64(n) * int64(n)))
		if to == from {
			continue
		}
		var sum float64
		for _, l := range losses[from:to] {
			sum += l
		}
		thin = append(thin, Loss{Step: to, Loss: sum / float64(to-from)})
		from = to
	}
	return thin
}

func matrix(rows, cols int) blas32.General {
	return blas32.General{Rows: rows, Cols: cols, Stride: cols, Data: make([]float32, rows*cols)}
}
