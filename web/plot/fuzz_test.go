package plot_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"tokenscape/projection/figure"
	"tokenscape/web/motion"
	"tokenscape/web/plot"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// Whatever is asked is drawn or refused.
func FuzzPlot(f *testing.F) {
	for _, view := range views {
		f.Add(view.query)
	}
	for _, q := range []string{"step=0", "view=1e6,-1e6,512", "turn=360,-90&pc=3,1,2", "selected=0-9999", "color=pc:10&pc=1,10", "a= man&b= man&c= man", "preset=slide&width=64&height=64&magnify=3"} {
		f.Add(q)
	}
	models := request.Only(world(f))
	maps := scene.NewMaps(models)
	maps.Layouts = layouts{}
	e := echo.New()
	var failed error
	e.HTTPErrorHandler = func(err error, _ echo.Context) { failed = err }
	plot.New(models, maps, motion.New(models, maps)).Register(e)
	f.Fuzz(func(t *testing.T, query string) {
		asked, err := url.ParseQuery(strings.ReplaceAll(query, " ", "+"))
		if err != nil {
			return
		}
		asked.Set("width", "200") // only slow
		asked.Set("height", "150")
		for _, format := range []string{"png", "svg", "pdf"} {
			failed = nil
			w := httptest.NewRecorder()
			e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/plot."+format+"?"+asked.Encode(), nil))
			var fault *request.Fault
			var size *figure.SizeError
			if failed != nil && !errors.As(failed, &fault) && !errors.As(failed, &size) {
				t.Fatalf("%s: %v", query, failed)
			}
			if failed == nil && w.Body.Len() < 200 {
				t.Fatalf("%s: %d bytes", query, w.Body.Len())
			}
		}
	})
}
