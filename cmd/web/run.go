package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"tokenscape/embedding/classroom/live"
	"tokenscape/web"
)

// grace is how long requests under way may take to end at a stop.
const grace = 5 * time.Second

// names collects a flag that repeats.
type names []string

func (n *names) String() string { return fmt.Sprint([]string(*n)) }

func (n *names) Set(name string) error {
	*n = append(*n, name)
	return nil
}

// run serves until ctx ends, then stops gracefully. It listens before it
// returns to the caller any other way, so that port 0 works.
func run(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("web", flag.ContinueOnError)
	flags.SetOutput(stdout)
	address := flags.String("addr", "localhost:8080", "address to serve; :8080 serves the whole network")
	open := flags.Bool("open", false, "open the browser")
	format := flags.String("log", "text", "format of the log: text or json")
	var asked names
	flags.Var(&asked, "model", "classroom, a file of word vectors, a language model's folder or .safetensors, or hf:owner/name; repeats, the first is shown first (default classroom)")
	limit := flags.Int("limit", 0, "read the first `n` rows of each file only; 0 for all")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	log, err := logger(*format)
	if err != nil {
		return err
	}
	if *limit < 0 {
		return fmt.Errorf("-limit %d: it is a number of rows, or 0 for all", *limit)
	}
	models, err := load(ctx, asked, *limit, terminal(os.Stderr))
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		return err
	}
	urls := addresses(listener.Addr().(*net.TCPAddr))
	for _, url := range urls {
		fmt.Fprintln(stdout, "Tokenscape is at", url)
	}
	if *open {
		if err := browse(urls[0]); err != nil {
			log.Warn("opening the browser", "error", err)
		}
	}
	scheduler := live.NewScheduler()
	defer scheduler.Close()
	return serve(ctx, web.New(models, scheduler, log), listener)
}

// serve answers until ctx ends and then lets requests under way end.
func serve(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := server.Shutdown(stop); err != nil {
		return fmt.Errorf("stopping: %w", err)
	}
	return nil
}

func logger(format string) (*slog.Logger, error) {
	switch format {
	case "text":
		return slog.New(slog.NewTextHandler(os.Stderr, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(os.Stderr, nil)), nil
	}
	return nil, fmt.Errorf("-log %q: it is text or json", format)
}
