package page

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"tokenscape/embedding"
	"tokenscape/web/message"
	"tokenscape/web/request"
)

// Ready is the sentence that a page opens on.
const Ready = "The capital of France is"

// Samples are further sentences that the classroom model has something to say to.
var Samples = []string{
	"The capital of Italy is", "Monday comes before", "Three plus four is", "The opposite of hot is", "The puppy is a young", "草莓 🍓",
}

// Link is a place to go to.
type Link struct {
	Name, URL string
	Here      bool
}

// Frame is what surrounds every page.
type Frame struct {
	T            *message.Text
	Settings     request.Settings
	Title        string
	Model        string // the one shown
	Asked        string // Model when it is not the default one, else ""
	Models       []Link // all of them, when there are several
	Nav          []Link
	Language     Link
	Themes       []Link
	Sizes        []Link
	Stylesheet   string
	Script, Icon string
}

// frame builds what surrounds the page at path, which shows one of models; links
// keep the visitor's state.
func (s *Site) frame(path string, settings request.Settings, state url.Values, models []*embedding.Model, shown *embedding.Model) Frame {
	t := message.For(settings.Lang)
	f := Frame{T: t, Settings: settings, Model: shown.Name(),
		Stylesheet: s.asset("css/site.css"), Script: s.asset("js/site.js"), Icon: s.asset("icons/icon.svg")}
	kept := url.Values{}
	for _, name := range []string{"text", "model"} {
		if v := state.Get(name); v != "" && len(v) <= maxLinked {
			kept.Set(name, v)
		}
	}
	for _, page := range []struct{ path, name string }{
		{"/", t.Journey}, {"/tokens", t.Tokens}, {"/map", t.Map}, {"/predict", t.Predict}, {"/learn", t.Learn}, {"/models", t.Models},
	} {
		f.Nav = append(f.Nav, Link{Name: page.name, URL: address(page.path, kept), Here: page.path == path})
		if page.path == path {
			f.Title = page.name
		}
	}
	if shown != models[0] {
		f.Asked = shown.Name()
	}
	if len(models) > 1 {
		for _, m := range models {
			f.Models = append(f.Models, Link{Name: m.Name(), URL: address(path, with(state, "model", m.Name())), Here: m == shown})
		}
	}
	other := "zh"
	if settings.Lang == "zh" {
		other = "en"
	}
	f.Language = Link{Name: t.Other, URL: address(path, with(state, "lang", other))}
	for _, c := range []struct{ value, name, current string }{{"auto", t.Auto, ""}, {"light", t.Light, "light"}, {"dark", t.Dark, "dark"}} {
		f.Themes = append(f.Themes, Link{Name: c.name, URL: address(path, with(state, "theme", c.value)), Here: settings.Theme == c.current})
	}
	for _, c := range []struct{ value, name, current string }{{"normal", t.Normal, ""}, {"large", t.Large, "large"}} {
		f.Sizes = append(f.Sizes, Link{Name: c.name, URL: address(path, with(state, "size", c.value)), Here: settings.Size == c.current})
	}
	return f
}

// maxLinked is the longest text that links carry along: a URL of many kilobytes
// is refused on its way.
const maxLinked = 2000

// with is the state with one parameter set to another value.
func with(state url.Values, name string, values ...string) url.Values {
	changed := url.Values{}
	for k, v := range state {
		if k == "text" && len(state.Get(k)) > maxLinked {
			continue
		}
		changed[k] = v
	}
	if len(values) == 0 {
		changed.Del(name)
	} else {
		changed[name] = values
	}
	return changed
}

func address(path string, values url.Values) string {
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// to is the address of a page that shows the same model.
func (f Frame) to(path string, values url.Values) string {
	if f.Asked != "" {
		values = with(values, "model", f.Asked)
	}
	return address(path, values)
}

// Chip is a token as it is shown.
type Chip struct {
	Number  int // its place, from 1
	ID      string
	Shown   string
	Hex     bool // Shown is its bytes: it is part of a character, or not printed
	Trained bool
	Chosen  bool
	URL     string
	Bytes   string
	Place   string
}

// shown is a token's text with its spaces visible, or its bytes in hex.
func shown(text string) (s string, hex bool) {
	if !utf8.ValidString(text) {
		return fmt.Sprintf("% X", text), true
	}
	visible := strings.NewReplacer(" ", "␣", "\n", "⏎", "\t", "⇥", "\u00a0", "⍽").Replace(text)
	for _, r := range visible {
		if !unicode.IsPrint(r) && !unicode.Is(unicode.M, r) && r != '\u200d' {
			return fmt.Sprintf("% X", text), true
		}
	}
	return visible, false
}

func ref(id embedding.TokenID) string { return fmt.Sprintf("id:%d", id) }
