package web

import (
	"log/slog"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"tokenscape/embedding/classroom/live"
	"tokenscape/web/api"
	"tokenscape/web/request"
)

const (
	gzipLevel   = 5
	gzipMinimum = 1024 // bytes
)

// policy allows what this server sends and nothing else: no inline script or
// style, nothing from another host, no frame around it.
const policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

// securityHeaders sets the headers that every answer carries.
func securityHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		return next(c)
	}
}

// uncompressed reports answers that gzip would only make larger, or hold back:
// a stream of events. Figures and layouts are packed where they are kept.
func uncompressed(c echo.Context) bool {
	path := c.Request().URL.Path
	return strings.HasPrefix(path, "/plot.") || strings.HasPrefix(path, "/motion.") || strings.HasPrefix(path, api.Prefix+"/layout") || strings.HasSuffix(path, "/events")
}

// crossOrigin knows by Sec-Fetch-Site and Origin what another site's page sends.
var crossOrigin = http.NewCrossOriginProtection()

// sameOrigin refuses what another site's page asks this server to do. Reading is
// harmless, and programs that are no browsers send neither header.
func sameOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if crossOrigin.Check(c.Request()) != nil {
			return &request.Fault{Code: request.CrossSite}
		}
		return next(c)
	}
}

// inUse tells the scheduler which of its models a URL asks for: it keeps those
// used last.
func inUse(scheduler *live.Scheduler) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if name := c.QueryParam("model"); name != "" {
				scheduler.Model(name)
			}
			return next(c)
		}
	}
}

// requestLog writes one line a request, without the visitor's text.
func requestLog(log *slog.Logger) echo.MiddlewareFunc {
	return middleware.RequestLoggerWithConfig(middleware.RequestLoggerConfig{
		LogMethod: true, LogURIPath: true, LogStatus: true, LogLatency: true, LogRemoteIP: true,
		HandleError: true,
		LogValuesFunc: func(c echo.Context, v middleware.RequestLoggerValues) error {
			log.Info("request", "method", v.Method, "path", v.URIPath, "status", c.Response().Status,
				"duration", v.Latency, "remote", v.RemoteIP)
			return nil
		},
	})
}
