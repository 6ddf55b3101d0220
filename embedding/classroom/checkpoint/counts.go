package checkpoint

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// CountsFile is the name of the file that holds Counts.
const CountsFile = "counts.json"

// Counts is how often the token of each row of W_E stands in the text that a
// model was trained on.
type Counts struct {
	Corpus string `json:"corpus"` // its hash, as in the card
	Rows   []int  `json:"rows"`
}

// WriteCounts stores the counts in dir.
func WriteCounts(dir string, c Counts) error {
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, CountsFile), append(text, '\n'), 0o644)
}

// ReadCounts reads what WriteCounts wrote.
func ReadCounts(text []byte) (Counts, error) {
	var c Counts
	if err := json.Unmarshal(text, &c); err != nil {
		return c, fmt.Errorf("counts: %w", err)
	}
	return c, nil
}
