package scene

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

// Limits of a view.
const (
	MinZoom, MaxZoom       = 0.5, 512
	MinMagnify, MaxMagnify = 0.5, 3.0
	MaxPins                = 12
	maxPlace               = 1e6 // a window's centre, either way

	defaultYaw, defaultPitch = 30.0, 20.0 // degrees
)

// NoCategory is the value of the parameter hide that names the tokens without a
// category.
const NoCategory = "none"

// View says how a map is looked at.
type View struct {
	Components []int   // 0-based: on x, y and perhaps z
	Window     *Window // nil: all of the map
	Yaw, Pitch float64 // degrees, of a view of three components
	Color      Color
	Hidden     []string // categories whose points are not shown, or NoCategory
	Magnify    float64  // size of labels and marks, 1 as usual
	Labels     bool
	Token      *embedding.TokenID // the chosen one
	Links      string             // LinksTrue, …
	Pins       []embedding.TokenID
	Analogy    [3]*embedding.TokenID // a, b, c
	Expect     *embedding.TokenID
	Beside     *Beside // nil: one picture
}

// Window is a part of the map, in its coordinates; at zoom 1 everything fits.
type Window struct{ X, Y, Zoom float64 }

// Beside is a second picture of the same points.
type Beside struct {
	Method     Method
	Components []int // 0-based
}

// Values of the parameter links: lines from the chosen token to its true
// neighbours, to those of the picture, to both, or none.
const (
	LinksTrue     = "true"
	LinksApparent = "apparent"
	LinksBoth     = "both"
	LinksNone     = "none"
)

// Color is what the points are coloured by.
type Color struct {
	Kind      string
	Component int // 0-based, of ByComponent
}

// Kinds of colours.
const (
	ByCategory     = "category"
	ByRank         = "rank"
	ByLength       = "length"
	ByPreservation = "preservation"
	ByCosine       = "cosine"
	ByAxis         = "axis"
	ByComponent    = "pc"
)

var kinds = []string{ByCategory, ByRank, ByLength, ByPreservation, ByCosine, ByAxis}

func (c Color) String() string {
	if c.Kind == ByComponent {
		return fmt.Sprintf("%s:%d", ByComponent, c.Component+1)
	}
	return c.Kind
}

// ReadView takes from the query how the map of c is looked at. What is wrong
// becomes a fault of q, or of a lenient q is noted and left out.
func ReadView(q *request.Query, c Choice) (View, error) {
	v := View{
		Components: readComponents(q, "pc", c.Method),
		Window:     readWindow(q),
		Magnify:    q.Float("magnify", 1, MinMagnify, MaxMagnify),
		Labels:     q.Choice("labels", "1", "0") == "1",
		Links:      q.Choice("links", LinksTrue, LinksApparent, LinksBoth, LinksNone),
		Pins:       q.Some(c.Model, "pins", MaxPins),
	}
	v.Yaw, v.Pitch = readTurn(q)
	one := func(name string) *embedding.TokenID {
		if id, ok := q.Token(c.Model, name); ok {
			return &id
		}
		return nil
	}
	v.Token, v.Expect = one("token"), one("expect")
	v.Analogy = [3]*embedding.TokenID{one("a"), one("b"), one("c")}
	v.Hidden = readHidden(q, c)
	if m := q.Choice("beside", "", string(PCA), string(TSNE), string(UMAP)); m != "" {
		v.Beside = &Beside{Method: Method(m), Components: readComponents(q, "beside_pc", Method(m))}
	}
	v.Color = readColor(q, c, v)
	return v, q.Err()
}

func readHidden(q *request.Query, c Choice) []string {
	var hidden []string
	names := append(categories(c.Model), NoCategory)
	for _, name := range q.Strings("hide") {
		if slices.Contains(names, name) {
			hidden = append(hidden, name)
		} else {
			q.Refuse(unknownCategory("hide", name, name, names), name)
		}
	}
	return hidden
}

// readColor reads what points are coloured by, and holds it against what there
// is of that.
func readColor(q *request.Query, c Choice, v View) Color {
	usual := Color{Kind: ByCategory}
	value := q.Values().Get("color")
	number, component := strings.CutPrefix(value, ByComponent+":")
	color := Color{Kind: value}
	switch {
	case value == "":
		return usual
	case component:
		n, err := strconv.Atoi(number)
		most := maxComponents
		if c.Method.Computed() {
			most = 2
		}
		if err != nil || n < 1 || n > most {
			q.Refuse(&request.Fault{Code: request.OutOfRange, Parameter: "color", Value: request.Short(value),
				Limit: fmt.Sprintf("%s:1–%[1]s:%d", ByComponent, most)})
			return usual
		}
		return Color{Kind: ByComponent, Component: n - 1}
	case !slices.Contains(kinds, value):
		q.Refuse(&request.Fault{Code: request.UnknownChoice, Parameter: "color", Value: request.Short(value),
			Limit: strings.Join(kinds, ", ") + ", pc:N"})
		return usual
	}
	if f := color.fault(c, v); f != nil {
		q.Refuse(f)
		q.Replace("color", "")
		return usual
	}
	return color
}

// fault is why the points of c cannot be coloured so.
func (k Color) fault(c Choice, v View) *request.Fault {
	switch {
	case k.Kind == ByRank && !c.Model.HasCounts():
		return &request.Fault{Code: request.NoCounts, Parameter: "color", Value: k.Kind}
	case k.Kind == ByCosine && v.Token == nil:
		return &request.Fault{Code: request.NoToken, Parameter: "token"}
	case k.Kind == ByAxis && len(c.From) == 0:
		return &request.Fault{Code: request.NoToken, Parameter: "from"}
	case k.Kind == ByAxis && len(c.To) == 0:
		return &request.Fault{Code: request.NoToken, Parameter: "to"}
	case k.Kind == ByAxis:
		if _, err := c.Model.Axis(c.From, c.To, nil); err != nil {
			return request.FaultOf(err)
		}
	}
	return nil
}

const componentsForm = "1,2 – 8,9,10"

// readComponents reads which coordinates are shown. Computed maps have two.
func readComponents(q *request.Query, name string, m Method) []int {
	value := q.Values().Get(name)
	if value == "" || m.Computed() {
		return []int{0, 1}
	}
	numbers, err := parseComponents(value)
	if err != nil {
		q.Refuse(&request.Fault{Code: request.OutOfRange, Parameter: name, Value: request.Short(value), Limit: componentsForm})
		return []int{0, 1}
	}
	return numbers
}

var errComponents = errors.New("not two or three components")

func parseComponents(value string) ([]int, error) {
	parts := strings.Split(value, ",")
	if len(parts) < 2 || len(parts) > 3 {
		return nil, errComponents
	}
	var numbers []int
	for _, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > maxComponents || slices.Contains(numbers, n-1) {
			return nil, errComponents
		}
		numbers = append(numbers, n-1)
	}
	return numbers, nil
}

// components is how many components are asked for: by number, or by a view that
// needs as many.
func components(q *request.Query) int {
	n := q.Int("components", defaultComponents, 1, maxComponents)
	values := q.Values()
	for _, name := range []string{"pc", "beside_pc"} {
		numbers, err := parseComponents(values.Get(name))
		if err == nil {
			n = max(n, slices.Max(numbers)+1)
		}
	}
	if number, ok := strings.CutPrefix(values.Get("color"), ByComponent+":"); ok {
		if c, err := strconv.Atoi(number); err == nil && c <= maxComponents {
			n = max(n, c)
		}
	}
	return n
}

func readWindow(q *request.Query) *Window {
	value := q.Values().Get("view")
	if value == "" {
		return nil
	}
	n, ok := floats(value, 3)
	if !ok || math.Abs(n[0]) > maxPlace || math.Abs(n[1]) > maxPlace || n[2] < MinZoom || n[2] > MaxZoom {
		q.Refuse(&request.Fault{Code: request.OutOfRange, Parameter: "view", Value: request.Short(value),
			Limit: fmt.Sprintf("x,y,%v–%v", MinZoom, MaxZoom)})
		return nil
	}
	return &Window{X: n[0], Y: n[1], Zoom: n[2]}
}

func readTurn(q *request.Query) (yaw, pitch float64) {
	value := q.Values().Get("turn")
	if value == "" {
		return defaultYaw, defaultPitch
	}
	n, ok := floats(value, 2)
	if !ok || math.Abs(n[0]) > 360 || math.Abs(n[1]) > 90 {
		q.Refuse(&request.Fault{Code: request.OutOfRange, Parameter: "turn", Value: request.Short(value), Limit: "−360–360,−90–90"})
		return defaultYaw, defaultPitch
	}
	return n[0], n[1]
}

// floats reads n finite numbers with commas between.
func floats(value string, n int) ([]float64, bool) {
	parts := strings.Split(value, ",")
	if len(parts) != n {
		return nil, false
	}
	numbers := make([]float64, n)
	for i, part := range parts {
		x, err := strconv.ParseFloat(part, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, false
		}
		numbers[i] = x
	}
	return numbers, true
}
