package api

import (
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"

	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// The parcel of a large map is packed once for all who ask; what differs makes
// another.
func TestParcelIsPackedOnce(t *testing.T) {
	m, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	a := &API{parcels: newParcels(request.Only(m))}
	c := echo.New().NewContext(httptest.NewRequest("GET", "/", nil), httptest.NewRecorder())
	large, small := sceneOf(t, "on=encoding", ""), sceneOf(t, "", "")
	packed := 0
	write := func(*scene.Scene) ([]byte, error) { packed++; return []byte("layout"), nil }
	for _, step := range []struct {
		s          *scene.Scene
		text, kind string
		want       int // packed so far
	}{
		{large, "", "a", 1}, {large, "", "a", 1}, {large, "king", "a", 2}, {large, "", "b", 3}, {large, "king", "a", 3},
		{small, "", "a", 4}, {small, "", "a", 5},
	} {
		p, err := a.parcel(c, step.s, step.text, step.kind, write)
		if err != nil || packed != step.want || p.kind != step.kind || p.tag == "" {
			t.Fatalf("%d points, %q, %s: %+v, %v, packed %d times, want %d", len(step.s.Points), step.text, step.kind, p, err, packed, step.want)
		}
	}
	wrong := errors.New("wrong")
	if _, err := a.parcel(c, large, "", "c", func(*scene.Scene) ([]byte, error) { return nil, wrong }); !errors.Is(err, wrong) {
		t.Errorf("what cannot be written: %v", err)
	}
}
