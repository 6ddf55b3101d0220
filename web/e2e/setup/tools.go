package main

import (
	"os/exec"
	"runtime"

	"tokenscape/web/e2e/chromium"
)

// tool is something that the tests need and Go does not bring, with the name
// of the package that holds it on each system.
type tool struct {
	name                         string
	found                        func() bool
	debian, fedora, mac, windows string
}

var tools = []tool{
	{
		name:   "Chromium or Chrome",
		found:  func() bool { _, err := chromium.Path(); return err == nil },
		debian: "chromium", fedora: "chromium", mac: "google-chrome", windows: "Google.Chrome",
	},
	{
		name:   "npm",
		found:  func() bool { return onPath("npm") },
		debian: "npm", fedora: "nodejs-npm", mac: "node", windows: "OpenJS.NodeJS",
	},
	{
		// The race detector links through cgo on Linux and Windows.
		name:   "a C compiler",
		found:  func() bool { return onPath("gcc") || onPath("clang") },
		debian: "gcc libc6-dev", fedora: "gcc", mac: "gcc", windows: "BrechtSanders.WinLibs.POSIX.UCRT",
	},
	{
		// Without one the Chinese pages are boxes in every screenshot.
		name:   "a Chinese font",
		found:  hasChineseFont,
		debian: "fonts-wqy-microhei fontconfig", fedora: "google-noto-sans-cjk-fonts",
	},
}

// missing returns the tools that this machine lacks.
func missing(ts []tool) []tool {
	var lacking []tool
	for _, t := range ts {
		if !t.found() {
			lacking = append(lacking, t)
		}
	}
	return lacking
}

func onPath(command string) bool {
	_, err := exec.LookPath(command)
	return err == nil
}

// hasChineseFont asks fontconfig. macOS and Windows ship a Chinese font.
func hasChineseFont() bool {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		return true
	}
	fonts, err := exec.Command("fc-list", ":lang=zh", "family").Output()
	return err == nil && len(fonts) > 0
}
