package replay

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
	"tokenscape/embedding/safetensors"
)

// description is the part of a file that is not tensors; it stands in the
// metadata under the key "replay".
type description struct {
	Weights   string   `json:"weights"`
	Losses    []Loss   `json:"losses"`
	Snapshots []figure `json:"snapshots"`
}

type figure struct {
	Step   int     `json:"step"`
	Tokens int     `json:"tokens"`
	Loss   float64 `json:"loss"`
	Purity float64 `json:"purity"`
}

const metadataKey = "replay"

// names are the tensors of a step: codes (V×D, I8) and scales (V, F32) of W_E,
// and W_P (n_ctx×D, F16).
func names(step int) (codes, scales, positions string) {
	return fmt.Sprintf("%d.wte.codes", step), fmt.Sprintf("%d.wte.scales", step), fmt.Sprintf("%d.wpe", step)
}

// Encode writes the figures of all snapshots and the numbers of all but the
// first and the last.
func Encode(w io.Writer, r *Replay) error {
	d := description{Weights: r.Weights, Losses: r.Losses}
	var tensors []safetensors.Tensor
	for i, s := range r.Snapshots {
		d.Snapshots = append(d.Snapshots, figure{s.Step, s.Tokens, s.Loss, s.Purity})
		if i == 0 || i == len(r.Snapshots)-1 {
			continue
		}
		codes, scales, positions := names(s.Step)
		v, width := s.tokens.n, s.tokens.d
		tensors = append(tensors,
			safetensors.Tensor{Name: codes, DType: "I8", Shape: []int{v, width}, Int8: s.tokens.codes},
			safetensors.Tensor{Name: scales, DType: "F32", Shape: []int{v}, Data: s.tokens.scales},
			safetensors.Tensor{Name: positions, DType: "F16", Shape: []int{s.positions.Rows, width}, Data: s.positions.Data},
		)
	}
	if err := d.check(); err != nil {
		return err
	}
	text, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	return safetensors.Write(w, map[string]string{metadataKey: string(text)}, tensors)
}

// Decode reads what Encode wrote of the run that ended in m, whose random start
// and whose W_E and W_P are the first and the last snapshot.
func Decode(data []byte, m *embedding.Model) (*Replay, error) {
	file, err := safetensors.Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("replay: %w", err)
	}
	var d description
	if err := json.Unmarshal([]byte(file.Metadata[metadataKey]), &d); err != nil {
		return nil, fmt.Errorf("replay: metadata: %w", err)
	}
	if err := d.check(); err != nil {
		return nil, err
	}
	if got, want := len(file.Tensors()), 3*(len(d.Snapshots)-2); got != want {
		return nil, fmt.Errorf("replay: %d tensors for %d snapshots, want %d", got, len(d.Snapshots), want)
	}
	r := &Replay{Weights: d.Weights, Losses: d.Losses}
	for i, f := range d.Snapshots {
		s := Snapshot{Step: f.Step, Tokens: f.Tokens, Loss: f.Loss, Purity: f.Purity}
		switch i {
		case 0:
			s.hold(m.Start())
		case len(d.Snapshots) - 1:
			s.hold(m.Transformer())
		default:
			if err := s.read(file, m); err != nil {
				return nil, fmt.Errorf("replay: step %d: %w", s.Step, err)
			}
		}
		r.Snapshots = append(r.Snapshots, s)
	}
	return r, nil
}

// hold takes the embedding of t as it is, shared.
func (s *Snapshot) hold(t *gpt.Transformer) {
	c := t.Config
	s.tokens = rows{n: c.Vocab, d: c.Width, whole: t.TokenEmbedding()}
	s.positions = blas32.General{Rows: c.Context, Cols: c.Width, Stride: c.Width, Data: t.PositionEmbedding()}
}

// read takes the tensors of the snapshot's step, which have the shapes of m.
func (s *Snapshot) read(file *safetensors.File, m *embedding.Model) error {
	codesName, scalesName, positionsName := names(s.Step)
	shape, codes, err := file.Int8(codesName)
	if err := held(err, shape, m.Vocab(), m.Dim()); err != nil {
		return fmt.Errorf("codes of W_E: %w", err)
	}
	shape, scales, err := file.Float32(scalesName)
	if err := held(err, shape, m.Vocab()); err != nil {
		return fmt.Errorf("scales of W_E: %w", err)
	}
	shape, positions, err := file.Float32(positionsName)
	if err := held(err, shape, m.Context(), m.Dim()); err != nil {
		return fmt.Errorf("W_P: %w", err)
	}
	for _, x := range scales {
		if x *= math.MinInt8; x-x != 0 { // the widest code is infinite or not a number
			return fmt.Errorf("W_E holds %v", x)
		}
	}
	for _, x := range positions {
		if x-x != 0 {
			return fmt.Errorf("W_P holds %v", x)
		}
	}
	s.tokens = rows{n: m.Vocab(), d: m.Dim(), codes: codes, scales: scales}
	s.positions = blas32.General{Rows: m.Context(), Cols: m.Dim(), Stride: m.Dim(), Data: positions}
	return nil
}

func held(err error, shape []int, want ...int) error {
	if err == nil && !slices.Equal(shape, want) {
		err = fmt.Errorf("shape %v, the model's is %v", shape, want)
	}
	return err
}

var errOrder = errors.New("replay: steps that do not go up from 0")

// check holds the figures against what they can be.
func (d *description) check() error {
	if len(d.Snapshots) < 2 || len(d.Losses) > MaxLosses {
		return fmt.Errorf("replay: %d snapshots and %d losses; at least 2 and at most %d", len(d.Snapshots), len(d.Losses), MaxLosses)
	}
	last := d.Snapshots[len(d.Snapshots)-1].Step
	for i, f := range d.Snapshots {
		if i == 0 && (f.Step != 0 || f.Tokens != 0) || i > 0 && (f.Step <= d.Snapshots[i-1].Step || f.Tokens <= d.Snapshots[i-1].Tokens) {
			return errOrder
		}
		if !(f.Loss >= 0 && f.Loss <= math.MaxFloat32 && f.Purity >= 0 && f.Purity <= 1) {
			return fmt.Errorf("replay: step %d: loss %v and purity %v", f.Step, f.Loss, f.Purity)
		}
	}
	step := 0
	for _, l := range d.Losses {
		if l.Step <= step || l.Step > last {
			return errOrder
		}
		if !(l.Loss >= 0 && l.Loss <= math.MaxFloat32) {
			return fmt.Errorf("replay: step %d: loss %v", l.Step, l.Loss)
		}
		step = l.Step
	}
	return nil
}
