package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/live"
	"tokenscape/web/api"
	"tokenscape/web/layout"
	"tokenscape/web/motion"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
)

func calls(t testing.TB) http.Handler {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	e := echo.New()
	scheduler := live.NewScheduler()
	only := request.Only(m)
	maps := scene.NewMaps(only)
	api.New(only, maps, motion.New(only, maps), training.New(only, scheduler), layout.New(only)).Register(e.Group(api.Prefix))
	return e
}

func TestMerges(t *testing.T) {
	w := httptest.NewRecorder()
	calls(t).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/merges?word=strawberry&encoding=cl100k_base", nil))
	var answer struct {
		Encoding string
		Steps    []struct {
			Pieces []string
			Pair   [2]string
			Rank   int
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	// facts: cl100k_base cuts str·aw·berry.
	if n := len(answer.Steps); n != 7 || strings.Join(answer.Steps[n-1].Pieces, "·") != "str·aw·berry" {
		t.Errorf("%d steps in %s", n, w.Body)
	}
}

func Example() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	e := echo.New()
	scheduler := live.NewScheduler()
	only := request.Only(m)
	maps := scene.NewMaps(only)
	api.New(only, maps, motion.New(only, maps), training.New(only, scheduler), layout.New(only)).Register(e.Group(api.Prefix))
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/tokenize?text=%20king", nil))
	fmt.Println(w.Body)
	// Output: {"encoding":"r50k_base","tokens":[{"id":5822,"text":" king","bytes":"206b696e67","start":0,"end":5}],"unknown":[]}
}
