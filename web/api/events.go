package api

import (
	"bytes"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"tokenscape/web/training"
)

const (
	// sending bounds one write to a watcher: who takes no bytes for that long is
	// gone, or too slow to watch.
	sending = 10 * time.Second

	// reconnect is how many milliseconds a watcher who lost the stream waits.
	reconnect = 2000
)

// events streams what a run does.
func (a *API) events(c echo.Context) error {
	run, err := a.run(c)
	if err != nil {
		return err
	}
	return stream(c, func(send training.Send) error { return a.trainings.Watch(c.Request().Context(), run, send) })
}

// stream answers with server-sent events: those that watch sends until it
// returns. An error before the first is answered as that of any call. The
// server's own limits of time are for answers that end; here each write has its
// own.
func stream(c echo.Context, watch func(training.Send) error) error {
	if c.Request().Method == http.MethodHead {
		return c.NoContent(http.StatusOK)
	}
	connection := http.NewResponseController(c.Response())
	if err := connection.SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	began := false
	return watch(func(event string, data []byte) error {
		if err := connection.SetWriteDeadline(time.Now().Add(sending)); err != nil {
			return err
		}
		var b bytes.Buffer
		if !began {
			h := c.Response().Header()
			h.Set(echo.HeaderContentType, "text/event-stream")
			h.Set(echo.HeaderCacheControl, "no-store")
			h.Set("X-Accel-Buffering", "no") // for a proxy between
			c.Response().WriteHeader(http.StatusOK)
			fmt.Fprintf(&b, "retry: %d\n\n", reconnect)
			began = true
		}
		if event == training.Beat {
			b.WriteString(":\n\n")
		} else {
			fmt.Fprintf(&b, "event: %s\ndata: %s\n\n", event, data)
		}
		if _, err := c.Response().Write(b.Bytes()); err != nil {
			return err
		}
		return connection.Flush()
	})
}
