package static

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"sync"
)

// importing matches what a module imports as it begins; what it imports later,
// when it is wanted, is a call of import.
var importing = regexp.MustCompile(`(?m)^import (?:.* from )?"(\..*)";$`)

// modules are all ES modules without their comment lines, by name: a third of what a
// page would weigh.
var modules = sync.OnceValue(func() map[string][]byte {
	all := map[string][]byte{}
	err := fs.WalkDir(files, "js", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".js" {
			return err
		}
		source, err := files.ReadFile(name)
		all[name] = bare(source)
		return err
	})
	if err != nil {
		panic("static: " + err.Error()) // the files are part of the binary
	}
	return all
})

// bare empties the lines of a module that hold nothing but a comment. Lines keep
// their numbers, so that an error's place can be looked up in the source.
func bare(module []byte) []byte {
	lines := bytes.SplitAfter(module, []byte("\n"))
	for i, line := range lines {
		if bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("//")) {
			lines[i] = []byte("\n")
		}
	}
	return bytes.Join(lines, nil)
}

// Modules are the addresses of a module, js/site.js for instance, and of all that it
// imports as it begins, so that a page can ask for them at once. There are none
// of a name that is not there.
func Modules(name string) []string {
	names := closure(name, nil)
	urls := make([]string, len(names))
	for i, name := range names {
		urls[i] = URL(name)
	}
	return urls
}

// closure adds a module and what it imports to names, each once.
func closure(name string, names []string) []string {
	source, ok := modules()[name]
	if !ok || slices.Contains(names, name) {
		return names
	}
	names = append(names, name)
	for _, match := range importing.FindAllSubmatch(source, -1) {
		names = closure(path.Join(path.Dir(name), string(match[1])), names)
	}
	return names
}
