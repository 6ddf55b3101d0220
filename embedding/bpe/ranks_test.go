package bpe

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/pkoukk/tiktoken-go-loader/assets"
)

// bytesOnly lists the 256 single bytes, the least that a list holds.
func bytesOnly() string {
	var b strings.Builder
	for i := range 256 {
		fmt.Fprintf(&b, "%s %d\n", base64.StdEncoding.EncodeToString([]byte{byte(i)}), i)
	}
	return b.String()
}

func TestParseRanksRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ list, want string }{
		"nothing":         {"", "byte 0x00"},
		"no rank":         {"YQ==\n", "line 1"},
		"a negative rank": {"YQ== -1\n", "line 1"},
		"a huge rank":     {"YQ== 999999999999\n", "line 1"},
		"no base64":       {"?? 1\n", "line 1"},
		"a rank twice":    {"YQ== 1\nYg== 1\n", "line 2"},
		"a token twice":   {"YQ== 1\nYQ== 2\n", "line 2"},
		"an empty token":  {" 1\n", "line 1"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := parseRanks([]byte(tt.list)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("parseRanks: %v, want an error with %q", err, tt.want)
			}
		})
	}
	if _, err := parseRanks([]byte(bytesOnly())); err != nil {
		t.Errorf("the 256 bytes are a list: %v", err)
	}
}

func FuzzParseRanks(f *testing.F) {
	f.Add([]byte(bytesOnly()))
	f.Add([]byte("YQ== 1\n"))
	f.Fuzz(func(t *testing.T, list []byte) {
		if r, err := parseRanks(list); err == nil && len(r.ids) < 256 {
			t.Fatalf("%d tokens cannot encode all bytes", len(r.ids))
		}
	})
}

func BenchmarkParseRanks(b *testing.B) {
	for _, e := range encodings {
		list, err := assets.Assets.ReadFile(e.name + ".tiktoken")
		if err != nil {
			b.Fatal(err)
		}
		b.Run(e.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := parseRanks(list); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
