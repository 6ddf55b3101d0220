package hub

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"tokenscape/embedding/safetensors"
)

const (
	retryPause = time.Second / 2 // doubled from attempt to attempt
	ahead      = 1 << 16         // bytes of a file that are read at once with its first
	most       = 1 << 30         // bytes of a file beside the weights: more is not fetched

	configFile  = "config.json"
	weightsFile = "model.safetensors"
)

// besides are the files that are fetched with the weights where the repository has
// them; the last two only without the second.
var besides = []string{configFile, "tokenizer.json", "README.md", "vocab.json", "merges.txt"}

// Choice picks tensors of a model.
type Choice struct {
	Name string // of the choice, a name for a folder: the same for the same tensors of a file
	// Tensors names those wanted, given config.json (nil when there is none) and what
	// the files hold.
	Tensors func(config []byte, tensors []safetensors.Info) ([]string, error)
}

// Snapshot is what was fetched.
type Snapshot struct {
	Dir    string // in Hugging Face's layout
	Commit string // of the version that it is
	Part   bool   // it holds the tensors chosen, not all of the files
	Cached bool   // nobody was asked whether there is a newer one
}

// whole is the share of the bytes from which on files are fetched as they are: they
// can then be checked, and other programs find them.
const whole = 0.8

// Fetch fetches the chosen tensors of a model with what belongs to them. Its errors
// are an *Error, that of the choice, or that of ctx; what was fetched before an error
// is kept for the next time.
func (c *Client) Fetch(ctx context.Context, repo Repository, choice Choice) (*Snapshot, error) {
	s := &session{Client: c, ctx: ctx, repo: repo}
	if c.Offline || commitForm.MatchString(repo.Revision) {
		if found := s.cached(choice); found != nil || c.Offline {
			if found == nil {
				return nil, s.fault(Unreachable, "", errors.New("HF_HUB_OFFLINE is set, and the cache does not have it"))
			}
			return found, nil
		}
	}
	first, err := s.first()
	if err != nil {
		var failed *Error
		if errors.As(err, &failed) && (failed.Kind == Unreachable || failed.Kind == Server || failed.Kind == Busy) {
			if found := s.cached(choice); found != nil {
				return found, nil
			}
		}
		return nil, err
	}
	if repo.Revision != first.commit {
		if err := s.writeRef(first.commit); err != nil {
			return nil, err
		}
	}
	if found := s.complete(first.commit, choice); found != nil && (found.Part || s.has(first.commit, first.name)) {
		return found, nil // other programs may have fetched the weights alone
	}
	if err := s.fetchBesides(first.commit); err != nil {
		return nil, err
	}
	files, err := s.weights(first.commit)
	if err != nil {
		return nil, err
	}
	return s.fetchWeights(first.commit, files, choice)
}

// first finds out which commit the revision is.
func (s *session) first() (f *stated, err error) {
	for _, file := range []string{configFile, weightsFile, safetensors.IndexFile} {
		f, err = s.head(s.repo.Revision, file)
		if !isMissing(err) {
			return f, err
		}
	}
	return nil, err
}

// isMissing tells an error of a file that the repository does not have.
func isMissing(err error) bool {
	var failed *Error
	return errors.As(err, &failed) && failed.Kind == NotFound
}

func (s *session) fetchBesides(commit string) error {
	for _, file := range besides {
		if (file == "vocab.json" || file == "merges.txt") && s.has(commit, "tokenizer.json") {
			continue
		}
		if s.has(commit, file) {
			continue
		}
		f, err := s.head(commit, file)
		if isMissing(err) || err == nil && f.size > most {
			continue
		}
		if err == nil {
			err = s.fetchWhole(f)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// weights are the files that hold the tensors: one, or those of an index.
func (s *session) weights(commit string) ([]*stated, error) {
	f, err := s.head(commit, weightsFile)
	if !isMissing(err) {
		return []*stated{f}, err
	}
	index, err := s.head(commit, safetensors.IndexFile)
	if isMissing(err) {
		return nil, s.fault(NotFound, weightsFile, errors.New("the repository has no weights in the format safetensors"))
	}
	if err != nil {
		return nil, err
	}
	if err := s.fetchWhole(index); err != nil {
		return nil, err
	}
	in, err := os.Open(s.snapshot(commit, index.name))
	if err != nil {
		return nil, s.fault(Disk, index.name, err)
	}
	defer in.Close()
	names, err := safetensors.ReadIndex(in)
	if err != nil {
		return nil, err
	}
	var files []*stated
	for _, name := range slices.Compact(slices.Sorted(maps.Values(names))) {
		f, err := s.head(commit, name)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// fetchWeights reads the files' headers, lets the caller choose, and fetches.
func (s *session) fetchWeights(commit string, files []*stated, choice Choice) (*Snapshot, error) {
	var all []safetensors.Info
	var opened []*safetensors.File
	var size int64
	for _, f := range files {
		file, err := safetensors.Read(&remote{session: s, of: f}, f.size)
		var failed *Error
		if errors.As(err, &failed) { // says all, without where in the reader it happened
			return nil, failed
		}
		if err != nil {
			return nil, err
		}
		opened = append(opened, file)
		all = append(all, file.Tensors()...)
		size += f.size
	}
	config, err := os.ReadFile(s.snapshot(commit, configFile))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, s.fault(Disk, configFile, err)
	}
	names, err := choice.Tensors(config, all)
	if err != nil {
		return nil, err
	}
	var wanted int64
	for _, t := range all {
		if slices.Contains(names, t.Name) {
			wanted += t.Bytes()
		}
	}
	if float64(wanted) >= whole*float64(size) {
		for _, f := range files {
			if err := s.fetchWhole(f); err != nil {
				return nil, err
			}
		}
		return &Snapshot{Dir: s.snapshot(commit, ""), Commit: commit}, nil
	}
	return s.fetchPart(commit, files, opened, names, choice)
}

// fetchPart fetches some tensors into a file of their own, and sets the other files
// beside it.
func (s *session) fetchPart(commit string, files []*stated, opened []*safetensors.File, names []string, choice Choice) (*Snapshot, error) {
	var tensors []safetensors.Info
	pieces := []piece{{}}
	for i, file := range opened {
		for _, t := range file.Tensors() {
			if !slices.Contains(names, t.Name) {
				continue
			}
			from, to, err := file.Range(t.Name)
			if err != nil {
				return nil, err
			}
			tensors = append(tensors, t)
			if last := &pieces[len(pieces)-1]; last.of == files[i] && last.to == from {
				last.to = to // one range for tensors that lie side by side
			} else if from < to {
				pieces = append(pieces, piece{of: files[i], from: from, to: to})
			}
		}
	}
	header, err := safetensors.Header(map[string]string{"format": "pt", "repository": s.repo.Name, "commit": commit}, tensors)
	if err != nil {
		return nil, err
	}
	pieces[0].known = header
	dir := s.part(commit, choice)
	for _, file := range besides {
		if err := copyFile(s.snapshot(commit, file), filepath.Join(dir, file)); err != nil {
			return nil, s.fault(Disk, file, err)
		}
	}
	if err := s.download(filepath.Join(dir, weightsFile), pieces, nil); err != nil {
		return nil, err
	}
	return &Snapshot{Dir: dir, Commit: commit, Part: true}, nil
}

// copyFile copies a file, if there is one.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// remote reads a file on the hub where it is, a range at a time. What stands near
// the beginning, a header mostly, takes one.
type remote struct {
	*session
	of    *stated
	start []byte
}

// ReadAt fetches the bytes; it fails when the file ends before.
func (r *remote) ReadAt(p []byte, offset int64) (int, error) {
	if r.start == nil {
		r.start = make([]byte, min(ahead, r.of.size))
		if err := r.read(r.start, 0); err != nil {
			r.start = nil
			return 0, err
		}
	}
	if offset+int64(len(p)) <= int64(len(r.start)) {
		return copy(p, r.start[offset:]), nil
	}
	if err := r.read(p, offset); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (r *remote) read(p []byte, offset int64) error {
	for attempt := 1; ; attempt++ {
		body, err := r.open(r.of, offset, offset+int64(len(p)))
		if err == nil {
			_, err = io.ReadFull(body, p)
			body.Close()
		}
		if err == nil {
			return nil
		}
		if err := r.again(r.of.name, attempt, err); err != nil {
			return err
		}
	}
}
