package page

import (
	"net/http/httptest"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/live"
	"tokenscape/web/course"
	"tokenscape/web/motion"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
)

// Who finds all looks inside taken is told that the server is busy; a page gives its
// own back.
func TestLooksInsideAreTakenInTurn(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	only := request.Only(m)
	maps := scene.NewMaps(only)
	s := New(only, maps, motion.New(only, maps), training.New(only, live.NewScheduler()))
	s.looks = request.NewTurns(1, time.Millisecond)
	e := echo.New()
	var failed error
	e.HTTPErrorHandler = func(err error, _ echo.Context) { failed = err }
	s.Register(e)
	paths := []string{"/predict?text=The+king"}
	for _, chapter := range course.For("en").Chapters {
		if chapter.Live.Part == course.Steps {
			paths = append(paths, learnPath+"/"+chapter.Slug+"?guess=0")
		}
	}
	if len(paths) != 2 {
		t.Fatal("no chapter looks inside")
	}
	for _, path := range paths {
		ask := func() error {
			failed = nil
			e.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", path, nil))
			return failed
		}
		giveBack, err := s.looks.Take(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := ask(); err == nil || request.FaultOf(err).Code != request.Busy {
			t.Errorf("%s: %v, want busy", path, err)
		}
		giveBack()
		for range 2 {
			if err := ask(); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}
