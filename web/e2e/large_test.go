package e2e

import (
	"io"
	"net/http"
	"testing"
	"time"

	"tokenscape/embedding/pretrained/pretrainedtest"
)

// BenchmarkLarge opens a model of GPT-2 small's size, of random weights, and asks for
// the first page and for a next token: how long after its start the server has
// answered, and its resident memory then. Its embeddings alone are 157.5 MB, all of
// it 498 MB.
func BenchmarkLarge(b *testing.B) {
	dir := b.TempDir()
	pretrainedtest.GPT2{Config: pretrainedtest.Small, Seed: 1}.Write(b, dir)
	pretrainedtest.WriteTokenizer(b, dir)
	for name, tt := range map[string]struct {
		model string
		paths []string
	}{
		"blocks":     {dir, []string{"/", "/predict?text=The+king"}},
		"embeddings": {dir + "#embeddings", []string{"/"}},
	} {
		b.Run(name, func(b *testing.B) {
			var first time.Duration
			for b.Loop() {
				begin := time.Now()
				s, err := start(binary, io.Discard, "-model", tt.model)
				if err != nil {
					b.Fatal(err)
				}
				for i, path := range tt.paths {
					res, err := http.Get(s.base + path)
					if err != nil {
						b.Fatal(err)
					}
					if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != http.StatusOK {
						b.Fatalf("%s: %d, %v", path, res.StatusCode, err)
					}
					res.Body.Close()
					if i == 0 {
						first += time.Since(begin)
					}
				}
				resident, err := residentMB(s.cmd.Process.Pid)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(resident, "MB-resident")
				s.stop()
			}
			b.ReportMetric(first.Seconds()/float64(b.N), "s/first-page")
		})
	}
}
