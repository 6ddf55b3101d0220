package wordvec

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestProjector(t *testing.T) {
	// The example of github.com/tensorflow/embedding-projector-standalone, its
	// paths made local.
	got, err := Projector(strings.NewReader(`{"embeddings": [
		{"tensorName": "My tensor", "tensorShape": [1000, 50], "tensorPath": "data/tensors.tsv", "metadataPath": "data/metadata.tsv", "sprite": {"imagePath": "x"}},
		{"tensorName": "raw", "tensorPath": "tensor.bytes"}]}`), "projector_config.json")
	want := []Tensor{{"My tensor", []int{1000, 50}, "data/tensors.tsv", "data/metadata.tsv"}, {Name: "raw", Path: "tensor.bytes"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
}

func TestProjectorRefuses(t *testing.T) {
	entry := `{"embeddings": [{"tensorName": "a", "tensorPath": "a.tsv"%s}]}`
	for name, tt := range map[string]struct{ config, want string }{
		"no JSON":            {"tensors", "broken JSON"},
		"another type":       {`{"embeddings": [{"tensorPath": 5}]}`, "broken JSON"},
		"no embeddings":      {"{}", "names no embeddings"},
		"too many":           {`{"embeddings": [` + strings.Repeat(`{"tensorPath":"a"},`, MaxTensors) + `{"tensorPath":"a"}]}`, "at most 20"},
		"no path":            {`{"embeddings": [{"tensorName": "a"}]}`, "no tensorPath"},
		"the network":        {`{"embeddings": [{"tensorPath": "https://example.com/a.tsv"}]}`, "network"},
		"another directory":  {`{"embeddings": [{"tensorPath": "../a.tsv"}]}`, "elsewhere"},
		"an absolute path":   {fmt.Sprintf(entry, `, "metadataPath": "/etc/passwd"`), "elsewhere"},
		"a shape of three":   {fmt.Sprintf(entry, `, "tensorShape": [1, 2, 3]`), "tensorShape"},
		"a negative shape":   {fmt.Sprintf(entry, `, "tensorShape": [-1, 2]`), "tensorShape"},
		"a shape too large":  {fmt.Sprintf(entry, `, "tensorShape": [9223372036854775807, 16384]`), "tensorShape"},
		"longer than it may": {strings.Repeat(" ", MaxConfig+1), "longer than"},
	} {
		_, err := Projector(strings.NewReader(tt.config), "projector_config.json")
		var format *FormatError
		var unsupported *UnsupportedError
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "projector_config.json") ||
			!errors.As(err, &format) && !errors.As(err, &unsupported) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

func TestRawFloats(t *testing.T) {
	_, data := sample(300, 70)
	var file bytes.Buffer
	binary.Write(&file, binary.LittleEndian, data)
	size := int64(file.Len())
	got, err := RawFloats(bytes.NewReader(file.Bytes()), Options{Name: "t", Size: size}, []int{300, 70})
	if err != nil || got.Format != Bytes || !got.Exact || got.Dim != 70 || !slices.Equal(got.Data, data) {
		t.Fatalf("%v", err)
	}
	if got, err = RawFloats(bytes.NewReader(file.Bytes()), Options{Name: "t", Size: size, Limit: 2}, []int{300, 70}); err != nil || !slices.Equal(got.Data, data[:140]) {
		t.Errorf("limited: %v", err)
	}
	for name, shape := range map[string][]int{"no shape": nil, "another shape": {300, 71}} {
		if _, err := RawFloats(bytes.NewReader(file.Bytes()), Options{Name: "t", Size: size}, shape); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	bad := binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(math.NaN())))
	if _, err := RawFloats(bytes.NewReader(bad), Options{Name: "t", Size: 4}, []int{1, 1}); err == nil || !strings.HasPrefix(err.Error(), "t: ") {
		t.Errorf("NaN: %v", err)
	}
}

func FuzzProjector(f *testing.F) {
	f.Add([]byte(`{"embeddings": [{"tensorName": "a", "tensorPath": "a.tsv", "tensorShape": [1, 2]}]}`))
	f.Fuzz(func(t *testing.T, config []byte) {
		tensors, err := Projector(bytes.NewReader(config), "fuzz")
		if err == nil && len(tensors) == 0 {
			t.Fatal("no tensors and no error")
		}
	})
}
