package web_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/live"
	"tokenscape/web"
)

func ExampleNew() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	scheduler := live.NewScheduler()
	defer scheduler.Close()
	server := web.New([]*embedding.Model{m}, scheduler, slog.New(slog.DiscardHandler))
	w := httptest.NewRecorder()
	server.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/healthz", nil))
	fmt.Println(w.Code, w.Body)
	// Output: 200 ok
}
