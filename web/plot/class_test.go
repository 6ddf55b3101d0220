package plot_test

import (
	"bytes"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom"
	"tokenscape/web/motion"
	"tokenscape/web/plot"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// A class of 300 opens one link to all tokens at once, over the loopback: everybody
// gets the figure, and the same one.
func TestAClassGetsOneFigure(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	models := request.Only(m)
	e := echo.New()
	maps := scene.NewMaps(models)
	plot.New(models, maps, motion.New(models, maps)).Register(e)
	s := httptest.NewServer(e)
	defer s.Close()
	s.Client().Transport.(*http.Transport).MaxConnsPerHost = 300
	const class = 300
	pictures := make([][]byte, class)
	var all sync.WaitGroup
	for i := range pictures {
		all.Go(func() {
			answer, err := s.Client().Get(s.URL + "/plot.png?on=encoding&width=1890&height=1181&dpi=144")
			if err != nil {
				t.Error(err)
				return
			}
			defer answer.Body.Close()
			if answer.StatusCode != http.StatusOK {
				t.Errorf("pupil %d: %s", i, answer.Status)
			}
			if pictures[i], err = io.ReadAll(answer.Body); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for i, picture := range pictures {
		if !bytes.Equal(picture, pictures[0]) {
			t.Fatalf("pupil %d got another figure", i)
		}
	}
	if config, err := png.DecodeConfig(bytes.NewReader(pictures[0])); err != nil || config.Width != 1890 {
		t.Errorf("%+v, %v", config, err)
	}
}
