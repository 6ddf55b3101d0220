package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tokenscape/web/course"
)

// projectors are the screens that a slide fits on without scrolling.
var projectors = [][2]int64{{1280, 720}, {1920, 1080}, {1024, 768}}

// slide is the number of the slide that is shown.
const slide = `Number(document.querySelector("[data-slide]").dataset.slide)`

// lastSlide is the number of slides of the chapter shown.
const lastSlide = `Number(new URL(document.querySelector("present-slides").getAttribute("last"), location.href).searchParams.get("slide"))`

// stick names what sticks out of the screen: the page must not scroll, and nothing in
// it either.
const stick = `(async () => {
	await Promise.all([...document.images].map(i => i.complete ? 0 : new Promise(done => i.onload = i.onerror = done)));
	const root = document.documentElement;
	if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) return "the page is " + root.scrollWidth + " × " + root.scrollHeight;
	return [...document.querySelectorAll(".slide *")].filter(e => e.getClientRects().length && !e.closest(".unseen, svg") &&
		(e.getBoundingClientRect().bottom > innerHeight + 1 || e.getBoundingClientRect().right > innerWidth + 1)).map(e => e.tagName).join(" ");
})()`

// TestSlidesFit goes through all slides of all chapters in both languages on each
// screen.
func TestSlidesFit(t *testing.T) {
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			b := open(t, 1280, 720)
			for _, chapter := range course.For(lang).Chapters {
				b.visit(path("/learn/present", "chapter", chapter.Slug, "lang", lang))
				b.until(`customElements.get("present-slides")`)
				last := eval[int](b, lastSlide)
				if last < len(chapter.Ideas)+5 {
					t.Errorf("%s has %d slides", chapter.Slug, last)
				}
				for n := 1; n <= last; n++ {
					for _, size := range projectors {
						b.do(chromedp.EmulateViewport(size[0], size[1]))
						if out := eval[string](b, stick); out != "" {
							t.Errorf("%s, slide %d, does not fit on %d × %d: %s", chapter.Slug, n, size[0], size[1], out)
						}
					}
					if n < last {
						eval[any](b, `document.querySelector('[rel="next"]').click()`)
						b.until(fmt.Sprintf("%s === %d", slide, n+1))
					}
				}
			}
		})
	}
}

// TestPresentByKeys goes on and back with the keys of a keyboard and of a clicker.
func TestPresentByKeys(t *testing.T) {
	b := open(t, 1280, 720)
	b.visit("/learn/present?chapter=tokens&lang=en")
	b.until(`customElements.get("present-slides")`)
	last := eval[int](b, lastSlide)
	for _, press := range []struct {
		name, key string
		want      int
	}{
		{"arrow right", kb.ArrowRight, 2}, {"arrow down", kb.ArrowDown, 3}, {"a clicker's on", kb.PageDown, 4}, {"space", " ", 5},
		{"arrow left", kb.ArrowLeft, 4}, {"arrow up", kb.ArrowUp, 3}, {"a clicker's back", kb.PageUp, 2}, {"end", kb.End, last}, {"past the end", kb.PageDown, last},
		{"home", kb.Home, 1}, {"before the beginning", kb.PageUp, 1}, {"on again", kb.PageDown, 2},
	} {
		b.do(chromedp.KeyEvent(press.key))
		b.until(fmt.Sprintf("%s === %d", slide, press.want))
		if press.want == last || press.want == 1 {
			continue // nothing need have moved
		}
		b.until(fmt.Sprintf(`new URL(location.href).searchParams.get("slide") === "%d"`, press.want))
		if !eval[bool](b, `document.activeElement === document.querySelector("h1")`) {
			t.Errorf("%s: the focus is not on the new heading", press.name)
		}
	}
	b.do(chromedp.NavigateBack())
	b.until(slide + ` === 1`)
	eval[any](b, `document.documentElement.requestFullscreen = () => (window.filled = true, Promise.resolve()), null`)
	b.do(chromedp.KeyEvent("f"))
	if !eval[bool](b, `Boolean(window.filled)`) {
		t.Error("F does not ask for the full screen")
	}
	b.do(chromedp.KeyEvent("b"))
	if !eval[bool](b, `getComputedStyle(document.querySelector(".slide")).visibility === "hidden"`) {
		t.Error("B does not blank the screen")
	}
	b.do(chromedp.KeyEvent(kb.PageDown))
	b.until(slide + ` === 2 && getComputedStyle(document.querySelector(".slide")).visibility === "visible"`)
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(`location.pathname === "/learn/tokens"`)
}

// TestAnswerAfterQuestion sees no answer on the slide of a question, and the right one
// on the next.
func TestAnswerAfterQuestion(t *testing.T) {
	for _, lang := range languages {
		chapter, _, _ := course.For(lang).Chapter("tokens")
		b := open(t, 1280, 720)
		b.visit(path("/learn/present", "chapter", "tokens", "lang", lang))
		b.until(`customElements.get("present-slides")`)
		for range 40 {
			if eval[bool](b, `Boolean(document.querySelector(".slide.ask"))`) {
				break
			}
			now := eval[int](b, slide)
			b.do(chromedp.KeyEvent(kb.PageDown))
			b.until(fmt.Sprintf("%s === %d", slide, now+1))
		}
		if n := eval[int](b, `document.querySelectorAll(".options li").length`); n != len(chapter.Guess.Options) || eval[bool](b, `Boolean(document.querySelector(".options .right"))`) {
			t.Errorf("%s: %d options, or the answer shows", lang, n)
		}
		b.do(chromedp.KeyEvent(kb.PageDown))
		b.until(`document.querySelector(".slide.answer")`)
		right := eval[string](b, `document.querySelector(".options .right").textContent`)
		if want := chapter.Guess.Options[chapter.Guess.Right]; !strings.Contains(right, want) {
			t.Errorf("%s: %q is marked, want %q", lang, right, want)
		}
	}
}

// TestSwipe goes on and back with a finger, and not by scrolling.
func TestSwipe(t *testing.T) {
	b := open(t, 360, 740)
	b.visit("/learn/present?chapter=sum&slide=3")
	b.until(`customElements.get("present-slides")`)
	const swipe = `((x0, y0, x1, y1) => {
		const e = document.querySelector(".said"), touch = (x, y) => new Touch({ identifier: 1, target: e, clientX: x, clientY: y });
		e.dispatchEvent(new TouchEvent("touchstart", { bubbles: true, touches: [touch(x0, y0)], changedTouches: [touch(x0, y0)] }));
		e.dispatchEvent(new TouchEvent("touchend", { bubbles: true, changedTouches: [touch(x1, y1)] }));
	})`
	eval[any](b, swipe+`(300, 300, 100, 310)`)
	b.until(slide + " === 4")
	eval[any](b, swipe+`(200, 500, 100, 100)`)
	eval[any](b, swipe+`(100, 300, 300, 310)`)
	b.until(slide + " === 3")
}

// TestPresentWithoutJavaScript follows the links of the slides, each a page.
func TestPresentWithoutJavaScript(t *testing.T) {
	b := open(t, 1024, 768)
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("/learn/present?lang=zh")
	b.do(chromedp.Navigate(eval[string](b, `document.querySelector(".to-show a").href`)))
	last := eval[int](b, lastSlide)
	for n := 1; n < last; n++ {
		b.wantPage("zh")
		b.do(chromedp.Navigate(eval[string](b, `document.querySelector('[rel="next"]').href`)))
		if got := eval[int](b, slide); got != n+1 {
			t.Fatalf("slide %d after slide %d", got, n)
		}
	}
	b.do(chromedp.Navigate(eval[string](b, `document.querySelector('[rel="prev"]').href`)))
	if got := eval[int](b, slide); got != last-1 {
		t.Errorf("back from %d is %d", last, got)
	}
}

// TestSlidesAreAccessible runs axe-core over a slide of each kind and over the choice of
// chapters, in both languages and themes, on a projector and on a phone, and leaves a
// picture of each.
func TestSlidesAreAccessible(t *testing.T) {
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				b := open(t, 1280, 720)
				b.still()
				b.visit(path("/learn/present", "lang", lang, "theme", theme))
				b.wantAccessible()
				seen := map[string]bool{}
				for _, slug := range []string{"words", "tokens", "sum", "space"} {
					b.visit(path("/learn/present", "chapter", slug, "lang", lang, "theme", theme))
					last := eval[int](b, lastSlide)
					for n := 1; n <= last; n++ {
						b.until(fmt.Sprintf("%s === %d", slide, n))
						kind := eval[string](b, `[...document.querySelector(".slide").classList].join(" ")`)
						if kind == "slide live" {
							kind += " " + slug
						}
						if !seen[kind] {
							seen[kind] = true
							eval[string](b, stick) // the pictures are there
							b.picture(filepath.Join("screenshots", "present-"+strings.ReplaceAll(kind, " ", "-")+"-"+lang+"-"+theme+".png"))
							b.wantAccessible()
							b.do(chromedp.EmulateViewport(360, 740))
							if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
								t.Errorf("%s, slide %d, is %d pixels wide: %s", slug, n, width, eval[string](b, widest))
							}
							b.do(chromedp.EmulateViewport(1280, 720))
						}
						if n < last {
							b.do(chromedp.KeyEvent(kb.PageDown))
						}
					}
				}
				if len(seen) < 10 {
					t.Errorf("kinds of slides: %v", seen)
				}
			})
		}
	}
}

// still asks for less motion, so that no slide is looked at while it fades in.
func (b *tab) still() {
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
}

// TestSlidesKeepStill turns slides for someone who asked for less motion.
func TestSlidesKeepStill(t *testing.T) {
	b := open(t, 1280, 720)
	for value, want := range map[string]bool{"reduce": false, "no-preference": true} {
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: value}}})
		b.visit("/learn/present?chapter=sum")
		b.until(`customElements.get("present-slides")`)
		b.do(chromedp.KeyEvent(kb.PageDown))
		b.until(slide + " === 2")
		if moves := eval[bool](b, `getComputedStyle(document.querySelector(".said")).animationName !== "none"`); moves != want {
			t.Errorf("%s: moves %v", value, moves)
		}
	}
}
