package plot

import (
	"fmt"
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
	untrained string
}

var languages = map[string]words{
	"en": {
		title:     "%d tokens of %s",
		footnote:  "PCA fitted on %[2]d tokens of %[1]s · keeps %.1[3]f %% of the variance",
		unit:      " · rows at unit length",
		sentence:  " · numbered: input vectors of the sentence",
		untrained: " · hollow: untrained",
	},
	"zh": {
		title:     "%[2]s 模型的 %[1]d 个词元",
		footnote:  "PCA 由 %[1]s 的 %[2]d 个词元拟合 · 保留 %.1[3]f %% 的方差",
		unit:      " · 行已缩放到单位长度",
		sentence:  " · 编号：句子的输入向量",
		untrained: " · 空心：未训练",
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
	hollow := false
	for _, p := range s.Points {
		at, ok := group[p.Category]
		if !ok {
			at = -1
		}
		f.Points = append(f.Points, figure.Point{X: coordinate(p.Coordinates, 0), Y: coordinate(p.Coordinates, 1),
			Label: label(p.Text), Group: at, Hollow: !p.Trained})
		hollow = hollow || !p.Trained
	}
	for _, t := range s.Path {
		f.Path = append(f.Path, figure.Point{X: coordinate(t.Coordinates, 0), Y: coordinate(t.Coordinates, 1),
			Label: label(t.Bytes), Group: -1, Hollow: !t.Trained})
		hollow = hollow || !t.Trained
	}
	if c.Unit {
		f.Footnote += w.unit
	}
	if len(s.Path) > 0 {
		f.Footnote += w.sentence
	}
	if hollow {
		f.Footnote += w.untrained
	}
	return f
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
