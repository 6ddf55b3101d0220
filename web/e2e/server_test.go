package e2e

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	// startLimit bounds the wait for a server's first answer; the time it
	// really takes is BenchmarkStart's business.
	startLimit = 30 * time.Second

	readySentence = "The capital of France is"
)

// binary is the path of the server that TestMain builds.
var binary string

// site is the running server that all tests share.
var site *server

// server is a started process of cmd/web.
type server struct {
	base string // http://127.0.0.1:port
	cmd  *exec.Cmd
}

// build compiles cmd/web into dir, as a person would: without the race
// detector, which would slow every page.
func build(dir string) (string, error) {
	path := filepath.Join(dir, "tokenscape.exe")
	out, err := exec.Command("go", "build", "-o", path, "tokenscape/cmd/web").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building cmd/web: %w\n%s", err, out)
	}
	return path, nil
}

// start runs the server on a free port of the loopback, with further arguments,
// and waits until it answers /healthz.
func start(path string, log io.Writer, arguments ...string) (*server, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	s := &server{base: "http://" + address, cmd: exec.Command(path, append([]string{"-addr", address}, arguments...)...)}
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(startLimit); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		res, err := http.Get(s.base + "/healthz")
		if err != nil {
			continue
		}
		res.Body.Close()
		if res.StatusCode == http.StatusOK {
			return s, nil
		}
	}
	s.stop()
	return nil, fmt.Errorf("%s: no answer from %s/healthz in %v", path, s.base, startLimit)
}

// stop ends the server and waits for it.
func (s *server) stop() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// freeAddress asks the system for a port that nothing listens on.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// get fetches a path of the shared server without a browser.
func get(t testing.TB, path string) (status int, contentType string, body []byte) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), stepLimit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, site.base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err = io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header.Get("Content-Type"), body
}

func TestMain(m *testing.M) { os.Exit(runTests(m)) }

// runTests owns the server and the browser, so that its deferred calls end
// both before the process exits.
func runTests(m *testing.M) int {
	dir, err := os.MkdirTemp("", "tokenscape-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer os.RemoveAll(dir)
	if err := os.MkdirAll("screenshots", 0o755); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	if binary, err = build(dir); err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	var log strings.Builder
	if site, err = start(binary, &log); err != nil {
		fmt.Fprintf(os.Stderr, "e2e: %v\n%s", err, log.String())
		return 1
	}
	defer site.stop()
	stopBrowser, err := startBrowser(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer stopBrowser()
	return m.Run()
}
