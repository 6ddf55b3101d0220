// Package static holds what browsers load beside the pages: the style sheet,
// our own ES modules and the icon. Each address carries a hash of all of them,
// so that a browser keeps a file for ever and asks anew when one changes.
package static

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"strings"
	"sync"
	"time"
)

//go:embed css js icons
var files embed.FS

// Prefix is the path that all files stand under.
const Prefix = "/static/"

// version is a hash of every file's name and content. It stands before the
// path, so that modules find each other by relative addresses.
var version = sync.OnceValue(func() string {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := files.ReadFile(path)
		sum.Write([]byte(path))
		sum.Write(content)
		return err
	})
	if err != nil {
		panic("static: " + err.Error()) // the files are part of the binary
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
})

// URL is the address of a file, css/site.css for instance.
func URL(name string) string { return Prefix + version() + "/" + name }

// Handler serves the files below Prefix, and only under today's version.
func Handler() http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, Prefix+version()+"/")
		if info, err := fs.Stat(files, name); !ok || err != nil || info.IsDir() {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		if module, ok := modules()[name]; ok {
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(module))
			return
		}
		http.StripPrefix(Prefix+version(), server).ServeHTTP(w, r)
	})
}
