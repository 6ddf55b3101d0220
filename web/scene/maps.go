package scene

import (
	"context"
	"strconv"
	"time"

	"tokenscape/web/memo"
	"tokenscape/web/request"
)

const (
	keptMaps         = 64
	keptPoints       = 300_000 // of all maps together, some 100 bytes each
	keptTrajectories = 16      // a map of each snapshot
	keptFidelities   = 64

	fitting  = 2               // maps or trajectories fitted at a time
	patience = 5 * time.Second // waiting for a turn
)

// MaxComputed is the most points of a map by a computed method.
const MaxComputed = 5000

// Layouts computes the layouts of methods that take seconds, off the path of a
// request.
type Layouts interface {
	// Layout is where the tokens c.IDs() lie, with the rows c.Rows(): two
	// coordinates each. It waits for the job for some time; when that is not done
	// by then the error is a *request.Fault with the code NotReady.
	Layout(ctx context.Context, c Choice) ([][]float64, error)
}

// Maps fits maps, a few at a time, and keeps those used last, as long as their
// model can be asked for. It is safe for concurrent use.
type Maps struct {
	// Layouts computes the maps of t-SNE and UMAP; without it there are none. It
	// is set before the first request.
	Layouts Layouts

	maps         *memo.Memo[*Map]
	fidelities   *memo.Memo[*Fidelity]
	trajectories *memo.Memo[*Trajectory]
}

// NewMaps returns an empty store of maps of the models.
func NewMaps(models request.Models) *Maps {
	turns := request.NewTurns(fitting, patience)
	return &Maps{
		maps:         memo.New[*Map](models, turns, keptMaps).Weighed(keptPoints, func(m *Map) int { return len(m.Points) }),
		fidelities:   memo.New[*Fidelity](models, turns, keptFidelities),
		trajectories: memo.New[*Trajectory](models, turns, keptTrajectories),
	}
}

// Computable is nil for a choice of no more points than a computed method takes,
// else a *request.Fault with the code TooMany.
func (c Choice) Computable() error {
	if n := len(c.IDs()); n > MaxComputed {
		return &request.Fault{Code: request.TooMany, Parameter: "on", Value: strconv.Itoa(n), Limit: strconv.Itoa(MaxComputed)}
	}
	return nil
}

// computed is where the points of a computed method lie.
func (m *Maps) computed(ctx context.Context, c Choice) ([][]float64, error) {
	if err := c.Computable(); err != nil {
		return nil, err
	}
	if m.Layouts == nil {
		return nil, &request.Fault{Code: request.NotReady, Parameter: "method", Value: string(c.Method)}
	}
	return m.Layouts.Layout(ctx, c)
}
