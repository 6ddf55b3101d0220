// Command setup brings a bare machine to where `go test -race ./...` can run:
// a Chromium to drive, npm and the axe-core it fetches, a C compiler for the
// race detector, and a font with Chinese glyphs for the screenshots.
//
// What is missing it installs with apt-get where it is allowed to (as root, or
// with a sudo that asks no password). Elsewhere it says what to install and
// exits with status 1. Run it at the repository's root:
//
//	go run ./web/e2e/setup
package main

import (
	"fmt"
	"os"
	"strings"
)

// testDir holds package-lock.json, seen from the repository's root.
const testDir = "web/e2e"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "setup:", err)
		os.Exit(1)
	}
}

func run() error {
	if _, err := os.Stat(testDir + "/package-lock.json"); err != nil {
		return fmt.Errorf("run this at the repository's root: %w", err)
	}
	if lacking := missing(tools); len(lacking) > 0 {
		fmt.Println("setup: missing", names(lacking))
		if err := aptInstall(lacking); err != nil {
			return fmt.Errorf("%w\n%s", err, instructions(lacking))
		}
		if lacking = missing(tools); len(lacking) > 0 {
			return fmt.Errorf("still missing after the install: %s\n%s", names(lacking), instructions(lacking))
		}
	}
	if err := npmInstall(testDir); err != nil {
		return err
	}
	fmt.Println("setup: ready")
	return nil
}

// names joins the names of tools for a sentence.
func names(ts []tool) string {
	var all []string
	for _, t := range ts {
		all = append(all, t.name)
	}
	return strings.Join(all, ", ")
}

// instructions tells, a line a system, what to install by hand.
func instructions(ts []tool) string {
	var debian, fedora, mac, windows []string
	for _, t := range ts {
		debian = append(debian, t.debian)
		fedora = append(fedora, t.fedora)
		mac = append(mac, t.mac)
		windows = append(windows, t.windows)
	}
	list := func(words []string) string { return strings.Join(strings.Fields(strings.Join(words, " ")), " ") }
	return fmt.Sprintf(`Install by hand, then run this again:
  Debian, Ubuntu   sudo apt-get install %s
  Fedora           sudo dnf install %s
  macOS            brew install %s
  Windows          winget install %s
A Chrome that is already there is found by itself, or named by the variable CHROME.`,
		list(debian), list(fedora), list(mac), list(windows))
}
