package safetensors

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func file(header string, data int) []byte {
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(b, header...), make([]byte, data)...)
}

func TestReadRefuses(t *testing.T) {
	const ok = `"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}`
	for name, tt := range map[string]struct {
		file []byte
		want string
	}{
		"nothing":               {nil, "too few"},
		"a header past the end": {binary.LittleEndian.AppendUint64(nil, 99), "99 bytes"},
		"a huge header":         {binary.LittleEndian.AppendUint64(nil, math.MaxUint64), "header of"},
		"no object":             {file(`[]`, 0), "no JSON object"},
		"cut short":             {file(`{`, 0), "broken JSON"},
		"going on":              {file(`{} {}`, 0), "goes on"},
		"a name twice":          {file(`{`+ok+`,`+ok+`}`, 8), "stands twice"},
		"a third offset":        {file(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}`, 8), "two data_offsets"},
		"no offsets":            {file(`{"a":{"dtype":"F32","shape":[0]}}`, 0), "two data_offsets"},
		"no shape":              {file(`{"a":{"dtype":"F32","data_offsets":[0,4]}}`, 4), "a shape and"},
		"half a number":         {file(`{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}`, 8), "broken JSON"},
		"an entry that is none": {file(`{"a":7}`, 0), "no JSON object"},
		"no type":               {file(`{"a":{"shape":[0],"data_offsets":[0,0]}}`, 0), "a type"},
		"a type twice":          {file(`{"a":{"dtype":"F32","dtype":"F16","shape":[2],"data_offsets":[0,4]}}`, 4), `"dtype" stands twice`},
		"a key of no format":    {file(`{"a":{"DType":"F32","shape":[0],"data_offsets":[0,0]}}`, 0), "does not know"},
		"null among the sides":  {file(`{"a":{"dtype":"F32","shape":[null],"data_offsets":[0,0]}}`, 0), "whole numbers"},
		"a list in the list":    {file(`{"a":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}}`, 8), "whole numbers"},
		"a text for a list":     {file(`{"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}}`, 8), "no list"},
		"a list without an end": {file(`{"a":{"dtype":"F32","shape":[2`, 8), "broken JSON"},
		"too many sides":        {file(`{"a":{"dtype":"F32","shape":[1`+strings.Repeat(",1", maxSides)+`],"data_offsets":[0,4]}}`, 4), "more than 64"},
		"less than bits":        {file(`{"a":{"dtype":"F4","shape":[1000000,1000000],"data_offsets":[0,8]}}`, 8), "8 bytes for F4"},
		"metadata twice":        {file(`{"__metadata__":{"a":"b","a":"c"}}`, 0), `"a" stands twice`},
		"metadata of null":      {file(`{"__metadata__":{"a":null}}`, 0), "no text"},
		"a space before":        {file(` {}`, 0), "no JSON object"},
		"a name in no UTF-8":    {file("{\"\xff\":"+`{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}`, 0), "UTF-8"},
		"metadata of numbers":   {file(`{"__metadata__":{"a":1}}`, 0), "no text"},
		"negative offsets":      {file(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}`, 8), "offsets"},
		"reversed offsets":      {file(`{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}`, 8), "offsets"},
		"a shape of more":       {file(`{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}`, 8), "want 12"},
		"an overflowing shape":  {file(`{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}`, 0), "impossible"},
		"a negative side":       {file(`{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}`, 8), "impossible"},
		"an overlap":            {file(`{`+ok+`,"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}`, 8), "overlap"},
		"a gap":                 {file(`{`+ok+`,"b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}`, 16), "gap"},
		"too little data":       {file(`{`+ok+`}`, 7), "7 bytes"},
		"too much data":         {file(`{`+ok+`}`, 9), "9 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(bytes.NewReader(tt.file), int64(len(tt.file)))
			var format *FormatError
			if !errors.As(err, &format) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Read: %v, want a FormatError with %q", err, tt.want)
			}
		})
	}
}

func TestRoundTrip(t *testing.T) {
	tensors := []Tensor{
		{Name: "exact", DType: "F32", Shape: []int{2, 2}, Data: []float32{1.5, -0.1, float32(math.Inf(1)), 1e-40}},
		{Name: "narrow", DType: "F16", Shape: []int{3}, Data: []float32{1.5, -2, 0.25}},
		{Name: "brain", DType: "BF16", Shape: []int{2}, Data: []float32{-1.5, 3}},
		{Name: "long", DType: "F16", Shape: []int{bufferSize + 1}, Data: make([]float32, bufferSize+1)},
		{Name: "empty", DType: "F16", Shape: []int{0}, Data: nil},
		{Name: "one \"number\"", DType: "F32", Shape: nil, Data: []float32{7}},
	}
	var b bytes.Buffer
	long := tensors[3].Data
	for i := range long {
		long[i] = float32(i % 2048) // exact in a half
	}
	if err := Write(&b, map[string]string{"model": "tiny"}, tensors); err != nil {
		t.Fatal(err)
	}
	f, err := Read(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if f.Metadata["model"] != "tiny" || len(f.Tensors()) != len(tensors) {
		t.Errorf("metadata %v and %d tensors", f.Metadata, len(f.Tensors()))
	}
	for _, want := range tensors {
		shape, data, err := f.Float32(want.Name)
		if err != nil || fmt.Sprint(shape) != fmt.Sprint(want.Shape) || fmt.Sprint(data) != fmt.Sprint(want.Data) {
			t.Errorf("%s: %v %v %v", want.Name, shape, data, err)
		}
	}
	if _, _, err := f.Float32("none"); err == nil {
		t.Error("a missing tensor is read")
	}
}

func TestInt8RoundTrip(t *testing.T) {
	long := make([]int8, bufferSize+1)
	for i := range long {
		long[i] = int8(i)
	}
	for name, want := range map[string][]int8{"all signs": {-128, -1, 0, 1, 127}, "long": long, "empty": {}} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			err := Write(&b, nil, []Tensor{
				{Name: "a", DType: "I8", Shape: []int{len(want)}, Int8: want},
				{Name: "b", DType: "F32", Shape: []int{1}, Data: []float32{7}},
			})
			if err != nil {
				t.Fatal(err)
			}
			f, err := Read(bytes.NewReader(b.Bytes()), int64(b.Len()))
			if err != nil {
				t.Fatal(err)
			}
			shape, got, err := f.Int8("a")
			if err != nil || len(shape) != 1 || shape[0] != len(want) || !slices.Equal(got, want) {
				t.Errorf("shape %v, %d numbers, %v", shape, len(got), err)
			}
			var unsupported *UnsupportedError
			if _, _, err := f.Int8("b"); !errors.As(err, &unsupported) {
				t.Errorf("an F32 read as I8: %v", err)
			}
			if _, _, err := f.Float32("a"); !errors.As(err, &unsupported) {
				t.Errorf("an I8 read as F32: %v", err)
			}
			if _, _, err := f.Int8("c"); err == nil {
				t.Error("a missing tensor is read")
			}
		})
	}
}

func TestUnsupportedType(t *testing.T) {
	for _, dtype := range []string{"I32", "F8_E8M0", "of tomorrow"} {
		b := file(fmt.Sprintf(`{"a":{"dtype":%q,"shape":[2],"data_offsets":[0,8]}}`, dtype), 8)
		f, err := Read(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		var unsupported *UnsupportedError
		if _, _, err := f.Float32("a"); !errors.As(err, &unsupported) || unsupported.DType != dtype {
			t.Errorf("reading %s: %v", dtype, err)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	one := Tensor{Name: "a", DType: "F32", Shape: []int{1}, Data: []float32{1}}
	for name, tt := range map[string]struct {
		tensors []Tensor
		want    string
	}{
		"a name twice":       {[]Tensor{one, one}, "stands twice"},
		"metadata's name":    {[]Tensor{{Name: "__metadata__", DType: "F32", Shape: []int{0}}}, "stands twice"},
		"another shape":      {[]Tensor{{Name: "a", DType: "F32", Shape: []int{2}, Data: one.Data}}, "want 8"},
		"a type not of ours": {[]Tensor{{Name: "a", DType: "I32", Shape: []int{0}}}, "I32"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := Write(io.Discard, nil, tt.tensors); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Write: %v, want an error with %q", err, tt.want)
			}
		})
	}
}

// A scalar's shape is [] in the reference implementation, never null.
func TestScalarShape(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, nil, []Tensor{{Name: "a", DType: "F32", Data: []float32{1}}}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"shape":[]`) {
		t.Errorf("the header is %q", b.String())
	}
}

func TestOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.safetensors")
	if err := os.WriteFile(path, file(`{"a":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}`, 2), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, data, err := f.Float32("a"); err != nil || data[0] != 0 {
		t.Errorf("read %v, %v", data, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if err := os.Truncate(path, 20); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a file cut short: %v, want an error that names it", err)
	}
}

// Widening is checked against the definition of binary16, value by value;
// narrowing brings every value back.
func TestEveryHalf(t *testing.T) {
	for h := range 1 << 16 {
		got := float64(FromHalf(uint16(h)))
		exponent, fraction := h>>10&0x1f, float64(h&0x3ff)
		want := math.Ldexp(1+fraction/1024, exponent-15)
		switch {
		case exponent == 0:
			want = math.Ldexp(fraction/1024, -14)
		case exponent == 0x1f && fraction == 0:
			want = math.Inf(1)
		case exponent == 0x1f:
			want = math.NaN()
		}
		if h>>15 == 1 {
			want = -want
		}
		if math.IsNaN(want) {
			if !math.IsNaN(got) || !math.IsNaN(float64(FromHalf(Half(float32(got))))) {
				t.Fatalf("%04x is %v, want not a number", h, got)
			}
			continue
		}
		if got != want || math.Signbit(got) != math.Signbit(want) || Half(float32(got)) != uint16(h) {
			t.Fatalf("%04x is %v and goes back to %04x, want %v", h, got, Half(float32(got)), want)
		}
	}
}

func TestEveryBrainFloat(t *testing.T) {
	for h := range 1 << 16 {
		var got [1]float32
		widening["BF16"](got[:], binary.LittleEndian.AppendUint16(nil, uint16(h)))
		if math.Float32bits(got[0]) != uint32(h)<<16 {
			t.Fatalf("%04x is %v", h, got[0])
		}
		back := Brain(got[0])
		if got[0] != got[0] { // not a number may come back as another that is none
			got[0], back = math.Float32frombits(uint32(back)<<16), uint16(h)
		}
		if back != uint16(h) || h&0x7fff > 0x7f80 && got[0] == got[0] {
			t.Fatalf("%04x goes back to %04x", h, back)
		}
	}
}

func TestBrainRoundsToNearestEven(t *testing.T) {
	for _, tt := range []struct {
		bits uint32
		want uint16
	}{
		{0x3f808000, 0x3f80}, {0x3f818000, 0x3f82}, {0x3f808001, 0x3f81}, {0x3f807fff, 0x3f80},
		{0x7f7fffff, 0x7f80}, {0x7f800001, 0x7fc0}, {0xff800001, 0xffc0}, {0x00000001, 0},
	} {
		if got := Brain(math.Float32frombits(tt.bits)); got != tt.want {
			t.Errorf("Brain(%08x) = %04x, want %04x", tt.bits, got, tt.want)
		}
	}
}

func TestHalfRoundsToNearestEven(t *testing.T) {
	for _, tt := range []struct {
		f    float32
		want uint16
	}{
		{1 + 1.0/2048, 0x3c00}, {1 + 3.0/2048, 0x3c02}, {1 + 1.1/2048, 0x3c01},
		{65519, 0x7bff}, {65520, 0x7c00}, {1e10, 0x7c00}, {-1e10, 0xfc00},
		{float32(math.Ldexp(1, -25)), 0}, {float32(math.Ldexp(1.5, -25)), 1}, {float32(math.Ldexp(1, -14)), 0x0400},
	} {
		if got := Half(tt.f); got != tt.want {
			t.Errorf("Half(%v) = %04x, want %04x", tt.f, got, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file(`{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}`, 4))
	f.Add(file(`{"__metadata__":{"a":"b"}}`, 0))
	f.Add([]byte("12345678"))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Read(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			return
		}
		for _, info := range file.Tensors() {
			_, data, err := file.Float32(info.Name)
			if err == nil && len(data)*2 > len(b) {
				t.Fatalf("%d numbers out of %d bytes", len(data), len(b))
			}
			if _, whole, err := file.Int8(info.Name); err == nil && len(whole) > len(b) {
				t.Fatalf("%d numbers out of %d bytes", len(whole), len(b))
			}
		}
	})
}

func ExampleRead() {
	var b bytes.Buffer
	err := Write(&b, nil, []Tensor{{Name: "wte.weight", DType: "F16", Shape: []int{1, 2}, Data: []float32{0.5, -1}}})
	if err != nil {
		panic(err)
	}
	f, err := Read(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		panic(err)
	}
	shape, data, err := f.Float32("wte.weight")
	fmt.Println(shape, data, err)
	// Output: [1 2] [0.5 -1] <nil>
}
