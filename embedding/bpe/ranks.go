package bpe

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"

	"github.com/pkoukk/tiktoken-go-loader/assets"
)

// ranks are the tokens of an encoding, both ways.
type ranks struct {
	tokens []string           // by id; "" where the encoding has none
	ids    map[string]TokenID // ordinary tokens only: special ones never come from text
}

// readRanks reads the published list of an encoding, which is part of the
// binary. A list that does not parse is a fault of the build, not of any
// input, and panics.
func readRanks(name string, special map[string]TokenID) *ranks {
	list, err := assets.Assets.ReadFile(name + ".tiktoken")
	if err != nil {
		panic(fmt.Sprintf("ranks of %s: %v", name, err))
	}
	r, err := parseRanks(list)
	if err != nil {
		panic(fmt.Sprintf("ranks of %s: %v", name, err))
	}
	for text, id := range special {
		for int(id) >= len(r.tokens) {
			r.tokens = append(r.tokens, "")
		}
		r.tokens[id] = text
	}
	return r
}

// Bounds of a list, so that a pair fits into one number: the largest published
// list ends at 199,997, its longest token has 128 bytes.
const (
	maxRank  = 1<<20 - 1
	maxToken = 1<<12 - 1
)

// parseRanks reads lines of a token in base64, a space, and its rank.
func parseRanks(list []byte) (*ranks, error) {
	lines := bytes.Count(list, []byte("\n")) + 1
	r := &ranks{tokens: make([]string, 0, lines), ids: make(map[string]TokenID, lines)}
	buffer := make([]byte, 0, 256)
	number := 0
	for line := range bytes.Lines(list) {
		number++
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			continue
		}
		encoded, rank, _ := bytes.Cut(line, []byte(" "))
		id, err := strconv.Atoi(string(rank))
		if err != nil || id < 0 || id > maxRank {
			return nil, fmt.Errorf("line %d: %q is no rank from 0 to %d", number, rank, maxRank)
		}
		buffer, err = base64.StdEncoding.AppendDecode(buffer[:0], encoded)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		for id >= len(r.tokens) {
			r.tokens = append(r.tokens, "")
		}
		token := string(buffer)
		if _, twice := r.ids[token]; twice || token == "" || len(token) > maxToken || r.tokens[id] != "" {
			return nil, fmt.Errorf("line %d: token %q or rank %d is empty, too long or stands twice", number, token, id)
		}
		r.tokens[id], r.ids[token] = token, TokenID(id)
	}
	for b := range 256 {
		if _, ok := r.ids[string([]byte{byte(b)})]; !ok {
			return nil, fmt.Errorf("byte 0x%02X has no token", b)
		}
	}
	return r, nil
}
