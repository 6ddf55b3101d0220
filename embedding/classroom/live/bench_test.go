package live

import (
	"fmt"
	"runtime"
	"testing"
)

// BenchmarkRun trains with the real recipe; “s to 0.6” is the time from the first
// step until the words' purity has reached 0.6, “MB” what the heap grew by.
func BenchmarkRun(b *testing.B) {
	for _, width := range Widths {
		b.Run(fmt.Sprintf("D=%d", width), func(b *testing.B) {
			s := NewScheduler()
			defer s.Close()
			if _, err := s.text(); err != nil {
				b.Fatal(err)
			}
			var before, during runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var last, apart *Frame
			for i := 0; b.Loop(); i++ {
				r := start(b, s, "a", Options{Seed: uint64(i), Width: width, Steps: 200})
				for e := range r.Watch(b.Context()) {
					if last = e.Frame; last == nil {
						continue
					}
					if apart == nil && last.Purity >= 0.6 {
						apart = last
					}
					if last.Step == 100 && e.State == Training {
						runtime.GC()
						runtime.ReadMemStats(&during)
					}
				}
			}
			seconds := last.Elapsed.Seconds()
			b.ReportMetric(float64(last.Tokens)/seconds, "tokens/s")
			b.ReportMetric(float64(last.Step/classroomRecipe.every)/seconds, "frames/s")
			b.ReportMetric(float64(int64(during.HeapAlloc)-int64(before.HeapAlloc))/1e6, "MB")
			if apart != nil {
				b.ReportMetric(apart.Elapsed.Seconds(), "s-to-0.6")
			}
		})
	}
}
