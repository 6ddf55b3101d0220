package scene

import (
	"net/url"
	"strconv"
	"strings"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

// Values writes the choice as the parameters that Read takes; those that stand
// for nothing chosen are left out, and so are those that its method does not ask
// for. The text of a sentence, if the map has one, is to be added.
func (c Choice) Values() url.Values {
	v := url.Values{"model": {c.Model.Name()}}
	for _, on := range []struct {
		chosen bool
		name   string
	}{{c.Encoding, "encoding"}, {c.Vocabulary, "vocabulary"}} {
		if on.chosen {
			v.Add("on", on.name)
		}
	}
	for _, name := range c.Categories {
		v.Add("on", "category:"+name)
	}
	number(v, "first", c.First, 0)
	c.addTokens(v, "tokens", c.Tokens)
	for _, name := range c.Relations {
		v.Add("pairs", name)
	}
	if len(c.Relations) == 0 {
		v.Set("pairs", NoPairs)
	}
	if c.Unit {
		v.Set("rows", "unit")
	}
	if len(c.Selected) > 0 {
		v.Set("selected", Ranges(c.Selected))
	}
	c.addTokens(v, "from", c.From)
	c.addTokens(v, "to", c.To)
	number(v, "components", c.Components, defaultComponents)
	if c.Method != PCA {
		v.Set("method", string(c.Method))
	}
	if !c.Method.Computed() {
		c.addTokens(v, "also", c.Also)
	}
	switch c.Method {
	case PCA:
		c.Fit.add(v)
	case Directed:
		c.addTokens(v, "up_from", c.UpFrom)
		c.addTokens(v, "up_to", c.UpTo)
	case TSNE:
		number(v, "seed", c.Seed, defaultSeed)
		number(v, "perplexity", c.Perplexity, defaultPerplexity)
	case UMAP:
		number(v, "seed", c.Seed, defaultSeed)
		number(v, "neighbors", c.Neighbors, usualNeighbours)
	}
	return v
}

func (c Choice) addTokens(v url.Values, name string, ids []embedding.TokenID) {
	for _, id := range ids {
		v.Add(name, Ref(c.Model, id))
	}
}

// Ref names a token in a link that pages and the API read alike: by its text when
// that begins with a space, and else by its number.
func Ref(m *embedding.Model, id embedding.TokenID) string {
	if ref := request.Ref(m, id); strings.HasPrefix(ref, " ") {
		return ref
	}
	return "id:" + strconv.Itoa(int(id))
}

func (f Fit) add(v url.Values) {
	if kind := f.Kind(); kind != FitShown && kind != FitCategories {
		v.Set("fit", kind)
	}
	for _, name := range f.Categories {
		v.Add("fit", "category:"+name)
	}
}

func number(v url.Values, name string, n, usual int) {
	if n != usual {
		v.Set(name, strconv.Itoa(n))
	}
}

// Values writes the view of a map of m as the parameters that ReadView takes;
// those that stand for nothing chosen are left out.
func (w View) Values(m *embedding.Model) url.Values {
	v := url.Values{}
	if pc := fromOne(w.Components); pc != "1,2" {
		v.Set("pc", pc)
	}
	if w.Window != nil {
		v.Set("view", strings.Join([]string{decimal(w.Window.X), decimal(w.Window.Y), decimal(w.Window.Zoom)}, ","))
	}
	if w.Yaw != defaultYaw || w.Pitch != defaultPitch {
		v.Set("turn", decimal(w.Yaw)+","+decimal(w.Pitch))
	}
	if w.Color.Kind != ByCategory {
		v.Set("color", w.Color.String())
	}
	if len(w.Hidden) > 0 {
		v["hide"] = w.Hidden
	}
	if w.Magnify != 1 {
		v.Set("magnify", decimal(w.Magnify))
	}
	if !w.Labels {
		v.Set("labels", "0")
	}
	if w.Links != LinksTrue {
		v.Set("links", w.Links)
	}
	for _, id := range w.Pins {
		v.Add("pins", Ref(m, id))
	}
	for name, id := range map[string]*embedding.TokenID{
		"token": w.Token, "expect": w.Expect, "a": w.Analogy[0], "b": w.Analogy[1], "c": w.Analogy[2]} {
		if id != nil {
			v.Set(name, Ref(m, *id))
		}
	}
	if w.Beside != nil {
		v.Set("beside", string(w.Beside.Method))
		if pc := fromOne(w.Beside.Components); pc != "1,2" {
			v.Set("beside_pc", pc)
		}
	}
	return v
}

// fromOne writes 0-based components counted from 1.
func fromOne(components []int) string {
	var parts []string
	for _, c := range components {
		parts = append(parts, strconv.Itoa(c+1))
	}
	return strings.Join(parts, ",")
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
