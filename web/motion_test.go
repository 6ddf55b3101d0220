package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
)

// The figure of a motion is packed once, and moves where it is asked to.
func TestMotionFigures(t *testing.T) {
	const asked = "?text=The+capital+of+France+is&width=640&height=480"
	w := ask(http.MethodGet, "/motion.svg"+asked, "", "Accept-Encoding", "gzip")
	plain, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if svg, err := io.ReadAll(plain); err != nil || !strings.HasPrefix(string(svg), "<?xml") {
		t.Errorf("%v, begins with %.20q", err, svg)
	}
	w = ask(http.MethodGet, "/motion.gif"+asked, "", "Accept-Encoding", "gzip")
	if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != "" || w.Header().Get("Content-Type") != "image/gif" || !strings.HasPrefix(w.Body.String(), "GIF89a") {
		t.Errorf("%d, %v", w.Code, w.Header())
	}
	if w := ask(http.MethodGet, "/motion.gif?text=a&width=2000&height=2000", ""); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "1048576") {
		t.Errorf("too large: %d %.300s", w.Code, w.Body)
	}
}
