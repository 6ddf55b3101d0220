package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRunServesAndStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, in := io.Pipe()
	stopped := make(chan error, 1)
	go func() { stopped <- run(ctx, []string{"-addr", "127.0.0.1:0"}, in) }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address := strings.TrimSpace(line[strings.Index(line, "http"):])
	answer, err := http.Get(address + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("healthz: %s", answer.Status)
	}
	cancel()
	select {
	case err := <-stopped:
		if err != nil {
			t.Errorf("stop: %v", err)
		}
	case <-time.After(2 * grace):
		t.Fatal("the server does not stop")
	}
}

func TestRunRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		args []string
		want string
	}{
		"a name that is none":      {[]string{"-model", "hf:openai-community/"}, "names no model of the hub"},
		"a file that is not there": {[]string{"-model", "nowhere/gpt2.safetensors"}, "GloVe"},
		"a file of something else": {[]string{"-model", "main.go"}, "accepted are word2vec text"},
		"a directory of else":      {[]string{"-model", "."}, "projector_config.json"},
		"a limit below 0":          {[]string{"-limit", "-1"}, "number of rows"},
		"a model twice":            {[]string{"-model", "classroom", "-model", "classroom"}, "twice"},
		"a format of log":          {[]string{"-log", "xml"}, "text or json"},
		"an argument":              {[]string{"serve"}, "unexpected"},
		"an address":               {[]string{"-addr", "nowhere:port"}, "port"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := run(t.Context(), tt.args, io.Discard); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("run: %v, want an error with %q", err, tt.want)
			}
		})
	}
}
