//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package safetensors

import (
	"math"
	"os"
	"syscall"
)

// canMap tells whether files are mapped on this system.
const canMap = true

// mapFile is the file in memory, read only; nil when the system cannot do that: it
// is read then.
func mapFile(f *os.File, size int64) []byte {
	if size > math.MaxInt {
		return nil
	}
	mapped, err := syscall.Mmap(int(f.Fd()), 0, int(size), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil
	}
	return mapped
}

func unmap(mapped []byte) error { return syscall.Munmap(mapped) }
