package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// bar is a line that tells how far a training is, drawn at most once an
// interval.
type bar struct {
	out   io.Writer
	total int
	began time.Time
	drawn time.Time
}

const (
	barInterval = 500 * time.Millisecond
	barWidth    = 30
)

func newBar(out io.Writer, total int) *bar {
	return &bar{out: out, total: total, began: time.Now()}
}

// show draws the bar after step done, with the loss and the speed.
func (b *bar) show(done int, loss, perSecond float64) {
	now := time.Now()
	if done < b.total && now.Sub(b.drawn) < barInterval {
		return
	}
	b.drawn = now
	full := barWidth * done / b.total
	left := now.Sub(b.began) * time.Duration(b.total-done) / time.Duration(done)
	fmt.Fprintf(b.out, "\r[%s%s] %d/%d  loss %.3f  %.0f tokens/s  %v left ",
		strings.Repeat("█", full), strings.Repeat(" ", barWidth-full), done, b.total, loss, perSecond, left.Round(time.Second))
	if done == b.total {
		fmt.Fprintln(b.out)
	}
}
