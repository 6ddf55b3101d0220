package plot

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tokenscape/projection/figure"
	"tokenscape/web/message"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// words are what a figure says, in one language.
type words struct {
	title     string // tokens, model
	footnote  string // model, tokens fitted on, share of the variance kept
	unit      string
	sentence  string
	pairs     string // relations
	heldOut   string
	untrained string
	step      string // its number, and the model
	trained   string // axes
	each      string
}

var languages = map[string]words{
	"en": {
		title:     "%d tokens of %s",
		footnote:  "PCA fitted on %[2]d tokens of %[1]s · keeps %.1[3]f %% of the variance",
		unit:      " · rows at unit length",
		sentence:  " · numbered: input vectors of the sentence",
		pairs:     " · lines: %s",
		heldOut:   " (dashed: never in one document of the training text)",
		untrained: " · hollow: untrained",
		step:      "Step %d of the training of %s",
		trained:   "PCA fitted on %d tokens of the trained model, which keeps %.1f %% of the variance at this step",
		each:      "PCA fitted on %d tokens at this step, turned · keeps %.1f %% of the variance",
	},
	"zh": {
		title:     "%[2]s 模型的 %[1]d 个词元",
		footnote:  "PCA 由 %[1]s 的 %[2]d 个词元拟合 · 保留 %.1[3]f %% 的方差",
		unit:      " · 行已缩放到单位长度",
		sentence:  " · 编号：句子的输入向量",
		pairs:     " · 线：%s",
		heldOut:   "（虚线：从未在训练文本的同一篇文档里出现）",
		untrained: " · 空心：未训练",
		step:      "%[2]s 模型训练的第 %[1]d 步",
		trained:   "PCA 由训练好的模型的 %d 个词元拟合，在这一步保留 %.1f %% 的方差",
		each:      "PCA 由这一步的 %d 个词元拟合并旋转 · 保留 %.1f %% 的方差",
	},
}

// Of is the figure of a scene.
func Of(s *scene.Scene, c scene.Choice, settings request.Settings) *figure.Figure {
	w, text := languages[settings.Lang], message.For(settings.Lang)
	f := &figure.Figure{
		Title:    fmt.Sprintf(w.title, s.FittedOn, s.Model.Name()),
		Footnote: fmt.Sprintf(w.footnote, s.Model.Name(), s.FittedOn, 100*(ratio(s, 0)+ratio(s, 1))),
		XLabel:   fmt.Sprintf("PC1 (%.1f %%)", 100*ratio(s, 0)),
		YLabel:   fmt.Sprintf("PC2 (%.1f %%)", 100*ratio(s, 1)),
	}
	if settings.Theme == "dark" {
		f.Theme = &figure.Dark
	}
	// Colours go to the categories on this map alone, so that few of them have
	// unlike ones; the interactive map does the same.
	used := make(map[string]bool)
	for _, p := range s.Points {
		used[p.Category] = true
	}
	group := make(map[string]int)
	for _, category := range s.Model.Categories() {
		if used[category.Name] {
			i := len(f.Groups)
			group[category.Name] = i
			f.Groups = append(f.Groups, figure.Group{Name: text.CategoryName(category.Name), Index: i})
		}
	}
	for _, p := range s.Points {
		at, ok := group[p.Category]
		if !ok {
			at = -1
		}
		f.Points = append(f.Points, figure.Point{X: coordinate(p.Coordinates, 0), Y: coordinate(p.Coordinates, 1),
			Label: label(p.Text), Group: at, Hollow: !p.Trained})
	}
	for _, p := range s.Pairs {
		for _, l := range p.Lines {
			f.Lines = append(f.Lines, figure.Line{From: l.From, To: l.To, Dashed: l.HeldOut})
		}
	}
	for _, t := range s.Path {
		f.Path = append(f.Path, figure.Point{X: coordinate(t.Coordinates, 0), Y: coordinate(t.Coordinates, 1),
			Label: label(t.Bytes), Group: -1, Hollow: !t.Trained})
	}
	f.Footnote += notes(f, s, c, settings)
	return f
}

// notes are what the footnote ends with.
func notes(f *figure.Figure, of *scene.Scene, c scene.Choice, settings request.Settings) string {
	w, text := languages[settings.Lang], message.For(settings.Lang)
	var s string
	if c.Unit {
		s += w.unit
	}
	if len(f.Path) > 0 {
		s += w.sentence
	}
	var relations []string
	for _, p := range of.Pairs {
		relations = append(relations, text.RelationName(p.Relation))
	}
	if len(relations) > 0 {
		s += fmt.Sprintf(w.pairs, strings.Join(relations, ", "))
	}
	if slices.ContainsFunc(f.Lines, func(l figure.Line) bool { return l.Dashed }) {
		s += w.heldOut
	}
	hollow := func(p figure.Point) bool { return p.Hollow }
	if slices.ContainsFunc(f.Points, hollow) || slices.ContainsFunc(f.Path, hollow) {
		s += w.untrained
	}
	return s
}

// At is the figure of one snapshot of a pretraining. All snapshots have one
// frame, so that they can be laid side by side.
func At(t *scene.Trajectory, i int, c scene.Choice, settings request.Settings) *figure.Figure {
	w, s := languages[settings.Lang], t.Snapshots[i]
	of := t.At(i, c.Relations)
	f := Of(of, c, settings)
	f.Title = fmt.Sprintf(w.step, s.Step, t.Model.Name())
	fitted := w.trained
	if t.Refitted {
		fitted = w.each
		f.XLabel, f.YLabel = axis(0, s.Ratio), axis(1, s.Ratio) // turned: not the components themselves
	}
	f.Footnote = fmt.Sprintf(fitted, t.FittedOn, 100*(s.Ratio[0]+s.Ratio[1])) + notes(f, of, c, settings)
	low, high := t.Extent()
	f.Hold = []figure.Point{{X: low[0], Y: low[1]}, {X: high[0], Y: high[1]}}
	return f
}

// axis names a turned axis by the share of variance along it.
func axis(i int, ratio []float64) string {
	return fmt.Sprintf("%c (%.1f %%)", 'x'+rune(i), 100*ratio[i])
}

// ratio is the share of variance of a component, 0 when the data has fewer.
func ratio(s *scene.Scene, i int) float64 { return coordinate(s.Ratio, i) }

func coordinate(v []float64, i int) float64 {
	if i < len(v) {
		return v[i]
	}
	return 0
}

// label is a token as a figure shows it: a part of a character in hex.
func label(text string) string {
	if !utf8.ValidString(text) {
		return fmt.Sprintf("% X", text)
	}
	return strings.TrimSpace(text)
}
