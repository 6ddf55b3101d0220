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

// send answers with a document.
func send(c echo.Context, d document) error {
	if d.file != "" {
		c.Response().Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", d.file))
	}
	if unchanged(c, tagOf(d.data)) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, d.kind, d.data)
}

// tagOf is weak: compressed the answer has other bytes.
func tagOf(data []byte) string {
	sum := sha256.Sum256(data)
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// unchanged tags the answer, and tells whether who asks has it already.
func unchanged(c echo.Context, tag string) bool {
	h := c.Response().Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache")
	for known := range strings.SplitSeq(c.Request().Header.Get("If-None-Match"), ",") {
		if strings.TrimSpace(known) == tag && c.Request().Method != http.MethodPost {
			return true
		}
	}
	return false
}
