package bpe

// Grown is an encoding that was learnt here: the 256 bytes, and one token more a
// rule. It is safe for concurrent use.
type Grown struct {
	Rules []Rule
	split splitter
	ids   map[string]TokenID
}

// Grow makes an encoding of rules that [Learn] found in words of e: it splits a
// text as e does. Token 255 + n is what the nth rule makes, counted from 1.
func (e *Encoding) Grow(rules []Rule) *Grown {
	g := &Grown{Rules: rules, split: e.split, ids: make(map[string]TokenID, 256+len(rules))}
	for b := range 256 {
		g.ids[string([]byte{byte(b)})] = TokenID(b)
	}
	for i, r := range rules {
		g.ids[r.Left+r.Right] = TokenID(256 + i)
	}
	return g
}

// Seams tells, for each byte of the text, which rule joins it to the byte before:
// 1 for the first one, 0 when none does. It holds one number a byte.
//
// A rule only joins what earlier rules have made. So one look tells how any
// number n of rules cuts the text: a token begins at byte i when Seams is 0 there
// or more than n.
func (g *Grown) Seams(text string) []int {
	seams := make([]int, len(text))
	of := byToken(g.ids)
	var m merger
	for start := 0; start < len(text); {
		end := g.split(text, start)
		m.merge(of, text[start:end], func(_, middle, _ int, rank TokenID) {
			seams[start+middle] = int(rank) - 255
		})
		start = end
	}
	return seams
}

// Tokens counts the tokens that the first n rules cut a text into, by its seams.
func Tokens(seams []int, n int) int {
	tokens := 0
	for _, rule := range seams {
		if rule == 0 || rule > n {
			tokens++
		}
	}
	return tokens
}
