package open

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strings"

	"tokenscape/embedding"
	"tokenscape/embedding/hub"
	"tokenscape/embedding/pretrained"
	"tokenscape/embedding/safetensors"
)

// Embeddings is what stands after # where a language model's blocks are left out.
const Embeddings = "embeddings"

// one is a list of one model.
func one(m *embedding.Model, err error) ([]*embedding.Model, error) {
	if err != nil {
		return nil, err
	}
	return []*embedding.Model{m}, nil
}

// pretrained are the options to open a language model, or the part of it that is
// named.
func (o Options) pretrained(part string) pretrained.Options {
	p := pretrained.Options{Name: func(name string) string {
		if name = printable(name); o.Name != nil {
			name = o.Name(name)
		}
		return name
	}}
	if part == Embeddings {
		p.EmbeddingsOnly = true
	} else {
		p.Tensor = part
	}
	return p
}

// fromHub fetches a model, or a part of it, and opens it.
func fromHub(ctx context.Context, spec string, o Options) (*embedding.Model, error) {
	client := o.Hub
	if client == nil {
		var err error
		if client, err = hub.New(os.Getenv); err != nil {
			return nil, err
		}
	}
	named, part, _ := strings.Cut(spec, "#")
	repo, err := hub.Parse(named)
	if err != nil {
		return nil, err
	}
	how := o.pretrained(part)
	fetching := *client
	fetching.Progress = o.Progress
	found, err := fetching.Fetch(ctx, repo, hub.Choice{
		Name: choiceName(part),
		Tensors: func(config []byte, tensors []safetensors.Info) ([]string, error) {
			return pretrained.Needed(config, tensors, how)
		},
	})
	if err != nil {
		return nil, err
	}
	how.Source = fmt.Sprintf("huggingface.co/%s, commit %.7s", repo.Name, found.Commit)
	how.Name = func(string) string {
		if o.Name != nil {
			return o.Name(repo.Name)
		}
		return repo.Name
	}
	return pretrained.Open(found.Dir, how)
}

// choiceName is the folder of a part: tensors' names may hold what a folder's must not.
func choiceName(part string) string {
	switch part {
	case "":
		return "all"
	case Embeddings:
		return Embeddings
	}
	sum := sha256.Sum256([]byte(part))
	return "tensor-" + hex.EncodeToString(sum[:8])
}
