package e2e

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
)

// TestReplayNumbers goes through all snapshots of the pretraining and reads what was
// measured at each: as the server writes it, and as the script does when it plays.
func TestReplayNumbers(t *testing.T) {
	type replay struct {
		FittedOn  int `json:"fitted_on"`
		Snapshots []struct {
			Step, Tokens int
			Loss, Purity float64
			Ratio        []float64 `json:"explained_variance_ratio"`
			Relations    []struct {
				Name string
				Mean *float64 `json:"mean_cosine"`
			}
		}
	}
	r := called[replay](t, "training/replay", "rows", "unit")
	b := open(t, 1280, 900)
	readings := `Object.fromEntries([...document.querySelectorAll("training-replay [data-value]")].map(e => [e.dataset.value, e.textContent.trim()]))`
	b.show(path("/train", "lang", "en"))
	for i, s := range r.Snapshots {
		want := map[string]string{"step": thousands(s.Step), "tokens": thousands(s.Tokens), "loss": three(s.Loss), "doubt": decimals(math.Exp(s.Loss), 1),
			"purity": three(s.Purity), "kept": hundredths(s.Ratio[0] + s.Ratio[1])}
		for _, p := range s.Relations {
			if p.Mean != nil {
				want["parallel-"+p.Name] = three(*p.Mean)
			}
		}
		check := func(by string, got map[string]string) {
			for name, value := range want {
				if got[name] != value {
					t.Errorf("step %d by the %s: %s is %q on the page, %q in the API", s.Step, by, name, got[name], value)
				}
			}
		}
		eval[any](b, fmt.Sprintf(`void (slider => { slider.value = %d; slider.dispatchEvent(new Event("input", { bubbles: true })) })(document.querySelector("training-replay .player input[type=range]"))`, i))
		b.until(fmt.Sprintf(`document.querySelector('training-replay [data-value="step"]').textContent.trim() === %q`, thousands(s.Step)))
		check("script", eval[map[string]string](b, readings))
		page := fetched(t, path("/train", "lang", "en", "step", strconv.Itoa(s.Step)))
		check("server", page)
	}
	b.says("training-replay figcaption, #replay", fmt.Sprintf("PCA fitted on %d tokens of classroom.", r.FittedOn))

	// One step seen closely: every place of the sentence, before and after.
	type guess struct {
		ID          int
		Text        string
		Probability float64
	}
	type step struct {
		Losses    []float64
		Others    float64 `json:"others_moved"`
		Positions []struct {
			Input, Target guess
			Candidates    []guess
			Before, After struct{ Probability, Loss float64 }
			Moved         float64
		}
	}
	for _, start := range []string{"random", "trained"} {
		b.show(path("/train", "lang", "en", "text", sentence, "start", start, "steps", "5"))
		l := called[step](t, "training/step", "text", sentence, "start", start, "steps", "5")
		var want []string
		for _, p := range l.Positions {
			var guesses []string
			for _, g := range p.Candidates {
				guesses = append(guesses, shown(g.Text)+" "+odds(g.Probability))
			}
			want = append(want, strings.Join([]string{shown(p.Input.Text) + " " + strconv.Itoa(p.Input.ID), strings.Join(guesses, " "), shown(p.Target.Text) + " " + strconv.Itoa(p.Target.ID),
				odds(p.Before.Probability) + " → " + odds(p.After.Probability), three(p.Before.Loss) + " → " + three(p.After.Loss), decimals(p.Moved, 4)}, " | "))
		}
		same(t, "a step from "+start, eval[[]string](b, `[...document.querySelector("table.look").tBodies[0].rows].map(row => [...row.cells].map(cell => [...cell.querySelectorAll(".chip")].length ? [...cell.querySelector(".chip").children].map(p => p.textContent.trim()).join(" ") : [...cell.querySelectorAll("span")].map(s => s.textContent.trim()).join(" ") || cell.textContent.replace(/\s+/g, " ").trim()).join(" | "))`), want)
		var losses []string
		for _, x := range l.Losses {
			losses = append(losses, three(x))
		}
		b.says("#look", "Mean loss: "+strings.Join(losses, " → ")+".")
		b.says("#look", "by "+decimals(l.Others, 4)+" on average")
	}
}

// fetched are the readings of a page as the server writes it.
func fetched(t *testing.T, address string) map[string]string {
	t.Helper()
	status, _, body := get(t, address)
	if status != 200 {
		t.Fatalf("%s: status %d", address, status)
	}
	found := map[string]string{}
	for _, part := range strings.Split(string(body), `data-value="`)[1:] {
		name, rest, _ := strings.Cut(part, `"`)
		_, rest, _ = strings.Cut(rest, ">")
		value, _, _ := strings.Cut(rest, "<")
		found[name] = strings.TrimSpace(value)
	}
	return found
}
