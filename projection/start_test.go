package projection_test

import (
	"errors"
	"math"
	"reflect"
	"testing"

	"tokenscape/projection"
)

// Spread as wide as is wanted along the first component, and near the others'
// places, whatever the seed.
func TestStart(t *testing.T) {
	x := cloud(200, 7)
	pca, err := projection.Fit(x, 2)
	if err != nil {
		t.Fatal(err)
	}
	scale := 3 / math.Sqrt(pca.Variance[0])
	for _, seed := range []uint64{1, 2} {
		got, err := projection.Start(x, 3, seed)
		if err != nil {
			t.Fatal(err)
		}
		moved := 0.0
		for i, place := range pca.Apply(x) {
			off := math.Hypot(got[i][0]-scale*place[0], got[i][1]-scale*place[1])
			if off > 0.2 {
				t.Errorf("row %d is %v away", i, off)
			}
			moved += off * off / float64(2*x.Rows)
		}
		if sd := math.Sqrt(moved); sd < 0.025 || sd > 0.035 { // a hundredth of 3
			t.Errorf("seed %d moves rows by %v", seed, sd)
		}
	}
}

func TestStartOfEqualRows(t *testing.T) {
	x := matrix(3, 2, []float32{4, 4, 4, 4, 4, 4})
	first, err := projection.Start(x, 1, 7)
	if err != nil {
		t.Fatal(err)
	}
	second, err := projection.Start(x, 1, 7)
	if err != nil || !reflect.DeepEqual(first, second) {
		t.Errorf("%v, then %v, %v", first, second, err)
	}
	if first[0][0] == first[1][0] || math.Abs(first[0][0]) > 0.1 {
		t.Errorf("equal rows start at %v", first)
	}
	if _, err := projection.Start(matrix(0, 2, nil), 1, 7); !errors.Is(err, projection.ErrNoRows) {
		t.Errorf("no rows: %v", err)
	}
}
