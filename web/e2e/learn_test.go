package e2e

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tokenscape/web/course"
	"tokenscape/web/message"
)

// tabTo presses Tab until the expression is true of the element in focus, e.
func (b *tab) tabTo(what, expression string) {
	b.t.Helper()
	for range 300 {
		if eval[bool](b, `(e => Boolean(`+expression+`))(document.activeElement)`) {
			return
		}
		b.press(kb.Tab)
	}
	b.t.Fatalf("%s: no way by Tab to %s", eval[string](b, "location.pathname"), what)
}

// answer chooses an option of a question with the arrow keys and sends it with
// Enter, and waits for the verdict, which gets the focus.
func (b *tab) answer(name string, option int) {
	b.t.Helper()
	b.tabTo(name, `e.name === "`+name+`" && e.type === "radio"`)
	b.press(" ")
	for range option {
		b.press(kb.ArrowDown)
	}
	b.until(`document.querySelector('#` + name + ` input:checked')?.value === "` + strconv.Itoa(option) + `"`)
	b.press(kb.Enter)
	b.until(`document.activeElement.matches("#` + name + ` .verdict")`)
}

func (b *tab) answerByMouse(name string, option int) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS("#"+name+" label:nth-of-type("+strconv.Itoa(option+1)+")")), chromedp.Click(chromedp.CSS("#"+name+" button")))
	b.until(`document.querySelector("#` + name + ` .verdict")`)
}

// wantVerdict compares what a question says after an answer.
func (b *tab) wantVerdict(name, first, why string) {
	b.t.Helper()
	got := eval[string](b, `[...document.querySelectorAll("#`+name+` .verdict p")].map(p => p.textContent.replaceAll(/\s+/g, " ").trim()).join("|")`)
	if want := first + "|" + course.Plain(why); got != want {
		b.t.Errorf("%s: verdict %q, want %q", name, got, want)
	}
}

// TestCourseByKeyboard walks the whole course with the keyboard alone: guesses,
// looks, answers, goes on to the last chapter, and finds on the contents what was
// read and answered, which a button forgets.
func TestCourseByKeyboard(t *testing.T) {
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			chapters, words := course.For(lang).Chapters, message.For(lang).Learning
			b := open(t, 1280, 900)
			b.show(path("/learn", "lang", lang))
			b.tabTo("the first chapter", `e.textContent === "`+words.Begin+`"`)
			b.press(kb.Enter)
			questions := 0
			for i, c := range chapters {
				b.until(`location.pathname === "/learn/` + c.Slug + `" && customElements.get("learn-chapter")`)
				if eval[bool](b, `Boolean(document.querySelector(".verdict, .found-out"))`) {
					t.Fatalf("%s reveals before it asks", c.Slug)
				}
				b.answer("guess", c.Guess.Right)
				b.wantVerdict("guess", words.RightAnswer, c.Guess.Why)
				b.until(`document.querySelector("#live .found-out")`)
				for k, check := range c.Checks {
					wrong := (check.Right + 1) % len(check.Options)
					name := "check" + strconv.Itoa(k+1)
					b.answer(name, wrong)
					b.wantVerdict(name, words.WrongAnswer+message.For(lang).Gap()+check.Each[wrong], check.Why)
					if got := eval[string](b, `document.querySelector("#guess .verdict strong")?.textContent ?? ""`); got != words.RightAnswer {
						t.Errorf("%s: after %s the guess says %q", c.Slug, name, got)
					}
				}
				questions += 1 + len(c.Checks)
				if i+1 < len(chapters) {
					b.tabTo("the next chapter", `e.rel === "next"`)
				} else {
					b.tabTo("the contents", `e.textContent === "`+words.Finish+`"`)
				}
				b.until(`JSON.parse(localStorage.getItem("tokenscape.course") ?? "{}")["` + c.Slug + `"]?.read`)
				b.press(kb.Enter)
			}
			b.until(`location.pathname === "/learn" && customElements.get("learn-contents")`)
			b.do(chromedp.Reload())
			all, asked := strconv.Itoa(len(chapters)), strconv.Itoa(questions)
			want := strings.NewReplacer("{read}", all, "{all}", all, "{answered}", asked, "{questions}", asked).Replace(words.Progress)
			b.until(`document.querySelector(".progress")?.textContent.includes("` + want + `")`)
			if n := eval[int](b, `document.querySelectorAll(".course li[data-read] .read-mark").length`); n != len(chapters) {
				t.Errorf("%d chapters are marked as read, want %d", n, len(chapters))
			}
			b.wantAccessible()
			b.tabTo("the button that forgets", `e.textContent === "`+words.Forget+`"`)
			b.press(kb.Enter)
			b.until(`document.activeElement.textContent === "` + words.Forgotten + `" && localStorage.length === 0`)
			b.do(chromedp.Reload())
			b.until(`customElements.get("learn-contents") && document.querySelector(".progress").hidden`)
		})
	}
}

// TestChapterInPlace tries what the live part does without a new page: another
// sentence, another token, and the way back.
func TestChapterInPlace(t *testing.T) {
	b := open(t, 1280, 900)
	b.show("/learn/sum?guess=2&lang=en")
	b.until(`customElements.get("learn-chapter") && customElements.get("sum-stepper")`)
	eval[any](b, `window.same = true; null`)
	b.do(chromedp.SetValue(chromedp.CSS("#text"), "The king"), chromedp.Click(chromedp.CSS("#sentence button")))
	b.until(`document.querySelector("#live .part .chips .chip:last-child b")?.textContent === "␣king"`)
	b.until(`document.querySelector("#live .player")`) // the stepper of the new sum is awake
	b.do(chromedp.Click(chromedp.CSS("#live .part .chips .chip:first-child")))
	b.until(`document.querySelector("#live .part .chips .chip:first-child")?.hasAttribute("aria-current") && new URL(location.href).searchParams.get("at") === "1"`)
	b.answerByMouse("check1", 0)
	if got := eval[string](b, `new URL(location.href).searchParams.get("text")`); got != "The king" {
		t.Errorf("the sentence is %q after an answer", got)
	}
	eval[any](b, `history.go(-3); null`)
	b.until(`document.querySelectorAll("#live .part .chips .chip").length === 5 && !document.querySelector("#check1 .verdict")`)
	if !eval[bool](b, "window.same === true") {
		t.Error("a page was loaded anew")
	}
}

// TestChapterOffline loses the network before an answer comes: the chapter says so,
// and answers when it is asked again.
func TestChapterOffline(t *testing.T) {
	b := open(t, 1280, 900)
	b.expect("ERR_INTERNET_DISCONNECTED")
	b.show("/learn/words?lang=en")
	b.until(`customElements.get("learn-chapter")`)
	b.offline(true)
	b.do(chromedp.Click(chromedp.CSS("#guess label")), chromedp.Click(chromedp.CSS("#guess button")))
	b.until(`document.querySelector("#guess [role=alert]")?.textContent === "` + message.English.Learning.Failed + `"`)
	b.offline(false)
	b.do(chromedp.Click(chromedp.CSS("#guess button")))
	b.until(`document.querySelector("#guess .verdict") && !document.querySelector("[role=alert]")`)
}

// TestCourseWithoutJavaScript answers, looks and goes on by forms and links alone;
// of progress nothing is said.
func TestCourseWithoutJavaScript(t *testing.T) {
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			chapters := course.For(lang).Chapters
			b := open(t, 1280, 900)
			b.withoutScripts()
			b.visit(path("/learn", "lang", lang))
			if eval[bool](b, `document.querySelector(".progress").checkVisibility()`) {
				t.Error("progress is shown without scripts")
			}
			b.do(chromedp.Click(chromedp.CSS(".onward a")))
			for i, c := range chapters {
				b.until(`location.pathname === "/learn/` + c.Slug + `"`)
				b.answerByMouse("guess", c.Guess.Right)
				b.until(`document.querySelector("#live .found-out") && new URL(location.href).searchParams.get("guess")`)
				b.answerByMouse("check1", c.Checks[0].Right)
				if n := eval[int](b, `document.querySelectorAll(".verdict.is-right").length`); n != 2 {
					t.Errorf("%s: %d answers are right, want both", c.Slug, n)
				}
				if i+1 < len(chapters) {
					b.do(chromedp.Click(chromedp.CSS("[rel=next]")))
				}
			}
		})
	}
}

// TestCourseAccessible runs axe-core over every chapter, asked and answered, and
// opens it on a phone 360 pixels wide.
func TestCourseAccessible(t *testing.T) {
	for _, lang := range languages {
		for _, theme := range []string{"light", "dark"} {
			t.Run(lang+" "+theme, func(t *testing.T) {
				b := open(t, 1280, 900)
				visit := func(to string) {
					b.do(chromedp.EmulateViewport(1280, 900))
					b.show(to)
					b.wantAccessible()
					b.do(chromedp.EmulateViewport(360, 640))
					if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
						t.Errorf("%s is %d pixels wide: %s", to, width, eval[string](b, widest))
					}
				}
				visit(path("/learn", "lang", lang, "theme", theme))
				visit(path("/learn/glossary", "lang", lang, "theme", theme))
				for _, c := range course.For(lang).Chapters {
					visit(path("/learn/"+c.Slug, "lang", lang, "theme", theme))
					visit(path("/learn/"+c.Slug, "lang", lang, "theme", theme, "guess", strconv.Itoa((c.Guess.Right+1)%3), "check1", strconv.Itoa(c.Checks[0].Right)))
				}
			})
		}
	}
}

// TestGlossaryFromAChapter follows a term to its entry.
func TestGlossaryFromAChapter(t *testing.T) {
	b := open(t, 1280, 900)
	b.show("/learn/steps?lang=zh")
	b.do(chromedp.Click(chromedp.CSS(`.gloss[href$="#softmax"]`)))
	b.until(`location.pathname === "/learn/glossary" && document.querySelector("#softmax:target dt")?.textContent.includes("softmax")`)
	b.wantPage("zh")
}
