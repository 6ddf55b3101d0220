package api

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"

	"tokenscape/web/request"
)

// As many answers are built at a time as may be; another one waits as long as its
// visitor does.
func TestAnswersAreBuiltInTurn(t *testing.T) {
	a := &API{turns: request.NewTurns(building, patience)}
	ask := func(ctx context.Context, build func() any) ([]byte, error) {
		r := httptest.NewRequest("GET", "/", nil).WithContext(ctx)
		return a.encoded(echo.New().NewContext(r, httptest.NewRecorder()), build)
	}
	begun, letGo, done := make(chan bool), make(chan bool), make(chan error)
	for range building {
		go func() {
			_, err := ask(t.Context(), func() any {
				begun <- true
				<-letGo
				return 1
			})
			done <- err
		}()
		<-begun
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	var fault *request.Fault
	if _, err := ask(gone, func() any { return 1 }); !errors.As(err, &fault) || fault.Code != request.Busy {
		t.Errorf("one more: %v", err)
	}
	close(letGo)
	for range building {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if data, err := ask(t.Context(), func() any { return []int{1, 2} }); err != nil || string(data) != "[1,2]" {
		t.Errorf("afterwards: %s, %v", data, err)
	}
}
