package web

import (
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/live"
	"tokenscape/static"
	"tokenscape/web/api"
	"tokenscape/web/layout"
	"tokenscape/web/motion"
	"tokenscape/web/page"
	"tokenscape/web/plot"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
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

// New returns a server of the models, the default first, and of those that the
// scheduler trains; it logs to log. Its address is the caller's: use Serve with a
// listener. Its Shutdown ends what is trained and computed, so that streams end.
func New(models []*embedding.Model, scheduler *live.Scheduler, log *slog.Logger) *http.Server {
	all := func() []*embedding.Model { return append(slices.Clip(models), scheduler.Models()...) }
	layouts := layout.New(all)
	layouts.Log = log
	s := &http.Server{
		Handler:           routes(all, scheduler, layouts, log),
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	s.RegisterOnShutdown(scheduler.Close)
	s.RegisterOnShutdown(layouts.Close)
	return s
}

// routes answers all routes.
func routes(models request.Models, scheduler *live.Scheduler, layouts *layout.Layouts, log *slog.Logger) http.Handler {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	maps, trainings := scene.NewMaps(models), training.New(models, scheduler)
	maps.Layouts = layouts
	motions := motion.New(models, maps)
	pages := page.New(models, maps, motions, trainings)
	e.HTTPErrorHandler = errorHandler(log, pages.Fault)
	e.Use(
		requestLog(log),
		middleware.RecoverWithConfig(middleware.RecoverConfig{DisablePrintStack: true}),
		securityHeaders,
		takeTurns(),
		sameOrigin,
		inUse(scheduler),
		middleware.BodyLimit(maxBody),
		middleware.GzipWithConfig(middleware.GzipConfig{Level: gzipLevel, MinLength: gzipMinimum, Skipper: uncompressed}),
	)
	pages.Register(e)
	e.GET(static.Prefix+"*", echo.WrapHandler(static.Handler()))
	api.New(models, maps, motions, trainings, layouts).Register(e.Group(api.Prefix))
	plot.New(models, maps, motions).Register(e)
	e.Match([]string{http.MethodGet, http.MethodHead}, "/healthz", func(c echo.Context) error {
		return c.String(http.StatusOK, "ok")
	})
	return e
}
