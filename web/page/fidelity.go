package page

import (
	"slices"

	"tokenscape/projection"
	"tokenscape/web/scene"
)

// FidelityView says how true the picture is.
type FidelityView struct {
	Say                    string      // what the numbers mean for this picture; "" when it is not measured
	Compared, Cost, Source string      // Cost is why it is not measured, or not yet
	Numbers                [][3]string // name, value, what it means
	Measure, Tint          *Link
}

// measuredAtOnce is up to how many points the page measures unasked: 300 take a few
// milliseconds, and it grows with their square.
const measuredAtOnce = 300

// The shares of true neighbours from which a picture is called good, or fair.
const (
	goodPicture = 0.6
	fairPicture = 0.3
)

func (a *asker) fidelity() (*FidelityView, error) {
	if a.computing {
		return nil, nil
	}
	t := a.T.Exploring
	n := len(a.scene.Points)
	v := &FidelityView{}
	tinted := a.view.Color.Kind == scene.ByPreservation
	if n <= projection.MaxPreservation && !a.long() {
		v.Tint = &Link{Name: t.Tint, URL: address("/map", with(a.state, "color", scene.ByPreservation)) + "#map"}
		if tinted {
			v.Tint = &Link{Name: t.Untint, URL: address("/map", with(a.state, "color")) + "#map"}
		}
	}
	if n <= scene.Near+1 { // all others are neighbours: none can be lost
		v.Cost = t.NearNone
		return v, nil
	}
	if most := scene.MaxMeasured / a.model.Dim(); n > most {
		v.Cost = sprintf(a.T.Opening.NotMeasured, count(n), count(a.model.Dim()), count(most))
		return v, nil
	}
	if n > measuredAtOnce && !tinted && a.state.Get("measure") == "" {
		v.Cost = sprintf(t.TooManyPoints, count(n))
		v.Measure = &Link{Name: t.Measure}
		v.Measure.URL, v.Measure.Submit = a.way("/map#fidelity", a.state, "measure", "1")
		return v, nil
	}
	f, err := a.scene.Fidelity(a.view.Components)
	if err != nil {
		return nil, err
	}
	if f.Compared == 0 {
		return v, nil
	}
	kept, sentence := f.Preserved, t.Poor
	switch {
	case kept >= goodPicture:
		sentence = t.Good
	case kept >= fairPicture:
		sentence = t.Fair
	}
	v.Say = sprintf(sentence, sprintf("%.1f", kept*float64(f.K)))
	v.Numbers = slices.DeleteFunc([][3]string{
		{t.Preserved, number(kept), t.PreservedSay}, {t.Trust, number(f.Trustworthiness), t.TrustSay}, {t.Continuity, number(f.Continuity), t.ContinuitySay},
	}, func(row [3]string) bool { return row[1] == "NaN" })
	if f.Compared < n {
		v.Compared = sprintf(t.Compared, count(f.Compared))
	}
	v.Source = sprintf(a.T.Source, t.FidelitySource)
	return v, nil
}
