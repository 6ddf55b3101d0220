package chromium_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"tokenscape/web/e2e/chromium"
)

// CHROME names a browser of one's own; here any program stands in for it.
func ExamplePath() {
	before, set := os.LookupEnv("CHROME")
	defer func() {
		if set {
			os.Setenv("CHROME", before)
		} else {
			os.Unsetenv("CHROME")
		}
	}()
	os.Setenv("CHROME", "go")
	path, err := chromium.Path()
	fmt.Println(strings.TrimSuffix(filepath.Base(path), ".exe"), err)
	// Output: go <nil>
}
