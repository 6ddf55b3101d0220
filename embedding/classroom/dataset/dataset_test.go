package dataset

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom/corpus"
)

// parts is what a dataset is made of, made once for all tests.
var parts = sync.OnceValues(func() (*corpus.Corpus, *bpe.Encoding) {
	sentences, err := corpus.Load()
	if err != nil {
		panic(err)
	}
	encoding, err := bpe.Get("r50k_base")
	if err != nil {
		panic(err)
	}
	return sentences, encoding
})

// documents are enough for each word of the lexicon to be no rare one.
const documents = 50_000

var tokenized = sync.OnceValues(func() (*Dataset, error) {
	sentences, encoding := parts()
	return Tokenize(sentences, encoding, 1, documents)
})

func load(t testing.TB) *Dataset {
	t.Helper()
	d, err := tokenized()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCounts(t *testing.T) {
	d := &Dataset{Tokens: []embedding.TokenID{1, 5, 9}, Rows: []int32{0, 2, 2, 0, 1}, Training: 4}
	if got := d.Counts(); !slices.Equal(got, []int{2, 0, 2}) {
		t.Errorf("%v of the rows before the last", got)
	}
}

func TestNoRareTokenIsLeft(t *testing.T) {
	d := load(t)
	count := make([]int, len(d.Tokens))
	for _, row := range d.Rows {
		count[row]++
	}
	for row, n := range count {
		if n < Rare && row != len(count)-1 { // the last is the end of text
			t.Errorf("token %d is seen %d times", d.Tokens[row], n)
		}
	}
	if d.Training <= 0 || d.Training >= len(d.Rows) || len(d.Starts) != d.Kept {
		t.Errorf("%d of %d rows to learn from, %d starts of %d documents", d.Training, len(d.Rows), len(d.Starts), d.Kept)
	}
}

// The rows say the documents again, each followed by the end of text.
func TestRowsAreTheDocuments(t *testing.T) {
	d := load(t)
	sentences, encoding := parts()
	generated := make(map[string]bool)
	for text := range sentences.Generate(1, documents) {
		generated[text] = true
	}
	for i, start := range d.Starts {
		end := len(d.Rows)
		if i+1 < len(d.Starts) {
			end = d.Starts[i+1]
		}
		var text strings.Builder
		for _, row := range d.Rows[start:end] {
			bytes, _ := encoding.Bytes(d.Tokens[row])
			text.WriteString(bytes)
		}
		document, ok := strings.CutSuffix(text.String(), bpe.EndOfText)
		if !ok || !generated[document] {
			t.Fatalf("document %d is %q: none of those generated", i, text.String())
		}
	}
	if want := sentences.Hash(1, documents); d.Hash != want {
		t.Errorf("hash %s, want %s", d.Hash, want)
	}
	for row, id := range d.Tokens {
		if got, ok := d.Row(id); !ok || got != row {
			t.Fatalf("token %d has row %d, %v, want %d", id, got, ok, row)
		}
	}
}

func TestTokenizeRefusesTooLittle(t *testing.T) {
	sentences, encoding := parts()
	if _, err := Tokenize(sentences, encoding, 1, 60); err == nil {
		t.Error("60 documents hold only rare tokens, and there is no error")
	}
}

func TestCategoriesHaveRows(t *testing.T) {
	d := load(t)
	sentences, encoding := parts()
	categories := d.Categories(sentences, encoding)
	if len(categories) < 15 {
		t.Errorf("%d categories", len(categories))
	}
	for _, c := range categories {
		for _, id := range c.Tokens {
			if _, ok := d.Row(id); !ok {
				t.Errorf("%s: token %d has no row", c.Name, id)
			}
		}
	}
}

// Of the lexicon's pairs those stay whose words are both read as one token that
// the text holds, with what the lexicon says of them.
func TestRelationsAreOfTheText(t *testing.T) {
	d := load(t)
	sentences, encoding := parts()
	held := make(map[int32]bool)
	for _, row := range d.Rows {
		held[row] = true
	}
	token := func(word string) (embedding.TokenID, bool) {
		read := encoding.Encode(" " + word)
		row, ok := d.Row(read[0].ID)
		return read[0].ID, ok && len(read) == 1 && held[int32(row)]
	}
	var want []embedding.Relation
	left, apart := 0, 0
	for _, relation := range sentences.Relations() {
		r := embedding.Relation{Name: relation.Name}
		for _, p := range relation.Pairs {
			from, okFrom := token(p.From)
			to, okTo := token(p.To)
			if !okFrom || !okTo {
				left++
				continue
			}
			if p.HeldOut {
				apart++
			}
			r.Pairs = append(r.Pairs, embedding.Pair{From: from, To: to, HeldOut: p.HeldOut})
		}
		want = append(want, r)
	}
	if got := d.Relations(sentences, encoding); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if left == 0 || apart == 0 {
		t.Errorf("%d pairs are left out and %d held out: too few to tell", left, apart)
	}
}

func TestWindows(t *testing.T) {
	d := load(t)
	const batch, length, batches = 4, 16, 200
	draw := func(seed uint64) (all []int32) {
		w, err := d.Windows(seed, batch, length)
		if err != nil {
			t.Fatal(err)
		}
		for range batches {
			inputs, targets := w.Next()
			if len(inputs) != batch*length || len(targets) != batch*length {
				t.Fatalf("%d inputs and %d targets", len(inputs), len(targets))
			}
			for i := range batch {
				if at := i * length; !slices.Equal(inputs[at+1:at+length], targets[at:at+length-1]) {
					t.Fatal("targets are not the inputs, one token later")
				}
			}
			all = append(all, inputs...)
		}
		return all
	}
	first := draw(1)
	if !slices.Equal(first, draw(1)) {
		t.Error("a seed draws other windows the second time")
	}
	if slices.Equal(first, draw(2)) {
		t.Error("two seeds draw the same windows")
	}
	if _, err := d.Windows(1, 1<<12, 1<<12); err == nil {
		t.Error("the text cannot fill a batch of 4096×4096, and there is no error")
	}
}

// Half of the windows, give or take the tenth that chance allows, begin with
// a document.
func TestWindowsBeginWithDocuments(t *testing.T) {
	d := load(t)
	first := make(map[[3]int32]bool)
	for _, at := range d.Starts {
		first[[3]int32(d.Rows[at:])] = true
	}
	w, err := d.Windows(1, 10, 16)
	if err != nil {
		t.Fatal(err)
	}
	begin, all := 0, 0
	for range 100 {
		inputs, _ := w.Next()
		for i := range 10 {
			if all++; first[[3]int32(inputs[i*16:])] {
				begin++
			}
		}
	}
	if share := float64(begin) / float64(all); share < 0.4 {
		t.Errorf("%.2f of the windows begin as a document does", share)
	}
}

func TestValidationIsNeverLearntFrom(t *testing.T) {
	d := load(t)
	w, err := d.Windows(1, 2, 16)
	if err != nil {
		t.Fatal(err)
	}
	at := d.Training
	for inputs, targets := range w.Validation() {
		if !slices.Equal(inputs, d.Rows[at:at+32]) || !slices.Equal(targets, d.Rows[at+1:at+33]) {
			t.Fatalf("not the rows from %d on", at)
		}
		at += 32
	}
	if len(d.Rows)-at > 32 {
		t.Errorf("%d rows are left out", len(d.Rows)-at)
	}
}

func BenchmarkTokenize(b *testing.B) {
	sentences, encoding := parts()
	for b.Loop() {
		d, err := Tokenize(sentences, encoding, 1, documents)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(d.Rows)), "tokens")
	}
}
