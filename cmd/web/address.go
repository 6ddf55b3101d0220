package main

import (
	"fmt"
	"net"
	"os/exec"
	"runtime"
)

// addresses are the URLs to type for a listener: its own, or when it serves
// the whole network this machine's and those of its interfaces.
func addresses(at *net.TCPAddr) []string {
	url := func(host string) string {
		return "http://" + net.JoinHostPort(host, fmt.Sprint(at.Port))
	}
	if !at.IP.IsUnspecified() {
		if at.IP.IsLoopback() {
			return []string{url("localhost")}
		}
		return []string{url(at.IP.String())}
	}
	urls := []string{url("localhost")}
	interfaces, err := net.InterfaceAddrs()
	if err != nil {
		return urls
	}
	for _, i := range interfaces {
		if network, ok := i.(*net.IPNet); ok && network.IP.To4() != nil && network.IP.IsGlobalUnicast() {
			urls = append(urls, url(network.IP.String()))
		}
	}
	return urls
}

// browse opens url in the reader's browser.
func browse(url string) error {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", url).Start()
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", url).Start()
	}
	return exec.Command("xdg-open", url).Start()
}
