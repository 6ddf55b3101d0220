package training

import (
	"sync"

	"tokenscape/embedding/classroom/live"
	"tokenscape/web/memo"
	"tokenscape/web/request"
)

// Trainings are the live runs and the looks at single steps. All methods are
// safe for concurrent use.
type Trainings struct {
	*live.Scheduler
	traces *memo.Memo[*Trace]

	mu     sync.Mutex
	stages map[*live.Run]*stage // of the runs that are watched
}

// New returns the trainings of a scheduler, which stays the caller's to close,
// and the looks at models.
func New(models request.Models, scheduler *live.Scheduler) *Trainings {
	return &Trainings{
		Scheduler: scheduler,
		traces:    memo.New[*Trace](models, request.NewTurns(looking, patience), kept),
		stages:    make(map[*live.Run]*stage),
	}
}
