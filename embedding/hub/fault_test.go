package hub

import (
	"bytes"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// answer is a fault of the hub itself: it answers a file with a status.
func answer(file string, status int, header ...string) func(http.ResponseWriter, *http.Request, string) bool {
	return func(w http.ResponseWriter, _ *http.Request, asked string) bool {
		if asked != file && file != "" {
			return false
		}
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		return true
	}
}

// atStorage lets a fault be one of the storage that the hub leads to.
func atStorage(fault func(http.ResponseWriter, *http.Request, string) bool) func(http.ResponseWriter, *http.Request, string) bool {
	return func(w http.ResponseWriter, r *http.Request, file string) bool {
		return r.Header.Get("X-Test-Host") == storage && fault(w, r, file)
	}
}

// Every fault has its kind and its words, and once it is over the fetch succeeds with
// what was fetched before.
func TestFaults(t *testing.T) {
	files := tinyFiles(t)
	large := files[weightsFile]
	for name, tt := range map[string]struct {
		fault func(http.ResponseWriter, *http.Request, string) bool
		kind  Kind
		says  string
	}{
		"no such repository":      {answer("", 404), NotFound, "Check owner, name"},
		"nobody may see it":       {answer("", 401), Unauthorized, "HF_TOKEN"},
		"terms to be accepted":    {answer("", 403), Forbidden, "accept the model's terms"},
		"the storage refuses":     {atStorage(answer("", 403)), Forbidden, "accept the model's terms"},
		"a range past the end":    {atStorage(answer("", 416)), Range, "what was fetched is kept"},
		"too many requests":       {answer("", 429, "Retry-After", "3600"), Busy, "not before 1h0m0s"},
		"too many, without end":   {answer("", 429), Busy, "too many requests"},
		"a fault of the hub":      {answer("", 500), Server, "fault of its own"},
		"the hub is down":         {atStorage(answer("", 503)), Server, "fault of its own"},
		"a status from elsewhere": {answer("", 418), Status, "status 418"},
		"redirects in a ring":     {answer("", 302, "Location", "/"+testRepo+"/resolve/main/config.json"), Redirect, "more than 8 times"},
		"a redirect to nowhere":   {answer("", 302), Redirect, `to ""`},
		"a redirect to http":      {answer("", 302, "Location", "http://"+storage+"/x"), Redirect, "http://"},
		"no answer":               {func(http.ResponseWriter, *http.Request, string) bool { panic(http.ErrAbortHandler) }, Unreachable, "HF_ENDPOINT"},
		"a page of a proxy":       {answer("", 200, "Content-Length", "0"), Status, "which commit"},
		"another range": {atStorage(func(w http.ResponseWriter, r *http.Request, _ string) bool {
			w.Header().Set("Content-Range", "bytes 0-3/"+strconv.Itoa(len(large)))
			w.WriteHeader(http.StatusPartialContent)
			w.Write(large[:4])
			return true
		}), Range, "got \"bytes 0-3"},
		"a range of a longer file": {atStorage(func(w http.ResponseWriter, r *http.Request, _ string) bool {
			w.Header().Set("Content-Range", strings.Replace(r.Header.Get("Range"), "=", " ", 1)+"/999999999")
			w.WriteHeader(http.StatusPartialContent)
			return true
		}), Length, "not as long"},
		"a longer file": {func(w http.ResponseWriter, r *http.Request, file string) bool {
			if file != "README.md" || r.Method == http.MethodHead {
				return false
			}
			w.Write(make([]byte, 99))
			return true
		}, Length, "99 bytes"},
		"other bytes": {func(w http.ResponseWriter, r *http.Request, file string) bool {
			if file != "README.md" || r.Method == http.MethodHead {
				return false
			}
			w.Write([]byte(strings.ToUpper(string(files[file]))))
			return true
		}, Checksum, "checksum differs"},
		"nothing but broken connections": {atStorage(func(w http.ResponseWriter, r *http.Request, _ string) bool {
			w.Header().Set("Content-Range", strings.Replace(r.Header.Get("Range"), "=", " ", 1)+"/"+strconv.Itoa(len(large)))
			w.Header().Set("Content-Length", "99")
			w.WriteHeader(http.StatusPartialContent)
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}), Broken, "breaks off again"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHub(t, files)
			c, _ := h.client(t)
			h.fault = tt.fault
			choice := choose("wte", "h")
			_, err := c.Fetch(t.Context(), repository(t), choice)
			var failed *Error
			if !errors.As(err, &failed) || failed.Kind != tt.kind || !strings.Contains(err.Error(), tt.says) || !strings.HasPrefix(err.Error(), testRepo+"@main") {
				t.Fatalf("%v, want kind %d and %q", err, tt.kind, tt.says)
			}
			h.between(func() { h.fault = nil })
			holds(t, fetch(t, c, choice), large, "wte", "h")
		})
	}
}

// What passes by itself is waited for, and for as long as the hub asks.
func TestFaultsThatPass(t *testing.T) {
	for name, tt := range map[string]struct {
		status int
		header []string
		waits  time.Duration
	}{
		"busy":                 {429, []string{"Retry-After", "7"}, 7 * time.Second},
		"busy until some time": {429, []string{"Retry-After", time.Now().Add(90 * time.Second).UTC().Format(http.TimeFormat)}, 80 * time.Second},
		"busy, without saying": {429, nil, time.Second},
		"a fault":              {502, nil, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHub(t, tinyFiles(t))
			c, waited := h.client(t)
			left := 1
			h.fault = atStorage(func(w http.ResponseWriter, r *http.Request, file string) bool {
				left--
				return left >= 0 && answer("", tt.status, tt.header...)(w, r, file)
			})
			holds(t, fetch(t, c, choose("wte")), h.files[weightsFile], "wte")
			if len(*waited) != 1 || (*waited)[0] < tt.waits || (*waited)[0] > tt.waits+11*time.Second {
				t.Errorf("waited %v, want %v", *waited, tt.waits)
			}
		})
	}
}

// A connection that breaks off at any tenth of a file costs the rest of the file
// once, not all of it again.
func TestConnectionCutAtEveryTenth(t *testing.T) {
	for _, whole := range []bool{false, true} {
		for tenth := range 10 {
			h := newHub(t, tinyFiles(t))
			c, _ := h.client(t)
			data := h.files[weightsFile]
			choice, names := choose("h"), []string{"h"}
			if whole {
				choice, names = choose("wte", "wpe", "h"), []string{"wte", "wpe", "h"}
			}
			cuts, sent := 0, 0
			h.fault = atStorage(func(w http.ResponseWriter, r *http.Request, file string) bool {
				from, to := 0, len(data)
				if spec, ok := strings.CutPrefix(r.Header.Get("Range"), "bytes="); ok {
					first, last, _ := strings.Cut(spec, "-")
					from, _ = strconv.Atoi(first)
					to, _ = strconv.Atoi(last)
					to++
					w.Header().Set("Content-Range", "bytes "+spec+"/"+strconv.Itoa(len(data)))
				}
				if from == 0 && to == ahead { // the header's
					return false
				}
				w.Header().Set("Content-Length", strconv.Itoa(to-from))
				if from > 0 || r.Header.Get("Range") != "" {
					w.WriteHeader(http.StatusPartialContent)
				}
				if cuts++; cuts == 1 {
					to = from + (to-from)*tenth/10
				}
				w.Write(data[from:to])
				sent += to - from
				w.(http.Flusher).Flush()
				if cuts == 1 {
					panic(http.ErrAbortHandler)
				}
				return true
			})
			holds(t, fetch(t, c, choice), data, names...)
			want := len(data)
			if !whole {
				want = 4 * 40000
			}
			// What the connection lost on its way is asked for again.
			h.between(func() {
				if cuts != 2 || sent > want+want/10 {
					t.Errorf("cut at %d tenths: %d connections brought %d bytes, the file has %d", tenth, cuts, sent, want)
				}
			})
		}
	}
}

// The token is for the hub: no storage, no mirror sees it.
func TestTokenStaysWithTheHub(t *testing.T) {
	for name, tt := range map[string]struct {
		endpoint string
		sent     bool
	}{
		"the hub":                {"https://huggingface.co", true},
		"a mirror":               {"https://hf-mirror.example", false},
		"a name below the hub's": {"https://mirror.huggingface.co", false},
		"another port":           {"https://huggingface.co:8443", false},
		"without https":          {"http://huggingface.co", false},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHub(t, tinyFiles(t))
			c, _ := h.client(t)
			c.Endpoint = tt.endpoint
			fetch(t, c, choose("wte", "wpe", "h"))
			hub := strings.SplitN(tt.endpoint, "//", 2)[1]
			asked := false
			var requests []request
			h.between(func() { requests = h.requests })
			for _, r := range requests {
				want := ""
				if r.host == hub && tt.sent {
					want, asked = "Bearer secret", true
				}
				if r.token != want {
					t.Errorf("%s %s of %s has the token %q, want %q", r.method, r.file, r.host, r.token, want)
				}
			}
			if asked != tt.sent || len(h.asked(weightsFile, http.MethodGet)) < 2 {
				t.Errorf("the token was sent: %v; %d requests", asked, h.count())
			}
		})
	}
}

// A partial file that is longer than the file cannot be of it, nor one that begins
// otherwise.
func TestStalePartialFile(t *testing.T) {
	for _, size := range []int{1 << 20, 20, 3} {
		h := newHub(t, tinyFiles(t))
		c, _ := h.client(t)
		dir := filepath.Join(c.Parts, "models--school--tiny", testCommit, "wte")
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, weightsFile+partial), bytes.Repeat([]byte{1}, size), 0o600); err != nil {
			t.Fatal(err)
		}
		holds(t, fetch(t, c, choose("wte")), h.files[weightsFile], "wte")
	}
}

// Where a file stands in the way of a folder nothing can be written.
func TestNoFolder(t *testing.T) {
	h := newHub(t, tinyFiles(t))
	c, _ := h.client(t)
	if err := os.WriteFile(c.Parts, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var failed *Error
	if _, err := c.Fetch(t.Context(), repository(t), choose("wte")); !errors.As(err, &failed) || failed.Kind != Disk {
		t.Errorf("%v, want an error of the disk", err)
	}
}

// A hub that knows no ranges sends the file from its start: what is there is passed
// over.
func TestHubWithoutRanges(t *testing.T) {
	h := newHub(t, tinyFiles(t))
	c, _ := h.client(t)
	h.fault = atStorage(func(w http.ResponseWriter, r *http.Request, file string) bool {
		w.Write(h.files[file])
		return true
	})
	holds(t, fetch(t, c, choose("wte", "h")), h.files[weightsFile], "wte", "h")
}
