package plot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
	turns  chan struct{}
}

// New returns the plots of models; maps is shared with the pages.
func New(models request.Models, maps *scene.Maps) *Plot {
	return &Plot{models, maps, make(chan struct{}, drawing)}
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
	s, err := p.maps.Of(r.Context(), choice, text)
	if err != nil {
		return err
	}
	drawn, err := p.draw(r.Context(), Of(s, choice, settings), format, size)
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

// draw encodes the figure when its turn comes.
func (p *Plot) draw(ctx context.Context, f *figure.Figure, format figure.Format, size figure.Size) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case p.turns <- struct{}{}:
	case <-ctx.Done():
		return nil, &request.Fault{Code: request.Busy}
	}
	defer func() { <-p.turns }()
	var b bytes.Buffer
	if err := f.Encode(&b, format, size); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
