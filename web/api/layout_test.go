package api

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

var loaded = sync.OnceValues(classroom.Load)

func sceneOf(t testing.TB, query, text string) *scene.Scene {
	t.Helper()
	m, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	c, err := scene.Read(request.Read(httptest.NewRequest("GET", "/?"+query, nil), []*embedding.Model{m}))
	if err != nil {
		t.Fatal(err)
	}
	s, err := scene.NewMaps(request.Only(m)).Of(t.Context(), c, text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// decoded is a layout as a reader of the format has it.
type decoded struct {
	layoutHeader
	coordinates    [][]float64 // of each component
	ids            []embedding.TokenID
	category       []int
	trained, fitOn []bool
}

// decodeLayout reads the format by its description alone.
func decodeLayout(data []byte) (d decoded, err error) {
	if len(data)%4 != 0 || string(data[:4]) != "TSM1" {
		return d, fmt.Errorf("%d bytes that begin with %q", len(data), data[:4])
	}
	length := int(binary.LittleEndian.Uint32(data[4:]))
	if length%4 != 0 {
		return d, fmt.Errorf("a header of %d bytes", length)
	}
	if err := json.Unmarshal(data[8:8+length], &d.layoutHeader); err != nil {
		return d, err
	}
	end := 8 + length
	part := func(b block, size int) ([]byte, error) {
		if b.Offset%4 != 0 || b.Offset != end {
			return nil, fmt.Errorf("a block at %d, want %d", b.Offset, end)
		}
		end = (b.Offset + size*d.N + 3) / 4 * 4
		return data[b.Offset:][:size*d.N], nil
	}
	for _, b := range d.Blocks.Coordinates {
		size := map[string]int{"f32": 4, "u16": 2}[b.Type]
		bytes, err := part(b, size)
		if err != nil {
			return d, err
		}
		values := make([]float64, d.N)
		for i := range values {
			if b.Type == "f32" {
				values[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(bytes[4*i:])))
			} else {
				u := binary.LittleEndian.Uint16(bytes[2*i:])
				values[i] = *b.Min + (*b.Max-*b.Min)*float64(u)/65535
			}
		}
		d.coordinates = append(d.coordinates, values)
	}
	ids, err := part(d.Blocks.IDs, 4)
	if err != nil {
		return d, err
	}
	var id uint32
	for i := range d.N {
		id += binary.LittleEndian.Uint32(ids[4*i:])
		d.ids = append(d.ids, embedding.TokenID(id))
	}
	categories, err := part(d.Blocks.Category, 1)
	if err != nil {
		return d, err
	}
	flags, err := part(d.Blocks.Flags, 1)
	if err != nil {
		return d, err
	}
	for i := range d.N {
		d.category = append(d.category, int(categories[i]))
		d.trained, d.fitOn = append(d.trained, flags[i]&1 != 0), append(d.fitOn, flags[i]&2 != 0)
	}
	if end != len(data) {
		return d, fmt.Errorf("%d bytes, the blocks end at %d", len(data), end)
	}
	return d, nil
}

// check holds what was decoded against the scene.
func (d decoded) check(s *scene.Scene) error {
	if d.N != len(s.Points) || len(d.coordinates) != len(s.Axes) {
		return fmt.Errorf("%d points, %d coordinates", d.N, len(d.coordinates))
	}
	for i, p := range s.Points {
		category := ""
		if c := d.category[i]; c != 255 {
			category = d.Categories[c]
		}
		if d.ids[i] != p.ID || d.trained[i] != p.Trained || d.fitOn[i] != p.Fitted || category != p.Category {
			return fmt.Errorf("point %d is %d, %v, %v, %q, want %+v", i, d.ids[i], d.trained[i], d.fitOn[i], category, p)
		}
		for k, want := range p.Coordinates {
			got, most := d.coordinates[k][i], math.Abs(want)*1e-7+1e-45
			if d.Blocks.Coordinates[k].Type == "u16" {
				most = (*d.Blocks.Coordinates[k].Max - *d.Blocks.Coordinates[k].Min) / 65535 * 0.501
			}
			if math.Abs(got-want) > most {
				return fmt.Errorf("point %d lies at %v on axis %d, want %v", i, got, k, want)
			}
		}
	}
	return nil
}

// roundTrip encodes a scene, reads it again and holds it against the scene.
func roundTrip(t *testing.T, s *scene.Scene) decoded {
	t.Helper()
	data, err := encodeLayout(s)
	if err != nil {
		t.Fatal(err)
	}
	d, err := decodeLayout(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.check(s); err != nil {
		t.Error(err)
	}
	return d
}

func TestLayout(t *testing.T) {
	for name, query := range map[string]string{
		"the first map":     "rows=unit",
		"one point":         "tokens=+king",
		"three axes":        "on=category:animal&components=3&also=+king&fit=vocabulary",
		"a direction":       "method=axis&from=+man&to=+woman&on=vocabulary",
		"the whole enc":     "on=encoding",
		"the enc, in space": "on=encoding&components=3&rows=unit&fit=category:country",
	} {
		t.Run(name, func(t *testing.T) {
			s := sceneOf(t, query, "The capital of France")
			d := roundTrip(t, s)
			if d.Kept == nil || *d.Kept != s.Kept || d.FittedOn.Kind != s.FitSay.Kind || d.FittedOn.N != s.FitSay.N || len(d.Path) != 4 {
				t.Errorf("header %+v", d.layoutHeader)
			}
			for k, axis := range d.Axes {
				if *axis.Share != s.Axes[k].Share || axis.Kind != s.Axes[k].Kind || axis.Component != s.Axes[k].Component+1 {
					t.Errorf("axis %+v, want %+v", axis, s.Axes[k])
				}
			}
			for _, p := range d.Pairs {
				pair := embedding.Pair{From: s.Points[p.From].ID, To: s.Points[p.To].ID, HeldOut: p.HeldOut}
				if !slices.ContainsFunc(s.Model.Relations(), func(r embedding.Relation) bool {
					return r.Name == p.Relation && slices.Contains(r.Pairs, pair)
				}) {
					t.Errorf("%+v is no pair of the model: %q and %q", p, s.Points[p.From].Text, s.Points[p.To].Text)
				}
			}
		})
	}
}

// Any points come back, whatever their number and places.
func FuzzLayout(f *testing.F) {
	m, err := loaded()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(uint16(3), uint64(1), 1.0, 0.0)
	f.Add(uint16(maxExact), uint64(2), 1e-300, 1e300)
	f.Add(uint16(maxExact+1), uint64(3), 1e9, -5.0)
	f.Add(uint16(maxExact+2), uint64(4), 0.0, 7.5)
	f.Add(uint16(0), uint64(5), 1.0, 1.0)
	f.Fuzz(func(t *testing.T, n uint16, seed uint64, scale, middle float64) {
		if !(math.Abs(scale) < 1e30 && math.Abs(middle) < 1e30) { // of a float32
			return
		}
		random := rand.New(rand.NewPCG(seed, 1))
		names := append(m.Categories(), embedding.Category{})
		s := &scene.Scene{Map: &scene.Map{Model: m, Axes: make([]scene.Coordinate, 1+seed%10)}, Choice: scene.Choice{Model: m, Method: scene.PCA}}
		for range min(int(n), 2*maxExact) {
			p := scene.Point{ID: embedding.TokenID(random.Int32()), Category: names[random.IntN(len(names))].Name,
				Trained: random.IntN(2) == 0, Fitted: random.IntN(2) == 0}
			for range s.Axes {
				p.Coordinates = append(p.Coordinates, middle+scale*random.NormFloat64())
			}
			s.Points = append(s.Points, p)
		}
		roundTrip(t, s)
	})
}

// What the map of the whole encoding weighs on the wire, with its labels: the page
// and its scripts have the rest of 700 kB.
func TestLayoutIsLight(t *testing.T) {
	const most = 500_000
	packed := func(data []byte) int {
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, 5)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Len()
	}
	s := sceneOf(t, "on=encoding", "")
	layout, err := encodeLayout(s)
	if err != nil {
		t.Fatal(err)
	}
	labels, err := json.Marshal(shownLabels(s))
	if err != nil {
		t.Fatal(err)
	}
	l, w := packed(layout), packed(labels)
	t.Logf("%d points: layout %d bytes, labels %d bytes, %d together", len(s.Points), l, w, l+w)
	if l+w > most {
		t.Errorf("%d bytes, at most %d", l+w, most)
	}
}

func BenchmarkLayout(b *testing.B) {
	for name, query := range map[string]string{"encoding": "on=encoding", "first map": "rows=unit"} {
		s := sceneOf(b, query, "")
		b.Run(fmt.Sprintf("%s/%d", name, len(s.Points)), func(b *testing.B) {
			for b.Loop() {
				if _, err := encodeLayout(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestSafeCells(t *testing.T) {
	for cell, want := range map[string]string{"=1+1": "'=1+1", "+": "'+", "-a": "'-a", "@x": "'@x", "␣=": "␣=", "": "", "a": "a", "＝1": "'＝1"} {
		if got := safe(cell); got != want {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
	}
	if !slices.Equal(figuresOf(t, math.NaN(), 1.0/3, -2), []any{nil, 0.33333, -2.0}) {
		t.Error("numbers are not written as they are")
	}
}

func figuresOf(t *testing.T, numbers ...float64) (list []any) {
	t.Helper()
	data, err := json.Marshal(figures(numbers))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}
