package plot_test

import (
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom"
	"tokenscape/web/motion"
	"tokenscape/web/plot"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

func Example() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	models := request.Only(m)
	e := echo.New()
	maps := scene.NewMaps(models)
	plot.New(models, maps, motion.New(models, maps)).Register(e)
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/plot.png?text=The+king&width=640&height=480", nil))
	picture, err := png.Decode(w.Body)
	if err != nil {
		panic(err)
	}
	fmt.Println(w.Header().Get("Content-Type"), picture.Bounds())
	// Output: image/png (0,0)-(640,480)
}
