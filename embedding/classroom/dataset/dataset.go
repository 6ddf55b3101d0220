package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/corpus"
)

// Rare is the number of occurrences below which a token, with every document
// that holds it, is dropped: rows that training seldom meets drift together
// along one direction.
const Rare = 20

// validationShare is the share of documents that training never meets.
const validationShare = 0.01

// Dataset is the corpus as rows of W_E, documents parted by the end-of-text
// token; the last documents are kept back for validation.
type Dataset struct {
	Hash     string              // SHA-256 of the documents as generated, one a line, in hex
	Kept     int                 // documents without a rare token
	Tokens   []embedding.TokenID // the token of each row of W_E, ascending
	Rows     []int32             // the text
	Starts   []int               // where the documents begin in Rows
	Training int                 // Rows[:Training] is learnt from, the rest only validated on
}

// Tokenize generates n documents from the seed and makes a dataset of them. It
// fails when fewer than two are without a rare token.
func Tokenize(c *corpus.Corpus, encoding *bpe.Encoding, seed uint64, n int) (*Dataset, error) {
	var documents [][]embedding.TokenID
	count := make(map[embedding.TokenID]int)
	hash := sha256.New()
	for text := range c.Generate(seed, n) {
		hash.Write([]byte(text))
		hash.Write([]byte{'\n'})
		var ids []embedding.TokenID
		for _, t := range encoding.Encode(text) {
			ids = append(ids, t.ID)
			count[t.ID]++
		}
		documents = append(documents, ids)
	}
	documents = prune(documents, count)
	if len(documents) < 2 {
		return nil, fmt.Errorf("%d documents leave no text without rare tokens", n)
	}
	end, ok := encoding.ID(bpe.EndOfText)
	if !ok {
		return nil, fmt.Errorf("%s has no %s", encoding.Name(), bpe.EndOfText)
	}
	d := &Dataset{Hash: hex.EncodeToString(hash.Sum(nil)), Kept: len(documents), Tokens: []embedding.TokenID{end}}
	for id, n := range count {
		if n > 0 {
			d.Tokens = append(d.Tokens, id)
		}
	}
	slices.Sort(d.Tokens)
	row := make(map[embedding.TokenID]int32, len(d.Tokens))
	for i, id := range d.Tokens {
		row[id] = int32(i)
	}
	training := len(documents) - max(1, int(validationShare*float64(len(documents))))
	for i, ids := range documents {
		if i == training {
			d.Training = len(d.Rows)
		}
		d.Starts = append(d.Starts, len(d.Rows))
		for _, id := range ids {
			d.Rows = append(d.Rows, row[id])
		}
		d.Rows = append(d.Rows, row[end])
	}
	return d, nil
}

// prune drops documents with a rare token until none is left, and keeps count
// of the tokens up to date.
func prune(documents [][]embedding.TokenID, count map[embedding.TokenID]int) [][]embedding.TokenID {
	for {
		kept := slices.DeleteFunc(slices.Clone(documents), func(ids []embedding.TokenID) bool {
			return slices.ContainsFunc(ids, func(id embedding.TokenID) bool { return count[id] < Rare })
		})
		if len(kept) == len(documents) {
			return kept
		}
		clear(count)
		for _, ids := range kept {
			for _, id := range ids {
				count[id]++
			}
		}
		documents = kept
	}
}

// Row is the row of W_E that holds the token; false for one that the text
// lacks.
func (d *Dataset) Row(id embedding.TokenID) (int, bool) {
	return slices.BinarySearch(d.Tokens, id)
}

// Counts is how often the token of each row stands in the part that is learnt
// from.
func (d *Dataset) Counts() []int {
	counts := make([]int, len(d.Tokens))
	for _, row := range d.Rows[:d.Training] {
		counts[row]++
	}
	return counts
}

// Categories are the lexicon's, of the words that are one token with a space
// before and that the text holds.
func (d *Dataset) Categories(c *corpus.Corpus, encoding *bpe.Encoding) []embedding.Category {
	var all []embedding.Category
	for _, category := range c.Categories() {
		var ids []embedding.TokenID
		for _, word := range category.Words {
			if id, ok := d.word(word, encoding); ok {
				ids = append(ids, id)
			}
		}
		if len(ids) > 0 {
			all = append(all, embedding.Category{Name: category.Name, Tokens: ids})
		}
	}
	return all
}

// Relations are the lexicon's, with the pairs whose words are both one token
// with a space before that the text holds.
func (d *Dataset) Relations(c *corpus.Corpus, encoding *bpe.Encoding) []embedding.Relation {
	var all []embedding.Relation
	for _, relation := range c.Relations() {
		r := embedding.Relation{Name: relation.Name}
		for _, p := range relation.Pairs {
			from, ok := d.word(p.From, encoding)
			to, okTo := d.word(p.To, encoding)
			if ok && okTo {
				r.Pairs = append(r.Pairs, embedding.Pair{From: from, To: to, HeldOut: p.HeldOut})
			}
		}
		if len(r.Pairs) > 0 {
			all = append(all, r)
		}
	}
	return all
}

// word is the token of a word with a space before; false when it is not one
// token or the text lacks it.
func (d *Dataset) word(word string, encoding *bpe.Encoding) (embedding.TokenID, bool) {
	id, ok := encoding.ID(" " + word)
	_, seen := d.Row(id)
	return id, ok && seen
}
