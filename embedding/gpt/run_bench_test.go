package gpt

import (
	"sync"
	"testing"
	"time"
	"unsafe"
)

// small is GPT-2 small; its weights are 498 MB.
var small = Config{Vocab: 50257, Context: 1024, Width: 768, Layers: 12, Heads: 12}

// BenchmarkSmall is one token through GPT-2 small, with the keys and values of 128
// before it, and what reading its weights once takes, on all cores.
func BenchmarkSmall(b *testing.B) {
	model := New(small, 1)
	run := model.NewRun()
	input := make([]float32, small.Width)
	for i := range input {
		input[i] = float32(i%7) - 3
	}
	for range 128 {
		if err := run.Append(input); err != nil {
			b.Fatal(err)
		}
	}
	var token, reading time.Duration
	for b.Loop() {
		run.length = 128
		start := time.Now()
		if err := run.Append(input); err != nil {
			b.Fatal(err)
		}
		run.Logits()
		token += time.Since(start)
		start = time.Now()
		readAll(model)
		reading += time.Since(start)
	}
	b.ReportMetric(token.Seconds()*1e3/float64(b.N), "ms/token")
	b.ReportMetric(reading.Seconds()*1e3/float64(b.N), "ms/read")
	b.ReportMetric(float64(token)/float64(reading), "reads/token")
}

// readAll reads every weight once, half of them on each of two cores, as fast as Go
// can: eight bytes at a time into eight sums that do not wait for each other.
func readAll(t *Transformer) {
	var group sync.WaitGroup
	for half := range 2 {
		group.Go(func() {
			var a, b, c, d, e, f, g, h uint64
			for _, tensor := range t.Tensors() {
				words := unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(tensor.Data))), len(tensor.Data)/2)
				n := len(words) / 2
				for words = words[half*n : half*n+n]; len(words) >= 8; words = words[8:] {
					w := (*[8]uint64)(words)
					a, b, c, d = a^w[0], b^w[1], c^w[2], d^w[3]
					e, f, g, h = e^w[4], f^w[5], g^w[6], h^w[7]
				}
			}
			sink[half] = a ^ b ^ c ^ d ^ e ^ f ^ g ^ h
		})
	}
	group.Wait()
}

var sink [2]uint64
