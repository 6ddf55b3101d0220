package wordvec

import (
	"bytes"
	"io"
	"runtime"
	"sync"
)

// chunk is whole lines of a text and what they hold.
type chunk struct {
	text []byte
	line int64 // of its first line, from 1
	read int64 // bytes of the file read so far

	words  []byte // one after the other
	ends   []int  // where each word ends
	rows   []float32
	blank  int64      // first of the blank lines at its end; 0 for none
	fault  error      // what ended its parsing
	parsed chan error // of reading; one value a chunk
}

// readLines parses the rows of a text. One goroutine reads, as many as there are
// cores parse, and this one puts the rows together in order.
func readLines(s *source, l layout, b *builder) error {
	cores := runtime.GOMAXPROCS(0)
	var (
		todo   = make(chan *chunk, cores)
		order  = make(chan *chunk, 2*cores)
		spare  = make(chan *chunk, 2*cores+2)
		stop   = make(chan struct{})
		ending sync.WaitGroup
	)
	for range cap(spare) {
		spare <- &chunk{parsed: make(chan error, 1), text: make([]byte, 0, MaxLine)}
	}
	ending.Go(func() {
		defer close(todo)
		defer close(order)
		cutChunks(s, l.line, spare, stop, func(c *chunk) {
			todo <- c
			order <- c
		})
	})
	for range cores {
		ending.Go(func() {
			for c := range todo {
				c.parsed <- c.parse(l)
			}
		})
	}
	var fault error
	var blank int64
	done := false
	for c := range order {
		err := <-c.parsed
		if !done {
			if fault = err; fault == nil {
				blank, fault = b.take(c, blank)
			}
			if done = fault != nil || b.full(); done {
				close(stop)
			}
		}
		spare <- c
	}
	ending.Wait()
	return fault
}

// cutChunks reads the source into spare chunks of whole lines and passes each on.
func cutChunks(s *source, line int64, spare <-chan *chunk, stop <-chan struct{}, pass func(*chunk)) {
	var rest []byte // of a line that the chunk before did not hold in full
	for {
		var c *chunk
		select {
		case c = <-spare:
		case <-stop:
			return
		}
		text := append(c.text[:0], rest...)
		var err error
		for len(text) < cap(text) && err == nil {
			var n int
			n, err = s.Read(text[len(text):cap(text)])
			text = text[:len(text)+n]
		}
		whole := len(text)
		c.fault = nil
		switch {
		case err == io.EOF:
		case err != nil:
			c.fault = failed(err)
		default:
			whole = bytes.LastIndexByte(text, '\n') + 1
			if whole == 0 {
				c.fault = atLine(line, again, "longer than %d bytes", MaxLine)
			}
		}
		rest = append(rest[:0], text[whole:]...)
		c.text, c.line, c.read = text[:whole], line, s.raw.n
		if !s.packed {
			c.read -= int64(len(rest) + s.Buffered())
		}
		line += int64(bytes.Count(c.text, []byte("\n")))
		last := err != nil || c.fault != nil
		pass(c)
		if last {
			return
		}
	}
}

// parse reads the rows of its lines; the error is of those or of reading on.
func (c *chunk) parse(l layout) error {
	c.words, c.ends, c.rows, c.blank = c.words[:0], c.ends[:0], c.rows[:0], 0
	line := c.line - 1
	for text := c.text; len(text) > 0; {
		end := bytes.IndexByte(text, '\n')
		if end < 0 {
			end = len(text) - 1
		}
		row := trimEnd(text[:end+1])
		text = text[end+1:]
		line++
		if len(row) == 0 {
			if c.blank == 0 {
				c.blank = line
			}
			continue
		}
		if c.blank > 0 {
			return blankLine(c.blank)
		}
		c.rows = grown(c.rows, l.dim)
		word, reason, help := l.parseRow(row, c.rows[len(c.rows)-l.dim:])
		if reason != "" {
			return atLine(line, help, "%s", reason)
		}
		c.words = append(c.words, word...)
		c.ends = append(c.ends, len(c.words))
	}
	return c.fault
}

func blankLine(line int64) error {
	return atLine(line, "take it out", "a blank line between rows")
}

// grown is rows with room for n more numbers in it.
func grown(rows []float32, n int) []float32 {
	if len(rows)+n > cap(rows) {
		rows = append(make([]float32, 0, 2*(len(rows)+n)), rows...)
	}
	return rows[:len(rows)+n]
}

// take adds the rows of a chunk. blank is the blank line that the chunk before
// ended with, 0 for none.
func (b *builder) take(c *chunk, blank int64) (int64, error) {
	n := len(c.ends)
	if n == 0 {
		return max(blank, c.blank), nil
	}
	if blank > 0 {
		return 0, blankLine(blank)
	}
	if b.limit > 0 {
		n = min(n, b.limit) // room for what can be kept at most
	}
	if err := b.reserve(n, c.read); err != nil {
		return 0, err
	}
	words, from := string(c.words), 0
	for i, end := range c.ends {
		if b.full() {
			return 0, nil
		}
		if b.excess() {
			return 0, atLine(c.line+int64(i), "", "a row past the %d that the first line promises", b.layout.rows)
		}
		if b.keep(words[from:end]) {
			b.t.Data = append(b.t.Data, c.rows[i*b.t.Dim:(i+1)*b.t.Dim]...)
		}
		from = end
	}
	return c.blank, nil
}
