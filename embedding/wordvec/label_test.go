package wordvec

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestLabels(t *testing.T) {
	for name, tt := range map[string]struct {
		file    string
		rows    int
		limited bool
		want    []string
	}{
		"one a line":            {"king\nqueen\n", 2, false, []string{"king", "queen"}},
		"no last line feed":     {"king\r\nqueen", 2, false, []string{"king", "queen"}},
		"spaces belong to them": {"ice cream\n. . .\n", 2, false, []string{"ice cream", ". . ."}},
		"an empty word":         {"king\n\nqueen\n", 3, false, []string{"king", "", "queen"}},
		"blank at the end":      {"king\nqueen\n\n", 2, false, []string{"king", "queen"}},
		"a BOM":                 {"\ufeffking\n", 1, false, []string{"king"}},
		"columns":               {"id\tWord\n1\tking\n2\tqueen\n", 2, false, []string{"king", "queen"}},
		"columns of no name":    {"a\tb\nking\t1\nqueen\t2\n", 2, false, []string{"king", "queen"}},
		"the first ones":        {"a\nb\nc\n", 2, true, []string{"a", "b"}},
		"packed":                {string(packed([]byte("a\nb\n"))), 2, false, []string{"a", "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Labels(strings.NewReader(tt.file), "test", tt.rows, tt.limited)
			if err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("%q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestLabelsRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		file string
		line int64
		want string
	}{
		"too few":           {"a\n", 0, "1 words for 2 rows"},
		"too many":          {"a\nb\nc\n", 3, "more lines than the 2 rows"},
		"a column too few":  {"id\tword\n1\ta\n2\n", 3, "1 columns where 2"},
		"a word too long":   {strings.Repeat("x", MaxWord+1) + "\nb\n", 1, "at most 1024"},
		"a line too long":   {"a\n" + strings.Repeat("x", MaxLine+1), 2, "longer than"},
		"packed, and ended": {string(packed([]byte("a\nb\n"))[:12]), 0, "ends early"},
	} {
		_, err := Labels(strings.NewReader(tt.file), "words.txt", 2, false)
		var format *FormatError
		if !errors.As(err, &format) || format.File != "words.txt" || format.Line != tt.line || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q in line %d", name, err, tt.want, tt.line)
		}
	}
}

func TestNameLeavesOut(t *testing.T) {
	table, err := Floats(TabTable, []float32{1, 2, 3, 4, 5, 6, 7, 8}, 2, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := table.Name([]string{"a", "", "a", "b\xff"}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(table.Words, []string{"a", "b\xff"}) || !slices.Equal(table.Data, []float32{1, 2, 7, 8}) ||
		table.Empty != 1 || table.Repeated != 1 || table.NotUTF8 != 1 {
		t.Errorf("%+v", table)
	}
	if err := table.Name([]string{"a", "b"}); err == nil {
		t.Error("named twice")
	}
	none, _ := Floats(TabTable, []float32{1}, 1, true)
	if err := none.Name([]string{""}); err == nil {
		t.Error("a table of no words")
	}
}

func TestNumberNamesRows(t *testing.T) {
	table, err := Floats(TabTable, []float32{1, 2, 3, 4}, 2, true)
	if err != nil {
		t.Fatal(err)
	}
	table.Number()
	if !slices.Equal(table.Words, []string{"#0", "#1"}) {
		t.Errorf("%q", table.Words)
	}
}

func FuzzLabels(f *testing.F) {
	f.Add([]byte("id\tword\n1\tking\n"), 1)
	f.Add([]byte("a\nb\n"), 2)
	f.Fuzz(func(t *testing.T, file []byte, rows int) {
		rows = max(0, min(rows, 100))
		words, err := Labels(strings.NewReader(string(file)), "fuzz", rows, false)
		if err == nil && len(words) != rows {
			t.Fatalf("%d words, want %d", len(words), rows)
		}
	})
}
