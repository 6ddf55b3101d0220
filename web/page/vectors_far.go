package page

import (
	"errors"
	"strconv"
	"strings"

	"tokenscape/web/request"
	"tokenscape/web/weights"
)

// farWords is how many next tokens stand below each of the two questions.
const farWords = 3

// far asks the question at the distance chosen, and at others for the chart.
func (l *vectorsLab) far() (FarView, error) {
	m, w := l.model, l.words
	f := &weights.Far{Names: [2]string{l.name("first", firstName), l.name("second", secondName)}, Filler: farFiller, Tail: farTail}
	f.Times = f.Distances(m)
	last := f.Times[len(f.Times)-1]
	v := FarView{First: f.Names[0], Second: f.Names[1], Names: f.Names, Kept: l.kept("first", "second", "times"), Last: strconv.Itoa(last)}
	memory, err := l.site.memories.Get(l.context, m, f.Names[0]+"\x00"+f.Names[1], func() (*weights.Memory, error) { return weights.Forget(m, f) })
	if err != nil && !errors.Is(err, weights.ErrTooLarge) {
		return v, err
	}
	times := l.query.Int("times", firstDropped(memory, last), 0, weights.MaxTimes)
	v.Times = strconv.Itoa(times)
	if err != nil {
		v.Say = w.FarTooLarge
		return v, nil
	}
	asked, err := memory.Ask(m, f, times)
	if err != nil {
		return v, err
	}
	gone := true
	for k := range f.Names {
		s := m.Embed(f.Text(k, times))
		v.Next[k] = l.nextWords(f.Names[k], asked.Next[k][:min(farWords, len(asked.Next[k]))])
		for _, t := range s.Dropped {
			v.Texts[k][0] += t.Bytes
		}
		v.Texts[k][1] = textOf(s, len(s.Tokens))
		gone = gone && strings.HasPrefix(v.Texts[k][0], f.Names[k])
		v.Texts[k] = [2]string{readable(v.Texts[k][0]), readable(v.Texts[k][1])}
	}
	v.Say = w.FarKept
	if gone {
		v.Say = w.FarGone
	}
	v.chart(l, memory, times)
	return v, nil
}

// name is one of the two names asked about, of maxName bytes at most.
func (l *vectorsLab) name(parameter, otherwise string) string {
	name := l.query.Values().Get(parameter)
	if len(name) > maxName {
		l.query.Refuse(&request.Fault{Code: request.TextTooLong, Parameter: parameter, Limit: sprintf("%d bytes", maxName)})
		name = ""
	}
	if strings.TrimSpace(name) == "" {
		return otherwise
	}
	return name
}

// firstDropped is how often the filler stands when the first name begins to fall
// out of the context; last when it is not known.
func firstDropped(memory *weights.Memory, last int) int {
	if memory != nil {
		for _, p := range memory.Points {
			if p.Dropped[0] > 0 {
				return p.Times
			}
		}
	}
	return last
}

// chart draws the probability of one token at every distance, for both names.
func (v *FarView) chart(l *vectorsLab, memory *weights.Memory, times int) {
	w := l.words
	last := float64(max(1, memory.Points[len(memory.Points)-1].Times))
	name, _ := shown(l.model.Text(memory.Token))
	v.Watch = sprintf(w.FarWatch, name)
	v.Alt = sprintf(w.FarAlt, name, v.Names[0], v.Names[1])
	x := func(times int) string { return coordinate(1000 * float64(times) / last) }
	var lines [2][]string
	for _, p := range memory.Points {
		for k := range lines {
			lines[k] = append(lines[k], x(p.Times)+","+coordinate(100-100*p.Probability[k]))
		}
		if p.Dropped[0] > 0 && v.Edge == "" {
			v.Edge = "M" + x(p.Times) + " 0V100"
		}
		v.Rows = append(v.Rows, [4]string{strconv.Itoa(p.Times), sprintf("%d / %d", p.Dropped[0], p.Dropped[1]),
			sprintf("%.4f", p.Probability[0]), sprintf("%.4f", p.Probability[1])})
		link := l.link(strconv.Itoa(p.Times), "window", "times", strconv.Itoa(p.Times), p.Times == times)
		v.Distances = append(v.Distances, link)
	}
	v.Lines = [2]string{strings.Join(lines[0], " "), strings.Join(lines[1], " ")}
	if float64(times) <= last {
		v.Now = "M" + x(times) + " 0V100"
	}
}
