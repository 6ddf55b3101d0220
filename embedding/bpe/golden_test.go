package bpe_test

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// testdata/golden.txt says where its ids come from.
func TestGolden(t *testing.T) {
	table, err := os.ReadFile("testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 3 {
			t.Fatalf("%q is not encoding, text and ids", line)
		}
		text, err := strconv.Unquote(fields[1])
		if err != nil {
			t.Fatalf("%s: %v", fields[1], err)
		}
		if got := ids(get(t, fields[0]).Encode(text)); got != fields[2] {
			t.Errorf("%s of %q: %s, want %s", fields[0], text, got, fields[2])
		}
		cases++
	}
	if cases == 0 {
		t.Error("the table is empty")
	}
}
