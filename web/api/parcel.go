package api

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"tokenscape/web/memo"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

const (
	keptParcels = 16
	keptBytes   = 8 << 20 // of all parcels together

	packing      = 2               // parcels packed at a time
	packPatience = 5 * time.Second // waiting for a turn
	packLevel    = 5
)

// parcel is an answer that is sent packed. That of a large map is packed once for
// a whole class: it is shared and must not be modified.
type parcel struct {
	kind   string // media type
	tag    string
	packed []byte // by gzip
}

// newParcels is an empty store of those of large maps.
func newParcels(models request.Models) *memo.Memo[*parcel] {
	turns := request.NewTurns(packing, packPatience)
	return memo.New[*parcel](models, turns, keptParcels).Weighed(keptBytes, func(p *parcel) int { return len(p.packed) })
}

// parcel packs what write makes of a map with a text on it; one of few points
// anew each time.
func (a *API) parcel(c echo.Context, s *scene.Scene, text, kind string, write func(*scene.Scene) ([]byte, error)) (*parcel, error) {
	pack := func() (*parcel, error) {
		data, err := write(s)
		if err != nil {
			return nil, err
		}
		p := &parcel{kind: kind, tag: tagOf(data)}
		p.packed, err = compress(data)
		return p, err
	}
	if len(s.Points) <= maxExact {
		return pack()
	}
	key := fmt.Sprintf("%s %s %x", kind, s.Choice.Values().Encode(), sha256.Sum256([]byte(text)))
	return a.parcels.Get(c.Request().Context(), s.Model, key, pack)
}

func compress(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, packLevel)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

// deliver answers with a parcel, unpacked for the few that cannot do that.
func deliver(c echo.Context, p *parcel) error {
	h := c.Response().Header()
	h.Add("Vary", "Accept-Encoding")
	if unchanged(c, p.tag) {
		return c.NoContent(http.StatusNotModified)
	}
	if strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		return c.Blob(http.StatusOK, p.kind, p.packed)
	}
	plain, err := gzip.NewReader(bytes.NewReader(p.packed))
	if err != nil {
		return fmt.Errorf("unpacking an answer: %w", err)
	}
	return c.Stream(http.StatusOK, p.kind, plain)
}
