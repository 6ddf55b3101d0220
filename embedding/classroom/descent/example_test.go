package descent_test

import (
	"fmt"
	"log"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/descent"
)

// One step at the random start: after it the text is a little likelier.
func Example() {
	m, err := classroom.Load()
	if err != nil {
		log.Fatal(err)
	}
	var ids []embedding.TokenID
	for _, token := range m.Tokenizer().Encode("The capital of France is") {
		ids = append(ids, token.ID)
	}
	trace, err := descent.Follow(m, m.Start(), ids, descent.Options{Rate: 1e-3, Steps: 1})
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range trace.Positions {
		fmt.Printf("%q → %q: likelier %v\n", m.Text(p.Input), m.Text(p.Target), p.After.Probability > p.Before.Probability)
	}
	// Output:
	// "The" → " capital": likelier true
	// " capital" → " of": likelier true
	// " of" → " France": likelier true
	// " France" → " is": likelier true
}
