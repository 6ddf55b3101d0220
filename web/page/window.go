package page

import (
	"math"
	"strconv"

	"tokenscape/web/scene"
)

const (
	zoomStep = 2.0  // of the window's zoom
	moveStep = 0.25 // of what the window shows
	turnStep = 15.0 // degrees
)

// moves are links that move the window over the map, and turn it in three
// dimensions, for a page without scripts.
func (a *asker) moves() (window, turn []Link) {
	if a.long() || a.computing {
		return nil, nil
	}
	t := a.T.Exploring.Views
	link := func(name, parameter, value string) Link {
		if value == "" {
			return Link{Name: t[name], URL: address("/map", with(a.state, parameter)) + "#map"}
		}
		return Link{Name: t[name], URL: address("/map", with(a.state, parameter, value)) + "#map"}
	}
	w, width, height := a.window()
	to := func(name string, dx, dy, zoom float64) {
		zoom = min(scene.MaxZoom, max(scene.MinZoom, w.Zoom*zoom))
		window = append(window, link(name, "view", fourDigits(w.X+dx*width/w.Zoom)+","+fourDigits(w.Y+dy*height/w.Zoom)+","+fourDigits(zoom)))
	}
	to("in", 0, 0, zoomStep)
	to("out", 0, 0, 1/zoomStep)
	to("left", -moveStep, 0, 1)
	to("right", moveStep, 0, 1)
	to("up", 0, moveStep, 1)
	to("down", 0, -moveStep, 1)
	if a.view.Window != nil {
		window = append(window, link("all", "view", ""))
	}
	if len(a.view.Components) < 3 {
		return window, nil
	}
	for _, step := range []struct {
		name       string
		yaw, pitch float64
	}{{"turn-left", -turnStep, 0}, {"turn-right", turnStep, 0}, {"turn-up", 0, turnStep}, {"turn-down", 0, -turnStep}} {
		yaw, pitch := math.Remainder(a.view.Yaw+step.yaw, 360), min(90, max(-90, a.view.Pitch+step.pitch))
		turn = append(turn, link(step.name, "turn", fourDigits(yaw)+","+fourDigits(pitch)))
	}
	return window, turn
}

// window is what the picture shows, and the extent of the whole map.
func (a *asker) window() (w scene.Window, width, height float64) {
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	hold := func(place []float64) {
		for i, x := range a.turned(place) {
			low[i], high[i] = min(low[i], x), max(high[i], x)
		}
	}
	for _, p := range a.scene.Points {
		hold(p.Coordinates)
	}
	for _, p := range a.scene.Path {
		hold(p.Coordinates)
	}
	if low[0] > high[0] {
		return scene.Window{Zoom: 1}, 1, 1
	}
	w = scene.Window{X: (low[0] + high[0]) / 2, Y: (low[1] + high[1]) / 2, Zoom: 1}
	if a.view.Window != nil {
		w = *a.view.Window
	}
	return w, high[0] - low[0], high[1] - low[1]
}

// turned is where a place lies in the picture, as the contract of the parameter
// turn has it: yaw about the vertical axis, then pitch about the horizontal one.
func (a *asker) turned(place []float64) [2]float64 {
	var p [3]float64
	for i, k := range a.view.Components {
		if k < len(place) {
			p[i] = place[k]
		}
	}
	if len(a.view.Components) < 3 {
		return [2]float64{p[0], p[1]}
	}
	sy, cy := math.Sincos(a.view.Yaw * math.Pi / 180)
	sp, cp := math.Sincos(a.view.Pitch * math.Pi / 180)
	z := -p[0]*sy + p[2]*cy
	return [2]float64{p[0]*cy + p[2]*sy, p[1]*cp - z*sp}
}

// fourDigits writes a number with four significant digits.
func fourDigits(x float64) string {
	v, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 4, 64), 64)
	return decimal(v)
}
