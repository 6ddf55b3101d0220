package web_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"

	"tokenscape/embedding/classroom"
	"tokenscape/web"
	"tokenscape/web/request"
)

func ExampleNew() {
	m, err := classroom.Load()
	if err != nil {
		panic(err)
	}
	server := web.New(request.Only(m), slog.New(slog.DiscardHandler))
	w := httptest.NewRecorder()
	server.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/healthz", nil))
	fmt.Println(w.Code, w.Body)
	// Output: 200 ok
}
