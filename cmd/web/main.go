// Command web serves Tokenscape.
//
//	go run ./cmd/web [-addr localhost:8080] [-model classroom|FILE]… [-limit n] [-open=false] [-log text|json]
//
// A FILE is one of word vectors, or a projector_config.json or its directory.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "tokenscape:", err)
		os.Exit(1)
	}
}
