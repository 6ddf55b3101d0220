package figure

import (
	_ "embed" // the font
	"fmt"
	"strings"
	"sync"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// notoSansSC is made by font/subset.py.
//
//go:embed font/NotoSansSC-GB2312.ttf
var notoSansSC []byte

const typeface = "NotoSansSC"

// missing stands for a character that the font lacks.
const missing = '□'

var (
	cache   *font.Cache
	handler text.Handler
	parsed  *opentype.Font

	loadFont = sync.OnceValue(func() error {
		face, err := opentype.Parse(notoSansSC)
		if err != nil {
			return fmt.Errorf("reading the figures' font: %w", err)
		}
		parsed = face
		cache = font.NewCache(font.Collection{{Font: font.Font{Typeface: typeface}, Face: face}})
		handler = text.Plain{Fonts: cache}
		return nil
	})
)

func fontOf(size vg.Length) font.Font {
	return font.Font{Typeface: typeface, Size: size}
}

func face(size vg.Length) font.Face { return cache.Lookup(fontOf(size), size) }

// widthOf is the length of s when it is set in the size.
func widthOf(s string, size vg.Length) vg.Length {
	f := face(size)
	return f.Width(s)
}

// drawable replaces each character that the font lacks, and each that is not
// printed, by □, so that none vanishes in silence.
func drawable(s string) string {
	var buffer sfnt.Buffer
	return strings.Map(func(r rune) rune {
		if glyph, err := parsed.GlyphIndex(&buffer, r); err != nil || glyph == 0 || r < ' ' {
			return missing
		}
		return r
	}, s)
}
