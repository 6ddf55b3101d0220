package hub

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// /dev/full is a disk without room: what is written there fails with ENOSPC.
func TestNoRoomOnTheDisk(t *testing.T) {
	h := newHub(t, tinyFiles(t))
	c, _ := h.client(t)
	dir := filepath.Join(c.Parts, "models--school--tiny", testCommit, "wte")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	full := filepath.Join(dir, weightsFile+partial)
	if err := os.Symlink("/dev/full", full); err != nil {
		t.Fatal(err)
	}
	var failed *Error
	if _, err := c.Fetch(t.Context(), repository(t), choose("wte")); !errors.As(err, &failed) || failed.Kind != Disk {
		t.Fatalf("%v, want an error of the disk", err)
	}
	if err := os.Remove(full); err != nil {
		t.Fatal(err)
	}
	holds(t, fetch(t, c, choose("wte")), h.files[weightsFile], "wte")
}
