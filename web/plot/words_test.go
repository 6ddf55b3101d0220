package plot

import (
	"os"
	"testing"
	"unicode"

	"golang.org/x/image/font/sfnt"

	"tokenscape/web/message"
	"tokenscape/web/message/messagetest"
)

func TestEveryWordIsWrittenInBothLanguages(t *testing.T) {
	messagetest.Compare(t, languages["en"], languages["zh"], nil)
}

// The figures' font, of PNG and PDF alike, has every character that a figure may be
// given from the catalogues.
func TestTheFontHasEveryCharacter(t *testing.T) {
	file, err := os.ReadFile("../../projection/figure/font/NotoSansSC-GB2312.ttf")
	if err != nil {
		t.Fatal(err)
	}
	font, err := sfnt.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	never := map[rune]bool{'⌘': true, '₁': true} // a key, and a formula, of pages alone
	var buffer sfnt.Buffer
	checked := map[rune]bool{}
	for _, catalogue := range []any{message.English, message.Chinese, languages["en"], languages["zh"]} {
		for path, text := range messagetest.Texts(catalogue) {
			for _, r := range text {
				if checked[r] || never[r] || unicode.IsControl(r) {
					continue
				}
				checked[r] = true
				if glyph, err := font.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
					t.Errorf("%s: the font has no %q (%U)", path, r, r)
				}
			}
		}
	}
	if len(checked) < 800 {
		t.Errorf("%d characters", len(checked))
	}
}
