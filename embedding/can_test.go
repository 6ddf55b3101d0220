package embedding_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
	"tokenscape/embedding/wordvec"
)

// wordModel is a table of a few words whose vectors show what is nearest.
func wordModel(t *testing.T) *embedding.Model {
	t.Helper()
	file := "king 1 0 0\nqueen 1 0.5 0\nnew_york 0 0 1\n国王 0.9 0.1 0\n"
	table, err := wordvec.Read(strings.NewReader(file), wordvec.Options{Name: "test", Size: int64(len(file))})
	if err != nil {
		t.Fatal(err)
	}
	m, err := embedding.New(embedding.Parts{Name: "words", Tokenizer: table.Vocabulary(), File: &embedding.File{Format: "test"},
		Rows: blas32.General{Rows: table.Rows(), Cols: table.Dim, Stride: table.Dim, Data: table.Data}})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWordVectorsHaveNoPositionsAndBlocks(t *testing.T) {
	m := wordModel(t)
	if m.HasPosition() || m.HasBlocks() || m.Context() != 0 || m.Layers() != 0 || m.Heads() != 0 || m.Transformer() != nil || m.Window() != embedding.MaxWords {
		t.Errorf("positions %v, blocks %v, context %d, layers %d × %d, window %d", m.HasPosition(), m.HasBlocks(), m.Context(), m.Layers(), m.Heads(), m.Window())
	}
	if m.Vocab() != 4 || m.Dim() != 3 || m.Parameters() != 12 || m.File().Format != "test" {
		t.Errorf("%d×%d, %d weights", m.Vocab(), m.Dim(), m.Parameters())
	}
	if classroom := classroomModel(t); !classroom.HasPosition() || !classroom.HasBlocks() || classroom.Window() != classroom.Context() || classroom.File() != nil {
		t.Error("the classroom model lacks something")
	}

	s := m.Embed("The King of New York, 国王!")
	var got []string
	for _, token := range s.Tokens {
		row, trained := m.TokenVector(token.ID)
		if !trained || !token.Trained || token.PositionVector != nil || &token.InputVector[0] != &row[0] {
			t.Errorf("%s: trained %v, position %v, input %v", token.Bytes, trained, token.PositionVector, token.InputVector)
		}
		got = append(got, token.Bytes)
	}
	if !slices.Equal(got, []string{"king", "new_york", "国王"}) {
		t.Errorf("tokens %q", got)
	}
	var unknown []string
	for _, span := range s.Unknown {
		unknown = append(unknown, "The King of New York, 国王!"[span.Start:span.End])
	}
	if !slices.Equal(unknown, []string{"The", "of", ",", "!"}) {
		t.Errorf("unknown %q", unknown)
	}

	long := m.Embed(strings.Repeat("king ", embedding.MaxWords+5))
	if len(long.Tokens) != embedding.MaxWords || len(long.Dropped) != 5 || len(long.Unknown) != 0 {
		t.Errorf("%d words of a long text, %d dropped, %d unknown", len(long.Tokens), len(long.Dropped), len(long.Unknown))
	}

	for name, run := range map[string]func() error{
		"Predict":       func() error { _, err := m.Predict(s, 1, 1); return err },
		"Next":          func() error { _, err := m.Next(s, embedding.Sampling{Temperature: 1}); return err },
		"HiddenStates":  func() error { _, err := m.HiddenStates(s); return err },
		"Inside":        func() error { _, err := m.Inside(s); return err },
		"ThroughBlocks": func() error { _, err := m.ThroughBlocks(s, 0, 1); return err },
		"AlongText":     func() error { _, err := m.AlongText(s, 0, 1); return err },
		"Generate": func() error {
			for _, err := range m.Generate(s, 1, false, embedding.Sampling{Temperature: 1}) {
				return err
			}
			return nil
		},
	} {
		if err := run(); !errors.Is(err, embedding.ErrNoBlocks) {
			t.Errorf("%s: %v, want ErrNoBlocks", name, err)
		}
	}
}

func TestWordsAreFound(t *testing.T) {
	m := wordModel(t)
	for word, want := range map[string]string{"king": "king", "King": "king", " king": "king", "New York": "new_york", "id:1": "queen", "kings": "", "": "", "id:9": ""} {
		id, ok := m.Word(word)
		if ok != (want != "") || ok && m.Text(id) != want {
			t.Errorf("%q is %q, %v", word, m.Text(id), ok)
		}
	}
	id, _ := m.Word("king")
	v, _ := m.TokenVector(id)
	near := m.Nearest(v, embedding.Search{K: 2, Without: []embedding.TokenID{id}})
	if m.Text(near[0].ID) != "国王" || m.Text(near[1].ID) != "queen" {
		t.Errorf("nearest to king: %v", near)
	}
}

func TestNewRefusesMatrices(t *testing.T) {
	words := wordModel(t)
	rows := words.TokenEmbedding()
	for name, parts := range map[string]embedding.Parts{
		"no W_E":                  {},
		"a W_P of another length": {Rows: rows, Positions: blas32.General{Rows: 2, Cols: 2, Stride: 2, Data: make([]float32, 4)}},
		"W_E twice":               {Rows: rows, Transform: gpt.New(gpt.Config{Vocab: 4, Context: 2, Width: 4, Layers: 1, Heads: 1}, 1)},
	} {
		parts.Tokenizer = words.Tokenizer()
		if _, err := embedding.New(parts); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	m, err := embedding.New(embedding.Parts{Tokenizer: words.Tokenizer(), Rows: rows, Positions: blas32.General{Rows: 2, Cols: 3, Stride: 3, Data: []float32{1, 2, 3, 4, 5, 6}}})
	if err != nil {
		t.Fatal(err)
	}
	s := m.Embed("queen king queen")
	if len(s.Dropped) != 1 || !slices.Equal(s.Tokens[1].InputVector, []float32{5, 5.5, 6}) {
		t.Errorf("with positions and without blocks: %d dropped, %v", len(s.Dropped), s.Tokens)
	}
}
