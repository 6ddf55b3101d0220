package pretrained

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"tokenscape/embedding/bpe"
)

// tokenizerJSON is what is read of tokenizer.json, the file of Hugging Face's
// tokenizers.
type tokenizerJSON struct {
	AddedTokens []addedToken `json:"added_tokens"`
	Normalizer  *step        `json:"normalizer"`
	Split       *step        `json:"pre_tokenizer"`
	Model       struct {
		Type       string          `json:"type"`
		Vocabulary json.RawMessage `json:"vocab"`
		Merges     json.RawMessage `json:"merges"`
		Dropout    *float64        `json:"dropout"`
		Prefix     string          `json:"continuing_subword_prefix"`
		Suffix     string          `json:"end_of_word_suffix"`
		Whole      bool            `json:"ignore_merges"`
		Fallback   bool            `json:"byte_fallback"`
	} `json:"model"`
}

type addedToken struct {
	ID         int    `json:"id"`
	Content    string `json:"content"`
	SingleWord bool   `json:"single_word"`
	Left       bool   `json:"lstrip"`
	Right      bool   `json:"rstrip"`
	Special    bool   `json:"special"`
}

// step is a normalizer or a pre-tokenizer, or a sequence of them.
type step struct {
	Type        string `json:"type"`
	Normalizers []step `json:"normalizers"`
	Splits      []step `json:"pretokenizers"`
	PrefixSpace bool   `json:"add_prefix_space"`
	UseRegex    *bool  `json:"use_regex"`
	Behaviour   string `json:"behavior"`
	Invert      bool   `json:"invert"`
	Pattern     struct {
		Regex string `json:"Regex"`
	} `json:"pattern"`
}

func parseTokenizer(text []byte) (*tokenizer, error) {
	var file tokenizerJSON
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", tokenizerFile, err)
	}
	labels, err := readLabels(file.Model.Vocabulary)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", tokenizerFile, err)
	}
	t := &tokenizer{labels: labels}
	t.table, t.reason = file.table(labels)
	for _, added := range file.AddedTokens {
		labels[added.Content] = added.ID
	}
	return t, nil
}

// readLabels reads a vocabulary: an object of ids, or in a model of type Unigram a
// list of pairs of token and score.
func readLabels(vocabulary json.RawMessage) (map[string]int, error) {
	labels := map[string]int{}
	if !strings.HasPrefix(strings.TrimSpace(string(vocabulary)), "[") {
		if len(vocabulary) == 0 || string(vocabulary) == "null" { // which would unmarshal to no map at all
			return nil, errors.New("the vocabulary is missing")
		}
		return labels, json.Unmarshal(vocabulary, &labels)
	}
	var pairs [][2]any
	if err := json.Unmarshal(vocabulary, &pairs); err != nil {
		return nil, err
	}
	for id, pair := range pairs {
		token, ok := pair[0].(string)
		if !ok {
			return nil, fmt.Errorf("token %d of the vocabulary is no text", id)
		}
		labels[token] = id
	}
	return labels, nil
}

// table is the file's byte-level encoding; an error says what it is instead.
func (f *tokenizerJSON) table(labels map[string]int) (*bpe.Table, error) {
	m := f.Model
	if m.Type != "" && m.Type != "BPE" {
		return nil, fmt.Errorf("its tokenizer is of type %s", m.Type)
	}
	if m.Dropout != nil || m.Prefix != "" || m.Suffix != "" || m.Fallback {
		return nil, errors.New("its tokenizer joins pieces that are no bytes")
	}
	t := bpe.Table{Whole: m.Whole, Added: map[string]bpe.TokenID{}, Special: map[string]bpe.TokenID{}}
	var err error
	if t.Compose, err = f.Normalizer.composes(); err != nil {
		return nil, err
	}
	if t.Pattern, err = f.Split.splits(); err != nil {
		return nil, err
	}
	for _, added := range f.AddedTokens {
		switch {
		case added.ID < 0 || added.ID > math.MaxInt32:
			return nil, fmt.Errorf("its token %q has the id %d", added.Content, added.ID)
		case added.Special:
			t.Special[added.Content] = bpe.TokenID(added.ID)
		case added.SingleWord || added.Left || added.Right:
			return nil, fmt.Errorf("its tokenizer takes %q out of a text together with what is beside it", added.Content)
		default:
			t.Added[added.Content] = bpe.TokenID(added.ID)
		}
	}
	merges, err := readMerges(m.Merges)
	if err != nil {
		return nil, err
	}
	return tableOf(labels, merges, t)
}

// readMerges reads a list of pairs, or as older files have them of two tokens with a
// space between.
func readMerges(text json.RawMessage) ([][2]string, error) {
	var pairs [][2]string
	if json.Unmarshal(text, &pairs) == nil {
		return pairs, nil
	}
	var lines []string
	if err := json.Unmarshal(text, &lines); err != nil {
		return nil, fmt.Errorf("its merges are no list of pairs: %w", err)
	}
	pairs = make([][2]string, 0, len(lines))
	for _, line := range lines {
		left, right, ok := strings.Cut(line, " ")
		if !ok {
			return nil, fmt.Errorf("its merge %q is no pair", line)
		}
		pairs = append(pairs, [2]string{left, right})
	}
	return pairs, nil
}

// composes tells whether a normalizer puts texts into the form NFC; an error when it
// does something else to them.
func (s *step) composes() (bool, error) {
	switch {
	case s == nil:
		return false, nil
	case s.Type == "NFC":
		return true, nil
	case s.Type == "Sequence":
		composes := false
		for _, each := range s.Normalizers {
			one, err := each.composes()
			if err != nil {
				return false, err
			}
			composes = composes || one
		}
		return composes, nil
	}
	return false, fmt.Errorf("its tokenizer changes a text first (%s)", s.Type)
}

// splits is the pattern by which a text is split before bytes are joined.
func (s *step) splits() (string, error) {
	byteLevel := func(s step) bool { return s.Type == "ByteLevel" && !s.PrefixSpace }
	regex := func(s step) bool { return s.UseRegex == nil || *s.UseRegex }
	switch {
	case s == nil:
	case byteLevel(*s) && regex(*s):
		return bpe.PatternGPT2, nil
	case s.Type == "Sequence" && len(s.Splits) == 1:
		return s.Splits[0].splits()
	case s.Type == "Sequence" && len(s.Splits) == 2:
		first, second := s.Splits[0], s.Splits[1]
		if first.Type == "Split" && first.Behaviour == "Isolated" && !first.Invert && byteLevel(second) && !regex(second) {
			return first.Pattern.Regex, nil
		}
	}
	return "", errors.New("its tokenizer splits a text in a way that is not known here")
}
