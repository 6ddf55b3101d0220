package safetensors

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// folder is a new one with the given files.
func folder(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// written is a file of tensors.
func written(t *testing.T, tensors ...Tensor) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, nil, tensors); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSharded(t *testing.T) {
	dir := folder(t, map[string][]byte{
		IndexFile: []byte(`{"metadata":{"total_size":12},"weight_map":{"b":"model-1.safetensors","a":"model-2.safetensors","c":"model-1.safetensors"}}`),
		"model-1.safetensors": written(t,
			Tensor{Name: "b", DType: "F32", Shape: []int{1}, Data: []float32{2}},
			Tensor{Name: "c", DType: "F16", Shape: []int{1}, Data: []float32{3}}),
		"model-2.safetensors": written(t, Tensor{Name: "a", DType: "BF16", Shape: []int{1}, Data: []float32{1}}),
	})
	s, err := OpenSharded(filepath.Join(dir, IndexFile))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"a", "b", "c"} {
		if got := s.Tensors()[i].Name; got != want {
			t.Errorf("tensor %d is %s, want %s", i, got, want)
		}
		if _, data, err := s.Float32(want); err != nil || !slices.Equal(data, []float32{float32(i + 1)}) {
			t.Errorf("%s: %v, %v", want, data, err)
		}
	}
	var format *FormatError
	if _, _, err := s.Float32("d"); !errors.As(err, &format) {
		t.Errorf("a tensor of no file: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestShardedRefuses(t *testing.T) {
	one := written(t, Tensor{Name: "a", DType: "F32", Shape: []int{1}, Data: []float32{1}})
	for name, tt := range map[string]struct{ index, want string }{
		"nothing":                {``, "EOF"},
		"a list":                 {`[]`, "no JSON object"},
		"no tensors":             {`{"weight_map":{}}`, "no tensors"},
		"no map":                 {`{"metadata":{}}`, "no tensors"},
		"a tensor twice":         {`{"weight_map":{"a":"m.safetensors","a":"m.safetensors"}}`, "twice"},
		"a file in a folder":     {`{"weight_map":{"a":"../m.safetensors"}}`, "beside"},
		"a file from the root":   {`{"weight_map":{"a":"/etc/passwd"}}`, "beside"},
		"a file of another kind": {`{"weight_map":{"a":"m.bin"}}`, "beside"},
		"a number for a file":    {`{"weight_map":{"a":1}}`, "no text"},
		"a tensor elsewhere":     {`{"weight_map":{"b":"m.safetensors"}}`, `"b": is missing`},
		"a file that is missing": {`{"weight_map":{"a":"n.safetensors"}}`, "no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, map[string][]byte{IndexFile: []byte(tt.index), "m.safetensors": one})
			if _, err := OpenSharded(filepath.Join(dir, IndexFile)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want an error with %q", err, tt.want)
			}
		})
	}
}

// Numbers that lie as memory has them are those of the file itself; others are
// read. Both are the same numbers.
func TestOpenUsesNumbersInPlace(t *testing.T) {
	aligned := written(t, Tensor{Name: "a", DType: "F32", Shape: []int{3}, Data: []float32{1, -2, 3}})
	header := strings.TrimRight(string(aligned[8:len(aligned)-12]), " ")
	for len(header)%4 != 3 { // as in GPT-2's file, whose numbers begin at byte 14,291
		header += " "
	}
	unaligned := append(file(header, 0), aligned[len(aligned)-12:]...)
	for name, tt := range map[string]struct {
		file   []byte
		mapped bool
	}{"aligned": {aligned, true}, "unaligned": {unaligned, false}} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(filepath.Join(folder(t, map[string][]byte{"a.safetensors": tt.file}), "a.safetensors"))
			if err != nil {
				t.Fatal(err)
			}
			if canMap && (f.mapped != nil) != tt.mapped {
				t.Errorf("%d bytes are mapped", len(f.mapped))
			}
			_, data, err := f.Float32("a")
			if err != nil || !slices.Equal(data, []float32{1, -2, 3}) {
				t.Errorf("%v, %v", data, err)
			}
			if f.mapped != nil && &data[0] != &numbersIn(f.mapped[len(f.mapped)-12:])[0] {
				t.Error("the numbers were copied")
			}
			if err := f.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func FuzzReadIndex(f *testing.F) {
	f.Add([]byte(`{"metadata":{"total_size":1},"weight_map":{"a":"m.safetensors"}}`))
	f.Add([]byte(`{"weight_map":{"a":"..\\m.safetensors","b":null}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		files, err := ReadIndex(bytes.NewReader(text))
		if err != nil {
			return
		}
		for _, name := range files {
			if strings.ContainsAny(name, "/\x00") || !filepath.IsLocal(name) {
				t.Fatalf("the index leads to %q", name)
			}
		}
	})
}

func ExampleOpenSharded() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	for i, name := range []string{"model-1.safetensors", "model-2.safetensors"} {
		out, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			panic(err)
		}
		if err := Write(out, nil, []Tensor{{Name: fmt.Sprint(i), DType: "F32", Shape: []int{1}, Data: []float32{float32(i)}}}); err != nil {
			panic(err)
		}
		out.Close()
	}
	index := filepath.Join(dir, IndexFile)
	if err := os.WriteFile(index, []byte(`{"weight_map":{"0":"model-1.safetensors","1":"model-2.safetensors"}}`), 0o600); err != nil {
		panic(err)
	}
	s, err := OpenSharded(index)
	if err != nil {
		panic(err)
	}
	defer s.Close()
	_, numbers, err := s.Float32("1")
	fmt.Println(numbers, err)
	// Output: [1] <nil>
}
