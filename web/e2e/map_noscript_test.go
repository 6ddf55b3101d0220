package e2e

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mapStates are states of the map's page that show all of its parts.
var mapStates = []struct{ name, query string }{
	{"whole", "token=+France&links=both&also=+Rome&a=France&b=Paris&c=Italy&expect=Rome&pins=+king&pins=+queen&selected=4881,6342,5822&color=cosine&beside=pca&beside_pc=3,4&q=king&text=The+king"},
	{"axes", "method=axis&from=man,boy&to=woman,girl&up_from=one&up_to=two&on=category:person&pc=1,2,3&token=+king"},
	{"mistaken", "token=kingz&on=category:zoo&method=magic&q=/(/&a=kinG&b=woman&c=man&hide=x"},
	{"computing", "on=vocabulary&method=tsne&seed=77"},
	{"class", "show=legend&show=caption&show=search&color=length"},
	{"map alone", "show=map"},
}

// TestMapStatesAreAccessible runs axe-core over each state with every group of
// controls open, and measures it on a phone.
func TestMapStatesAreAccessible(t *testing.T) {
	for _, look := range []struct{ lang, theme string }{{"en", "light"}, {"zh", "dark"}} {
		t.Run(look.lang+" "+look.theme, func(t *testing.T) {
			b := open(t, 1280, 900)
			for _, state := range mapStates {
				b.visit("/map?" + state.query + "&lang=" + look.lang + "&theme=" + look.theme)
				eval[any](b, `document.querySelectorAll("details").forEach(d => d.open = true)`)
				b.wantAccessible()
				for _, size := range []string{"normal", "large"} {
					b.do(chromedp.EmulateViewport(360, 740))
					eval[any](b, `document.documentElement.dataset.size = "`+size+`"`)
					if width := eval[int](b, "document.documentElement.scrollWidth"); width > 360 {
						t.Errorf("%s, %s type: %d pixels wide: %s", state.name, size, width, eval[string](b, widest))
					}
				}
				b.do(chromedp.EmulateViewport(1280, 900))
			}
		})
	}
}

// TestMapWithoutScripts does what a class does, by fields, buttons and links
// alone.
func TestMapWithoutScripts(t *testing.T) {
	b := open(t, 1280, 900)
	b.withoutScripts()
	at := func(parameter, value string) string {
		return `new URL(location.href).searchParams.getAll(` + strconv.Quote(parameter) + `).join("|") === ` + strconv.Quote(value)
	}
	press := func(selector string) {
		t.Helper()
		href := eval[string](b, `document.querySelector(`+strconv.Quote(selector)+`)?.href ?? ""`)
		if href == "" {
			b.do(chromedp.Click(chromedp.CSS(selector)))
			return
		}
		b.do(chromedp.Navigate(href))
	}
	drawn := `(i => i && i.complete && i.naturalWidth > 0)(document.querySelector("[data-map=main] img"))`

	// A word is searched for, and chosen.
	b.visit("/map?lang=en")
	b.do(chromedp.SetValue(chromedp.CSS("#q"), "France"), chromedp.SendKeys(chromedp.CSS("#q"), kb.Enter))
	b.until(at("token", "id:4881") + ` && location.hash === "#search" && document.querySelectorAll(".found .chip").length > 1 && ` + drawn)
	if address := eval[string](b, "location.search"); strings.Contains(address, "=&") || strings.Contains(address, "was=") {
		t.Errorf("the address is not a short one: %s", address)
	}
	// It is pinned, and another one beside it.
	b.follow("#chosen .uses a", "Pin ␣France")
	b.until(at("pins", "id:4881") + ` && location.hash === "#pins"`)
	eval[any](b, `document.querySelectorAll(".map-side details").forEach(d => d.open = true)`)
	b.do(chromedp.SetValue(chromedp.CSS("#add-pins"), "Italy"), chromedp.SendKeys(chromedp.CSS("#add-pins"), kb.Enter))
	b.until(at("pins", "id:8031|id:4881") + ` && document.querySelectorAll("#pins tbody td").length === 4`)
	// A group is hidden and comes back.
	b.do(chromedp.Click(chromedp.CSS(`.legend input[value="sport"]`)), chromedp.Click(chromedp.CSS(".legend button")))
	b.until(at("hide", "sport") + ` && document.querySelector('.legend input[value="sport"]').checked`)
	// The axes of meaning, written at the foot of the page, become those of the map.
	b.do(chromedp.SetValue(chromedp.CSS("#ask-from"), "man boy"), chromedp.SetValue(chromedp.CSS("#ask-to"), "woman girl"))
	press(`#axis button[name="method"]`)
	b.until(at("method", "axis") + ` && document.querySelector("[data-panel=caption]").textContent.includes("from ␣man, ␣boy to ␣woman, ␣girl") && ` + drawn)
	// And a click on the group of controls leads back to PCA, fitted on the pins.
	b.follow("#pins .uses a", "Select the pinned")
	b.until(at("selected", "4881,8031"))
	b.follow("#selection .uses a", "Fit the axes on the selection")
	b.until(at("fit", "selection") + ` && document.querySelector("[data-panel=caption]").textContent.includes("Fitted on the 2 selected tokens")`)
	// The class is shown this, and no more than is chosen.
	eval[any](b, `document.querySelector("#class-form").parentElement.open = true`)
	press("#class-form button")
	b.until(at("show", "map|legend|caption") + ` && !document.querySelector("header, footer, #q") && document.querySelector(".legend") && ` + drawn)
	press(".leave a")
	b.until(`document.querySelector("header") && ` + at("fit", "selection"))
}
