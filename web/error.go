package web

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"tokenscape/web/api"
	"tokenscape/web/request"
)

// retryAfter is how many seconds a visitor is asked to wait when the server is
// busy.
const retryAfter = "2"

// errorHandler turns the error of any handler into an answer: a problem below
// the API's prefix, else what tell says of the fault. What is the server's own fault goes
// to the log; that it is busy is none.
func errorHandler(log *slog.Logger, tell func(echo.Context, *request.Fault) error) echo.HTTPErrorHandler {
	return func(err error, c echo.Context) {
		if c.Response().Committed {
			return
		}
		fault := request.FaultOf(err)
		status := fault.Status()
		var routing *echo.HTTPError
		if errors.As(err, &routing) {
			status = routing.Code
			fault = request.FaultOfStatus(status)
		}
		if status >= http.StatusInternalServerError && status != http.StatusServiceUnavailable {
			log.Error("answer", "path", c.Request().URL.Path, "status", status, "error", err)
		}
		if status == http.StatusServiceUnavailable {
			c.Response().Header().Set("Retry-After", retryAfter)
		}
		if path := c.Request().URL.Path; path == api.Prefix || strings.HasPrefix(path, api.Prefix+"/") {
			err = api.Refuse(c, status, fault)
		} else if c.Request().Method == http.MethodHead {
			err = c.NoContent(status)
		} else {
			err = tell(c, fault)
		}
		if err != nil {
			log.Error("telling a fault", "error", err)
		}
	}
}
