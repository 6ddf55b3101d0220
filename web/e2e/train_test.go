package e2e

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// theReplay is the element that plays the snapshots of the pretraining.
const theReplay = `document.querySelector("training-replay")`

// snapshot is one of the API's.
type snapshot struct {
	Step        int       `json:"step"`
	Coordinates []float64 `json:"coordinates"`
}

// recorded asks the API for the replay that the page plays.
func recorded(t *testing.T, axes string) []snapshot {
	t.Helper()
	status, _, body := get(t, path("/api/v1/training/replay", "rows", "unit", "axes", axes))
	if status != 200 {
		t.Fatalf("replay: status %d: %.300s", status, body)
	}
	var answer struct{ Snapshots []snapshot }
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	return answer.Snapshots
}

// openReplay opens the page of pretraining and waits until it can be played.
func openReplay(t *testing.T, pairs ...string) *tab {
	t.Helper()
	b := open(t, 1280, 900)
	b.visit(path("/train", pairs...))
	b.until(theReplay + `.dataset.ready && ` + theReplay + `.map.camera`)
	return b
}

// wantSnapshot waits until the replay stands at a snapshot, and compares what it
// shows with the API.
func (b *tab) wantSnapshot(s snapshot) {
	b.t.Helper()
	b.until(fmt.Sprintf(`%s.shown.step === %d && Number.isInteger(%s.position)`, theReplay, s.Step, theReplay))
	if got := eval[string](b, `document.querySelector("[data-value=step]").textContent`); strings.ReplaceAll(got, ",", "") != strconv.Itoa(s.Step) {
		b.t.Errorf("the page says step %s, want %d", got, s.Step)
	}
	places := eval[[]float64](b, theReplay+`.map.points.flatMap(p => p.coordinates)`)
	if len(places) != len(s.Coordinates) {
		b.t.Fatalf("%d coordinates, the API has %d", len(places), len(s.Coordinates))
	}
	for i, at := range places {
		if math.Abs(at-s.Coordinates[i]) > 1e-9 {
			b.t.Fatalf("step %d: coordinate %d is %g, the API says %g", s.Step, i, at, s.Coordinates[i])
		}
	}
}

func TestReplayPlays(t *testing.T) {
	snapshots := recorded(t, "trained")
	last := snapshots[len(snapshots)-1]
	b := openReplay(t, "lang", "en")
	b.wantSnapshot(snapshots[0])
	b.do(chromedp.SetValue(chromedp.CSS(".player select"), "4"))
	eval[any](b, `document.querySelector(".player select").dispatchEvent(new Event("change"))`)
	b.do(chromedp.Click(chromedp.CSS(".player button")))
	b.until(theReplay + `.position > 1 && !Number.isInteger(` + theReplay + `.position)`) // between two snapshots
	b.wantSnapshot(last)
	if name := eval[string](b, `document.querySelector(".player button").textContent`); name != "Play" {
		t.Errorf("at the end the button says %q", name)
	}
	if step := eval[string](b, `new URL(location.href).searchParams.get("step")`); step != strconv.Itoa(last.Step) {
		t.Errorf("at the end the address says step=%s", step)
	}
	// Once more: it begins again, and stops where it is told to.
	b.do(chromedp.Click(chromedp.CSS(".player button")))
	b.until(theReplay + `.position > 0.2 && ` + theReplay + `.position < 6`)
	b.do(chromedp.Click(chromedp.CSS(".player button")))
	at := eval[float64](b, theReplay+".position")
	time.Sleep(200 * time.Millisecond)
	if later := eval[float64](b, theReplay+".position"); later != at {
		t.Errorf("paused at %g, it goes on to %g", at, later)
	}
}

func TestReplayByKeyboard(t *testing.T) {
	snapshots := recorded(t, "trained")
	b := openReplay(t, "lang", "en", "step", strconv.Itoa(snapshots[2].Step))
	b.wantSnapshot(snapshots[2])
	eval[any](b, `document.querySelector(".player input").focus()`)
	b.press(arrowRight)
	b.wantSnapshot(snapshots[3])
	b.press(kb.End)
	b.wantSnapshot(snapshots[len(snapshots)-1])
	b.press(kb.ArrowLeft)
	b.wantSnapshot(snapshots[len(snapshots)-2])
	b.press(kb.Home)
	b.wantSnapshot(snapshots[0])
	if said := eval[string](b, `document.querySelector(".player input").getAttribute("aria-valuetext")`); said != "Step 0" {
		t.Errorf("the slider is read as %q", said)
	}
	// A reload stands where the address says, and so does the other choice of axes.
	b.press(arrowRight)
	b.wantSnapshot(snapshots[1])
	b.do(chromedp.Reload())
	b.until(theReplay + `?.dataset.ready`)
	b.wantSnapshot(snapshots[1])
	b.press(kb.Tab)
	eval[any](b, `[...document.querySelectorAll("training-replay .choices a")].find(a => a.href.includes("axes=step")).click()`)
	b.until(theReplay + `?.data?.axes === "step" && ` + theReplay + `.dataset.ready`)
	b.wantSnapshot(recorded(t, "step")[1])
}

// Who asked for less motion sees the snapshots one after another, and nothing
// between.
func TestReplayInCalm(t *testing.T) {
	b := open(t, 1280, 900)
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	b.visit("/train")
	b.until(theReplay + `.dataset.ready && ` + theReplay + `.map.camera`)
	eval[any](b, `document.querySelector(".player select").value = "4";
		document.querySelector(".player select").dispatchEvent(new Event("change"));
		window.seen = []; (function look() { seen.push(`+theReplay+`.position); requestAnimationFrame(look) })()`)
	b.do(chromedp.Click(chromedp.CSS(".player button")))
	b.until(theReplay + `.position === ` + theReplay + `.places.length - 1`)
	if between := eval[[]float64](b, `seen.filter(p => !Number.isInteger(p))`); len(between) > 0 {
		t.Errorf("it also showed %v", between)
	}
}

// Without scripts the snapshots are links, and the server draws each.
func TestReplayWithoutJavaScript(t *testing.T) {
	snapshots := recorded(t, "trained")
	b := open(t, 1280, 900)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("/train?lang=en")
	b.wantServerFigure()
	first := eval[string](b, serverFigure+".src")
	b.do(chromedp.Click(chromedp.CSS("a[rel=next]")))
	want := strconv.Itoa(snapshots[1].Step)
	b.until(`document.querySelector("[data-value=step]")?.textContent === ` + strconv.Quote(want))
	b.wantServerFigure()
	if src := eval[string](b, serverFigure+".src"); src == first || !strings.Contains(src, "step="+want) {
		t.Errorf("the figure of step %s is %s", want, src)
	}
}
