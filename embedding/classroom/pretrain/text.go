package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/corpus"
)

// rare is the number of occurrences below which a token, with every document
// that holds it, is dropped: rows that training seldom meets drift together
// along one direction.
const rare = 20

// tokenized is the corpus as rows of W_E, documents parted by the end-of-text
// token; the last share of the documents is kept back for validation.
type tokenized struct {
	hash       string
	kept       int
	vocabulary []embedding.TokenID // the token of each row, ascending
	rows       []int32
	starts     []int // where the documents begin in rows
	training   int   // rows[:training] is learnt from, the rest only validated on
}

// validationShare is the share of documents that training never meets.
const validationShare = 0.01

func tokenize(c *corpus.Corpus, encoding *bpe.Encoding, seed uint64, n int) (*tokenized, error) {
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
	t := &tokenized{hash: hex.EncodeToString(hash.Sum(nil)), kept: len(documents), vocabulary: []embedding.TokenID{end}}
	for id, n := range count {
		if n > 0 {
			t.vocabulary = append(t.vocabulary, id)
		}
	}
	slices.Sort(t.vocabulary)
	row := make(map[embedding.TokenID]int32, len(t.vocabulary))
	for i, id := range t.vocabulary {
		row[id] = int32(i)
	}
	training := len(documents) - max(1, int(validationShare*float64(len(documents))))
	for i, ids := range documents {
		if i == training {
			t.training = len(t.rows)
		}
		t.starts = append(t.starts, len(t.rows))
		for _, id := range ids {
			t.rows = append(t.rows, row[id])
		}
		t.rows = append(t.rows, row[end])
	}
	return t, nil
}

// prune drops documents with a rare token until none is left, and keeps count
// of the tokens up to date.
func prune(documents [][]embedding.TokenID, count map[embedding.TokenID]int) [][]embedding.TokenID {
	for {
		kept := slices.DeleteFunc(slices.Clone(documents), func(ids []embedding.TokenID) bool {
			return slices.ContainsFunc(ids, func(id embedding.TokenID) bool { return count[id] < rare })
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

// categories are the lexicon's, of the words that are one token with a space
// before and that the text holds.
func categories(c *corpus.Corpus, encoding *bpe.Encoding, text *tokenized) []embedding.Category {
	var all []embedding.Category
	for _, category := range c.Categories() {
		var ids []embedding.TokenID
		for _, word := range category.Words {
			id, ok := encoding.ID(" " + word)
			if _, seen := slices.BinarySearch(text.vocabulary, id); ok && seen {
				ids = append(ids, id)
			}
		}
		if len(ids) > 0 {
			all = append(all, embedding.Category{Name: category.Name, Tokens: ids})
		}
	}
	return all
}
