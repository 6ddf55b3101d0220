package plot

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"time"
	"weak"

	"github.com/labstack/echo/v4"

	"tokenscape/projection/figure"
	"tokenscape/web/motion"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

const (
	atATime  = 2               // figures drawn at a time
	patience = 8 * time.Second // waiting for a turn

	// svgPolicy is what an SVG by itself may do: nothing but show its own styles
	// and the picture in it.
	svgPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
)

// presets are sizes for print and slides, the usual one first.
var presets = []struct {
	name string
	size figure.Size
}{
	{"", figure.Size{Width: 1200, Height: 900, DPI: 96}},
	{"a4", figure.Size{Width: 3508, Height: 2480, DPI: 300}},
	{"a4-portrait", figure.Size{Width: 2480, Height: 3508, DPI: 300}},
	{"slide", figure.Size{Width: 1920, Height: 1080, DPI: 144}},
	{"slide-4x3", figure.Size{Width: 1600, Height: 1200, DPI: 144}},
}

var types = map[figure.Format]string{
	figure.PNG: "image/png", figure.SVG: "image/svg+xml", figure.PDF: "application/pdf", figure.GIF: "image/gif",
}

// stills are the formats of a figure that does not move.
var stills = []figure.Format{figure.PNG, figure.SVG, figure.PDF}

// Plot draws the figures.
type Plot struct {
	models  request.Models
	maps    *scene.Maps
	motions *motion.Motions
	turns   request.Turns
	gallery *gallery
}

// New returns the plots of models; maps and motions are shared with the pages.
func New(models request.Models, maps *scene.Maps, motions *motion.Motions) *Plot {
	return &Plot{models, maps, motions, request.NewTurns(atATime, patience), newGallery()}
}

// Register adds /plot.png, /plot.svg and /plot.pdf, and the same of /motion with
// /motion.gif.
func (p *Plot) Register(e *echo.Echo) {
	add := func(name string, format figure.Format, answer func(c echo.Context, format figure.Format) error) {
		e.Match([]string{http.MethodGet, http.MethodHead}, "/"+name+"."+string(format), func(c echo.Context) error {
			return answer(c, format)
		})
	}
	for _, format := range stills {
		add("plot", format, p.answer)
		add("motion", format, p.answerMotion)
	}
	add("motion", figure.GIF, p.answerMotion)
}

// asked is what a request asks for.
type asked struct {
	choice   scene.Choice
	view     scene.View
	text     string
	centred  bool
	step     int // of the pretraining; −1 for the map of the model
	refit    bool
	format   figure.Format
	size     figure.Size
	settings request.Settings
}

func (p *Plot) answer(c echo.Context, format figure.Format) error {
	r := c.Request()
	q := request.Read(r, p.models())
	a, err := read(q)
	if err != nil {
		return err
	}
	a.format, a.settings = format, request.ReadSettings(r)
	return p.send(c, q, key{weak.Make(a.choice.Model), keyOf(q, "plot", format, a.settings)}, format, "map", func(ctx context.Context) ([]byte, error) {
		compose, err := p.scenes(ctx, a)
		if err != nil {
			return nil, err
		}
		return p.draw(ctx, format, compose, func(f *figure.Figure, w io.Writer) error { return f.Encode(w, format, a.size) })
	})
}

// send answers with the file of a key, which draw makes unless it is kept.
func (p *Plot) send(c echo.Context, q *request.Query, k key, format figure.Format, name string, draw func(ctx context.Context) ([]byte, error)) error {
	r := c.Request()
	file, err := p.gallery.get(r.Context(), k, draw)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(file)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	h := c.Response().Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Cookie, Accept-Language")
	if format == figure.SVG {
		h.Add("Vary", "Accept-Encoding")
		h.Set("Content-Security-Policy", svgPolicy)
	}
	if q.Choice("download", "0", "1") == "1" {
		h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="tokenscape-%s.%s"`, name, format))
	}
	if r.Header.Get("If-None-Match") == tag {
		return c.NoContent(http.StatusNotModified)
	}
	if format != figure.SVG {
		return c.Blob(http.StatusOK, types[format], file)
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		return c.Blob(http.StatusOK, types[format], file)
	}
	plain, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return fmt.Errorf("unpacking a figure: %w", err)
	}
	return c.Stream(http.StatusOK, types[format], plain)
}

// read takes from the query what is asked for. The error is a *request.Fault or a
// *figure.SizeError.
func read(q *request.Query) (*asked, error) {
	a := &asked{step: -1, text: q.Text(""), centred: q.Switch("centred"), size: readSize(q, presets[0].size)}
	if q.Has("step") {
		a.step = q.Int("step", 0, 0, math.MaxInt32)
		a.refit = q.Choice("axes", "trained", "step") == "step"
	}
	if q.Err() == nil {
		if err := a.size.Check(); err != nil {
			return nil, err
		}
	}
	var err error
	if a.choice, err = scene.Read(q); err != nil {
		return nil, err
	}
	a.view, err = scene.ReadView(q, a.choice)
	return a, err
}

// readSize is what preset, width, height and dpi ask for, or else the usual size.
func readSize(q *request.Query, size figure.Size) figure.Size {
	names := make([]string, len(presets))
	for i, p := range presets {
		names[i] = p.name
	}
	preset := q.Choice("preset", names...)
	for _, p := range presets[1:] {
		if p.name == preset {
			size = p.size
		}
	}
	return figure.Size{
		Width:  q.Int("width", size.Width, figure.MinSide, figure.MaxSide),
		Height: q.Int("height", size.Height, figure.MinSide, figure.MaxSide),
		DPI:    q.Int("dpi", size.DPI, figure.MinDPI, figure.MaxDPI),
	}
}

// keyOf names the figure that a query asks for among those of a model.
func keyOf(q *request.Query, name string, format figure.Format, settings request.Settings) string {
	values := q.Values()
	values.Del("download")
	values.Set("lang", settings.Lang)
	values.Set("theme", settings.Theme)
	return name + "." + string(format) + "?" + values.Encode()
}

// draw makes the file in its turn: of an SVG, which is sent so to almost all, packed.
func (p *Plot) draw(ctx context.Context, format figure.Format, compose func() (*figure.Figure, error), encode func(*figure.Figure, io.Writer) error) ([]byte, error) {
	// A figure of many points takes megabytes: none is composed that waits.
	giveBack, err := p.turns.Take(ctx)
	if err != nil {
		return nil, err
	}
	defer giveBack()
	f, err := compose()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if format != figure.SVG {
		err := encode(f, &b)
		return b.Bytes(), err
	}
	packed, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	if err := encode(f, packed); err != nil {
		return nil, err
	}
	err = packed.Close()
	return b.Bytes(), err
}

// scenes fetches the map chosen, or what it was after some steps of pretraining, and
// returns how its figure is composed.
func (p *Plot) scenes(ctx context.Context, a *asked) (compose func() (*figure.Figure, error), err error) {
	if a.step >= 0 {
		t, err := p.maps.Trajectory(ctx, a.choice, a.refit)
		if err != nil {
			return nil, err
		}
		return func() (*figure.Figure, error) {
			return At(t, t.Nearest(a.step), a.choice, a.view, a.settings), nil
		}, nil
	}
	s, err := p.maps.Of(ctx, a.choice, a.text)
	if err != nil {
		return nil, err
	}
	beside, err := p.beside(ctx, a)
	if err != nil {
		return nil, err
	}
	return func() (*figure.Figure, error) {
		f, err := Of(s, beside, a.view, a.centred, a.settings)
		if err != nil {
			return nil, err
		}
		w := languages[a.settings.Lang]
		if a.text != "" && a.choice.Method.Computed() {
			f.Footnote += between + w.noPath
		}
		if a.format != figure.PNG && f.Raster(a.format) {
			f.Footnote += between + fmt.Sprintf(w.raster, count(len(s.Points)))
		}
		return f, nil
	}, nil
}

// beside is the second picture's scene, nil without one.
func (p *Plot) beside(ctx context.Context, a *asked) (*scene.Scene, error) {
	if a.view.Beside == nil {
		return nil, nil
	}
	c := a.choice
	c.Method = a.view.Beside.Method
	return p.maps.Of(ctx, c, a.text)
}
