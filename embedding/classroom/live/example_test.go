package live_test

import (
	"context"
	"fmt"
	"log"

	"tokenscape/embedding/classroom/live"
)

func Example() {
	s := live.NewScheduler()
	defer s.Close()
	run, err := s.Start("a visitor", live.Options{Seed: 1, Steps: 20})
	if err != nil {
		log.Fatal(err)
	}
	var first, last *live.Frame
	for event := range run.Watch(context.Background()) {
		if event.Frame != nil && first == nil {
			first = event.Frame
		}
		last = event.Frame
	}
	fmt.Println("step", last.Step, "of", run.Options().Steps)
	fmt.Println("the loss fell:", last.Loss < first.Loss)
	// Output:
	// step 20 of 20
	// the loss fell: true
}
