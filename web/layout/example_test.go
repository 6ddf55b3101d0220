package layout_test

import (
	"context"
	"fmt"

	"tokenscape/embedding/classroom"
	"tokenscape/web/layout"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

func ExampleLayouts() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	layouts := layout.New(request.Only(m))
	defer layouts.Close()
	c := scene.Default(m)
	c.Method = scene.UMAP
	err = layouts.Watch(context.Background(), c, func(e layout.Event) error {
		if e.State.Ended() {
			fmt.Println("done:", e.State == layout.Done)
		}
		return nil
	})
	if err != nil {
		panic(err)
	}
	places, err := layouts.Layout(context.Background(), c) // at once
	fmt.Println(len(places) == len(c.IDs()), err)
	// Output:
	// done: true
	// true <nil>
}
