package page

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"tokenscape/embedding"
	"tokenscape/web/message"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// Ready is the sentence that a page opens on.
const Ready = "The capital of France is"

// Samples are further sentences that the classroom model has something to say to.
var Samples = []string{
	"The capital of Japan is", "Monday comes before", "Two plus two is", "The opposite of hot is", "The puppy is a young", "草莓 🍓",
}

// Frame is what surrounds every page.
type Frame struct {
	T            *message.Text
	Settings     request.Settings
	Title        string
	Model        string // the one shown
	Asked        string // Model when it is not the default one, else ""
	Words        bool   // its tokens are whole words
	Models       []Link // all of them, when there are several
	Nav          []Link
	Language     Link
	Themes       []Link
	Sizes        []Link
	Stylesheets  []string // the first one is every page's
	Script, Icon string
	Form         string // id of the form that holds the page's text
	Class        bool   // the page is shown to a class: nothing around it
	Was          string // what the form of the map's page was asked, see marks
	Hidden       []Kept // what that form sends beside its controls
	Refresh      int    // seconds until a page without scripts is loaded again; 0 for never
}

// frame builds what surrounds the page at path, which shows one of models; links
// keep the visitor's state.
func (s *Site) frame(path string, settings request.Settings, state url.Values, models []*embedding.Model, shown *embedding.Model) Frame {
	t := message.For(settings.Lang)
	f := Frame{T: t, Settings: settings, Model: shown.Name(), Form: textForm(path),
		Stylesheets: []string{s.asset("css/site.css"), s.asset("css/reading.css")}, Script: s.asset("js/site.js"), Icon: s.asset("icons/icon.svg")}
	_, f.Words = shown.Tokenizer().(embedding.WordFinder)
	kept := url.Values{}
	for _, name := range []string{"text", "model"} {
		if v := state.Get(name); v != "" {
			kept.Set(name, v)
		}
	}
	for _, page := range []struct{ path, name string }{
		{"/", t.Journey}, {"/tokens", t.Tokens}, {"/vectors", t.Vectors.Name}, {"/map", t.Map}, {"/predict", t.Predict}, {"/train", t.Train}, {"/learn", t.Learn}, {"/models", t.Models},
	} {
		link := Link{Name: page.name, Here: page.path == path || strings.HasPrefix(path, page.path+"/")}
		if slices.Contains(withText, page.path) && slices.Contains(withText, path) {
			link.URL, link.Submit = f.way(page.path, kept, "", "")
		} else {
			link.URL = address(page.path, short(kept))
		}
		f.Nav = append(f.Nav, link)
		if link.Here {
			f.Title = page.name
		}
	}
	set := func(parameter, name, value string, here bool) Link {
		link := Link{Name: name, Here: here}
		if slices.Contains(withText, path) {
			link.URL, link.Submit = f.way(path, state, parameter, value)
		} else {
			link.URL = address(path, with(short(state), parameter, value))
		}
		return link
	}
	if shown != models[0] {
		f.Asked = shown.Name()
	}
	if len(models) > 1 {
		for _, m := range models {
			f.Models = append(f.Models, set("model", m.Name(), m.Name(), m == shown))
		}
	}
	other := "zh"
	if settings.Lang == "zh" {
		other = "en"
	}
	f.Language = set("lang", t.Other, other, false)
	for _, c := range []struct{ value, name, current string }{{"auto", t.Auto, ""}, {"light", t.Light, "light"}, {"dark", t.Dark, "dark"}} {
		f.Themes = append(f.Themes, set("theme", c.name, c.value, settings.Theme == c.current))
	}
	for _, c := range []struct{ value, name, current string }{{"normal", t.Normal, ""}, {"large", t.Large, "large"}} {
		f.Sizes = append(f.Sizes, set("size", c.name, c.value, settings.Size == c.current))
	}
	return f
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
	Submit  *Submit // in place of a URL, see Link
}

func shown(text string) (s string, hex bool) { return scene.Shown(text) }

func ref(id embedding.TokenID) string { return fmt.Sprintf("id:%d", id) }
