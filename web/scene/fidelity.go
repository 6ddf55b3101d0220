package scene

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"tokenscape/projection"
	"tokenscape/web/request"
)

// Near is the k of a point's neighbourhood.
const Near = 10

// MaxMeasured is of how many numbers of vectors the fidelity of a picture is
// measured: of more it would take longer than a request may.
const MaxMeasured = 40_000_000

// Fidelity says how truly a picture of a map shows which points lie near which.
type Fidelity struct {
	K, Compared                 int       // neighbours; points measured
	Preservation                []float64 // of each point: the share of its K nearest that the picture keeps; nil when not all are measured
	Preserved                   float64   // the mean of it, over the points measured
	Trustworthiness, Continuity float64   // of the whole picture
}

var errNotKept = errors.New("the scene is of no map that is kept")

// All lists the map's components.
func (m *Map) All() []int {
	all := make([]int, len(m.Axes))
	for k := range all {
		all[k] = k
	}
	return all
}

// Fidelity measures the picture of some components against the rows as they were
// fitted, once; it costs O(n²·D). Past projection.MaxPreservation points it
// measures a sample of them. The error is a *request.Fault: with the code TooMany for
// more than MaxMeasured numbers, with Busy when the server has no time for it now.
func (s *Scene) Fidelity(components []int) (*Fidelity, error) {
	if s.maps == nil {
		return nil, errNotKept
	}
	if n, most := len(s.Points), MaxMeasured/s.Model.Dim(); n > most {
		return nil, &request.Fault{Code: request.TooMany, Parameter: "on", Value: strconv.Itoa(n), Limit: strconv.Itoa(most)}
	}
	key := fmt.Sprint(s.key, components)
	return s.maps.fidelities.Get(context.Background(), s.Model, key, func() (*Fidelity, error) {
		whole := projection.Compare(s.choice.rows(s.ids()), s.places(components), Near)
		f := &Fidelity{K: Near, Compared: whole.Compared, Preserved: whole.Preserved(),
			Trustworthiness: whole.Trustworthiness, Continuity: whole.Continuity}
		if f.Compared == len(s.Points) {
			f.Preservation = whole.Preservation
		}
		return f, nil
	})
}

// Preservation is the share of each point's nearest that the picture of some
// components keeps. Past projection.MaxPreservation points, which are not all
// measured, the error is a *request.Fault with the code TooMany.
func (s *Scene) Preservation(components []int) ([]float64, error) {
	if n := len(s.Points); n > projection.MaxPreservation {
		return nil, &request.Fault{Code: request.TooMany, Parameter: "on", Value: strconv.Itoa(n), Limit: strconv.Itoa(projection.MaxPreservation)}
	}
	f, err := s.Fidelity(components)
	if err != nil {
		return nil, err
	}
	return f.Preservation, nil
}

// TooManyPoints tells whether a map was not measured because of its size.
func TooManyPoints(err error) bool {
	var fault *request.Fault
	return errors.As(err, &fault) && fault.Code == request.TooMany
}

// places are the points' coordinates on some of the axes; 0 on one that is not
// there.
func (m *Map) places(components []int) [][]float64 {
	all := make([]float64, len(m.Points)*len(components))
	places := make([][]float64, len(m.Points))
	for i, p := range m.Points {
		places[i] = all[i*len(components):][:len(components)]
		for j, k := range components {
			if k < len(p.Coordinates) {
				places[i][j] = p.Coordinates[k]
			}
		}
	}
	return places
}
