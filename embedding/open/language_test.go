package open_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
	"tokenscape/embedding/hub"
	"tokenscape/embedding/open"
	"tokenscape/embedding/pretrained"
	"tokenscape/embedding/pretrained/pretrainedtest"
)

var tiny = gpt.Config{Vocab: 30, Context: 8, Width: 64, Layers: 2, Heads: 2}

// folder is a model of random weights, called so.
func folder(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	pretrainedtest.GPT2{Config: tiny, Seed: 1}.Write(t, dir)
	return dir
}

// opened is the one model at a path.
func opened(t *testing.T, path string, o open.Options) *embedding.Model {
	t.Helper()
	models, err := open.Models(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(models) != 1 {
		t.Fatalf("%d models", len(models))
	}
	return models[0]
}

func TestLanguageModels(t *testing.T) {
	dir := folder(t, "school")
	file := filepath.Join(dir, "model.safetensors")
	for name, tt := range map[string]struct {
		path   string
		layers int
		rows   int
		called string
	}{
		"a folder":             {dir, 2, 30, "school"},
		"a file":               {file, 2, 30, "school"},
		"a folder's vectors":   {dir + "#embeddings", 0, 30, "school"},
		"a file's vectors":     {file + "#embeddings", 0, 30, "school"},
		"a name of no page":    {folder(t, "sch\x01ool"), 2, 30, "school"},
		"one tensor":           {file + "#wpe.weight", 0, 8, "school"},
		"one tensor of blocks": {dir + "#h.1.attn.c_proj.weight", 0, 64, "school"},
	} {
		t.Run(name, func(t *testing.T) {
			m := opened(t, tt.path, open.Options{Name: strings.ToUpper})
			if m.Name() != strings.ToUpper(tt.called) || m.Layers() != tt.layers || m.Vocab() != tt.rows {
				t.Errorf("%s of %d layers and %d rows", m.Name(), m.Layers(), m.Vocab())
			}
		})
	}
	var unknown *pretrained.UnknownLayoutError
	if _, err := open.Models(t.Context(), file+"#wte", open.Options{}); !errors.As(err, &unknown) {
		t.Errorf("a tensor that is missing: %v", err)
	}
	var none *pretrained.NoWeightsError
	if _, err := open.Models(t.Context(), t.TempDir(), open.Options{}); !errors.As(err, &none) || !strings.Contains(err.Error(), "projector_config.json") {
		t.Errorf("an empty folder: %v", err)
	}
}

// A model of the hub is the model itself; of its vectors alone only they are fetched.
func TestHub(t *testing.T) {
	dir := folder(t, "school")
	commit := strings.Repeat("0123456789", 4)
	fetched := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, "/class/school/resolve/")
		data, err := os.ReadFile(filepath.Join(dir, filepath.Base(name)))
		if err != nil || !ok {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		sum := sha256.Sum256(data)
		w.Header().Set("X-Repo-Commit", commit)
		w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:])+`"`)
		if r.Method == http.MethodGet {
			part := len(data)
			var from, to int
			if n, _ := fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-%d", &from, &to); n == 2 {
				part = to - from + 1
			}
			fetched += part
		}
		http.ServeFile(w, r, filepath.Join(dir, filepath.Base(name)))
	}))
	defer server.Close()
	home := t.TempDir()
	client, err := hub.New(func(name string) string {
		return map[string]string{"HF_HOME": home, "HF_ENDPOINT": server.URL}[name]
	})
	if err != nil {
		t.Fatal(err)
	}
	local := opened(t, dir, open.Options{})
	var told int64
	o := open.Options{Hub: client, Progress: func(done, _ int64) { told = max(told, done) }}
	vectors := opened(t, "hf:class/school#embeddings", o)
	if want := 4 * (tiny.Vocab + tiny.Context) * tiny.Width; fetched > want+1<<16+4096 || told < int64(want) {
		t.Errorf("%d bytes were fetched for %d of vectors, and %d told", fetched, want, told)
	}
	whole := opened(t, "hf:class/school@main", o)
	for _, m := range []*embedding.Model{vectors, whole} {
		if m.Name() != "class/school" || m.Source() != "huggingface.co/class/school, commit 0123456" {
			t.Errorf("%s from %s", m.Name(), m.Source())
		}
		if !slices.Equal(m.TokenEmbedding().Data, local.TokenEmbedding().Data) || !slices.Equal(m.PositionEmbedding().Data, local.PositionEmbedding().Data) {
			t.Error("the vectors are others than those of the folder")
		}
	}
	if vectors.HasBlocks() || !whole.HasBlocks() {
		t.Errorf("blocks: %v without, %v with", vectors.HasBlocks(), whole.HasBlocks())
	}
	var failed *hub.Error
	if _, err := open.Models(t.Context(), "hf:class/other", o); !errors.As(err, &failed) || failed.Kind != hub.NotFound {
		t.Errorf("no such model: %v", err)
	}
	if _, err := open.Models(t.Context(), "hf:class/..", o); err == nil {
		t.Error("a name that leads away is looked for")
	}
}
