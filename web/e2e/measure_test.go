package e2e

import (
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// BenchmarkStart measures from the start of the built server to the first
// answer of /healthz.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		s, err := start(binary, io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		s.stop()
		b.StartTimer()
	}
}

const (
	visitors = 4                      // at a time
	pause    = 100 * time.Millisecond // between two requests of a visitor
)

// usedPaths are what a class asks for; the number keeps the sentences apart,
// so that a cache cannot answer for all of them.
var usedPaths = []string{
	"/?text=The+king+has+%d+apples",
	"/tokens?text=%d+strawberries",
	"/map?text=%d+birds",
	"/predict?text=She+has+%d",
	"/train?step=%d",
	"/learn",
	"/plot.png?text=The+queen+has+%d",
	"/plot.svg?text=The+queen+has+%d",
	"/api/v1/embed?text=%d+cats",
	"/api/v1/projection?text=%d+cats",
	"/api/v1/neighbors?token=+king",
	"/api/v1/training/replay?rows=unit",
	"/api/v1/training/step?text=She+has+a+cat",
	"/api/v1/predict?text=%d+cats",
}

// BenchmarkUse lets a few visitors use a server of their own for as long as
// -benchtime says, on the loopback only, and reports its resident memory at
// the end. Ten minutes of use:
//
//	go test -run='^$' -bench=Use -benchtime=10m -timeout=20m ./web/e2e
//
// One iteration is a question of each visitor and the pause after it.
func BenchmarkUse(b *testing.B) {
	s, err := start(binary, io.Discard)
	if err != nil {
		b.Fatal(err)
	}
	defer s.stop()
	rng := rand.New(rand.NewPCG(1, 2))
	for b.Loop() {
		var all sync.WaitGroup
		for range visitors {
			used := usedPaths[rng.IntN(len(usedPaths))]
			used = strings.ReplaceAll(used, "%d", strconv.Itoa(rng.IntN(1e6)))
			all.Go(func() {
				res, err := http.Get(s.base + used)
				if err != nil {
					b.Error(err)
					return
				}
				defer res.Body.Close()
				if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != http.StatusOK {
					b.Errorf("%s: status %d, %v", used, res.StatusCode, err)
				}
			})
		}
		all.Wait()
		time.Sleep(pause)
	}
	resident, err := residentMB(s.cmd.Process.Pid)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(resident, "MB-resident")
}

// residentMB reads a process's resident memory in megabytes, from Linux's
// /proc.
func residentMB(pid int) (float64, error) {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0, io.ErrUnexpectedEOF
	}
	kB, err := strconv.ParseFloat(fields[0], 64)
	return kB * 1024 / 1e6, err
}
