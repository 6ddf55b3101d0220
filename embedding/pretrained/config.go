package pretrained

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

const (
	configFile = "config.json"
	cardFile   = "README.md"

	maxConfig = 1 << 20 // bytes
)

// config is what is read of config.json.
type config struct {
	Type       string   `json:"model_type"`
	Heads      int      `json:"n_head"`
	Inner      *int     `json:"n_inner"`
	Activation string   `json:"activation_function"`
	Epsilon    *float64 `json:"layer_norm_epsilon"`
	Scale      *bool    `json:"scale_attn_weights"`
	ByLayer    bool     `json:"scale_attn_by_inverse_layer_idx"`
	Cross      bool     `json:"add_cross_attention"`
	Tied       *bool    `json:"tie_word_embeddings"`
}

// readConfig reads the config of a model's folder; nil when there is none.
func readConfig(dir fs.FS) (*config, error) {
	text, err := readFile(dir, configFile, maxConfig)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return parseConfig(text)
}

func parseConfig(text []byte) (*config, error) {
	c := &config{}
	if err := json.Unmarshal(text, c); err != nil {
		return nil, fmt.Errorf("%s: %w", configFile, err)
	}
	return c, nil
}

// readFile reads a file of at most so many bytes.
func readFile(dir fs.FS, name string, most int64) ([]byte, error) {
	f, err := dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if int64(len(text)) > most {
		return nil, fmt.Errorf("%s has more than %d bytes", name, most)
	}
	return text, nil
}
