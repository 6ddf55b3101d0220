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

// window is what the picture shows, and the extent of the whole map: that of all
// that is on it, or of three components the diameter of a ball around them, which
// does not change when they are turned.
func (a *asker) window() (w scene.Window, width, height float64) {
	n := len(a.view.Components)
	low, high := [3]float64{math.Inf(1), math.Inf(1), math.Inf(1)}, [3]float64{math.Inf(-1), math.Inf(-1), math.Inf(-1)}
	each := func(do func(i int, x float64)) {
		hold := func(place []float64) {
			for i, k := range a.view.Components {
				if k < len(place) {
					do(i, place[k])
				}
			}
		}
		for _, p := range a.scene.Points {
			hold(p.Coordinates)
		}
		for _, p := range a.scene.Path {
			hold(p.Coordinates)
		}
	}
	each(func(i int, x float64) { low[i], high[i] = min(low[i], x), max(high[i], x) })
	if low[0] > high[0] || low[1] > high[1] {
		return scene.Window{Zoom: 1}, 1, 1
	}
	width, height = high[0]-low[0], high[1]-low[1]
	if n == 3 {
		ball := math.Hypot(math.Hypot(width, height), high[2]-low[2])
		width, height = ball, ball
	}
	if a.view.Window != nil {
		return *a.view.Window, width, height
	}
	return scene.Window{X: (low[0] + high[0]) / 2, Y: (low[1] + high[1]) / 2, Zoom: 1}, width, height
}

// fourDigits writes a number with four significant digits.
func fourDigits(x float64) string {
	v, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 4, 64), 64)
	return decimal(v)
}
