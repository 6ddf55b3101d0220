package training

import (
	"math/rand/v2"

	"tokenscape/embedding/classroom/live"
	"tokenscape/web/request"
)

// MaxSeed bounds a seed to what is easily typed and exact in JSON.
const MaxSeed = 1_000_000_000

// ReadOptions takes a run's options from the parameters seed, width and steps;
// without a seed it draws one. What is wrong becomes a fault of q.
func ReadOptions(q *request.Query) live.Options {
	o := live.Options{
		Width: q.Int("width", live.DefaultWidth, live.Widths[0], live.Widths[len(live.Widths)-1]),
		Steps: q.Int("steps", live.DefaultSteps, live.MinSteps, live.MaxSteps),
	}
	if seed := q.Int("seed", -1, 0, MaxSeed); seed >= 0 {
		o.Seed = uint64(seed)
	} else {
		o.Seed = FreshSeed()
	}
	return o
}

// FreshSeed draws a seed short enough to read out to a class.
func FreshSeed() uint64 { return 1 + rand.Uint64N(9999) }
