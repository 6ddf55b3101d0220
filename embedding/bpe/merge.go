package bpe

import (
	"fmt"
	"strings"
)

// MaxTraced is the longest text, in bytes, whose merging is traced: a trace
// holds all pieces of every step and grows with the square of the text.
const MaxTraced = 256

// Merge is one step of the merging of a word.
type Merge struct {
	Pieces      []string // the pieces after this step
	Left, Right string   // the pair that was joined
	Rank        int      // its rank: the lower, the earlier it is joined
}

// TooLongError says that a text is longer than is traced.
type TooLongError struct{ Bytes int }

func (e *TooLongError) Error() string {
	return fmt.Sprintf("%d bytes: the merges of at most %d are traced", e.Bytes, MaxTraced)
}

// Bytes returns the pieces that merging starts from: the single bytes of word.
func Bytes(word string) []string {
	pieces := make([]string, len(word))
	for i := range len(word) {
		pieces[i] = word[i : i+1]
	}
	return pieces
}

// Merges traces the merging of word from its bytes to its tokens, one step a
// merge; none for a word of one byte. A word that the encoding's pattern
// splits is merged part by part, from left to right. The pieces of the last
// step are the tokens that Encode returns. *TooLongError past MaxTraced bytes.
func (e *Encoding) Merges(word string) ([]Merge, error) {
	if len(word) > MaxTraced {
		return nil, &TooLongError{Bytes: len(word)}
	}
	of := byToken(e.ranks().ids)
	var steps []Merge
	var done []string
	var m merger
	for start := 0; start < len(word); {
		end := e.split(word, start)
		piece := word[start:end]
		m.merge(of, piece, func(from, middle, to int, rank TokenID) {
			pieces := append([]string(nil), done...)
			pieces = m.pieces(pieces, piece)
			steps = append(steps, Merge{
				Pieces: append(pieces, Bytes(word[end:])...),
				Left:   piece[from:middle], Right: piece[middle:to], Rank: int(rank),
			})
		})
		done = m.pieces(done, piece)
		start = end
	}
	return steps, nil
}

// PairRanks are the ranks of the pairs of neighbouring pieces of a word, one fewer
// than pieces: −1 for a pair that is no token, or that the encoding's pattern
// parts. The next merge joins the pair of the lowest rank, or of a part of the
// word that lies further left.
func (e *Encoding) PairRanks(pieces []string) []int {
	ids := e.ranks().ids
	word := strings.Join(pieces, "")
	var ranks []int
	at, end := 0, 0
	for i, piece := range pieces {
		if at == end && piece != "" {
			end = e.split(word, at)
		}
		if at += len(piece); i+1 == len(pieces) {
			break
		}
		rank, ok := ids[piece+pieces[i+1]]
		if !ok || at == end {
			rank = -1
		}
		ranks = append(ranks, int(rank))
	}
	return ranks
}

// merger joins the bytes of one piece after another, and keeps its buffers.
//
// The pieces are a linked list over byte offsets: next[i] is the end of the
// piece that begins at i. Pairs that have a rank wait in a heap; a pair whose
// pieces have changed since it was put there is recognised by its end and
// passed over.
type merger struct {
	next, previous []int
	queue          []pair
}

// pair is two neighbouring pieces that have a rank, in one number whose order
// is the order of merging: 20 bits of rank, 32 of the place where the pair
// begins, 12 of its length.
type pair uint64

func pairOf(rank TokenID, start, end int) pair {
	return pair(rank)<<44 | pair(start)<<12 | pair(end-start)
}

func (p pair) rank() TokenID { return TokenID(p >> 44) }
func (p pair) start() int    { return int(p >> 12 & 0xffffffff) }
func (p pair) end() int      { return p.start() + int(p&0xfff) }

// ranker is the rank of the pair of text[start:middle] and [middle:end] of a text;
// false for a pair that is never joined.
type ranker func(text string, start, middle, end int) (rank TokenID, ok bool)

// byToken ranks a pair by the token that it makes, as the published encodings do.
func byToken(ids map[string]TokenID) ranker {
	return func(text string, start, _, end int) (TokenID, bool) {
		rank, ok := ids[text[start:end]]
		return rank, ok
	}
}

// merge leaves the tokens of piece in m.next and reports each step to trace,
// which may be nil: it joined the pieces that begin at start and at middle and end
// at end.
func (m *merger) merge(of ranker, piece string, trace func(start, middle, end int, rank TokenID)) {
	n := len(piece)
	m.next, m.previous, m.queue = m.next[:0], m.previous[:0], m.queue[:0]
	for i := range n {
		m.next, m.previous = append(m.next, i+1), append(m.previous, i-1)
	}
	offer := func(start int) {
		if start < 0 || m.next[start] >= n {
			return
		}
		middle := m.next[start]
		end := m.next[middle]
		if rank, ok := of(piece, start, middle, end); ok {
			m.push(pairOf(rank, start, end))
		}
	}
	for i := range n {
		offer(i)
	}
	for len(m.queue) > 0 {
		p := m.pop()
		start, end := p.start(), p.end()
		middle := m.next[start]
		if middle == 0 || middle >= n || m.next[middle] != end {
			continue
		}
		m.next[start], m.next[middle] = end, 0 // 0: no piece begins here any more
		if end < n {
			m.previous[end] = start
		}
		if trace != nil {
			trace(start, middle, end, p.rank())
		}
		offer(m.previous[start])
		offer(start)
	}
}

// pieces appends the pieces of the merged text to dst.
func (m *merger) pieces(dst []string, piece string) []string {
	for at := 0; at < len(piece); at = m.next[at] {
		dst = append(dst, piece[at:m.next[at]])
	}
	return dst
}

func (m *merger) push(p pair) {
	q := append(m.queue, p)
	for i := len(q) - 1; i > 0; {
		parent := (i - 1) / 2
		if q[parent] <= q[i] {
			break
		}
		q[i], q[parent] = q[parent], q[i]
		i = parent
	}
	m.queue = q
}

func (m *merger) pop() pair {
	q := m.queue
	top, last := q[0], len(q)-1
	q[0], q = q[last], q[:last]
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < last; child++ {
			if q[child] < q[least] {
				least = child
			}
		}
		if least == i {
			break
		}
		q[i], q[least] = q[least], q[i]
		i = least
	}
	m.queue = q
	return top
}
