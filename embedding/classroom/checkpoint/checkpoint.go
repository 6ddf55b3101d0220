package checkpoint

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/gpt"
	"tokenscape/embedding/safetensors"
)

// Checkpoint is a trained transformer with the tokens of its rows.
type Checkpoint struct {
	Transform  *gpt.Transformer
	Encoding   string              // name of the encoding that the ids belong to
	Tokens     []embedding.TokenID // the token of each row of W_E
	Categories []embedding.Category
	Relations  []embedding.Relation
	Seed       uint64 // of the random start
	Counts     []int  // see Counts; nil when unknown: they are no part of the file
}

// Model is the checkpoint ready to be used, under a name and with what a reader
// is told of where the weights come from.
func (c *Checkpoint) Model(name, source, licence string) (*embedding.Model, error) {
	encoding, err := bpe.Get(c.Encoding)
	if err != nil {
		return nil, fmt.Errorf("model %s: %w", name, err)
	}
	return embedding.New(embedding.Parts{
		Name: name, Source: source, Licence: licence, Tokenizer: encoding,
		Tokens: c.Tokens, Seed: c.Seed, Transform: c.Transform, Categories: c.Categories, Relations: c.Relations,
		Counts: c.Counts,
	})
}

// description is the part of a checkpoint that is not numbers; it stands in
// the file's metadata under the key "checkpoint".
type description struct {
	Config     gpt.Config           `json:"config"`
	Encoding   string               `json:"encoding"`
	Seed       uint64               `json:"seed"`
	Tokens     []embedding.TokenID  `json:"tokens"`
	Categories []embedding.Category `json:"categories"`
	Relations  []embedding.Relation `json:"relations,omitempty"`
}

const metadataKey = "checkpoint"

// Encode writes c as safetensors, every number rounded to float16.
func Encode(w io.Writer, c *Checkpoint) error {
	text, err := json.Marshal(description{
		Config: c.Transform.Config, Encoding: c.Encoding, Seed: c.Seed,
		Tokens: c.Tokens, Categories: c.Categories, Relations: c.Relations,
	})
	if err != nil {
		return err
	}
	var tensors []safetensors.Tensor
	for _, t := range c.Transform.Tensors() {
		tensors = append(tensors, safetensors.Tensor{Name: t.Name, DType: "F16", Shape: t.Shape, Data: t.Data})
	}
	return safetensors.Write(w, map[string]string{"format": "pt", metadataKey: string(text)}, tensors)
}

// Hash is the SHA-256 of an encoded checkpoint, in hex: what a replay names the
// weights by that it ends in.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Decode reads what Encode wrote.
func Decode(data []byte) (*Checkpoint, error) {
	file, err := safetensors.Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	var d description
	if err := json.Unmarshal([]byte(file.Metadata[metadataKey]), &d); err != nil {
		return nil, fmt.Errorf("checkpoint: metadata: %w", err)
	}
	var tensors []gpt.Tensor
	for _, info := range file.Tensors() {
		shape, numbers, err := file.Float32(info.Name)
		if err != nil {
			return nil, fmt.Errorf("checkpoint: %w", err)
		}
		tensors = append(tensors, gpt.Tensor{Name: info.Name, Shape: shape, Data: numbers})
	}
	t, err := gpt.FromTensors(d.Config, tensors)
	if err != nil {
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	return &Checkpoint{
		Transform: t, Encoding: d.Encoding, Seed: d.Seed,
		Tokens: d.Tokens, Categories: d.Categories, Relations: d.Relations,
	}, nil
}
