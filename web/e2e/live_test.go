package e2e

import (
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

const (
	// liveLimit bounds a training of liveSteps, on a machine that may be busy.
	liveLimit = 3 * time.Minute

	// liveSteps is a training that is short, but real: the least that is allowed.
	liveSteps = "20"

	// watchedSteps leave the time to see points move.
	watchedSteps = "200"

	theLive = `document.querySelector("training-live")`
)

// train starts a live run by the page's own form and returns its name.
func (b *tab) train(seed, steps string) string {
	b.t.Helper()
	eval[any](b, `(form => {
		form.seed.value = "`+seed+`";
		form.steps.append(new Option("`+steps+`", "`+steps+`", true, true));
	})(document.querySelector("form.begin"))`)
	b.do(chromedp.Click(chromedp.CSS("form.begin button")))
	b.until(theLive)
	address, err := url.Parse(eval[string](b, "location.href"))
	if err != nil {
		b.t.Fatal(err)
	}
	name := address.Query().Get("run")
	if name == "" {
		b.t.Fatalf("the run has no address of its own: %s", address)
	}
	return name
}

// untilEnd waits until an expression about a live run turns true.
func (b *tab) untilEnd(expression string) {
	b.t.Helper()
	for deadline := time.Now().Add(liveLimit); !eval[bool](b, "Boolean("+expression+")"); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			b.t.Fatalf("never true: %s; %s says %q", expression, eval[string](b, "location.href"),
				eval[string](b, `document.querySelector("#live")?.innerText.slice(0, 900) ?? document.body.innerText`))
		}
	}
}

// TestLiveTraining starts a run, watches it in two tabs, uses its model on the
// map, and discards it.
func TestLiveTraining(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit("/train?lang=en")
	name := b.train("7", watchedSteps)
	// The page itself keeps where the points began: asked from here, a quick
	// training would be over.
	eval[any](b, `(live => {
		const id = setInterval(() => {
			if (!(live.places?.length > 100)) return;
			live.began = live.places.slice(0, 20);
			clearInterval(id);
		}, 5);
	})(`+theLive+`)`)
	other := open(t, 400, 800)
	other.visit(path("/train", "run", name, "lang", "zh"))

	b.untilEnd(theLive + `.began && ` + theLive + `.map.camera`)
	began := eval[[]float64](b, theLive+".began")
	b.picture("screenshots/live-en.png")
	for _, watcher := range []*tab{b, other} {
		watcher.untilEnd(theLive + `.getAttribute("state") === "done"`)
		if points := eval[int](watcher, theLive+`.querySelector(".curve-line").points.length`); points < 3 {
			t.Errorf("the loss curve has %d points", points)
		}
	}
	other.picture("screenshots/live-narrow-zh.png")
	moved := eval[[]float64](b, theLive+".places.slice(0, 20)")
	if slices.Equal(began, moved) {
		t.Error("no point moved")
	}
	if eval[bool](other, `Boolean(document.querySelector("form[action='/train/discard']"))`) {
		t.Error("another visitor is offered to discard the run")
	}

	b.do(chromedp.Click(chromedp.CSS(`.uses a[href^="/map"]`)))
	b.until(`location.pathname === "/map" && ` + theMap + `?.settled && ` + theView + `.stats().drawn`) // painted
	if model := eval[string](b, `new URL(location.href).searchParams.get("model")`); model != name {
		t.Errorf("the map is of model %q, want %s", model, name)
	}
	eval[any](b, theView+`.host.focus()`)
	b.press("n")
	b.press(enter)
	b.until(`document.querySelectorAll("#chosen tbody a").length === 20`)

	b.visit(path("/train", "run", name, "lang", "en"))
	b.wantAccessible()
	b.do(chromedp.Click(chromedp.CSS(`form[action="/train/discard"] button`)))
	b.until(`location.pathname === "/train" && !` + theLive)
	b.expect("404")
	b.visit(path("/map", "model", name))
	b.until(`document.querySelector("[data-fault=unknown-model]")`)
}

// TestLiveStop stops a run by its button.
func TestLiveStop(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit("/train?lang=en")
	name := b.train("8", "2000")
	b.do(chromedp.Click(chromedp.CSS(`form[action="/train/stop"] button`)))
	b.untilEnd(theLive + `?.getAttribute("state") === "stopped"`)
	b.do(chromedp.Click(chromedp.CSS(`form[action="/train/discard"] button`)))
	b.until(`location.pathname === "/train" && !` + theLive)
	b.visit(path("/train", "run", name, "lang", "en"))
	b.until(`document.querySelector("#live [role=status]")?.textContent.includes("no longer here")`)
}

// TestLiveWithoutJavaScript starts a run by the form, and looks again by itself.
func TestLiveWithoutJavaScript(t *testing.T) {
	b := open(t, 1280, 900)
	b.visit("/train?lang=en")
	name := b.train("9", liveSteps)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit(path("/train", "run", name, "lang", "en"))
	b.untilEnd(theLive + `?.getAttribute("state") === "done"`) // by the page's own refresh
	b.wantServerFigure()
	b.do(chromedp.Click(chromedp.CSS(`form[action="/train/discard"] button`)))
	b.until(`location.pathname === "/train" && !` + theLive)
}

// offline cuts the tab off the network, or lets it on again.
func (b *tab) offline(cut bool) {
	b.t.Helper()
	call(b, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Offline: cut, DownloadThroughput: -1, UploadThroughput: -1}}})
	call(b, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: cut, DownloadThroughput: -1, UploadThroughput: -1})
}

// TestLiveOffline cuts the network in the middle of a run: the page says so, and
// goes on when it is there again.
func TestLiveOffline(t *testing.T) {
	b := open(t, 1280, 900)
	b.expect("ERR_INTERNET_DISCONNECTED")
	b.visit("/train?lang=en")
	b.train("10", "2000")
	other := open(t, 400, 800) // somebody watches on
	other.visit(eval[string](b, "location.pathname + location.search"))
	const step = `document.querySelector("training-live progress").value`
	b.untilEnd(step + " > 0")
	b.offline(true)
	b.until(`document.querySelector("[data-status]").textContent.includes("offline")`)
	before := eval[int](b, step)
	b.offline(false)
	b.untilEnd(fmt.Sprintf("%s > %d", step, before))
	if losses := eval[int](b, theLive+".losses.length"); losses != eval[int](b, `new Set(`+theLive+`.losses.map(([step]) => step)).size`) {
		t.Errorf("after the gap some of the %d losses stand twice", losses)
	}
	b.do(chromedp.Click(chromedp.CSS(`form[action="/train/stop"] button`)))
	other.untilEnd(theLive + `.getAttribute("state") === "stopped"`)
}
