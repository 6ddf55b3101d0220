package api

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// document is an answer that is not JSON, or is a file to keep.
type document struct {
	kind string // media type
	data []byte
	file string // "" for what is not to be kept
}

// tagged is an answer in JSON that is worth asking for only when it has changed.
type tagged struct{ value any }

// send answers with a document, or only says that it has not changed.
func send(c echo.Context, d document) error {
	sum := sha256.Sum256(d.data)
	// Weak: compressed it has other bytes.
	tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
	h := c.Response().Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache")
	if d.file != "" {
		h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", d.file))
	}
	for known := range strings.SplitSeq(c.Request().Header.Get("If-None-Match"), ",") {
		if strings.TrimSpace(known) == tag && c.Request().Method != http.MethodPost {
			return c.NoContent(http.StatusNotModified)
		}
	}
	return c.Blob(http.StatusOK, d.kind, d.data)
}
