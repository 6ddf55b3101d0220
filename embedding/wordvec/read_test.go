package wordvec

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
)

// sample is a table of rows drawn at random: test data, nobody's vectors.
func sample(rows, dim int) (words []string, data []float32) {
	random := rand.New(rand.NewPCG(uint64(rows), uint64(dim)))
	special := []string{"the", ",", ". . .", "naïve", "国王", "New_York", "3", "non\u00a0breaking", "name@domain.com mail", "\"q\"", "\xff\xfe"}
	for i := range rows {
		word := fmt.Sprintf("w%d", i)
		if i < len(special) {
			word = special[i]
		}
		words = append(words, word)
	}
	for range rows * dim {
		data = append(data, float32(random.NormFloat64()))
	}
	return words, data
}

// write writes a table as one of the formats.
func write(format string, words []string, data []float32, dim int) []byte {
	var b bytes.Buffer
	separator, end := " ", "\n"
	switch format {
	case "word2vec text":
		fmt.Fprintf(&b, "%d %d\n", len(words), dim)
		end = " \n" // as the original tool and fastText write it
	case "TSV":
		separator = "\t"
	case "CRLF":
		end = "\r\n"
	case "BOM":
		b.WriteString("\ufeff")
	case "CSV":
		w := csv.NewWriter(&b)
		w.Write(append([]string{"word"}, strings.Split(strings.Repeat("x,", dim-1)+"x", ",")...))
		for i, word := range words {
			record := []string{word}
			for _, v := range data[i*dim : (i+1)*dim] {
				record = append(record, strconv.FormatFloat(float64(v), 'g', -1, 32))
			}
			w.Write(record)
		}
		w.Flush()
		return b.Bytes()
	case "binary", "binary with line feeds":
		fmt.Fprintf(&b, "%d %d\n", len(words), dim)
		for i, word := range words {
			b.WriteString(word + " ")
			binary.Write(&b, binary.LittleEndian, data[i*dim:(i+1)*dim])
			if format != "binary" {
				b.WriteByte('\n')
			}
		}
		return b.Bytes()
	}
	for i, word := range words {
		b.WriteString(word)
		for _, v := range data[i*dim : (i+1)*dim] {
			b.WriteString(separator + strconv.FormatFloat(float64(v), 'g', -1, 32))
		}
		b.WriteString(end)
	}
	return b.Bytes()
}

// unspaced takes spaces out of words, which in a binary file end at one.
func unspaced(words []string) {
	for i, word := range words {
		words[i] = strings.ReplaceAll(word, " ", "_")
	}
}

func packed(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

var formats = map[string]Format{"word2vec text": Text, "GloVe": GloVe, "CRLF": GloVe, "BOM": GloVe, "TSV": TabTable,
	"CSV": CSV, "binary": Binary, "binary with line feeds": Binary}

func TestReadIsWhatWasWritten(t *testing.T) {
	for name, format := range formats {
		for _, shape := range [][2]int{{1, 3}, {70, 3}, {11, 300}, {3000, 50}, {20, 1}, {2, MaxDim}} {
			t.Run(fmt.Sprint(name, shape), func(t *testing.T) {
				words, data := sample(shape[0], shape[1])
				if format == Binary {
					unspaced(words)
				}
				if format == CSV || format == TabTable {
					words[0] = "tab-free" // a first line without text would be ambiguous
				}
				file := write(name, words, data, shape[1])
				for kind, file := range map[string][]byte{"plain": file, "gzip": packed(file)} {
					readers := map[string]io.Reader{"whole": bytes.NewReader(file)}
					if len(file) < 1<<17 {
						readers["halves"], readers["data with the end"] = iotest.HalfReader(bytes.NewReader(file)), iotest.DataErrReader(bytes.NewReader(file))
					}
					for reader, r := range readers {
						got, err := Read(r, Options{Name: "test", Size: int64(len(file))})
						if err != nil {
							t.Fatalf("%s, %s: %v", kind, reader, err)
						}
						notUTF8 := 0
						if len(words) > 10 {
							notUTF8 = 1
						}
						if got.Format != format || got.Gzip != (kind == "gzip") || got.Exact != (format == Binary) || got.Dim != shape[1] || got.NotUTF8 != notUTF8 ||
							!slices.Equal(got.Words, words) || !slices.Equal(got.Data, data) {
							t.Fatalf("%s, %s: %s of %d×%d, gzip %v, %d not UTF-8", kind, reader, got.Format, got.Rows(), got.Dim, got.Gzip, got.NotUTF8)
						}
					}
				}
			})
		}
	}
}

func TestReadLimit(t *testing.T) {
	for name := range formats {
		words, data := sample(3000, 50)
		words[0] = "first"
		if formats[name] == Binary {
			unspaced(words)
		}
		file := write(name, words, data, 50)
		for _, limit := range []int{7, 2999, 5000} {
			got, err := Read(bytes.NewReader(file), Options{Name: "test", Size: int64(len(file)), Limit: limit})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			n := min(limit, 3000)
			if !slices.Equal(got.Words, words[:n]) || !slices.Equal(got.Data, data[:50*n]) {
				t.Errorf("%s: %d rows of %d", name, got.Rows(), limit)
			}
		}
	}
}

// TestReadTells holds what a file is told to be, by its content.
func TestReadTells(t *testing.T) {
	for name, tt := range map[string]struct {
		file  string
		want  Table
		words []string
	}{
		"GloVe that begins with a comma":     {", 0.1 0.2\nthe 1 2\n", Table{Format: GloVe, Dim: 2}, []string{",", "the"}},
		"a number as the first word":         {"1 0.5 0.25\n2 1 2\nthe 3 4\n", Table{Format: GloVe, Dim: 2}, []string{"1", "2", "the"}},
		"a last line without its end":        {"a 1 2\nb 3 4", Table{Format: GloVe, Dim: 2}, []string{"a", "b"}},
		"several spaces":                     {"a  1  2\nb 3   4\n", Table{Format: GloVe, Dim: 2}, []string{"a", "b"}},
		"blank lines at the end":             {"a 1 2\nb 3 4\n\n\r\n", Table{Format: GloVe, Dim: 2}, []string{"a", "b"}},
		"words that hold spaces":             {"a 1 2\n. . . 3 4\nat name@domain.com 5 6\n", Table{Format: GloVe, Dim: 2}, []string{"a", ". . .", "at name@domain.com"}},
		"a word that comes twice":            {"a 1 2\nb 3 4\na 5 6\n", Table{Format: GloVe, Dim: 2, Repeated: 1}, []string{"a", "b"}},
		"a row without a word":               {"a 1 2\n 3 4\nb 5 6\n", Table{Format: GloVe, Dim: 2, Empty: 1}, []string{"a", "b"}},
		"a word that is not UTF-8":           {"a 1 2\n\xff 3 4\n", Table{Format: GloVe, Dim: 2, NotUTF8: 1}, []string{"a", "\xff"}},
		"no-break space in a word":           {"a\u00a0b 1 2\nc 3 4\n", Table{Format: GloVe, Dim: 2}, []string{"a\u00a0b", "c"}},
		"word2vec text":                      {"2 2\na 1 2\nb 3 4\n", Table{Format: Text, Dim: 2}, []string{"a", "b"}},
		"word2vec text, repeated":            {"3 2\na 1 2\na 1 2\nb 3 4\n", Table{Format: Text, Dim: 2, Repeated: 1}, []string{"a", "b"}},
		"tabs, with names of the columns":    {"word\tx\ty\na\t1\t2\nb c\t3\t4\n", Table{Format: TabTable, Dim: 2}, []string{"a", "b c"}},
		"tabs, numbers alone":                {"0.5\t1\t2\n3.5\t4\t5\n", Table{Format: TabTable, Dim: 3}, nil},
		"spaces, numbers alone":              {"0.5 1 2\n3.5 4 5\n", Table{Format: GloVe, Dim: 3}, nil},
		"commas, a quoted word":              {"\"a, b\",1,2\n\"say \"\"c\"\"\",3,4\n", Table{Format: CSV, Dim: 2}, []string{"a, b", `say "c"`}},
		"commas, pandas with an index":       {",0,1\nking,1,2\nqueen,3,4\n", Table{Format: CSV, Dim: 2}, []string{"king", "queen"}},
		"commas and spaces":                  {"king, 1, 2\nqueen, 3, 4\n", Table{Format: CSV, Dim: 2}, []string{"king", "queen"}},
		"commas, numbers alone, with titles": {"x,y\n0.5,1\n2.5,3\n", Table{Format: CSV, Dim: 2}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read(strings.NewReader(tt.file), Options{Name: "test", Size: int64(len(tt.file))})
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Words, tt.words) {
				t.Errorf("words %q, want %q", got.Words, tt.words)
			}
			tt.want.Words, tt.want.Data, tt.want.index = got.Words, got.Data, got.index
			if !reflect.DeepEqual(*got, tt.want) || len(got.Data) == 0 {
				t.Errorf("%+v, want %+v", *got, tt.want)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	words, data := sample(12, 4)
	unspaced(words)
	cut := write("binary", words, data, 4)
	long := strings.Repeat("x", MaxLine)
	for name, tt := range map[string]struct {
		file         string
		line, offset int64
		reason, help string
	}{
		"nothing":                        {"", 0, -1, "nothing", Accepted},
		"white space":                    {" \n\n", 0, -1, "nothing", Accepted},
		"prose":                          {"Once upon a time\nthere was a king.\n", 1, -1, "no word with numbers", Accepted},
		"a number too few":               {"a 1 2 3\nb 1 2 3\nc 4 5\n", 3, -1, "2 numbers where 3", "cut off"},
		"a number too many":              {"a 1 2 3\nb 1 2 3\nc 4 5 6 7\n", 3, -1, "more than the 3", "first"},
		"a word alone":                   {"a 1 2\nb 1 2\nc\n", 3, -1, "no number", "cut off"},
		"NaN":                            {"a 1 2\nb nan 2\n", 2, -1, "NaN", "leave the row out"},
		"infinity":                       {"a 1 2\nb 1 2\nc 3 -inf\n", 3, -1, "infinite", "leave the row out"},
		"past float32":                   {"a 1 2\nb 1e39 2\n", 2, -1, "too large", "leave"},
		"a word for a number":            {"a 1 2 3\nb 1 x 2\nc 1 2 3\n", 2, -1, `"x" where number 2 of 3`, ""},
		"hex":                            {"a 1 2\nb 0x1 2\nc 1 2\n", 2, -1, `"0x1"`, ""},
		"a blank line inside":            {"a 1 2\n\nb 3 4\n", 2, -1, "blank line", ""},
		"fewer rows than promised":       {"3 2\na 1 2\nb 3 4\n", 0, -1, "after 2 rows of the 3", "fetch it again"},
		"more rows than promised":        {"1 2\na 1 2\nb 3 4\n", 3, -1, "past the 1", ""},
		"a promise beyond the file":      {"2000000000 300\na 1 2\n", 1, -1, "promises 2000000000", "fetch"},
		"no rows promised":               {"0 300\n", 1, -1, "0 rows", ""},
		"rows too long":                  {"5 16385\n", 1, -1, "at most 16384", ""},
		"a line too long":                {"a 1 2\nb 1 2\n" + long + " 1 2\n", 3, -1, "longer than", ""},
		"a word too long":                {"a 1 2\nb 1 2\n" + long[:MaxWord+1] + " 1 2\n", 3, -1, "at most 1024", ""},
		"binary, cut in a row":           {string(cut[:len(cut)-3]), 0, int64(len(cut) - 16 - len(words[11]) - 1), "after 11 rows of the 12", "fetch it again"},
		"binary, more than promised":     {string(cut) + "and more", 0, int64(len(cut)), "more bytes than 12 rows", ""},
		"binary, NaN":                    {"1 2\na \x00\x00\x80\x3f\x00\x00\xc0\x7f", 0, 10, "NaN or infinite", ""},
		"binary, a word without end":     {"1 2\n\x00" + long, 0, 4, "a word of more than", ""},
		"commas, a field too many":       {"a,1,2\nb,1,2\nc,1,2,3\n", 3, -1, "4 fields where 3", ""},
		"commas, a quote left open":      {"a,1,2\nb,1,2\n\"c,1,2\n", 3, -1, "quote", `""`},
		"commas, a row too long":         {"a,1,2\nb,1,2\n\"" + long + long, 0, -1, "a row of more than", ""},
		"commas, text for a number":      {"a,1,2\nb,1,2\nc,1,two\n", 3, -1, `"two" where number 2 of 2`, ""},
		"only rows without words":        {" 1 2\n 3 4\n", 0, -1, "no row with a word", ""},
		"packed, cut off":                {string(packed(cut)[:40]), 0, -1, "damaged or ends early", "fetch"},
		"packed, damaged":                {string(packed([]byte(long))[:500]) + strings.Repeat("\xff", 600), 0, -1, "damaged", ""},
		"packed, a bomb":                 {string(packed(bytes.Repeat([]byte("a 1 2\n"), 5_000_000))), 0, -1, "more than 100 times", "unpack it"},
		"packed, a promise out of reach": {string(packed([]byte("2000000000 300\na 1 2\n"))), 1, -1, "promises", ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(strings.NewReader(tt.file), Options{Name: "some.file", Size: int64(len(tt.file))})
			var format *FormatError
			if !errors.As(err, &format) {
				t.Fatalf("error %v, want a *FormatError", err)
			}
			if format.File != "some.file" || format.Line != tt.line || format.Offset != tt.offset || !strings.Contains(format.Reason, tt.reason) || !strings.Contains(format.Help, tt.help) {
				t.Errorf("%+v: %v", *format, err)
			}
		})
	}
}

func TestReadKnowsOthers(t *testing.T) {
	for start, want := range map[string]string{
		"PK\x03\x04....":        "zip",
		"\x93NUMPY\x01\x00":     "NumPy",
		"\x80\x04\x95abc":       "gensim",
		"\xba\x16\x4f\x2f....":  "open the .vec", // 793712314, little-endian
		"\x89HDF\r\n\x1a\n":     "HDF5",
		"\xff\xfea\x00 \x001":   "UTF-16",
		"\x00\x01\x02\x03":      Accepted,
		"BZh91AY&SY":            "bzip2",
		"\x7fELF\x02\x01\x01\n": Accepted,
	} {
		_, err := Read(strings.NewReader(start), Options{Name: "some.file", Size: int64(len(start))})
		var unsupported *UnsupportedError
		if !errors.As(err, &unsupported) || unsupported.File != "some.file" || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want an *UnsupportedError with %q", start, err, want)
		}
	}
}

// TestReadPassesOnFailures: an error of the reader is no fault of the file.
func TestReadPassesOnFailures(t *testing.T) {
	broken := errors.New("the disk is broken")
	for name := range formats {
		words, data := sample(400, 60)
		words[0] = "first"
		file := write(name, words, data, 60)
		r := io.MultiReader(bytes.NewReader(file[:len(file)/2]), iotest.ErrReader(broken))
		if _, err := Read(r, Options{Name: "some.file", Size: int64(len(file))}); !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "some.file: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzRead: whatever a file holds, reading it ends, and a table that it gives is
// one, of no more numbers than the file has room for.
func FuzzRead(f *testing.F) {
	for name := range formats {
		words, data := sample(12, 3)
		if formats[name] == Binary {
			unspaced(words)
		}
		file := write(name, words, data, 3)
		f.Add(file, 0)
		f.Add(packed(file), 5)
	}
	f.Add([]byte("1 1\n\x00"), 0)
	f.Add([]byte("a\t1\n\n\nb\t2"), 1)
	f.Add([]byte("\"a\nb\",1,2\n"), 0)
	f.Fuzz(func(t *testing.T, file []byte, limit int) {
		limit = max(0, min(limit, 1000))
		table, err := Read(bytes.NewReader(file), Options{Name: "fuzz", Size: int64(len(file)), Limit: limit})
		if err != nil {
			var format *FormatError
			var unsupported *UnsupportedError
			if !errors.As(err, &format) && !errors.As(err, &unsupported) {
				t.Fatalf("error of no type: %v", err)
			}
			return
		}
		most := len(file)
		if table.Gzip {
			most = len(file)*MaxExpansion + freeExpansion
		}
		switch {
		case table.Dim < 1 || len(table.Data) == 0 || len(table.Data)%table.Dim != 0:
			t.Fatalf("%d numbers in rows of %d", len(table.Data), table.Dim)
		case table.Words != nil && len(table.Words) != table.Rows():
			t.Fatalf("%d words for %d rows", len(table.Words), table.Rows())
		case len(table.Data) > most || limit > 0 && table.Rows() > limit:
			t.Fatalf("%d numbers out of %d bytes, %d rows of %d", len(table.Data), len(file), table.Rows(), limit)
		case cap(table.Data) > 4*most+1024:
			t.Fatalf("room for %d numbers out of %d bytes", cap(table.Data), len(file))
		case slices.ContainsFunc(table.Data, func(v float32) bool { return !isFinite(v) }):
			t.Fatal("a number that is none")
		}
		if table.Words == nil {
			table.Number()
		}
		v := table.Vocabulary()
		for i, word := range table.Words {
			if id, ok := v.ID(word); !ok || int(id) != i {
				t.Fatalf("word %d, %q, is %d, %v", i, word, id, ok)
			}
		}
	})
}
