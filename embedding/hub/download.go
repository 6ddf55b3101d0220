package hub

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// etagForm is what an ETag may look like that becomes the name of a file.
var etagForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{7,127}$`)

// partial is what a file is called while it is fetched.
const partial = ".part"

// piece is some bytes of a file on the hub, or bytes that are known without it.
type piece struct {
	of       *stated
	from, to int64  // [from, to) of the file
	known    []byte // instead
}

func (p piece) length() int64 {
	if p.of == nil {
		return int64(len(p.known))
	}
	return p.to - p.from
}

// download writes the pieces one after another to path. It goes on after what stands
// in the partial file already, and again after a connection that broke off, as long
// as each brings some bytes more.
func (s *session) download(path string, pieces []piece, check func(path string) error) error {
	name := filepath.Base(path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return s.fault(Disk, name, err)
	}
	out, err := os.OpenFile(path+partial, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return s.fault(Disk, name, err)
	}
	defer out.Close()
	info, err := out.Stat()
	if err != nil {
		return s.fault(Disk, name, err)
	}
	var total int64
	for _, p := range pieces {
		total += p.length()
	}
	done := info.Size()
	known := pieces[0].known
	if done > total || !begins(path+partial, known[:min(done, int64(len(known)))]) { // of something else
		if err := out.Truncate(0); err != nil {
			return s.fault(Disk, name, err)
		}
		done = 0
	}
	w := &writer{session: s, out: out, done: done, total: total, name: name}
	var begin int64
	for _, p := range pieces {
		if err := w.piece(p, begin); err != nil {
			return err
		}
		begin += p.length()
	}
	if err := errors.Join(out.Sync(), out.Close()); err != nil {
		return s.fault(Disk, name, err)
	}
	if check != nil {
		if err := check(path + partial); err != nil {
			return errors.Join(s.fault(Checksum, name, err), os.Remove(path+partial))
		}
	}
	if err := os.Rename(path+partial, path); err != nil {
		return s.fault(Disk, name, err)
	}
	return nil
}

// begins tells whether a file begins with what is known of it: other tensors than were
// asked for before have another header.
func begins(path string, known []byte) bool {
	in, err := os.Open(path)
	if err != nil {
		return false
	}
	defer in.Close()
	start := make([]byte, len(known))
	_, err = io.ReadFull(in, start)
	return err == nil && bytes.Equal(start, known)
}

// writer appends to a partial file.
type writer struct {
	*session
	out         *os.File
	done, total int64
	name        string
}

// piece writes what is not there yet of a piece that begins at begin.
func (w *writer) piece(p piece, begin int64) error {
	if p.of == nil {
		if rest := w.done - begin; rest < p.length() {
			_, err := w.Write(p.known[rest:])
			return err
		}
		return nil
	}
	for attempt := 1; w.done < begin+p.length(); attempt++ {
		before := w.done
		err := w.stream(p, p.from+w.done-begin)
		if err == nil {
			continue
		}
		if w.done > before {
			attempt = 0
		}
		if err := w.again(p.of.name, attempt, err); err != nil {
			return err
		}
	}
	return nil
}

// again waits before another attempt after a connection broke off or could not be
// made. It gives back the error when that makes no sense, or was tried often enough.
func (s *session) again(file string, attempt int, err error) error {
	var failed *Error
	known := errors.As(err, &failed)
	switch {
	case known && failed.Kind != Unreachable, s.ctx.Err() != nil:
		return err
	case attempt < attempts:
		return s.wait(retryPause << attempt)
	case known:
		return err
	}
	return s.fault(Broken, file, err)
}

// stream writes the rest of a piece as far as one connection brings it. An error
// that is no *Error is the connection's.
func (w *writer) stream(p piece, from int64) error {
	body, err := w.open(p.of, from, p.to)
	if err != nil {
		return err
	}
	defer body.Close()
	n, err := io.Copy(w, io.LimitReader(body, p.to-from))
	if err == nil && n < p.to-from {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Write appends to the file and tells how far it is.
func (w *writer) Write(p []byte) (int, error) {
	n, err := w.out.Write(p)
	w.done += int64(n)
	if err != nil {
		return n, w.fault(Disk, w.name, err)
	}
	if w.Progress != nil {
		w.Progress(w.done, w.total)
	}
	return n, w.ctx.Err()
}

// open asks for the bytes [from, to) of a file, in one range.
func (s *session) open(of *stated, from, to int64) (io.ReadCloser, error) {
	header := http.Header{}
	if from > 0 || to < of.size {
		header.Set("Range", fmt.Sprintf("bytes=%d-%d", from, to-1))
	}
	answer, _, err := s.ask(http.MethodGet, of.commit, of.name, header, nil)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode == http.StatusOK { // all of it: no range was asked for, or none is given
		if answer.ContentLength >= 0 && answer.ContentLength != of.size {
			answer.Body.Close()
			return nil, s.fault(Length, of.name, fmt.Errorf("%d bytes, the hub stated %d", answer.ContentLength, of.size))
		}
		if _, err := io.CopyN(io.Discard, answer.Body, from); err != nil {
			answer.Body.Close()
			return nil, err
		}
		return answer.Body, nil
	}
	// "bytes first-last/size" (RFC 9110, section 14.4)
	value := answer.Header.Get("Content-Range")
	given, size, _ := strings.Cut(value, "/")
	kind := Range
	if given == fmt.Sprintf("bytes %d-%d", from, to-1) {
		if size == "*" || size == strconv.FormatInt(of.size, 10) {
			return answer.Body, nil
		}
		kind = Length
	}
	answer.Body.Close()
	return nil, s.fault(kind, of.name, fmt.Errorf("asked for bytes %d to %d of %d, got %q", from, to-1, of.size, value))
}

// checkOf tells whether a file is the one that the hub has: an ETag of 64 digits is
// its SHA-256, one of 40 its hash in git.
func checkOf(f *stated) func(path string) error {
	return func(path string) error {
		var sum hash.Hash
		switch len(f.etag) {
		case 2 * sha256.Size:
			sum = sha256.New()
		case 2 * sha1.Size:
			sum = sha1.New()
			io.WriteString(sum, "blob "+strconv.FormatInt(f.size, 10)+"\x00")
		default:
			return nil // the hub does not say what its ETag is made of
		}
		if _, err := hex.DecodeString(f.etag); err != nil {
			return nil
		}
		in, err := os.Open(path)
		if err != nil {
			return err
		}
		defer in.Close()
		if _, err := io.Copy(sum, in); err != nil {
			return err
		}
		if got := hex.EncodeToString(sum.Sum(nil)); got != strings.ToLower(f.etag) {
			return fmt.Errorf("%s instead of %s", got, f.etag)
		}
		return nil
	}
}
