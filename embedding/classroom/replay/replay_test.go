package replay

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/gpt"
	"tokenscape/embedding/safetensors"
)

const seed = 5

var (
	tokens = []embedding.TokenID{11, 262, 3290, 5822, 50256}
	shape  = gpt.Config{Vocab: len(tokens), Context: 4, Width: 8, Layers: 1, Heads: 2}
)

// model is a model on the given transformer.
func model(t testing.TB, transform *gpt.Transformer) *embedding.Model {
	t.Helper()
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		t.Fatal(err)
	}
	m, err := embedding.New(embedding.Parts{Name: "m", Tokenizer: encoding, Tokens: tokens, Seed: seed, Transform: transform})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// run is a training whose weights are drawn, four snapshots of it, and what
// W_E and W_P were at each.
func run(t testing.TB) (r *Replay, end *embedding.Model, states []*gpt.Transformer) {
	t.Helper()
	transform := embedding.Start(shape, seed, tokens)
	random := rand.New(rand.NewPCG(1, 2))
	r = &Replay{Weights: "abc", Losses: []Loss{{1, 3.5}, {40, 2.25}}}
	for i, step := range []int{0, 25, 50, 60} {
		if step > 0 {
			for _, data := range [][]float32{transform.TokenEmbedding(), transform.PositionEmbedding()} {
				for j := range data {
					data[j] += float32(random.NormFloat64() * 0.3)
				}
			}
			clear(transform.TokenEmbedding()[:shape.Width]) // a row of zeros
		}
		r.Snapshots = append(r.Snapshots, Take(step, step*16, 7-float64(i), float64(i)/4, transform))
		states = append(states, transform.Clone())
	}
	return r, model(t, transform), states
}

func encode(t testing.TB, r *Replay) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := Encode(&file, r); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestRoundTrip(t *testing.T) {
	want, m, states := run(t)
	got, err := Decode(encode(t, want), m)
	if err != nil {
		t.Fatal(err)
	}
	if got.Weights != want.Weights || !slices.Equal(got.Losses, want.Losses) || len(got.Snapshots) != len(want.Snapshots) {
		t.Fatalf("got %+v", got)
	}
	for i := range got.Snapshots {
		s, w := &got.Snapshots[i], want.Snapshots[i]
		if s.Step != w.Step || s.Tokens != w.Tokens || s.Loss != w.Loss || s.Purity != w.Purity {
			t.Errorf("snapshot %d: %+v", i, s)
		}
		we, wp := s.TokenEmbedding(), s.PositionEmbedding()
		if i == 0 || i == len(got.Snapshots)-1 {
			if !slices.Equal(we.Data, states[i].TokenEmbedding()) || !slices.Equal(wp.Data, states[i].PositionEmbedding()) {
				t.Errorf("snapshot %d is not bit for bit what it was", i)
			}
			continue
		}
		for row := range shape.Vocab {
			exact := states[i].TokenEmbedding()[row*shape.Width : (row+1)*shape.Width]
			var top float64
			for _, x := range exact {
				top = max(top, math.Abs(float64(x)))
			}
			for j, x := range exact {
				// Half a scale, and the rounding of float32 numbers beside it.
				if off := math.Abs(float64(we.Data[row*shape.Width+j] - x)); off > top/levels/2*1.001 {
					t.Errorf("step %d, row %d: off by %g, at most %g", s.Step, row, off, top/levels/2)
				}
			}
		}
		for j, x := range states[i].PositionEmbedding() {
			// float16 keeps 11 bits, and 2⁻²⁴ below its normal numbers.
			if off := math.Abs(float64(wp.Data[j] - x)); off > math.Max(math.Abs(float64(x))/2048, 1.0/(1<<25)) {
				t.Errorf("step %d, W_P[%d]: off by %g", s.Step, j, off)
			}
		}
	}
}

func TestGather(t *testing.T) {
	r, m, _ := run(t)
	got, err := Decode(encode(t, r), m)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got.Snapshots {
		s := &got.Snapshots[i]
		all := s.TokenEmbedding()
		some := s.Gather([]int{3, 0, 3})
		for at, row := range []int{3, 0, 3} {
			if !slices.Equal(vector(some, at), vector(all, row)) {
				t.Errorf("step %d: row %d of those gathered is not row %d", s.Step, at, row)
			}
		}
		some.Data[0]++
		s.PositionEmbedding().Data[0]++
		if !slices.Equal(s.TokenEmbedding().Data, all.Data) || s.PositionEmbedding().Data[0] == s.PositionEmbedding().Data[0]+1 {
			t.Errorf("step %d: what Gather gives is shared", s.Step)
		}
	}
	if m.PositionEmbedding().Data[0] != got.Snapshots[3].PositionEmbedding().Data[0] {
		t.Error("a copy of W_P is shared with the model")
	}
}

func vector(x blas32.General, i int) []float32 { return x.Data[i*x.Stride : i*x.Stride+x.Cols] }

// spoilt is the file of a run with the description or the tensors changed.
func spoilt(t testing.TB, change func(metadata map[string]string, tensors []safetensors.Tensor) []safetensors.Tensor) []byte {
	t.Helper()
	r, _, _ := run(t)
	data := encode(t, r)
	file, err := safetensors.Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var tensors []safetensors.Tensor
	for _, info := range file.Tensors() {
		tensor := safetensors.Tensor{Name: info.Name, DType: info.DType, Shape: info.Shape}
		if info.DType == "I8" {
			_, tensor.Int8, err = file.Int8(info.Name)
		} else {
			_, tensor.Data, err = file.Float32(info.Name)
		}
		if err != nil {
			t.Fatal(err)
		}
		tensors = append(tensors, tensor)
	}
	var b bytes.Buffer
	if err := safetensors.Write(&b, file.Metadata, change(file.Metadata, tensors)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// described has one piece of the description replaced.
func described(t testing.TB, old, with string) []byte {
	return spoilt(t, func(metadata map[string]string, tensors []safetensors.Tensor) []safetensors.Tensor {
		changed := strings.Replace(metadata[metadataKey], old, with, 1)
		if changed == metadata[metadataKey] {
			t.Fatalf("%q is not in %s", old, changed)
		}
		metadata[metadataKey] = changed
		return tensors
	})
}

func TestDecodeRefuses(t *testing.T) {
	r, m, _ := run(t)
	whole := encode(t, r)
	wide := model(t, embedding.Start(gpt.Config{Vocab: len(tokens), Context: 4, Width: 16, Layers: 1, Heads: 2}, seed, tokens))
	far := model(t, embedding.Start(gpt.Config{Vocab: len(tokens), Context: 5, Width: 8, Layers: 1, Heads: 2}, seed, tokens))
	for name, tt := range map[string]struct {
		data []byte
		m    *embedding.Model
		want string
	}{
		"nothing":               {nil, m, "too few"},
		"half a file":           {whole[:len(whole)/2], m, "replay"},
		"no description":        {bytes.Replace(whole, []byte(`"replay":`), []byte(`"repeat":`), 1), m, "metadata"},
		"a model of other D":    {whole, wide, "shape"},
		"a model of other n":    {whole, far, "W_P"},
		"one snapshot":          {described(t, `"snapshots":[`, `"snapshots":[],"other":[`), m, "at least 2"},
		"a step less":           {described(t, `{"step":25,"tokens":400,"loss":6,"purity":0.25},`, ``), m, "tensors"},
		"no start":              {described(t, `"step":0`, `"step":1`), m, "go up"},
		"steps that go back":    {described(t, `"step":50`, `"step":20`), m, "go up"},
		"tokens that go back":   {described(t, `"tokens":800`, `"tokens":1`), m, "go up"},
		"a step without tensor": {described(t, `"step":50`, `"step":51`), m, "missing"},
		"a negative loss":       {described(t, `"loss":6`, `"loss":-6`), m, "loss"},
		"an endless loss":       {described(t, `"loss":6`, `"loss":1e99`), m, "loss"},
		"a purity past 1":       {described(t, `"purity":0.25`, `"purity":1.25`), m, "purity"},
		"losses that go back":   {described(t, `"step":40`, `"step":1`), m, "go up"},
		"losses past the end":   {described(t, `"step":40`, `"step":61`), m, "go up"},
		"a scale of infinity": {spoilt(t, func(_ map[string]string, l []safetensors.Tensor) []safetensors.Tensor {
			for i := range l {
				if strings.HasSuffix(l[i].Name, "scales") {
					l[i].Data[0] = float32(math.Inf(1))
				}
			}
			return l
		}), m, "Inf"},
		"a scale that is too large": {spoilt(t, func(_ map[string]string, l []safetensors.Tensor) []safetensors.Tensor {
			for i := range l {
				if strings.HasSuffix(l[i].Name, "scales") {
					l[i].Data[0] = math.MaxFloat32 / 2
				}
			}
			return l
		}), m, "Inf"},
		"a position of none": {spoilt(t, func(_ map[string]string, l []safetensors.Tensor) []safetensors.Tensor {
			for i := range l {
				if strings.HasSuffix(l[i].Name, "wpe") {
					l[i].Data[0] = float32(math.NaN())
				}
			}
			return l
		}), m, "NaN"},
		"a tensor too many": {spoilt(t, func(_ map[string]string, l []safetensors.Tensor) []safetensors.Tensor {
			return append(l, safetensors.Tensor{Name: "more", DType: "F32", Shape: []int{0}})
		}), m, "tensors"},
		"codes of another type": {spoilt(t, func(_ map[string]string, l []safetensors.Tensor) []safetensors.Tensor {
			for i := range l {
				if strings.HasSuffix(l[i].Name, "codes") {
					l[i].DType, l[i].Data = "F32", make([]float32, len(l[i].Int8))
				}
			}
			return l
		}), m, "codes"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Decode(tt.data, tt.m); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Decode: %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestEncodeRefuses(t *testing.T) {
	r, _, _ := run(t)
	for name, spoil := range map[string]func(*Replay){
		"a run without steps": func(r *Replay) { r.Snapshots = r.Snapshots[:1] },
		"too many losses":     func(r *Replay) { r.Losses = make([]Loss, MaxLosses+1) },
		"a loss of none":      func(r *Replay) { r.Losses = []Loss{{1, math.NaN()}} },
	} {
		t.Run(name, func(t *testing.T) {
			spoilt := *r
			spoil(&spoilt)
			if err := Encode(new(bytes.Buffer), &spoilt); err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestSteps(t *testing.T) {
	for total, want := range map[int][]int{
		1:    {0, 1},
		25:   {0, 25},
		60:   {0, 25, 50, 60},
		5000: {0, 25, 50, 100, 150, 200, 300, 400, 700, 1000, 2000, 4000, 5000},
	} {
		if got := Steps(total); !slices.Equal(got, want) {
			t.Errorf("Steps(%d) = %v, want %v", total, got, want)
		}
	}
}

func TestThin(t *testing.T) {
	for name, tt := range map[string]struct {
		losses []float64
		n      int
		want   []Loss
	}{
		"nothing":             {nil, 3, nil},
		"fewer than allowed":  {[]float64{5, 4, 3}, 100, []Loss{{1, 5}, {2, 4}, {3, 3}}},
		"means between steps": {[]float64{9, 8, 7, 6, 5, 4, 3, 2, 1}, 3, []Loss{{1, 9}, {4, 7}, {9, 3}}},
		"one point":           {[]float64{4, 2}, 1, []Loss{{2, 3}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Thin(tt.losses, tt.n); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
	losses := make([]float64, 12_345)
	if thin := Thin(losses, MaxLosses); len(thin) > MaxLosses || thin[len(thin)-1].Step != len(losses) {
		t.Errorf("%d points to step %d", len(thin), thin[len(thin)-1].Step)
	}
}

func FuzzDecode(f *testing.F) {
	r, m, _ := run(f)
	f.Add(encode(f, r))
	f.Add(described(f, `"step":25`, `"step":26`))
	f.Add([]byte("12345678"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Decode(data, m)
		if err != nil {
			return
		}
		for i := range got.Snapshots {
			s := &got.Snapshots[i]
			for _, x := range append(s.TokenEmbedding().Data, s.PositionEmbedding().Data...) {
				if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
					t.Fatalf("step %d holds %v", s.Step, x)
				}
			}
		}
	})
}
