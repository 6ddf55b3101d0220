package hub

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// Prefix stands before the name of a repository where a file could be named too.
const Prefix = "hf:"

// Repository is a model on the hub.
type Repository struct {
	Name     string // owner/name; some old ones have no owner
	Revision string // a branch, a tag, or a commit's hash
}

func (r Repository) String() string { return r.Name + "@" + r.Revision }

var (
	nameForm     = regexp.MustCompile(`^(?:[A-Za-z0-9][A-Za-z0-9._-]{0,95}/)?[A-Za-z0-9][A-Za-z0-9._-]{0,95}$`)
	revisionForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$`)
	commitForm   = regexp.MustCompile(`^[0-9a-f]{40}$`)
)

// Parse reads hf:owner/name or hf:owner/name@revision; the revision is main when
// none is named.
func Parse(spec string) (Repository, error) {
	name, revision, given := strings.Cut(strings.TrimPrefix(spec, Prefix), "@")
	if !given {
		revision = "main"
	}
	if !nameForm.MatchString(name) || strings.Contains(name, "--") || strings.Contains(name, "..") ||
		!revisionForm.MatchString(revision) || strings.Contains(revision, "..") || strings.Contains(revision, "//") {
		return Repository{}, fmt.Errorf("%q names no model of the hub: write hf:owner/name or hf:owner/name@revision", spec)
	}
	return Repository{Name: name, Revision: revision}, nil
}

// folder is what the cache calls the repository.
func (r Repository) folder() string { return "models--" + strings.ReplaceAll(r.Name, "/", "--") }

// home is the host that a token is for.
const home = "huggingface.co"

// Client fetches. Its zero values of HTTP and Progress can be used.
type Client struct {
	Endpoint string       // address of the hub or of a mirror
	Token    string       // sent to the hub itself alone; "" for none
	Cache    string       // folder that Hugging Face's programs keep whole files in
	Parts    string       // folder for tensors that are fetched alone
	Offline  bool         // take what is in the cache and ask nobody
	HTTP     *http.Client // nil for one that gives up on an address that does not answer
	Progress func(done, size int64)

	pause func(time.Duration) // instead of waiting, in tests
}

// New is a client as the environment describes it.
func New(getenv func(string) string) (*Client, error) {
	c := &Client{Endpoint: strings.TrimRight(getenv("HF_ENDPOINT"), "/"), Token: getenv("HF_TOKEN"), Cache: getenv("HF_HUB_CACHE")}
	if c.Endpoint == "" {
		c.Endpoint = "https://" + home
	}
	switch strings.ToLower(getenv("HF_HUB_OFFLINE")) {
	case "1", "on", "yes", "true":
		c.Offline = true
	}
	base := getenv("HF_HOME")
	if base == "" {
		cache := getenv("XDG_CACHE_HOME")
		if cache == "" {
			user, err := os.UserHomeDir()
			if err != nil {
				return nil, fmt.Errorf("no folder to keep models in (set HF_HOME): %w", err)
			}
			cache = filepath.Join(user, ".cache")
		}
		base = filepath.Join(cache, "huggingface")
	}
	if c.Cache == "" {
		c.Cache = filepath.Join(base, "hub")
	}
	c.Parts = filepath.Join(base, "tokenscape")
	return c, nil
}
