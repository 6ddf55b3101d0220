package hub

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"tokenscape/embedding/safetensors"
)

// The cache holds, for each repository: blobs/ETAG, the files; snapshots/COMMIT/NAME,
// links to them; refs/REVISION, the commit that a branch or tag was last seen at
// (huggingface.co/docs/hub/local-cache).

func (s *session) blob(f *stated) string {
	return filepath.Join(s.Cache, s.repo.folder(), "blobs", f.etag)
}

func (s *session) snapshot(commit, file string) string {
	return filepath.Join(s.Cache, s.repo.folder(), "snapshots", commit, file)
}

func (s *session) ref() string {
	return filepath.Join(s.Cache, s.repo.folder(), "refs", filepath.FromSlash(s.repo.Revision))
}

// part is the folder of tensors that are fetched alone.
func (s *session) part(commit string, choice Choice) string {
	return filepath.Join(s.Parts, s.repo.folder(), commit, choice.Name)
}

// has tells whether the cache has a file of a commit.
func (s *session) has(commit, file string) bool {
	_, err := os.Stat(s.snapshot(commit, file)) // of what a link leads to
	return err == nil
}

// writeRef notes which commit the revision is.
func (s *session) writeRef(commit string) error {
	path := s.ref()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return s.fault(Disk, "", err)
	}
	if err := os.WriteFile(path+partial, []byte(commit), 0o644); err != nil {
		return s.fault(Disk, "", err)
	}
	if err := os.Rename(path+partial, path); err != nil {
		return s.fault(Disk, "", err)
	}
	return nil
}

// cached is what the cache has of the revision as it was last seen; nil for nothing.
func (s *session) cached(choice Choice) *Snapshot {
	commit := s.repo.Revision
	if !commitForm.MatchString(commit) {
		text, err := os.ReadFile(s.ref())
		if commit = strings.TrimSpace(string(text)); err != nil || !commitForm.MatchString(commit) {
			return nil
		}
	}
	found := s.complete(commit, choice)
	if found != nil {
		found.Cached = true
	}
	return found
}

// complete is what the cache has of a commit when it has all of it; nil otherwise.
func (s *session) complete(commit string, choice Choice) *Snapshot {
	if s.has(commit, weightsFile) || s.hasShards(commit) {
		return &Snapshot{Dir: s.snapshot(commit, ""), Commit: commit}
	}
	dir := s.part(commit, choice)
	if _, err := os.Stat(filepath.Join(dir, weightsFile)); err == nil {
		return &Snapshot{Dir: dir, Commit: commit, Part: true}
	}
	return nil
}

func (s *session) hasShards(commit string) bool {
	in, err := os.Open(s.snapshot(commit, safetensors.IndexFile))
	if err != nil {
		return false
	}
	defer in.Close()
	names, err := safetensors.ReadIndex(in)
	if err != nil {
		return false
	}
	for _, name := range names {
		if !s.has(commit, name) {
			return false
		}
	}
	return true
}

// fetchWhole fetches a file into the cache, unless it is there.
func (s *session) fetchWhole(f *stated) error {
	if s.has(f.commit, f.name) {
		return nil
	}
	blob := s.blob(f)
	if info, err := os.Stat(blob); err != nil || info.Size() != f.size {
		if err := s.download(blob, []piece{{of: f, to: f.size}}, checkOf(f)); err != nil {
			var failed *Error
			if errors.As(err, &failed) {
				failed.File = f.name // not the blob's
			}
			return err
		}
	}
	link := s.snapshot(f.commit, f.name)
	if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
		return s.fault(Disk, f.name, err)
	}
	if err := os.Remove(link); err != nil && !errors.Is(err, os.ErrNotExist) { // one that led nowhere
		return s.fault(Disk, f.name, err)
	}
	if os.Symlink(filepath.Join("..", "..", "blobs", f.etag), link) == nil {
		return nil
	}
	if err := os.Rename(blob, link); err != nil { // where links are not allowed, as Hugging Face's programs do
		return s.fault(Disk, f.name, err)
	}
	return nil
}
