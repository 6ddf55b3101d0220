// Command evaluate measures the weights in a directory, writes the figures into
// the card beside them and holds them against what the project asks. It ends
// with an error when a bar is missed. “task evaluate” runs it on the committed
// model.
//
//	go run ./embedding/classroom/evaluate embedding/classroom
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"

	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/corpus"
	"tokenscape/embedding/classroom/evaluation"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: evaluate DIRECTORY")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(1)
	}
}

func run(dir string, out io.Writer) error {
	weights, err := os.ReadFile(filepath.Join(dir, classroom.Name+".safetensors"))
	if err != nil {
		return err
	}
	decoded, err := checkpoint.Decode(weights)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(dir, checkpoint.CardFile))
	if err != nil {
		return err
	}
	card, err := checkpoint.ReadCard(text)
	if err != nil {
		return err
	}
	m, err := decoded.Model(card.Name, "", card.Licence)
	if err != nil {
		return err
	}
	c, err := corpus.Load()
	if err != nil {
		return err
	}
	if card.Figures, err = evaluation.Measure(m, c, classroom.DefaultCategories); err != nil {
		return err
	}
	if err := card.Write(dir); err != nil {
		return err
	}
	missed := 0
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, bar := range evaluation.Bars(card) {
		sign, verdict := "≥", "met"
		if bar.AtMost {
			sign = "≤"
		}
		if !bar.Met() {
			verdict = "missed"
			missed++
		}
		fmt.Fprintf(table, "%s\t%.3f\t%s %g\t%s\n", bar.Figure, bar.Value, sign, bar.Bound, verdict)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, w := range append(card.Figures.Prompts.Wrong, card.Figures.HeldOutCapitals.Wrong...) {
		fmt.Fprintf(out, "%s: expected %q, got %q\n", w.Prompt, w.Expected, w.Got)
	}
	if missed > 0 {
		return fmt.Errorf("%d bars are missed", missed)
	}
	return nil
}
