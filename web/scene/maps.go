package scene

import (
	"time"

	"tokenscape/web/memo"
	"tokenscape/web/request"
)

const (
	keptMaps         = 64
	keptTrajectories = 16 // a map of each snapshot

	fitting  = 2               // maps or trajectories fitted at a time
	patience = 5 * time.Second // waiting for a turn
)

// Maps fits maps, a few at a time, and keeps those used last, as long as their
// model can be asked for. It is safe for concurrent use.
type Maps struct {
	maps         *memo.Memo[*Map]
	trajectories *memo.Memo[*Trajectory]
}

// NewMaps returns an empty store of maps of the models.
func NewMaps(models request.Models) *Maps {
	turns := request.NewTurns(fitting, patience)
	return &Maps{
		maps:         memo.New[*Map](models, turns, keptMaps),
		trajectories: memo.New[*Trajectory](models, turns, keptTrajectories),
	}
}
