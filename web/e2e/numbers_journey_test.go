package e2e

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
)

// TestJourneyNumbers reads the ids, all colours of all strips (the nearest of 17
// steps), all numbers of each token (three decimals), the probabilities (one decimal
// of a hundredth) and scores (three decimals), and what the map keeps.
func TestJourneyNumbers(t *testing.T) {
	v := called[vectors](t, "embed", "text", sentence)
	b := open(t, 1280, 900)
	for at := range v.Tokens {
		b.visit(path("/", "text", sentence, "at", strconv.Itoa(at+1), "lang", "en"))
		var want [][]string
		for j := range v.Dim {
			token := v.Tokens[at]
			want = append(want, []string{strconv.Itoa(j), three(float64(token.Token[j])), three(float64(token.Place[j])), three(float64(token.Input[j]))})
		}
		same(t, fmt.Sprint("numbers of token ", at+1), b.cells("#numbers table"), want)
	}
	var ids []string
	var rows [][]float32
	top := 0.
	for _, token := range v.Tokens {
		ids = append(ids, shown(token.Text)+" "+strconv.Itoa(token.ID))
		rows = append(rows, token.Token, token.Place, token.Input)
	}
	for _, row := range rows {
		for _, x := range row {
			top = max(top, math.Abs(float64(x)))
		}
	}
	same(t, "tokens", eval[[]string](b, `[...document.querySelectorAll("section:nth-of-type(2) .chips .chip")].map(c => [...c.children].map(p => p.textContent).join(" "))`), ids)
	var colours []string
	for _, row := range rows {
		var levels []string
		for _, x := range row {
			levels = append(levels, strconv.Itoa(8+int(math.Round(float64(x)/top*8))))
		}
		colours = append(colours, strings.Join(levels, " "))
	}
	same(t, "strips", eval[[]string](b, strips(".vectors .strip svg")), colours)
	b.says(".step .note", "±"+three(top))

	type next struct {
		Next []struct {
			ID                 int
			Text               string
			Probability, Logit float64
		}
	}
	for _, warmth := range []string{"0.3", "1", "3"} {
		b.visit(path("/", "text", sentence, "temperature", warmth, "lang", "en"))
		got := b.cells("table.next")
		p := called[next](t, "predict", "text", sentence, "k", strconv.Itoa(len(got)), "temperature", warmth)
		var want [][]string
		for _, n := range p.Next {
			want = append(want, []string{shown(n.Text) + " " + strconv.Itoa(n.ID), "", hundredths(n.Probability), three(float64(float32(n.Logit)))})
		}
		same(t, "next tokens at temperature "+warmth, got, want)
	}

	m := called[projected](t, "projection", "text", sentence, "rows", "unit")
	b.says("figcaption", fmt.Sprintf("PCA fitted on %d tokens of classroom.", m.FittedOn))
	b.says("figcaption", fmt.Sprintf("keeps %s of", hundredths(m.Ratio[0]+m.Ratio[1])))
}

// strips reads the colours of strips back: of each its levels from 0 to 16, in order.
func strips(selector string) string {
	return fmt.Sprintf(`[...document.querySelectorAll(%q)].map(svg => {
		const levels = []
		for (const p of svg.querySelectorAll("path")) for (const [, at] of p.getAttribute("d").matchAll(/M(\d+) 0h1v1h-1z/g)) levels[at] = p.getAttribute("class").slice(1)
		return levels.join(" ")
	})`, selector)
}
