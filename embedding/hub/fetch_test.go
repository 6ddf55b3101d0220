package hub

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tokenscape/embedding/safetensors"
)

func TestFetchPart(t *testing.T) {
	h := newHub(t, tinyFiles(t))
	c, _ := h.client(t)
	var last [2]int64
	c.Progress = func(done, size int64) {
		if done < last[0] && size == last[1] {
			t.Errorf("progress goes from %d back to %d", last[0], done)
		}
		last = [2]int64{done, size}
	}
	found := fetch(t, c, choose("wte", "wpe"))
	if !found.Part || found.Commit != testCommit || found.Cached {
		t.Errorf("%+v", found)
	}
	holds(t, found, h.files[weightsFile], "wte", "wpe")
	for _, name := range []string{"config.json", "vocab.json", "merges.txt", "README.md"} {
		if got, err := os.ReadFile(filepath.Join(found.Dir, name)); err != nil || string(got) != string(h.files[name]) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	var bytes int
	for _, r := range h.asked(weightsFile, http.MethodGet) {
		var from, to int
		if r.host != storage {
			continue
		}
		if _, err := fmt.Sscanf(r.ranges, "bytes=%d-%d", &from, &to); err != nil || strings.Contains(r.ranges, ",") {
			t.Errorf("asked for %q, want one range", r.ranges)
		}
		bytes += to - from + 1
	}
	if most := 2*4*40000 + ahead; bytes > most {
		t.Errorf("%d bytes were fetched, want at most %d", bytes, most)
	}
	if last[0] != last[1] || last[0] < 2*4*40000 {
		t.Errorf("progress ends at %d of %d", last[0], last[1])
	}
	asked := h.count()
	if again := fetch(t, c, choose("wte", "wpe")); again.Dir != found.Dir || h.count() != asked+1 {
		t.Errorf("what is there is asked for by %d requests", h.count()-asked)
	}
	holds(t, fetch(t, c, choose("h")), h.files[weightsFile], "h")
}

// What Hugging Face's programs look for is where they look for it.
func TestFetchWhole(t *testing.T) {
	h := newHub(t, tinyFiles(t))
	c, _ := h.client(t)
	found := fetch(t, c, choose("wte", "wpe", "h"))
	if found.Part || found.Dir != filepath.Join(c.Cache, "models--school--tiny", "snapshots", testCommit) {
		t.Errorf("%+v", found)
	}
	holds(t, found, h.files[weightsFile], "wte", "wpe", "h")
	if ref, err := os.ReadFile(filepath.Join(c.Cache, "models--school--tiny", "refs", "main")); err != nil || string(ref) != testCommit {
		t.Errorf("refs/main is %q, %v", ref, err)
	}
	for name, data := range h.files {
		link, err := os.Readlink(filepath.Join(found.Dir, name))
		if err != nil || filepath.Dir(link) != filepath.Join("..", "..", "blobs") {
			t.Errorf("%s leads to %q, %v", name, link, err)
		}
		if got, err := os.ReadFile(filepath.Join(found.Dir, link)); err != nil || string(got) != string(data) {
			t.Errorf("%s: %d bytes, %v", link, len(got), err)
		}
	}
	if paths, _ := leftovers(t, c); len(paths) > 0 {
		t.Errorf("left over: %v", paths)
	}
}

func TestFetchShards(t *testing.T) {
	for _, names := range [][]string{{"a", "d"}, {"a", "b", "c", "d", "e", "f"}} {
		h := newHub(t, map[string][]byte{
			"config.json":         []byte(`{}`),
			safetensors.IndexFile: []byte(`{"weight_map":{"a":"m-1.safetensors","b":"m-1.safetensors","c":"m-1.safetensors","d":"m-2.safetensors","e":"m-2.safetensors","f":"m-2.safetensors"}}`),
			"m-1.safetensors":     weights(t, "a b c", 30000),
			"m-2.safetensors":     weights(t, "d e f", 30000),
		})
		c, _ := h.client(t)
		found := fetch(t, c, choose(names...))
		if found.Part {
			f, err := safetensors.Open(filepath.Join(found.Dir, weightsFile))
			if err != nil {
				t.Fatal(err)
			}
			for i, name := range names {
				if _, data, err := f.Float32(name); err != nil || data[1] != 1 {
					t.Errorf("tensor %d: %v", i, err)
				}
			}
			f.Close()
		} else {
			s, err := safetensors.OpenSharded(filepath.Join(found.Dir, safetensors.IndexFile))
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Tensors()) != len(names) {
				t.Errorf("%d tensors", len(s.Tensors()))
			}
			s.Close()
		}
		if again := fetch(t, c, choose(names...)); again.Dir != found.Dir {
			t.Errorf("found in %s, then in %s", found.Dir, again.Dir)
		}
	}
}

// A revision that moved on is fetched anew; without a network the last one is used.
func TestFetchVersions(t *testing.T) {
	h := newHub(t, tinyFiles(t))
	c, _ := h.client(t)
	first := fetch(t, c, choose("wte"))
	h.between(func() {
		h.commit = strings.Repeat("ab", 20)
		h.files[weightsFile] = weights(t, "wte wpe h", 40001)
	})
	second := fetch(t, c, choose("wte"))
	if second.Commit != h.commit || second.Dir == first.Dir {
		t.Errorf("%+v after %+v", second, first)
	}
	holds(t, second, h.files[weightsFile], "wte")
	h.between(func() {
		h.fault = func(http.ResponseWriter, *http.Request, string) bool {
			panic(http.ErrAbortHandler) // the connection closes without an answer
		}
	})
	if third := fetch(t, c, choose("wte")); third.Dir != second.Dir || !third.Cached {
		t.Errorf("without a network: %+v", third)
	}
	var failed *Error
	if _, err := c.Fetch(t.Context(), repository(t), choose("h")); !errors.As(err, &failed) || failed.Kind != Unreachable {
		t.Errorf("what the cache does not have, without a network: %v", err)
	}
	asked := h.count()
	c.Offline = true
	if fourth := fetch(t, c, choose("wte")); fourth.Dir != second.Dir || !fourth.Cached {
		t.Errorf("offline: %+v", fourth)
	}
	old := repository(t)
	old.Revision = testCommit
	if found, err := c.Fetch(t.Context(), old, choose("wte")); err != nil || found.Dir != first.Dir {
		t.Errorf("an older commit: %+v, %v", found, err)
	}
	if _, err := c.Fetch(t.Context(), old, choose("h")); !errors.As(err, &failed) || failed.Kind != Unreachable {
		t.Errorf("offline, and not in the cache: %v", err)
	}
	if h.count() != asked {
		t.Errorf("offline, %d requests are sent", h.count()-asked)
	}
}

// A fetch that was stopped goes on where it was.
func TestFetchGoesOnAfterAStop(t *testing.T) {
	for _, whole := range []bool{false, true} {
		h := newHub(t, tinyFiles(t))
		c, _ := h.client(t)
		choice := choose("wte", "h")
		total := int64(2 * 4 * 40000)
		if whole {
			choice, total = choose("wte", "wpe", "h"), int64(len(h.files[weightsFile]))
		}
		var before int64
		for tenth := int64(1); tenth < 10; tenth++ {
			ctx, stop := context.WithCancel(t.Context())
			c.Progress = func(done, size int64) {
				if size >= total && done >= total*tenth/10 {
					stop()
				}
			}
			if _, err := c.Fetch(ctx, repository(t), choice); !errors.Is(err, context.Canceled) {
				t.Fatalf("stopped at %d tenths: %v", tenth, err)
			}
			stop()
			_, size := leftovers(t, c)
			if size < before || size < total*tenth/10 {
				t.Fatalf("%d bytes are kept at %d tenths, %d before", size, tenth, before)
			}
			before = size
		}
		c.Progress = nil
		seen := len(h.asked(weightsFile, http.MethodGet))
		found := fetch(t, c, choice)
		if whole {
			holds(t, found, h.files[weightsFile], "wte", "wpe", "h")
			last := h.asked(weightsFile, http.MethodGet)[seen:]
			if got := last[len(last)-1].ranges; got != fmt.Sprintf("bytes=%d-%d", before, total-1) {
				t.Errorf("the rest was asked for by %q, from %d on", got, before)
			}
		} else {
			holds(t, found, h.files[weightsFile], "wte", "h")
		}
	}
}

func TestParse(t *testing.T) {
	for spec, want := range map[string]Repository{
		"hf:openai-community/gpt2":                  {"openai-community/gpt2", "main"},
		"hf:gpt2":                                   {"gpt2", "main"},
		"hf:a/b@v1.0":                               {"a/b", "v1.0"},
		"hf:Qwen/Qwen2.5-0.5B@refs/pr/3":            {"Qwen/Qwen2.5-0.5B", "refs/pr/3"},
		"hf:a/b@" + strings.Repeat("0123456789", 4): {"a/b", strings.Repeat("0123456789", 4)},
	} {
		if got, err := Parse(spec); err != nil || got != want {
			t.Errorf("Parse(%q) = %+v, %v", spec, got, err)
		}
	}
	for _, spec := range []string{"", "hf:", "hf:a/", "hf:/a", "hf:a/b/c", "hf:../x", "hf:a/..", "hf:a/b@", "hf:a/b@../c", "hf:a/b@/c", "hf:a b/c", "hf:a/b?x", "hf:a--b/c", "hf:a/b@c//d"} {
		if got, err := Parse(spec); err == nil {
			t.Errorf("Parse(%q) = %+v, want an error", spec, got)
		}
	}
}

func TestNewReadsTheEnvironment(t *testing.T) {
	for name, tt := range map[string]struct{ environment, endpoint, cache, parts string }{
		"a home of its own": {"HF_HOME=/h", "https://huggingface.co", "/h/hub", "/h/tokenscape"},
		"a cache elsewhere": {"HF_HOME=/h HF_HUB_CACHE=/c", "https://huggingface.co", "/c", "/h/tokenscape"},
		"the system's":      {"XDG_CACHE_HOME=/x", "https://huggingface.co", "/x/huggingface/hub", "/x/huggingface/tokenscape"},
		"a mirror":          {"HF_HOME=/h HF_ENDPOINT=https://hf-mirror.example/", "https://hf-mirror.example", "/h/hub", "/h/tokenscape"},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := New(func(name string) string {
				for _, set := range strings.Fields(tt.environment) {
					if value, ok := strings.CutPrefix(set, name+"="); ok {
						return value
					}
				}
				return ""
			})
			if err != nil || c.Endpoint != tt.endpoint || filepath.ToSlash(c.Cache) != tt.cache || filepath.ToSlash(c.Parts) != tt.parts {
				t.Errorf("%+v, %v", c, err)
			}
		})
	}
}
