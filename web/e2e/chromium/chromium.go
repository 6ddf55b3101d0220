// Package chromium finds the browser that the end-to-end tests drive: Chromium
// or Chrome, the one named by the environment variable CHROME before all others.
package chromium

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// ErrNotFound says that this machine has no Chromium and no Chrome.
var ErrNotFound = errors.New("no Chromium or Chrome found: run `go run ./web/e2e/setup`, or set CHROME to the browser's path")

// names are the commands that Linux distributions and ports give the browser.
var names = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// Path returns the browser's executable. It fails with ErrNotFound when there
// is none, and with another error when CHROME names something that cannot run.
func Path() (string, error) {
	if named := os.Getenv("CHROME"); named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("CHROME: %w", err)
		}
		return path, nil
	}
	for _, candidate := range append(names, installed(runtime.GOOS)...) {
		if path, err := exec.LookPath(candidate); err == nil {
			return path, nil
		}
	}
	return "", ErrNotFound
}

// installed lists where the installers of macOS and Windows put the browser,
// neither of which adds it to PATH.
func installed(goos string) []string {
	switch goos {
	case "darwin":
		return []string{
			"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
			"/Applications/Chromium.app/Contents/MacOS/Chromium",
		}
	case "windows":
		var paths []string
		for _, root := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
			if dir := os.Getenv(root); dir != "" {
				paths = append(paths,
					filepath.Join(dir, "Google", "Chrome", "Application", "chrome.exe"),
					filepath.Join(dir, "Chromium", "Application", "chrome.exe"))
			}
		}
		return paths
	}
	return nil
}
