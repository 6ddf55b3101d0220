package hub

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tokenscape/embedding/safetensors"
)

const (
	testRepo   = "school/tiny"
	testCommit = "0123456789abcdef0123456789abcdef01234567"
	storage    = "storage.test"
)

// request is one that the local hub was sent.
type request struct{ host, method, file, ranges, token string }

// fakeHub speaks as the hub does: it serves small files itself, and leads to its
// storage for the large ones.
type fakeHub struct {
	t      *testing.T
	commit string
	files  map[string][]byte
	fault  func(w http.ResponseWriter, r *http.Request, file string) bool // answers instead

	mu       sync.Mutex // of all of it: answers come one at a time
	requests []request
}

// between does something to the hub, or looks at it, while it gives no answer.
func (h *fakeHub) between(do func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	do()
}

func newHub(t *testing.T, files map[string][]byte) *fakeHub {
	return &fakeHub{t: t, commit: testCommit, files: files}
}

func (h *fakeHub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host := r.Header.Get("X-Test-Host")
	file := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
	h.mu.Lock()
	defer h.mu.Unlock()
	h.requests = append(h.requests, request{host, r.Method, file, r.Header.Get("Range"), r.Header.Get("Authorization")})
	if h.fault != nil && h.fault(w, r, file) {
		return
	}
	data, ok := h.files[file]
	if host == storage {
		w.Header().Set("ETag", `"of-the-storage"`)
		http.ServeContent(w, r, file, time.Time{}, bytes.NewReader(data))
		return
	}
	if !strings.HasPrefix(r.URL.Path, "/"+testRepo+"/resolve/") || !ok {
		w.Header().Set("X-Error-Message", "Entry not found")
		w.WriteHeader(http.StatusNotFound)
		return
	}
	w.Header().Set("X-Repo-Commit", h.commit)
	if strings.HasSuffix(file, ".safetensors") {
		sum := sha256.Sum256(data)
		w.Header().Set("X-Linked-Size", fmt.Sprint(len(data)))
		w.Header().Set("X-Linked-Etag", `"`+hex.EncodeToString(sum[:])+`"`)
		http.Redirect(w, r, "https://"+storage+"/signed/"+file, http.StatusFound)
		return
	}
	sum := sha1.Sum(fmt.Appendf(nil, "blob %d\x00%s", len(data), data))
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:])+`"`)
	http.ServeContent(w, r, file, time.Time{}, bytes.NewReader(data))
}

// count is the number of requests so far.
func (h *fakeHub) count() (n int) {
	h.between(func() { n = len(h.requests) })
	return n
}

// asked are the requests for a file so far.
func (h *fakeHub) asked(file, method string) []request {
	h.mu.Lock()
	defer h.mu.Unlock()
	var list []request
	for _, r := range h.requests {
		if r.file == file && r.method == method {
			list = append(list, r)
		}
	}
	return list
}

// wire carries every request to one server, whatever host it is for.
type wire struct{ server *url.URL }

func (w wire) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Test-Host", r.URL.Host)
	r.URL.Scheme, r.URL.Host = w.server.Scheme, w.server.Host
	return http.DefaultTransport.RoundTrip(r)
}

// client is one of the hub, with an empty cache; it waits for nothing, and notes for
// how long it would have.
func (h *fakeHub) client(t *testing.T) (*Client, *[]time.Duration) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	at, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	waited := &[]time.Duration{}
	home := t.TempDir()
	c, err := New(func(name string) string { return map[string]string{"HF_HOME": home, "HF_TOKEN": "secret"}[name] })
	if err != nil {
		t.Fatal(err)
	}
	c.HTTP = &http.Client{Transport: wire{at}}
	c.pause = func(d time.Duration) { *waited = append(*waited, d) }
	return c, waited
}

// weights is a file of three tensors of so many numbers each.
func weights(t testing.TB, names string, numbers int) []byte {
	t.Helper()
	var tensors []safetensors.Tensor
	for i, name := range strings.Fields(names) {
		data := make([]float32, numbers)
		for j := range data {
			data[j] = float32(i*numbers + j)
		}
		tensors = append(tensors, safetensors.Tensor{Name: name, DType: "F32", Shape: []int{numbers}, Data: data})
	}
	var b bytes.Buffer
	if err := safetensors.Write(&b, map[string]string{"format": "pt"}, tensors); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tinyFiles(t testing.TB) map[string][]byte {
	return map[string][]byte{
		"config.json": []byte(`{"model_type":"gpt2"}`), "vocab.json": []byte(`{}`), "merges.txt": []byte("#version: 0.2\n"),
		"README.md": []byte("---\nlicense: mit\n---\n"), weightsFile: weights(t, "wte wpe h", 40000),
	}
}

// choose picks tensors by name.
func choose(names ...string) Choice {
	return Choice{Name: strings.Join(names, "-"), Tensors: func([]byte, []safetensors.Info) ([]string, error) { return names, nil }}
}

func repository(t testing.TB) Repository {
	t.Helper()
	r, err := Parse("hf:" + testRepo)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// fetch fetches, and fails the test on an error.
func fetch(t *testing.T, c *Client, choice Choice) *Snapshot {
	t.Helper()
	found, err := c.Fetch(t.Context(), repository(t), choice)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// holds tells whether the snapshot's weights have just the tensors, as the hub does.
func holds(t *testing.T, found *Snapshot, hub []byte, names ...string) {
	t.Helper()
	f, err := safetensors.Open(filepath.Join(found.Dir, weightsFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if len(f.Tensors()) != len(names) {
		t.Errorf("%d tensors, want %v", len(f.Tensors()), names)
	}
	all, err := safetensors.Read(bytes.NewReader(hub), int64(len(hub)))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		_, got, err := f.Float32(name)
		if err != nil {
			t.Fatal(err)
		}
		_, want, err := all.Float32(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("%s: number %d is %v, want %v", name, i, got[i], want[i])
			}
		}
	}
}

// leftovers are the partial files below the client's folders.
func leftovers(t *testing.T, c *Client) (paths []string, size int64) {
	t.Helper()
	for _, dir := range []string{c.Cache, c.Parts} {
		filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, partial) {
				paths = append(paths, path)
				if info, err := os.Stat(path); err == nil {
					size += info.Size()
				}
			}
			return nil
		})
	}
	return paths, size
}
