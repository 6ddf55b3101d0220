package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// errCannotInstall says that this machine has no apt-get that setup may use.
var errCannotInstall = errors.New("cannot install by itself here: that takes apt-get, and root or a sudo without password")

// aptInstall installs the Debian packages of ts.
func aptInstall(ts []tool) error {
	if !onPath("apt-get") {
		return errCannotInstall
	}
	prefix := []string{"env", "DEBIAN_FRONTEND=noninteractive"}
	if os.Geteuid() != 0 {
		if exec.Command("sudo", "-n", "true").Run() != nil {
			return errCannotInstall
		}
		prefix = append([]string{"sudo", "-n"}, prefix...)
	}
	if err := stream("", append(prefix, "apt-get", "update", "-qq")...); err != nil {
		return err
	}
	install := append(prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends")
	for _, t := range ts {
		install = append(install, strings.Fields(t.debian)...)
	}
	return stream("", install...)
}

// npmInstall fetches what dir/package-lock.json pins into dir/node_modules,
// unless it is already there.
func npmInstall(dir string) error {
	wanted, err := dependencies(filepath.Join(dir, "package.json"))
	if err != nil {
		return err
	}
	fresh := true
	for name, version := range wanted {
		have, err := installedVersion(filepath.Join(dir, "node_modules", name, "package.json"))
		fresh = fresh && err == nil && have == version
	}
	if fresh {
		return nil
	}
	return stream(dir, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
}

// dependencies reads the exact versions that a package.json asks for.
func dependencies(path string) (map[string]string, error) {
	var manifest struct {
		DevDependencies map[string]string `json:"devDependencies"`
	}
	err := readJSON(path, &manifest)
	return manifest.DevDependencies, err
}

// installedVersion reads the version of an installed package.
func installedVersion(path string) (string, error) {
	var manifest struct {
		Version string `json:"version"`
	}
	err := readJSON(path, &manifest)
	return manifest.Version, err
}

func readJSON(path string, into any) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(content, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// stream runs a command in dir and lets its output through.
func stream(dir string, command ...string) error {
	fmt.Println("setup:", strings.Join(command, " "))
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", strings.Join(command, " "), err)
	}
	return nil
}
