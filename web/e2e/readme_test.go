package e2e

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestReadmePicture leaves the picture that README.md shows in the folder
// screenshots; `task screenshot` copies it to readme.png.
func TestReadmePicture(t *testing.T) {
	b := open(t, 1280, 1230)
	b.show(path("/map", "text", readySentence, "lang", "en", "theme", "light"))
	content, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("screenshots/readme.png", content, 0o644); err != nil {
		t.Fatal(err)
	}
}
