package corpus

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
)

//go:embed lexicon/*.txt templates/*.txt prompts.txt
var files embed.FS

// Corpus is a lexicon with the templates that speak of it.
type Corpus struct {
	*Lexicon
	Prompts []Prompt // what the model is examined with; they stand in no document
	groups  []group
	total   int // sum of the groups' weights
}

// Load reads the embedded files.
func Load() (*Corpus, error) { return Read(files) }

// Read reads lexicon/*.txt, templates/*.txt and prompts*.txt of a file system,
// in the order of their names. A fault in a file is a *SyntaxError.
func Read(fsys fs.FS) (*Corpus, error) {
	lexicon := NewLexicon()
	if err := each(fsys, "lexicon/*.txt", lexicon.Parse); err != nil {
		return nil, err
	}
	c := &Corpus{Lexicon: lexicon}
	if err := each(fsys, "templates/*.txt", c.Parse); err != nil {
		return nil, err
	}
	if err := each(fsys, "prompts*.txt", c.parsePrompts); err != nil {
		return nil, err
	}
	if c.total == 0 {
		return nil, fmt.Errorf("corpus: no templates")
	}
	return c, nil
}

func each(fsys fs.FS, pattern string, parse func(file, text string) error) error {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		if err := parse(name, string(text)); err != nil {
			return err
		}
	}
	return nil
}

// Hash is the SHA-256 of the n documents that seed gives, one a line, in hex.
func (c *Corpus) Hash(seed uint64, n int) string {
	h := sha256.New()
	for document := range c.Generate(seed, n) {
		h.Write([]byte(document))
		h.Write([]byte{'\n'})
	}
	return hex.EncodeToString(h.Sum(nil))
}
