package api

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// The layout of a map is a binary document of little-endian numbers:
//
//	"TSM1" | u32 length of the header | header, JSON | blocks
//
// The header, padded with spaces to a multiple of four bytes, says what the map
// is and where its blocks begin, each a multiple of four from the start. A block
// holds a number of each point.
const layoutMagic = "TSM1"

// maxExact is up to how many points coordinates are float32; of more they are
// 16-bit steps between the least and the greatest, a fifteenth of a pixel on a
// screen of 4,096.
const maxExact = 10_000

const (
	quantum    = math.MaxUint16
	noCategory = math.MaxUint8

	trainedFlag, fittedFlag = 1, 2
)

type layoutHeader struct {
	Model      string     `json:"model"`
	Method     string     `json:"method"`
	N          int        `json:"n"`
	FittedOn   fitted     `json:"fitted_on"`
	Rows       string     `json:"rows"`
	Axes       []axisOf   `json:"axes"`
	Kept       *float64   `json:"kept"` // null for a computed method
	Categories []string   `json:"categories"`
	Path       []placed   `json:"path"`
	Pairs      []joined   `json:"pairs"`
	Blocks     layoutPart `json:"blocks"`
}

type layoutPart struct {
	Coordinates []block `json:"coordinates"`
	IDs         block   `json:"ids"`      // each minus the one before, modulo 2³²
	Category    block   `json:"category"` // index of categories, 255 for none
	Flags       block   `json:"flags"`    // 1 trained, 2 fitted on
}

type block struct {
	Offset int      `json:"offset"`
	Type   string   `json:"type"`
	Min    *float64 `json:"min,omitempty"`
	Max    *float64 `json:"max,omitempty"`
}

type fitted struct {
	Kind  string   `json:"kind"`
	N     int      `json:"n"`
	Names []string `json:"names"`
}

type axisOf struct {
	Kind      string   `json:"kind"`
	Component int      `json:"component"` // from 1
	Share     *float64 `json:"share,omitempty"`
	From      []label  `json:"from,omitempty"`
	To        []label  `json:"to,omitempty"`
}

type label struct {
	ID    embedding.TokenID `json:"id"`
	Label string            `json:"label"`
}

type placed struct {
	label
	Position    embedding.Position `json:"position"`
	Trained     bool               `json:"trained"`
	Coordinates []float64          `json:"coordinates"`
}

// joined is a pair of points by their indices.
type joined struct {
	Relation string `json:"relation"`
	From     int    `json:"from"`
	To       int    `json:"to"`
	HeldOut  bool   `json:"held_out"`
}

func (a *API) layout(c echo.Context, q *request.Query) (any, error) {
	s, err := a.scene(c, q)
	if err != nil {
		return nil, err
	}
	return a.parcel(c, s, q.Text(""), echo.MIMEOctetStream, encodeLayout)
}

// scene is the map chosen, with the text on it.
func (a *API) scene(c echo.Context, q *request.Query) (*scene.Scene, error) {
	text := q.Text("")
	choice, err := scene.Read(q)
	if err != nil {
		return nil, err
	}
	return a.maps.Of(c.Request().Context(), choice, text)
}

func encodeLayout(s *scene.Scene) ([]byte, error) {
	names, of := scene.Numbering(s)
	h := layoutHeader{Model: s.Model.Name(), Method: string(s.Choice.Method), N: len(s.Points),
		FittedOn: fittedOn(s), Rows: rowsName(s.Choice), Axes: axes(s), Categories: append([]string{}, names...), Path: []placed{}, Pairs: []joined{}}
	h.Kept = kept(s)
	for _, t := range s.Path {
		h.Path = append(h.Path, placed{labelOf(s.Model, t.ID), t.Position, t.Trained, t.Coordinates})
	}
	for _, p := range s.Pairs {
		for _, l := range p.Lines {
			h.Pairs = append(h.Pairs, joined{p.Relation, l.From, l.To, l.HeldOut})
		}
	}
	columns := columnsOf(s)
	h.Blocks = layoutPart{Coordinates: make([]block, len(columns)),
		IDs: block{Type: "u32"}, Category: block{Type: "u8"}, Flags: block{Type: "u8"}}
	for k, c := range columns {
		h.Blocks.Coordinates[k] = c.block()
	}
	header, size, err := arrange(&h)
	if err != nil {
		return nil, err
	}
	data := make([]byte, 0, size)
	data = append(data, layoutMagic...)
	data = binary.LittleEndian.AppendUint32(data, uint32(len(header)))
	data = append(data, header...)
	for _, c := range columns {
		data = pad(c.append(data), 0)
	}
	var before embedding.TokenID
	for _, p := range s.Points {
		data = binary.LittleEndian.AppendUint32(data, uint32(p.ID-before))
		before = p.ID
	}
	for _, i := range of {
		if i < 0 || i >= noCategory {
			i = noCategory
		}
		data = append(data, byte(i))
	}
	data = pad(data, 0)
	for _, p := range s.Points {
		var flags byte
		if p.Trained {
			flags |= trainedFlag
		}
		if p.Fitted {
			flags |= fittedFlag
		}
		data = append(data, flags)
	}
	return pad(data, 0), nil
}

// arrange sets the offsets of the blocks and returns the header, whose length
// they depend on, and the size of the whole.
func arrange(h *layoutHeader) (header []byte, size int, err error) {
	blocks := []*block{}
	for k := range h.Blocks.Coordinates {
		blocks = append(blocks, &h.Blocks.Coordinates[k])
	}
	blocks = append(blocks, &h.Blocks.IDs, &h.Blocks.Category, &h.Blocks.Flags)
	widths := map[string]int{"f32": 4, "u32": 4, "u16": 2, "u8": 1}
	for length := -1; len(header) != length; {
		length = len(header)
		size = len(layoutMagic) + 4 + length
		for _, b := range blocks {
			b.Offset = size
			size += (h.N*widths[b.Type] + 3) / 4 * 4
		}
		if header, err = json.Marshal(h); err != nil {
			return nil, 0, err
		}
		header = pad(header, ' ')
	}
	return header, size, nil
}

// pad fills up to a multiple of four bytes.
func pad(data []byte, with byte) []byte {
	for len(data)%4 != 0 {
		data = append(data, with)
	}
	return data
}

// column is one coordinate of all points.
type column struct {
	values    []float64
	low, high float64
}

func columnsOf(s *scene.Scene) []column {
	columns := make([]column, len(s.Axes))
	for k := range columns {
		c := column{values: make([]float64, len(s.Points))}
		for i, p := range s.Points {
			c.values[i] = p.Coordinates[k]
		}
		if len(c.values) > 0 {
			c.low, c.high = slices.Min(c.values), slices.Max(c.values)
		}
		columns[k] = c
	}
	return columns
}

func (c column) exact() bool { return len(c.values) <= maxExact }

func (c column) block() block {
	if c.exact() {
		return block{Type: "f32"}
	}
	return block{Type: "u16", Min: &c.low, Max: &c.high}
}

func (c column) append(data []byte) []byte {
	if c.exact() {
		for _, v := range c.values {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(float32(v)))
		}
		return data
	}
	steps := 0.0
	if c.high > c.low {
		steps = quantum / (c.high - c.low)
	}
	for _, v := range c.values {
		data = binary.LittleEndian.AppendUint16(data, uint16(math.Round((v-c.low)*steps)))
	}
	return data
}

// kept is the share of variance that the first two axes keep; null for a computed
// method.
func kept(s *scene.Scene) *float64 {
	if s.Choice.Method.Computed() {
		return nil
	}
	return &s.Kept
}

func fittedOn(s *scene.Scene) fitted {
	return fitted{s.FitSay.Kind, s.FitSay.N, append([]string{}, s.FitSay.Names...)}
}

func axes(s *scene.Scene) []axisOf {
	all := make([]axisOf, len(s.Axes))
	for k, a := range s.Axes {
		all[k] = axisOf{Kind: a.Kind, Component: a.Component + 1, From: labelsOf(s.Model, a.From), To: labelsOf(s.Model, a.To)}
		if !s.Choice.Method.Computed() {
			all[k].Share = &a.Share
		}
	}
	return all
}

func labelOf(m *embedding.Model, id embedding.TokenID) label {
	shown, _ := scene.Shown(m.Text(id))
	return label{id, shown}
}

func labelsOf(m *embedding.Model, ids []embedding.TokenID) []label {
	var all []label
	for _, id := range ids {
		all = append(all, labelOf(m, id))
	}
	return all
}
