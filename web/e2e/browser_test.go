package e2e

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"tokenscape/web/e2e/chromium"
)

const (
	// stepLimit bounds one step in the browser, on a machine that may be busy.
	stepLimit = 20 * time.Second

	// closeLimit bounds the wait for Chromium to end by itself: it hangs now
	// and then.
	closeLimit = 5 * time.Second
)

// browserContext holds the one browser; each test opens a tab of its own in it.
var browserContext context.Context

// startBrowser starts Chromium with its profile below dir. The returned func
// ends it, by force when it does not go by itself.
func startBrowser(dir string) (stop func(), err error) {
	browserContext, stop, err = launch(dir, chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("enable-unsafe-swiftshader", true))
	return stop, err
}

// launch starts a Chromium with these options beside those of all.
func launch(dir string, more ...chromedp.ExecAllocatorOption) (browser context.Context, stop func(), err error) {
	path, err := chromium.Path()
	if err != nil {
		return nil, nil, err
	}
	var process *exec.Cmd
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(filepath.Join(dir, "profile")),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.ModifyCmdFunc(func(cmd *exec.Cmd) { process = cmd }),
	)
	options = append(options, more...)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		cancelAllocator()
		return nil, nil, fmt.Errorf("starting %s: %w", path, err)
	}
	return ctx, func() {
		gone := make(chan struct{})
		go func() {
			cancel()
			cancelAllocator()
			close(gone)
		}()
		select {
		case <-gone:
		case <-time.After(closeLimit):
			_ = process.Process.Kill()
		}
	}, nil
}

// tab is one page of the browser, in a cookie jar of its own, which remembers
// what went wrong in it.
type tab struct {
	t    testing.TB
	ctx  context.Context
	base string // of the site: http://127.0.0.1:port

	mu       sync.Mutex
	faults   []string
	expected []string          // parts of faults that the test provokes
	sent     map[string]string // request id → URL
	received int               // bytes over the wire, headers included
}

// watchCSP makes every violation of the content security policy a console
// error, beside the browser's own report of it.
const watchCSP = `document.addEventListener("securitypolicyviolation",
	e => console.error("CSP violation: " + e.violatedDirective + " " + e.blockedURI))`

// open gives the test a new tab of width×height CSS pixels. When the test ends
// the tab closes, and anything wrong that it met fails the test.
func open(t testing.TB, width, height int64) *tab {
	t.Helper()
	return openIn(t, browserContext, width, height)
}

// openIn does it in a browser of choice.
func openIn(t testing.TB, browser context.Context, width, height int64) *tab {
	t.Helper()
	b := &tab{t: t, base: site.base, sent: map[string]string{}}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(b.listen))
	b.ctx = ctx
	t.Cleanup(func() {
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, fault := range b.faults {
			if !containsAny(fault, b.expected) {
				t.Error(fault)
			}
		}
	})
	if err := chromedp.Do(ctx); err != nil { // the first call owns the tab: no time limit on it
		t.Fatal(err)
	}
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchCSP})
	b.do(chromedp.EmulateViewport(width, height))
	return b
}

// expect allows faults that contain part: a test of the error pages provokes
// the browser's report of the status.
func (b *tab) expect(part string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.expected = append(b.expected, part)
}

// listen runs for each event of the tab.
func (b *tab) listen(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	fault := func(format string, args ...any) { b.faults = append(b.faults, fmt.Sprintf(format, args...)) }
	switch ev := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeWarning {
			var words []string
			for _, arg := range ev.Args {
				words = append(words, string(arg.Value)+arg.Description)
			}
			fault("console %s: %s", ev.Type, strings.Join(words, " "))
		}
	case *runtime.EventExceptionThrown:
		d := ev.ExceptionDetails
		text := d.Text
		if d.Exception != nil {
			text += " " + d.Exception.Description
		}
		fault("exception at %s:%d: %s", d.URL, d.LineNumber+1, text)
	case *log.EventEntryAdded:
		if ev.Entry.Level == log.EntryLevelError {
			fault("log %s: %s %s", ev.Entry.Source, ev.Entry.Text, ev.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		b.sent[string(ev.RequestID)] = ev.Request.URL
		if u, err := url.Parse(ev.Request.URL); err == nil && u.Scheme != "about" && u.Scheme+"://"+u.Host != b.base {
			fault("request to another host: %s", ev.Request.URL)
		}
	case *network.EventResponseReceived:
		if ev.Response.Status >= 400 {
			fault("status %d of %s", ev.Response.Status, ev.Response.URL)
		}
	case *network.EventLoadingFinished:
		b.received += int(ev.EncodedDataLength)
	case *network.EventLoadingFailed:
		// A fetch that the page itself gives up, a download that replaces a
		// navigation, and a module that a page which is left still waited for
		// are no failures; the last has no words.
		if ev.ErrorText != "net::ERR_ABORTED" && ev.ErrorText != "" {
			fault("request failed: %s %s", b.sent[string(ev.RequestID)], ev.ErrorText)
		}
	}
}

func containsAny(s string, parts []string) bool {
	for _, part := range parts {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

// do runs steps one after another, within stepLimit.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepLimit)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// visit opens a path of the site and waits until the page is loaded.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// show opens a path and waits until the maps on it are drawn.
func (b *tab) show(path string) {
	b.t.Helper()
	b.visit(path)
	b.until(`[...document.querySelectorAll("token-map")].every(map => map.camera) &&
		[...document.querySelectorAll("map-explorer")].every(map => map.settled)`)
}

// eval returns the value of a JavaScript expression, awaited when a promise.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepLimit)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// until waits for an expression to turn true of a whole page. The page may give
// way to another meanwhile: a question that falls in between is put again.
func (b *tab) until(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepLimit)
	defer cancel()
	for {
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.readyState !== "loading" && Boolean(`+expression+")"))
		switch {
		case ctx.Err() != nil:
			b.t.Fatalf("never true: %s", expression)
		case err != nil && !strings.Contains(err.Error(), "navigated"):
			b.t.Fatalf("%s: %v", expression, err)
		case is:
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// call runs a command of the browser's protocol on the tab.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, stepLimit)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}
