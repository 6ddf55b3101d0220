package motion_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"tokenscape/embedding"
	"tokenscape/embedding/wordvec"
	"tokenscape/web/motion"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// Word vectors have no blocks to go through, and the visitor is told so.
func TestWordVectorsDoNotMove(t *testing.T) {
	file := "king 1 0 0\nqueen 1 0.5 0\nman 0 0 1\nwoman 0.9 0.1 0\n"
	table, err := wordvec.Read(strings.NewReader(file), wordvec.Options{Name: "test", Size: int64(len(file))})
	if err != nil {
		t.Fatal(err)
	}
	m, err := embedding.New(embedding.Parts{Name: "words", Tokenizer: table.Vocabulary(), File: &embedding.File{Format: "test"},
		Rows: blas32.General{Rows: table.Rows(), Cols: table.Dim, Stride: table.Dim, Data: table.Data}})
	if err != nil {
		t.Fatal(err)
	}
	only := request.Only(m)
	for _, way := range []motion.Way{motion.Layers, motion.Tokens} {
		c, err := motion.Read(request.Read(httptest.NewRequest("GET", "/?way="+string(way), nil), only()), "king queen", 3)
		if err == nil {
			_, err = motion.New(only, scene.NewMaps(only)).Of(t.Context(), c)
		}
		if err == nil || request.FaultOf(err).Code != request.NoBlocks {
			t.Errorf("%s: %v, want no-blocks", way, err)
		}
	}
}
