package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"github.com/labstack/echo/v4"
	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/web/request"
	"tokenscape/web/weights"
)

// matrixPicture answers /vectors/matrix.png: rows of a matrix as a picture, from
// the row in the query on and no more than a picture holds.
func (s *Site) matrixPicture(c echo.Context) error {
	r := c.Request()
	q := request.Read(r, s.models())
	m := q.Model()
	matrix := q.Choice("matrix", "token", "position", "cosine")
	rows := map[string]int{"token": m.Vocab(), "position": m.Context(), "cosine": m.Context()}[matrix]
	from := q.Int("from", 0, 0, max(0, rows-1))
	if q.Err() != nil {
		return q.Err()
	}
	study, err := s.study(r.Context(), m)
	if err != nil {
		return err
	}
	giveBack, err := s.drawings.Take(r.Context()) // after the study, which takes a turn of its own
	if err != nil {
		return err
	}
	defer giveBack()
	x, top := m.TokenEmbedding(), study.Reach
	switch matrix {
	case "position":
		x = m.PositionEmbedding()
		top = weights.Reach(x)
	case "cosine":
		x, top = study.Positions, 1
	}
	last := min(rows, from+max(1, weights.MaxPixels/max(1, x.Cols)))
	x = blas32.General{Rows: last - from, Cols: x.Cols, Stride: x.Stride, Data: x.Data[from*x.Stride:]}
	ramp := weights.Light
	if request.ReadSettings(r).Theme == "dark" {
		ramp = weights.Dark
	}
	var b bytes.Buffer
	if err := weights.Draw(&b, x, top, ramp); err != nil {
		return err
	}
	sum := sha256.Sum256(b.Bytes())
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	h := c.Response().Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Cookie")
	if r.Header.Get("If-None-Match") == tag {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, "image/png", b.Bytes())
}
