package page

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding"
	"tokenscape/web/message"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// CaptionView says how the picture was made and how to read it.
type CaptionView struct {
	Lead   string   // how the points were placed, what the axes were fitted on and how much is kept
	Note   string   // what the picture does not tell, where that must be said; or ""
	Read   []string // the rest
	Source string
}

func (a *asker) caption() CaptionView {
	t, m, c := a.T.Exploring, a.scene.Map, a.choice
	v := CaptionView{Source: sprintf(a.T.Source, sprintf(t.CaptionSource, a.model.Name()))}
	note := t.MethodSay[string(c.Method)]
	lead, read := []string{a.placed(c)}, []string{note}
	if c.Method.Computed() {
		v.Note, read = note, nil
	} else {
		if c.Method == scene.PCA {
			lead = append(lead, a.fitted())
		}
		lead = append(lead, sprintf(t.Kept, hundredths(m.Keeps(a.view.Components)), count(len(m.Points))))
		if cosine, ok := m.Oblique(); ok && slices.Contains(a.view.Components, 0) && slices.Contains(a.view.Components, 1) {
			lead = append(lead, sprintf(t.Oblique, number(cosine), sprintf("%.0f", math.Acos(max(-1, min(1, cosine)))*180/math.Pi)))
		}
		var axes []string
		for i, k := range a.view.Components {
			if k < len(m.Axes) {
				axes = append(axes, a.axisSay("xyz"[i:i+1], m.Axes[k]))
			}
		}
		read = append(read, a.T.Join(axes...))
	}
	if c.First > 0 && c.First < a.model.Vocab() && !c.Vocabulary && !c.Encoding {
		lead = append(lead, sprintf(a.T.Opening.FirstShown, count(c.First), count(a.model.Vocab())))
	}
	lead = append(lead, a.also()...)
	if read = append(read, rowsSay(a.T, c)); !a.computing {
		read = append(read, a.T.Join(joinedSay(a.T, a.scene.Pairs, a.state), parallelSay(a.T, a.scene)))
	}
	v.Lead = a.T.Join(lead...)
	v.Read = slices.DeleteFunc(read, func(s string) bool { return s == "" })
	return v
}

// also says what is shown besides, and what cannot be.
func (a *asker) also() []string {
	t, text := a.T.Exploring, a.state.Get("text")
	computed := a.choice.Method.Computed()
	var say []string
	list := slices.DeleteFunc(slices.Clone(a.choice.Also), a.isFitted)
	if len(list) > 0 && computed {
		say = append(say, sprintf(t.AlsoNot, a.names(list)))
	} else if len(list) > 0 {
		say = append(say, sprintf(t.AlsoSay, a.names(list)))
	}
	if text != "" && computed {
		say = append(say, t.SentenceNot)
	} else if len(a.scene.Path) > 0 && linkedText(a.model, text, a.scene.Path) == "" {
		say = append(say, a.T.NoPath)
	}
	return say
}

// isFitted tells whether the axes are fitted on a token.
func (a *asker) isFitted(id embedding.TokenID) bool {
	return slices.ContainsFunc(a.scene.Points, func(p scene.Point) bool { return p.ID == id && p.Fitted })
}

// placed names a choice's method with its parameters. The scene may be another's,
// which stands in for one that is being computed.
func (a *asker) placed(c scene.Choice) string {
	t := a.T.Exploring
	switch c.Method {
	case scene.TSNE:
		return sprintf(t.TSNE, c.Seed, strconv.FormatFloat(c.RunPerplexity(), 'g', 3, 64))
	case scene.UMAP:
		return sprintf(t.UMAP, c.Seed, count(c.RunNeighbors()))
	case scene.Directed:
		return t.Axis
	}
	return t.PCA
}

// fitted says what principal components are fitted on.
func (a *asker) fitted() string {
	fit, t := a.scene.FitSay, a.T.Exploring
	var names []string
	for _, name := range fit.Names {
		names = append(names, a.T.CategoryName(name))
	}
	if fit.Kind == scene.FitCategories {
		return sprintf(t.Fitted[fit.Kind], count(fit.N), a.model.Name(), a.T.List(names))
	}
	return sprintf(t.Fitted[fit.Kind], count(fit.N), a.model.Name())
}

func (a *asker) axisSay(letter string, axis scene.Coordinate) string {
	t := a.T.Exploring
	switch axis.Kind {
	case scene.Direction:
		return sprintf(t.AxisNames[axis.Kind], letter, a.names(axis.From), a.names(axis.To), hundredths(axis.Share))
	case scene.Rest:
		return sprintf(t.AxisNames[axis.Kind], letter, hundredths(axis.Share))
	}
	return sprintf(t.AxisNames[axis.Kind], letter, axis.Component+1, hundredths(axis.Share))
}

// axisName names an axis in a sentence.
func (a *asker) axisName(k int) string { return sprintf("%d", k+1) }

// hundredths writes a share in percent.
func hundredths(share float64) string { return sprintf("%.1f", 100*share) }

// NoticeView says what of a link could not be shown.
type NoticeView struct {
	Items []Wrong
}

// skip notes why a part of the state is left out.
func (a *asker) skip(err error, parameter string) {
	var fault *request.Fault
	if !errors.As(err, &fault) {
		fault = request.FaultOf(err)
	}
	a.skipped = append(a.skipped, fault)
	a.state = with(a.state, parameter)
}

// notice lists what was left out, but for the words that are named beside their
// fields.
func (a *asker) notice() NoticeView {
	var v NoticeView
	for _, f := range a.skipped {
		v.Items = append(v.Items, a.skippedSay(f))
	}
	return v
}

func (a *asker) skippedSay(f *request.Fault) Wrong {
	t := a.T.Exploring
	var w Wrong
	switch {
	case f.Code == request.TooMany && f.Parameter == "on":
		return Wrong{Say: sprintf(t.TooLarge, grouping(f.Limit), grouping(f.Value))}
	case f.Code == request.NoToken && f.Parameter != "token":
		return Wrong{Say: a.T.Asking.MissingGroup}
	case f.Code == request.UnknownToken && f.Value != "":
		w.Say = sprintf(t.Skipped, f.Value, a.model.Name())
	case f.Value != "":
		w.Say = sprintf(t.Unknown, f.Value, f.Parameter, a.T.Fault(f))
	default:
		w.Say = a.T.Fault(f)
	}
	if a.long() {
		return w
	}
	for _, near := range f.Near {
		name, _ := shown(near)
		w.Near = append(w.Near, Link{Name: name, URL: address("/map", with(a.state, f.Parameter, append(a.state[f.Parameter], near)...))})
	}
	return w
}

// grouping writes a whole number of a fault as the page writes numbers.
func grouping(n string) string {
	if v, err := strconv.Atoi(n); err == nil {
		return count(v)
	}
	return n
}

// ProgressView stands in for a picture that is being computed.
type ProgressView struct {
	Head, Say string
	Leave     Link
}

func (a *asker) progress() *ProgressView {
	if !a.computing && !a.besideComputing {
		return nil
	}
	t := a.T.Exploring
	method, leave := a.choice.Method, "method"
	if !a.computing {
		method, leave = a.view.Beside.Method, "beside"
	}
	v := &ProgressView{Head: t.Working, Say: sprintf(t.WorkingSay, methodName(a.T, method), count(len(a.choice.IDs())), again), Leave: Link{Name: t.Leave}}
	v.Leave.URL, v.Leave.Submit = a.way("/map", a.state, leave, "")
	return v
}

// methodName is the short name of a method.
func methodName(t *message.Text, m scene.Method) string {
	name, _, _ := strings.Cut(t.Exploring.Methods[string(m)], ":")
	name, _, _ = strings.Cut(name, "：")
	return name
}
