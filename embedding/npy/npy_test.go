package npy

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"tokenscape/embedding/safetensors"
)

// file writes an array as numpy.save does, padded to 64 bytes.
func file(version byte, dictionary string, numbers []byte) []byte {
	before := 10
	if version > 1 {
		before = 12
	}
	for (before+len(dictionary)+1)%64 != 0 {
		dictionary += " "
	}
	dictionary += "\n"
	b := []byte(magic + string(version) + "\x00")
	if version > 1 {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(dictionary)))
	} else {
		b = binary.LittleEndian.AppendUint16(b, uint16(len(dictionary)))
	}
	return append(append(b, dictionary...), numbers...)
}

func array(version byte, descr string, fortran bool, rows, cols int, data []float32) []byte {
	var numbers []byte
	order := binary.AppendByteOrder(binary.LittleEndian)
	if descr[0] == '>' {
		order = binary.BigEndian
	}
	for i := range rows * cols {
		x := data[i]
		if fortran {
			x = data[i%rows*cols+i/rows]
		}
		switch descr[2] {
		case '2':
			numbers = order.AppendUint16(numbers, safetensors.Half(x))
		case '4':
			numbers = order.AppendUint32(numbers, math.Float32bits(x))
		default:
			numbers = order.AppendUint64(numbers, math.Float64bits(float64(x)))
		}
	}
	named := map[bool]string{true: "True", false: "False"}[fortran]
	return file(version, fmt.Sprintf("{'descr': '%s', 'fortran_order': %s, 'shape': (%d, %d), }", descr, named, rows, cols), numbers)
}

func TestReadIsWhatWasWritten(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, version := range []byte{1, 2, 3} {
		for descr := range types {
			for _, fortran := range []bool{false, true} {
				for _, shape := range [][2]int{{1, 1}, {5, 3}, {3, 40}, {700, 130}} {
					data := make([]float32, shape[0]*shape[1])
					for i := range data {
						data[i] = safetensors.FromHalf(safetensors.Half(float32(random.NormFloat64())))
					}
					b := array(version, descr, fortran, shape[0], shape[1], data)
					for _, limit := range []int{0, 2, 1000} {
						m, err := Read(iotest.HalfReader(bytes.NewReader(b)), Options{Name: "test", Size: int64(len(b)), Limit: limit})
						if err != nil {
							t.Fatal(err)
						}
						rows := shape[0]
						if limit > 0 {
							rows = min(rows, limit)
						}
						if m.Rows != rows || m.Cols != shape[1] || m.Type != descr[1:] || !slices.Equal(m.Data, data[:rows*shape[1]]) {
							t.Errorf("version %d, %s, Fortran %v, %v, limit %d: %d×%d %s", version, descr, fortran, shape, limit, m.Rows, m.Cols, m.Type)
						}
					}
				}
			}
		}
	}
}

// TestReadNumPysOwn reads what NumPy 1.24.2 wrote: numpy.save of
// numpy.array([[1, -2, 0.5], [0, 3, 1e-7]], dtype), once in Fortran order.
func TestReadNumPysOwn(t *testing.T) {
	for _, b := range []string{
		"\x93NUMPY\x01\x00v\x00{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + strings.Repeat(" ", 58) + "\n" +
			"\x00\x00\x80?\x00\x00\x00\xc0\x00\x00\x00?\x00\x00\x00\x00\x00\x00@@\x95\xbf\xd63",
		"\x93NUMPY\x01\x00v\x00{'descr': '>f8', 'fortran_order': True, 'shape': (2, 3), }" + strings.Repeat(" ", 59) + "\n" +
			"?\xf0\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x00@\x08\x00\x00\x00\x00\x00\x00" +
			"?\xe0\x00\x00\x00\x00\x00\x00>z\xd7\xf2\x9a\xbc\xafH",
	} {
		m, err := Read(strings.NewReader(b), Options{Name: "test", Size: int64(len(b))})
		if err != nil || !slices.Equal(m.Data, []float32{1, -2, 0.5, 0, 3, 1e-7}) {
			t.Errorf("%+v, %v", m, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	four := make([]byte, 16)
	good := "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)}"
	for name, tt := range map[string]struct {
		file        []byte
		unsupported bool
		want        string
	}{
		"nothing":                 {nil, false, "ends early"},
		"another file":            {[]byte("king 1 2 3 4 5"), false, "no NumPy file"},
		"version 4":               {file(4, good, four), true, "version 4"},
		"a header cut off":        {file(1, good, four)[:20], false, "ends early"},
		"a header too long":       {[]byte(magic + "\x02\x00\xff\xff\xff\xff"), false, "a header of 4294967295 bytes"},
		"numbers cut off":         {file(1, good, four[:15]), false, "15 bytes of numbers where 2 × 2 of <f4 take 16"},
		"numbers too many":        {file(1, good, append(four, 0)), false, "17 bytes"},
		"a shape beyond the file": {file(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (1000000, 300)}", four), false, "16 bytes"},
		"a shape that overflows":  {file(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (4611686018427387904, 4)}", four), false, "at most"},
		"a shape past 64 bits":    {file(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (99999999999999999999, 4)}", four), false, "whole numbers"},
		"a negative shape":        {file(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (-1, 4)}", four), false, "whole numbers"},
		"no rows":                 {file(1, "{'descr': '<f4', 'fortran_order': True, 'shape': (0, 4)}", nil), false, "0 × 4"},
		"one dimension":           {file(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (4,)}", four), true, "1 dimensions"},
		"no dimension":            {file(1, "{'descr': '<f4', 'fortran_order': False, 'shape': ()}", four), true, "0 dimensions"},
		"whole numbers":           {file(1, "{'descr': '<i8', 'fortran_order': False, 'shape': (1, 2)}", four), true, "astype"},
		"Python objects":          {file(1, "{'descr': '|O', 'fortran_order': False, 'shape': (1, 2)}", four), true, "astype"},
		"records":                 {file(1, "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1, 2)}", four), true, "records"},
		"a key twice":             {file(1, "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)}", four), false, "twice"},
		"a key too few":           {file(1, "{'descr': '<f4', 'shape': (2, 2)}", four), false, "not all there"},
		"a key too many":          {file(1, "{'descr': '<f4', 'more': 'x', 'fortran_order': False, 'shape': (2, 2)}", four), false, "unknown key"},
		"more after it":           {file(1, good+"()", four), false, "more after"},
		"a string without end":    {file(1, "{'descr", four), false, "without an end"},
		"no boolean":              {file(1, "{'fortran_order': 0}", four), false, "neither True"},
	} {
		_, err := Read(bytes.NewReader(tt.file), Options{Name: "x.npy", Size: int64(len(tt.file))})
		var format *FormatError
		var unsupported *UnsupportedError
		if errors.As(err, &unsupported) != tt.unsupported || errors.As(err, &format) == tt.unsupported ||
			!strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "x.npy") {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
	broken := errors.New("the disk is broken")
	b := array(1, "<f4", false, 200, 200, make([]float32, 40_000))
	r := io.MultiReader(bytes.NewReader(b[:1000]), iotest.ErrReader(broken))
	if _, err := Read(r, Options{Name: "x.npy", Size: int64(len(b))}); !errors.Is(err, broken) {
		t.Errorf("a broken disk: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(array(1, "<f2", false, 2, 3, make([]float32, 6)), 0)
	f.Add(array(2, ">f4", true, 2, 3, make([]float32, 6)), 1)
	f.Add(array(3, "<f8", true, 3, 1, make([]float32, 3)), 9)
	f.Add(file(1, `{"shape": (2L, 2,), 'fortran_order':True,"descr":"<f2"}`, make([]byte, 8)), 0)
	f.Fuzz(func(t *testing.T, b []byte, limit int) {
		m, err := Read(bytes.NewReader(b), Options{Name: "fuzz", Size: int64(len(b)), Limit: max(0, limit)})
		if err != nil {
			var format *FormatError
			var unsupported *UnsupportedError
			if !errors.As(err, &format) && !errors.As(err, &unsupported) {
				t.Fatalf("error of no type: %v", err)
			}
			return
		}
		if m.Rows < 1 || m.Cols < 1 || len(m.Data) != m.Rows*m.Cols || 2*len(m.Data) > len(b) {
			t.Fatalf("%d×%d, %d numbers out of %d bytes", m.Rows, m.Cols, len(m.Data), len(b))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for _, fortran := range []bool{false, true} {
		file := array(1, "<f4", fortran, 100_000, 300, make([]float32, 30_000_000))
		b.Run(map[bool]string{true: "Fortran", false: "C"}[fortran], func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			for b.Loop() {
				if _, err := Read(bytes.NewReader(file), Options{Size: int64(len(file))}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func ExampleRead() {
	numbers := []byte{0, 0x3c, 0, 0xc0} // 1 and −2 in float16
	b := file(1, "{'descr': '<f2', 'fortran_order': False, 'shape': (1, 2), }", numbers)
	m, err := Read(bytes.NewReader(b), Options{Name: "small.npy", Size: int64(len(b))})
	if err != nil {
		panic(err)
	}
	fmt.Println(m.Rows, "×", m.Cols, m.Type, m.Data)
	// Output: 1 × 2 f2 [1 -2]
}
