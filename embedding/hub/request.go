package hub

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	maxRedirects = 8
	attempts     = 5               // of a request or download that gets no further
	maxWait      = 2 * time.Minute // that is waited for a busy hub
	answering    = 30 * time.Second
)

// transport gives up on a host that does not answer, not on a long download.
var transport = &http.Client{Transport: &http.Transport{
	Proxy:                 http.ProxyFromEnvironment,
	DialContext:           (&net.Dialer{Timeout: answering}).DialContext,
	TLSHandshakeTimeout:   answering,
	ResponseHeaderTimeout: answering,
	ForceAttemptHTTP2:     true,
}}

// session is one fetch of a repository.
type session struct {
	*Client
	ctx  context.Context
	repo Repository
}

func (s *session) fault(kind Kind, file string, err error) *Error {
	return &Error{Kind: kind, Repo: s.repo, File: file, Err: err}
}

// wait lets some time pass.
func (s *session) wait(d time.Duration) error {
	if s.pause != nil {
		s.pause(d)
		return s.ctx.Err()
	}
	select {
	case <-time.After(d):
		return nil
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
}

// ask sends a request for a file of a revision and follows where it is led, until
// stop says that the answer is enough or it is no redirect. A hub that is busy or at
// fault is asked again. The headers of all answers on the way are kept, the first of
// each name: those of the hub itself are before those of its storage.
func (s *session) ask(method, revision, file string, header http.Header, stop func(http.Header) bool) (*http.Response, http.Header, error) {
	for attempt := 1; ; attempt++ {
		answer, seen, err := s.follow(method, revision, file, header, stop)
		var failed *Error
		if err == nil || !errors.As(err, &failed) || attempt == attempts {
			return answer, seen, err
		}
		pause := time.Second << (attempt - 1)
		switch failed.Kind {
		case Busy:
			pause = max(pause, failed.After)
		case Server:
		default:
			return nil, nil, err
		}
		if pause > maxWait {
			return nil, nil, err
		}
		if err := s.wait(pause); err != nil {
			return nil, nil, err
		}
	}
}

func (s *session) follow(method, revision, file string, header http.Header, stop func(http.Header) bool) (*http.Response, http.Header, error) {
	at, err := url.Parse(s.Endpoint + "/" + s.repo.Name + "/resolve/" + url.PathEscape(revision) + "/" + url.PathEscape(file))
	if err != nil {
		return nil, nil, s.fault(Redirect, file, err)
	}
	client := transport
	if s.HTTP != nil {
		client = s.HTTP
	}
	once := *client
	once.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	seen := http.Header{}
	for range maxRedirects {
		request, err := http.NewRequestWithContext(s.ctx, method, at.String(), nil)
		if err != nil {
			return nil, nil, s.fault(Redirect, file, err)
		}
		for name, values := range header {
			request.Header[name] = values
		}
		request.Header.Set("User-Agent", "tokenscape")
		request.Header.Set("Accept-Encoding", "identity") // lengths and ranges are of the file itself
		if s.Token != "" && at.Scheme == "https" && at.Host == home {
			request.Header.Set("Authorization", "Bearer "+s.Token)
		}
		answer, err := once.Do(request)
		if err != nil {
			if s.ctx.Err() != nil {
				return nil, nil, s.ctx.Err()
			}
			return nil, nil, s.fault(Unreachable, file, err)
		}
		for name, values := range answer.Header {
			if seen[name] == nil {
				seen[name] = values
			}
		}
		if answer.StatusCode < 300 || answer.StatusCode > 399 {
			return s.judge(answer, seen, file)
		}
		discard(answer)
		if stop != nil && stop(seen) {
			return answer, seen, nil
		}
		next, err := at.Parse(answer.Header.Get("Location"))
		if err != nil || answer.Header.Get("Location") == "" || next.Scheme != "https" && next.Scheme != at.Scheme {
			return nil, nil, s.fault(Redirect, file, fmt.Errorf("from %s to %q", at.Host, answer.Header.Get("Location")))
		}
		at = next
	}
	return nil, nil, s.fault(Redirect, file, fmt.Errorf("more than %d times", maxRedirects))
}

// judge turns the status of an answer into an error, unless it is 200 or 206.
func (s *session) judge(answer *http.Response, seen http.Header, file string) (*http.Response, http.Header, error) {
	e := s.fault(Status, file, nil)
	e.Status = answer.StatusCode
	switch code := answer.StatusCode; {
	case code == http.StatusOK || code == http.StatusPartialContent:
		return answer, seen, nil
	case code == http.StatusUnauthorized:
		e.Kind = Unauthorized
	case code == http.StatusForbidden:
		e.Kind = Forbidden
	case code == http.StatusNotFound:
		e.Kind = NotFound
		if reason := answer.Header.Get("X-Error-Message"); reason != "" {
			e.Err = errors.New(reason)
		}
	case code == http.StatusRequestedRangeNotSatisfiable:
		e.Kind = Range
	case code == http.StatusTooManyRequests:
		e.Kind, e.After = Busy, retryAfter(answer.Header.Get("Retry-After"), time.Now())
	case code >= 500:
		e.Kind = Server
	}
	discard(answer)
	return nil, seen, e
}

// discard reads the rest of a short answer, so that its connection can be used again.
func discard(answer *http.Response) {
	io.CopyN(io.Discard, answer.Body, 1<<14) // what fails here fails again where it matters
	answer.Body.Close()
}

// retryAfter reads the header: seconds, or a date (RFC 9110, section 10.2.3).
func retryAfter(value string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && seconds > 0 {
		return time.Duration(min(seconds, 1<<20)) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil && at.After(now) {
		return at.Sub(now)
	}
	return 0
}

// stated is what the hub says of a file.
type stated struct {
	name, commit, etag string
	size               int64
}

// head asks what the hub says of a file, without fetching it. It stops where the hub
// has told all: its storage says nothing more.
func (s *session) head(revision, file string) (*stated, error) {
	told := func(h http.Header) bool { return h.Get("X-Linked-Size") != "" && h.Get("X-Linked-Etag") != "" }
	answer, seen, err := s.ask(http.MethodHead, revision, file, nil, told)
	if err != nil {
		return nil, err
	}
	answer.Body.Close()
	f := &stated{name: file, commit: seen.Get("X-Repo-Commit"), etag: seen.Get("X-Linked-Etag")}
	size := seen.Get("X-Linked-Size")
	if size == "" { // of the answer itself: a redirect before it has a length of its own
		size = answer.Header.Get("Content-Length")
	}
	if f.etag == "" {
		f.etag = answer.Header.Get("ETag")
	}
	f.etag = strings.Trim(strings.TrimPrefix(f.etag, "W/"), `"`)
	if f.size, err = strconv.ParseInt(size, 10, 64); err != nil || f.size < 0 {
		return nil, s.fault(Length, file, fmt.Errorf("the hub states %q bytes", size))
	}
	if !commitForm.MatchString(f.commit) {
		if f.commit = revision; !commitForm.MatchString(revision) {
			return nil, s.fault(Status, file, errors.New("the answer does not say which commit it is of; is HF_ENDPOINT the address of a hub?"))
		}
	}
	if !etagForm.MatchString(f.etag) {
		return nil, s.fault(Status, file, fmt.Errorf("the answer has no usable ETag: %q", f.etag))
	}
	return f, nil
}
