package request_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"tokenscape/web/request"
)

func TestTurns(t *testing.T) {
	turns := request.NewTurns(1, time.Millisecond)
	giveBack, err := turns.Take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var fault *request.Fault
	if _, err := turns.Take(t.Context()); !errors.As(err, &fault) || fault.Code != request.Busy {
		t.Errorf("a second at a time: %v, want busy", err)
	}
	giveBack()
	if giveBack, err = turns.Take(t.Context()); err != nil {
		t.Errorf("after the first: %v", err)
	}
	giveBack()
}

func ExampleTurns_Take() {
	turns := request.NewTurns(2, time.Second)
	giveBack, err := turns.Take(context.Background())
	if err != nil {
		panic(err)
	}
	defer giveBack()
	fmt.Println("drawing")
	// Output: drawing
}
