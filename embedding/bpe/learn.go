package bpe

import (
	"container/heap"
	"slices"
)

// Word is a piece of text that no merge crosses, and how often it stands in a text.
type Word struct {
	Text  string
	Count int
}

// Words counts the pieces that the encoding's pattern splits the texts into, in
// the order in which each is first met.
func (e *Encoding) Words(texts ...string) []Word {
	at := map[string]int{}
	var words []Word
	for _, text := range texts {
		for _, piece := range e.Split(text) {
			i, met := at[piece]
			if !met {
				i = len(words)
				at[piece] = i
				words = append(words, Word{Text: piece})
			}
			words[i].Count++
		}
	}
	return words
}

// Rule is one merge that was learnt from a text.
type Rule struct {
	Left, Right string
	Count       int // how often the two stood side by side when they were joined
}

// minCount is how often a pair has to stand in the text: joining one that stands
// once makes nothing shorter but that place.
const minCount = 2

// Learn finds the merges of a byte-pair encoding, at most as many as most, in the
// order of joining: each joins the pair that stands most often in the words, every
// word counted as often as it stands; of equally frequent pairs it is the one that
// is met first, reading the words in their order (Sennrich, Haddow and Birch 2016,
// algorithm 1, whose max takes the first of equals). It ends early when no pair
// stands twice. The same words give the same rules.
//
// Words are read whole again only when a merge is in them: in all, a rule costs
// the length of the words that hold its pair.
func Learn(words []Word, most int) []Rule {
	l := newLearner(words)
	var rules []Rule
	for len(rules) < most {
		p, s := l.best()
		if s == nil || s.count < minCount {
			break
		}
		rules = append(rules, Rule{Left: l.tokens[p.left], Right: l.tokens[p.right], Count: s.count})
		l.join(p, s)
	}
	return rules
}

// learner holds the words as symbols: 0 to 255 are bytes, the next ones the rules'.
type learner struct {
	tokens []string // by symbol
	words  [][]int
	counts []int // how often each word stands
	pairs  map[symbols]*standing
	queue  claims
}

type symbols struct{ left, right int }

// standing is where a pair stands. Its words ascend; some may have lost it since.
type standing struct {
	count int
	words []int
}

// claim is what a pair said of itself when it was put into the queue. Other pairs'
// merges take places from it and never give it new ones, so that it may be worse
// off by now but not better: whoever takes it from the queue asks again.
type claim struct {
	symbols
	count    int
	word, at int // where it is met first: word, and offset in bytes
}

func newLearner(words []Word) *learner {
	l := &learner{pairs: map[symbols]*standing{}}
	for b := range 256 {
		l.tokens = append(l.tokens, string([]byte{byte(b)}))
	}
	for i, w := range words {
		word := make([]int, len(w.Text))
		for j := range len(w.Text) {
			word[j] = int(w.Text[j])
		}
		l.words, l.counts = append(l.words, word), append(l.counts, w.Count)
		l.count(i, 1, -1)
	}
	for p, s := range l.pairs {
		l.claim(p, s)
	}
	return l
}

// count adds the pairs of a word to their standings, or with sign −1 takes them
// away. It notes the word for the pairs that hold the symbol fresh, for all when
// fresh is −1: the others know it already.
func (l *learner) count(i, sign, fresh int) {
	word := l.words[i]
	for j := 1; j < len(word); j++ {
		p := symbols{word[j-1], word[j]}
		s := l.pairs[p]
		if s == nil {
			s = &standing{}
			l.pairs[p] = s
		}
		s.count += sign * l.counts[i]
		if noted := len(s.words) > 0 && s.words[len(s.words)-1] == i; !noted && (fresh < 0 || p.left == fresh || p.right == fresh) {
			s.words = append(s.words, i)
		}
	}
}

// first is where the pair is met first.
func (l *learner) first(p symbols, s *standing) (word, at int) {
	for ; len(s.words) > 0; s.words = s.words[1:] {
		word, at = s.words[0], 0
		symbols := l.words[word]
		for j := 1; j < len(symbols); j++ {
			if symbols[j-1] == p.left && symbols[j] == p.right {
				return word, at
			}
			at += len(l.tokens[symbols[j-1]])
		}
	}
	return -1, -1
}

func (l *learner) claim(p symbols, s *standing) {
	if s.count > 0 {
		word, at := l.first(p, s)
		heap.Push(&l.queue, claim{p, s.count, word, at})
	}
}

// best takes the next pair to be joined from the queue; nil when there is none.
func (l *learner) best() (symbols, *standing) {
	for l.queue.Len() > 0 {
		c := heap.Pop(&l.queue).(claim)
		s := l.pairs[c.symbols]
		if word, at := l.first(c.symbols, s); c.count == s.count && c.word == word && c.at == at {
			return c.symbols, s
		}
		l.claim(c.symbols, s)
	}
	return symbols{}, nil
}

// join makes one symbol of the pair wherever it stands, from left to right.
func (l *learner) join(p symbols, s *standing) {
	fresh := len(l.tokens)
	l.tokens = append(l.tokens, l.tokens[p.left]+l.tokens[p.right])
	touched := map[symbols]bool{}
	for _, i := range slices.Clone(s.words) {
		word := l.words[i]
		if !holds(word, p) {
			continue
		}
		l.count(i, -1, fresh)
		joined := word[:0]
		for j := 0; j < len(word); j++ {
			if j+1 < len(word) && word[j] == p.left && word[j+1] == p.right {
				joined = append(joined, fresh)
				j++
				continue
			}
			joined = append(joined, word[j])
		}
		l.words[i] = joined
		l.count(i, 1, fresh)
		for j := 1; j < len(joined); j++ {
			if joined[j-1] == fresh || joined[j] == fresh {
				touched[symbols{joined[j-1], joined[j]}] = true
			}
		}
	}
	for q := range touched {
		l.claim(q, l.pairs[q])
	}
}

func holds(word []int, p symbols) bool {
	for j := 1; j < len(word); j++ {
		if word[j-1] == p.left && word[j] == p.right {
			return true
		}
	}
	return false
}

// claims is a heap, the most frequent pair first, of equal ones the first met.
type claims []claim

func (q claims) Len() int { return len(q) }

func (q claims) Less(i, j int) bool {
	a, b := q[i], q[j]
	switch {
	case a.count != b.count:
		return a.count > b.count
	case a.word != b.word:
		return a.word < b.word
	}
	return a.at < b.at
}

func (q claims) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

func (q *claims) Push(c any) { *q = append(*q, c.(claim)) }

func (q *claims) Pop() any {
	last := len(*q) - 1
	c := (*q)[last]
	*q = (*q)[:last]
	return c
}
