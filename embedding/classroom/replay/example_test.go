package replay_test

import (
	"fmt"
	"log"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding/classroom"
)

// Tom and Peter are strangers at the random start and neighbours at the end.
func Example() {
	r, err := classroom.Replay()
	if err != nil {
		log.Fatal(err)
	}
	m, err := classroom.Load()
	if err != nil {
		log.Fatal(err)
	}
	var rows []int
	for _, word := range []string{" Tom", " Peter"} {
		id, err := m.Lookup(word)
		if err != nil {
			log.Fatal(err)
		}
		row, _ := m.Row(id)
		rows = append(rows, row)
	}
	cosine := func(i int) float32 {
		g := r.Snapshots[i].Gather(rows)
		a := blas32.Vector{N: g.Cols, Inc: 1, Data: g.Data[:g.Cols]}
		b := blas32.Vector{N: g.Cols, Inc: 1, Data: g.Data[g.Cols:]}
		return blas32.Dot(a, b) / blas32.Nrm2(a) / blas32.Nrm2(b)
	}
	fmt.Println("step", r.Snapshots[0].Step)
	fmt.Println("strangers at the start:", cosine(0) < 0.3)
	fmt.Println("neighbours at the end:", cosine(len(r.Snapshots)-1) > 0.5)
	// Output:
	// step 0
	// strangers at the start: true
	// neighbours at the end: true
}
