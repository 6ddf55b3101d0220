package e2e

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// A document is a PDF as Chromium writes it: objects in the open, streams deflated,
// and for each font a table from its glyphs to text. This reads what the tests look
// at, the sizes of the pages and their text, and is no reader for other PDFs.
type document struct {
	t       *testing.T
	objects map[string][]byte // by number
	fonts   map[string]*font
}

// font tells which text the codes of a string stand for.
type font struct {
	wide bool // two bytes a code
	text map[int]string
}

// printed is a page of a PDF.
type printed struct {
	width, height float64 // in points, 1/72 inch
	text          string  // in the order in which it is drawn, without spaces
}

var (
	object    = regexp.MustCompile(`(?s)(\d+) 0 obj\s(.*?)\sendobj`)
	stream    = regexp.MustCompile(`(?s)^(.*?)stream\r?\n(.*?)\r?\nendstream`)
	mediaBox  = regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]`)
	reference = regexp.MustCompile(`(\d+) 0 R`)
	named     = regexp.MustCompile(`/(\S+)\s+(\d+) 0 R`)
	// drawing is a choice of a font, a picture that is drawn in, or text.
	drawing = regexp.MustCompile(`/(\S+)\s+[\d.]+\s+Tf|/(\S+)\s+Do|(\[[^\]]*\]\s*TJ|<[0-9A-Fa-f\s]*>\s*Tj)`)
	codes   = regexp.MustCompile(`<([0-9A-Fa-f\s]*)>`)
)

// readPDF lists the pages of a PDF.
func readPDF(t *testing.T, content []byte) []printed {
	t.Helper()
	d := &document{t: t, objects: map[string][]byte{}, fonts: map[string]*font{}}
	for _, match := range object.FindAllSubmatch(content, -1) {
		d.objects[string(match[1])] = match[2]
	}
	root := d.after(content[bytes.LastIndex(content, []byte("trailer")):], "/Root")
	return d.pages(d.after(root, "/Pages"))
}

// bare is a text without spaces, each character in its usual form: fonts have signs
// of their own for ff and fi.
func bare(text string) string { return strings.Join(strings.Fields(norm.NFKC.String(text)), "") }

// after is the object that a name in a dictionary refers to, nil for none.
func (d *document) after(in []byte, name string) []byte {
	at := regexp.MustCompile(regexp.QuoteMeta(name) + `\s+(\d+) 0 R`).FindSubmatch(in)
	if at == nil {
		return nil
	}
	return d.objects[string(at[1])]
}

// dictionary is what stands in << >> after a name, or in the object referred to.
func (d *document) dictionary(in []byte, name string) []byte {
	if referred := d.after(in, name); referred != nil {
		return referred
	}
	at := regexp.MustCompile(regexp.QuoteMeta(name) + `\s*<<`).FindIndex(in)
	if at == nil {
		return nil
	}
	depth, rest := 1, in[at[1]:]
	for i := 0; i+1 < len(rest); i++ {
		switch string(rest[i : i+2]) {
		case "<<":
			depth++
			i++
		case ">>":
			depth--
			i++
		}
		if depth == 0 {
			return rest[:i-1]
		}
	}
	return rest
}

// pages are those below a node of the tree of pages, in order.
func (d *document) pages(node []byte) (list []printed) {
	if kids := regexp.MustCompile(`(?s)/Kids\s*\[(.*?)\]`).FindSubmatch(node); kids != nil {
		for _, kid := range reference.FindAllSubmatch(kids[1], -1) {
			list = append(list, d.pages(d.objects[string(kid[1])])...)
		}
		return list
	}
	var p printed
	box := mediaBox.FindSubmatch(node)
	if box == nil {
		d.t.Fatalf("a page without a size: %.300s", node)
	}
	p.width, _ = strconv.ParseFloat(string(box[1]), 64)
	p.height, _ = strconv.ParseFloat(string(box[2]), 64)
	p.text = bare(d.text(d.open(d.after(node, "/Contents")), d.dictionary(node, "/Resources")))
	return []printed{p}
}

// open is the content of a stream.
func (d *document) open(of []byte) []byte {
	parts := stream.FindSubmatch(of)
	if parts == nil {
		return nil
	}
	if !bytes.Contains(parts[1], []byte("/FlateDecode")) {
		return parts[2]
	}
	r, err := zlib.NewReader(bytes.NewReader(parts[2]))
	if err != nil {
		d.t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil && err != io.ErrUnexpectedEOF {
		d.t.Fatal(err)
	}
	return content
}

// text is what a content draws.
func (d *document) text(content, resources []byte) string {
	names := map[string]string{}
	for _, kind := range []string{"/Font", "/XObject"} {
		for _, match := range named.FindAllSubmatch(d.dictionary(resources, kind), -1) {
			names[kind+"/"+string(match[1])] = string(match[2])
		}
	}
	var b strings.Builder
	var now *font
	for _, match := range drawing.FindAllSubmatch(content, -1) {
		switch {
		case match[1] != nil:
			now = d.font(names["/Font/"+string(match[1])])
		case match[2] != nil:
			form := d.objects[names["/XObject/"+string(match[2])]]
			if bytes.Contains(form, []byte("/Subtype /Form")) {
				b.WriteString(d.text(d.open(form), d.dictionary(form, "/Resources")))
			}
		case now != nil:
			for _, run := range codes.FindAllSubmatch(match[3], -1) {
				b.WriteString(now.read(string(run[1])))
			}
		}
	}
	return b.String()
}

// font reads a font's table, once.
func (d *document) font(number string) *font {
	if f, met := d.fonts[number]; met {
		return f
	}
	of := d.objects[number]
	f := &font{wide: bytes.Contains(of, []byte("/Type0")), text: map[int]string{}}
	d.fonts[number] = f
	table := string(d.open(d.after(of, "/ToUnicode")))
	for _, block := range regexp.MustCompile(`(?s)beginbfchar(.*?)endbfchar`).FindAllStringSubmatch(table, -1) {
		for _, pair := range regexp.MustCompile(`<(\w+)>\s*<(\w+)>`).FindAllStringSubmatch(block[1], -1) {
			f.text[hex(pair[1])] = unicodeOf(pair[2], 0)
		}
	}
	for _, block := range regexp.MustCompile(`(?s)beginbfrange(.*?)endbfrange`).FindAllStringSubmatch(table, -1) {
		for _, r := range regexp.MustCompile(`<(\w+)>\s*<(\w+)>\s*<(\w+)>`).FindAllStringSubmatch(block[1], -1) {
			for code := hex(r[1]); code <= hex(r[2]); code++ {
				f.text[code] = unicodeOf(r[3], code-hex(r[1]))
			}
		}
	}
	return f
}

// read is the text of a run of codes in hexadecimal.
func (f *font) read(run string) string {
	run = strings.Join(strings.Fields(run), "")
	digits := 2
	if f.wide {
		digits = 4
	}
	var b strings.Builder
	for i := 0; i+digits <= len(run); i += digits {
		b.WriteString(f.text[hex(run[i:i+digits])])
	}
	return b.String()
}

func hex(s string) int {
	n, _ := strconv.ParseInt(s, 16, 32)
	return int(n)
}

// unicodeOf is UTF-16 in hexadecimal, the last unit so much on.
func unicodeOf(s string, on int) string {
	var units []uint16
	for i := 0; i+4 <= len(s); i += 4 {
		units = append(units, uint16(hex(s[i:i+4])))
	}
	if len(units) > 0 {
		units[len(units)-1] += uint16(on)
	}
	return string(utf16.Decode(units))
}

// The reader is tried on a PDF of one line, written by hand.
func TestReadPDF(t *testing.T) {
	content := "BT /F1 12 Tf <00010002> Tj [<0003> -20 <0004>] TJ ET"
	table := "1 beginbfchar\n<0001> <8349>\nendbfchar\n1 beginbfrange\n<0002> <0004> <0061>\nendbfrange"
	pdf := fmt.Sprintf("%%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type /Pages /Kids [3 0 R]>>\nendobj\n"+
		"3 0 obj\n<</Type /Page /MediaBox [0 0 612 792] /Resources <</Font <</F1 5 0 R>>>> /Contents 4 0 R>>\nendobj\n"+
		"4 0 obj\n<</Length %d>> stream\n%s\nendstream\nendobj\n5 0 obj\n<</Type /Font /Subtype /Type0 /ToUnicode 6 0 R>>\nendobj\n"+
		"6 0 obj\n<</Length %d>> stream\n%s\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n", len(content), content, len(table), table)
	pages := readPDF(t, []byte(pdf))
	if len(pages) != 1 || pages[0] != (printed{612, 792, "草abc"}) {
		t.Errorf("%v", pages)
	}
}
