package page_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/live"
	"tokenscape/web/motion"
	"tokenscape/web/page"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
)

func Example() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	models := request.Only(m)
	e := echo.New()
	maps := scene.NewMaps(models)
	page.New(models, maps, motion.New(models, maps), training.New(models, live.NewScheduler())).Register(e)
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/predict?text=The+capital+of+France+is&lang=zh", nil))
	fmt.Println(w.Code, regexp.MustCompile("<title>.*</title>").FindString(w.Body.String()))
	// Output: 200 <title>预测 · Tokenscape</title>
}
