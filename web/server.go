package web

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"tokenscape/static"
	"tokenscape/web/api"
	"tokenscape/web/page"
	"tokenscape/web/plot"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// Limits of a connection.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 2 * time.Minute

	// maxHeader bounds the request line too: a text of 64 KiB is three times
	// as long in a query, and one that is longer shall still be told its limit.
	maxHeader = 2 << 20
	maxBody   = "1M" // the API's own limit is below it
)

// New returns a server of models that logs to log. Its address is the caller's:
// use Serve with a listener.
func New(models request.Models, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           Handler(models, log),
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// Handler answers all routes.
func Handler(models request.Models, log *slog.Logger) http.Handler {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	maps := scene.NewMaps(models)
	pages := page.New(models, maps)
	e.HTTPErrorHandler = errorHandler(log, pages.Fault)
	e.Use(
		requestLog(log),
		middleware.RecoverWithConfig(middleware.RecoverConfig{DisablePrintStack: true}),
		securityHeaders,
		takeTurns(),
		middleware.BodyLimit(maxBody),
		middleware.GzipWithConfig(middleware.GzipConfig{Level: gzipLevel, MinLength: gzipMinimum, Skipper: compressed}),
	)
	pages.Register(e)
	e.GET(static.Prefix+"*", echo.WrapHandler(static.Handler()))
	api.New(models, maps).Register(e.Group(api.Prefix))
	plot.New(models, maps).Register(e)
	e.Match([]string{http.MethodGet, http.MethodHead}, "/healthz", func(c echo.Context) error {
		return c.String(http.StatusOK, "ok")
	})
	return e
}
