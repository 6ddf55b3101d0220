package training

import (
	"encoding/json"
	"math"
	"slices"
	"sync"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/live"
	"tokenscape/projection"
)

// stage puts the frames of one run on two axes, once for all who watch it.
type stage struct {
	watchers int // guarded by Trainings.mu

	mu      sync.Mutex
	step    int
	places  [][]float64
	encoded []byte
}

// View is a frame on two axes: the principal components of its unit rows, turned
// to lie near the frame before.
type View struct {
	*live.Frame
	Places [][]float64
	Ratio  []float64 // each component's share of the variance
}

// Project fits the frame's own axes.
func Project(f *live.Frame) (*View, error) {
	rows := f.Vectors
	rows.Data = slices.Clone(rows.Data)
	embedding.Unit(rows)
	pca, err := projection.Fit(rows, 2)
	if err != nil {
		return nil, err
	}
	return &View{Frame: f, Places: pca.Apply(rows), Ratio: pca.Ratio()}, nil
}

// frame is the JSON of a View.
type frame struct {
	Step        int       `json:"step"`
	Tokens      int       `json:"tokens"`
	Loss        float64   `json:"loss"`
	Purity      float64   `json:"purity"`
	Elapsed     float64   `json:"elapsed"` // seconds
	Ratio       []float64 `json:"explained_variance_ratio"`
	Coordinates []float64 `json:"coordinates"` // x and y of each word in turn
}

// show encodes the frame, or gives what it gave for the same one. A frame older
// than the newest shown gives nil: its watcher will soon have the newer one.
func (s *stage) show(f *live.Frame) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.encoded != nil && f.Step <= s.step {
		if f.Step < s.step {
			return nil, nil
		}
		return s.encoded, nil
	}
	view, err := Project(f)
	if err != nil {
		return nil, err
	}
	if s.places != nil {
		projection.Align(view.Places, s.places)
	}
	data, err := json.Marshal(frame{
		Step: f.Step, Tokens: f.Tokens, Loss: f.Loss, Purity: f.Purity, Elapsed: Round(f.Elapsed.Seconds()),
		Ratio: []float64{Round(view.Ratio[0]), Round(view.Ratio[1])}, Coordinates: Flat(view.Places),
	})
	if err != nil {
		return nil, err
	}
	s.step, s.places, s.encoded = f.Step, view.Places, data
	return data, nil
}

// Flat lists x and y of each place in turn, as many digits as a screen shows.
func Flat(places [][]float64) []float64 {
	flat := make([]float64, 0, 2*len(places))
	for _, p := range places {
		flat = append(flat, Round(p[0]), Round(p[1]))
	}
	return flat
}

// Round keeps five digits after the point.
func Round(x float64) float64 { return math.Round(x*1e5) / 1e5 }
