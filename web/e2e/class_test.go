package e2e

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// class is how many open the journey at once: the largest that the server is
// made for.
const class = 300

// loaded finds what a browser fetches for a page: the style sheet, the script,
// the map's data and its drawn figure.
var loaded = regexp.MustCompile(`(?:src|rel="stylesheet" href)="(/[^"]+)"`)

// openJourney opens the journey and all that it loads, on a connection of its
// own like any browser.
func openJourney(base string) error {
	transport := &http.Transport{MaxConnsPerHost: 1}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: startLimit}
	fetch := func(path string) (string, error) {
		res, err := client.Get(base + path)
		if err != nil {
			return "", err
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err == nil && res.StatusCode != http.StatusOK {
			err = fmt.Errorf("%s: status %d", path, res.StatusCode)
		}
		return string(body), err
	}
	page, err := fetch("/")
	if err != nil {
		return err
	}
	found := loaded.FindAllStringSubmatch(page, -1)
	if len(found) < 4 || !strings.Contains(page, "6342") { // the id of " Paris"
		return fmt.Errorf("the journey is not whole: %d files in %d bytes", len(found), len(page))
	}
	for _, match := range found {
		if _, err := fetch(html.UnescapeString(match[1])); err != nil {
			return err
		}
	}
	return nil
}

// openAtOnce lets the whole class open the journey.
func openAtOnce(base string) error {
	var (
		all    sync.WaitGroup
		start  = make(chan struct{})
		failed = make(chan error, class)
	)
	for range class {
		all.Go(func() {
			<-start
			if err := openJourney(base); err != nil {
				failed <- err
			}
		})
	}
	close(start)
	all.Wait()
	close(failed)
	if n := len(failed); n > 0 {
		return fmt.Errorf("%d of %d failed: %w", n, class, <-failed)
	}
	return nil
}

// TestClassOpensTheJourney: nobody is told that the server is busy.
func TestClassOpensTheJourney(t *testing.T) {
	if err := openAtOnce(site.base); err != nil {
		t.Error(err)
	}
}

// BenchmarkClass measures until the last of the class has the journey and all
// that it loads, on a server that has just started.
func BenchmarkClass(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s, err := start(binary, io.Discard)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := openAtOnce(s.base); err != nil {
			b.Error(err)
		}
		b.StopTimer()
		s.stop()
		b.StartTimer()
	}
}
