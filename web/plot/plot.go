package plot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"tokenscape/projection/figure"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

const (
	drawing  = 2               // figures drawn at a time
	patience = 8 * time.Second // waiting for a turn

	defaultWidth  = 1200 // pixels
	defaultHeight = 900  // pixels
	defaultDPI    = 96
)

var types = map[figure.Format]string{
	figure.PNG: "image/png", figure.SVG: "image/svg+xml", figure.PDF: "application/pdf",
}

// Plot draws the figures.
type Plot struct {
	models request.Models
	maps   *scene.Maps
	turns  request.Turns
}

// New returns the plots of models; maps is shared with the pages.
func New(models request.Models, maps *scene.Maps) *Plot {
	return &Plot{models, maps, request.NewTurns(drawing, patience)}
}

// Register adds /plot.png, /plot.svg and /plot.pdf.
func (p *Plot) Register(e *echo.Echo) {
	for format := range types {
		e.Match([]string{http.MethodGet, http.MethodHead}, "/plot."+string(format), func(c echo.Context) error {
			return p.answer(c, format)
		})
	}
}

func (p *Plot) answer(c echo.Context, format figure.Format) error {
	r := c.Request()
	q := request.Read(r, p.models())
	settings := request.ReadSettings(r)
	size := figure.Size{
		Width:  q.Int("width", defaultWidth, figure.MinSide, figure.MaxSide),
		Height: q.Int("height", defaultHeight, figure.MinSide, figure.MaxSide),
		DPI:    q.Int("dpi", defaultDPI, figure.MinDPI, figure.MaxDPI),
	}
	text := q.Text("")
	if q.Err() == nil {
		if err := size.Check(); err != nil {
			return err
		}
	}
	choice, err := scene.Read(q)
	if q.Err() != nil {
		return q.Err()
	}
	if err != nil {
		return err
	}
	chosen, err := p.figure(r.Context(), q, choice, text, settings)
	if q.Err() != nil {
		return q.Err()
	}
	if err != nil {
		return err
	}
	drawn, err := p.draw(r.Context(), chosen, format, size)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(drawn)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	h := c.Response().Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Cookie, Accept-Language")
	if q.Choice("download", "0", "1") == "1" {
		h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="tokenscape-map.%s"`, format))
	}
	if r.Header.Get("If-None-Match") == tag {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, types[format], drawn)
}

// figure is the map chosen or, with the parameter step, what it was after so
// many steps of pretraining.
func (p *Plot) figure(ctx context.Context, q *request.Query, choice scene.Choice, text string, settings request.Settings) (*figure.Figure, error) {
	if !q.Has("step") {
		s, err := p.maps.Of(ctx, choice, text)
		if err != nil {
			return nil, err
		}
		return Of(s, choice, settings), nil
	}
	step := q.Int("step", 0, 0, math.MaxInt32)
	refit := q.Choice("axes", "trained", "step") == "step"
	if q.Err() != nil {
		return nil, q.Err()
	}
	t, err := p.maps.Trajectory(ctx, choice, refit)
	if err != nil {
		return nil, err
	}
	return At(t, t.Nearest(step), choice, settings), nil
}

// draw encodes the figure when its turn comes.
func (p *Plot) draw(ctx context.Context, f *figure.Figure, format figure.Format, size figure.Size) ([]byte, error) {
	giveBack, err := p.turns.Take(ctx)
	if err != nil {
		return nil, err
	}
	defer giveBack()
	var b bytes.Buffer
	if err := f.Encode(&b, format, size); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
