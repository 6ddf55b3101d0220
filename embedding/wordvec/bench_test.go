package wordvec

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// glove writes a file of GloVe's shape: words and numbers drawn at random, written
// with five decimals as the published files are. Test data, nobody's vectors.
func glove(b *testing.B, rows, dim int) string {
	path := filepath.Join(b.TempDir(), "vectors.txt")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 1))
	var line []byte
	var buffer bytes.Buffer
	for i := range rows {
		line = fmt.Appendf(line[:0], "word%d", i)
		for range dim {
			line = strconv.AppendFloat(append(line, ' '), random.NormFloat64()/3, 'f', 5, 64)
		}
		buffer.Write(append(line, '\n'))
		if buffer.Len() > 1<<24 || i == rows-1 {
			if _, err := buffer.WriteTo(file); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkRead reads 400,000 words of 300 numbers, and beside it the file's bytes
// alone.
func BenchmarkRead(b *testing.B) {
	path := glove(b, 400_000, 300)
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	for name, read := range map[string]func(*testing.B, io.Reader) error{
		"bytes": func(_ *testing.B, r io.Reader) error {
			_, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{r}, make([]byte, 1<<20))
			return err
		},
		"GloVe": func(b *testing.B, r io.Reader) error {
			t, err := Read(r, Options{Name: path, Size: info.Size()})
			if err == nil {
				b.ReportMetric(float64(cap(t.Data))/float64(len(t.Data)), "room/needed")
			}
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(info.Size())
			for b.Loop() {
				file, err := os.Open(path)
				if err != nil {
					b.Fatal(err)
				}
				if err := read(b, file); err != nil {
					b.Fatal(err)
				}
				file.Close()
			}
		})
	}
}
