package training

import (
	"encoding/hex"
	"unicode/utf8"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/live"
)

// encoding is that of all runs.
const encoding = "r50k_base"

// Run is the JSON of a run.
type Run struct {
	Name   string       `json:"name"`
	State  string       `json:"state"` // queued, training, done, stopped or failed
	Ahead  int          `json:"ahead"` // runs that are trained before it
	Seed   uint64       `json:"seed"`
	Width  int          `json:"width"`
	Steps  int          `json:"steps"`
	Step   int          `json:"step"`  // taken so far
	Model  string       `json:"model"` // to ask for on other calls; empty before it is done
	Losses [][2]float64 `json:"losses"`
}

// Describe tells how far the run is. To ask is to watch for a moment.
func Describe(r *live.Run) Run {
	o, now := r.Options(), r.Now()
	d := Run{Name: r.Name(), State: now.State.String(), Ahead: now.Ahead, Seed: o.Seed, Width: o.Width, Steps: o.Steps, Losses: [][2]float64{}}
	if now.Frame != nil {
		d.Step = now.Frame.Step
	}
	if now.State == live.Done {
		d.Model = r.Name()
	}
	for _, l := range r.Losses() {
		d.Losses = append(d.Losses, [2]float64{float64(l.Step), Round(l.Loss)})
	}
	return d
}

// word is the JSON of a shown token.
type word struct {
	ID       embedding.TokenID `json:"id"`
	Text     string            `json:"text"` // empty when not valid UTF-8
	Bytes    string            `json:"bytes"`
	Category string            `json:"category"`
	Trained  bool              `json:"trained"`
}

func words(list []live.Word) ([]word, error) {
	e, err := bpe.Get(encoding)
	if err != nil {
		return nil, err
	}
	all := make([]word, len(list))
	for i, w := range list {
		text, _ := e.Bytes(w.ID)
		all[i] = word{ID: w.ID, Bytes: hex.EncodeToString([]byte(text)), Category: w.Category, Trained: true}
		if utf8.ValidString(text) {
			all[i].Text = text
		}
	}
	return all, nil
}

// categories lists those of the words, in their order.
func categories(list []live.Word) []string {
	var names []string
	for i, w := range list {
		if i == 0 || w.Category != list[i-1].Category {
			names = append(names, w.Category)
		}
	}
	return names
}
