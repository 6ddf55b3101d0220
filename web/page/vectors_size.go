package page

import (
	"strconv"

	"tokenscape/web/message"
	"tokenscape/web/weights"
)

// SizeView is the calculator of weights.
type SizeView struct {
	Action  string // of the form
	Fields  []SizeField
	Kept    []Kept
	Presets []Link
	Parts   []SizePart
	Bits    []string
	Table   []SizeLine
}

// SizeField is one number of a shape.
type SizeField struct{ Name, Label, Value string }

// SizePart is a part of all weights.
type SizePart struct {
	Name, Weights, Share string
	Bar                  [2]string // from, width of 1000; the last part has none
	Memory               []string
	All                  bool
}

// SizeLine is a published model.
type SizeLine struct {
	Name                                                  string
	Width, Context, Layers, Tokens, Positions, All, Share string
}

var memoryBits = []int{32, 16, 8}

func (l *vectorsLab) size() SizeView {
	w, own := l.words, weights.Of(l.model)
	most := weights.MaxShape
	s := weights.Shape{
		Vocab:   l.query.Int("vocab", own.Vocab, 1, most.Vocab),
		Width:   l.query.Int("width", own.Width, 1, most.Width),
		Context: l.query.Int("context", own.Context, 1, most.Context),
		Layers:  l.query.Int("layers", own.Layers, 1, most.Layers),
	}
	v := SizeView{Action: l.path + "#size", Kept: l.kept("vocab", "width", "context", "layers")}
	for _, field := range []struct {
		name, label string
		value       int
	}{
		{"vocab", w.Vocab, s.Vocab}, {"width", w.Width, s.Width}, {"context", w.Context, s.Context}, {"layers", w.Layers, s.Layers},
	} {
		v.Fields = append(v.Fields, SizeField{field.name, field.label, strconv.Itoa(field.value)})
	}
	name := sprintf(w.ThisModel, l.model.Name())
	for _, p := range append([]weights.Preset{{Name: name, Shape: own}}, weights.Presets...) {
		state := with(with(with(l.state, "vocab", strconv.Itoa(p.Vocab)), "width", strconv.Itoa(p.Width)), "context", strconv.Itoa(p.Context))
		link := Link{Name: p.Name, Here: p.Shape == s}
		link.URL = address(l.path, with(short(state), "layers", strconv.Itoa(p.Layers))) + "#size"
		v.Presets = append(v.Presets, link)
		v.Table = append(v.Table, SizeLine{
			Name: p.Name, Width: count(p.Width), Context: count(p.Context), Layers: count(p.Layers),
			Tokens: count(p.TokenWeights()), Positions: count(p.PositionWeights()), All: count(p.Weights()), Share: share(l.frame.T, p.TokenWeights(), p.Weights()),
		})
	}
	v.parts(l, s)
	return v
}

func (v *SizeView) parts(l *vectorsLab, s weights.Shape) {
	for _, bits := range memoryBits {
		v.Bits = append(v.Bits, sprintf(l.words.Bits, bits))
	}
	from, all := 0.0, s.Weights()
	for _, part := range []struct {
		name    string
		weights int
	}{
		{"W_E", s.TokenWeights()}, {"W_P", s.PositionWeights()},
		{sprintf(l.words.Blocks, s.Layers), s.BlockWeights() + 2*s.Width}, {l.words.All, all},
	} {
		p := SizePart{Name: part.name, Weights: count(part.weights), Share: share(l.frame.T, part.weights, all), All: part.weights == all}
		for _, bits := range memoryBits {
			p.Memory = append(p.Memory, memory(weights.Bytes(part.weights, bits)))
		}
		if !p.All {
			width := 1000 * float64(part.weights) / float64(all)
			p.Bar = [2]string{coordinate(from), coordinate(width)}
			from += width
		}
		v.Parts = append(v.Parts, p)
	}
}

// share writes a part of a whole in per cent, with more digits where it is small.
func share(t *message.Text, part, all int) string {
	p := float64(part) / float64(all)
	switch {
	case p >= 0.01 || p == 0:
		return t.Percent(p, 1)
	case p >= 0.0001:
		return t.Percent(p, 2)
	}
	return "< " + t.Percent(0.0001, 2)
}

// memory writes a number of bytes with a decimal unit.
func memory(bytes float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1e15, "PB"}, {1e12, "TB"}, {1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}} {
		if bytes >= unit.size {
			return sprintf("%.1f %s", bytes/unit.size, unit.name)
		}
	}
	return sprintf("%.0f B", bytes)
}
