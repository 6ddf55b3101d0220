package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tokenscape/embedding"
	"tokenscape/embedding/bpe"
	"tokenscape/embedding/classroom"
	"tokenscape/embedding/classroom/checkpoint"
	"tokenscape/embedding/classroom/corpus"
	"tokenscape/embedding/classroom/dataset"
	"tokenscape/embedding/classroom/replay"
	"tokenscape/embedding/gpt"
)

// The files that classroom embeds, beside the card.
const (
	weightsFile = classroom.Name + ".safetensors"
	replayFile  = "replay.safetensors"
)

// encodingName is the encoding of GPT-2 and GPT-3.
const encodingName = "r50k_base"

// settings are the command's flags.
type settings struct {
	seed      uint64
	documents int
	steps     int
	batch     int
	rate      float64
	decay     float64
	embedding float64
	shape     gpt.Config
	out       string
}

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "pretrain:", err)
		os.Exit(1)
	}
}

func run(args []string, progress io.Writer) error {
	var s settings
	flags := flag.NewFlagSet("pretrain", flag.ContinueOnError)
	flags.SetOutput(progress)
	flags.Uint64Var(&s.seed, "seed", 3, "seed of the corpus, the random start and the order of the batches")
	flags.IntVar(&s.documents, "documents", 180_000, "documents to generate")
	flags.IntVar(&s.steps, "steps", 7600, "training steps")
	flags.IntVar(&s.batch, "batch", 16, "windows of text a step")
	flags.Float64Var(&s.rate, "rate", 3e-3, "highest learning rate")
	flags.Float64Var(&s.decay, "decay", 0.1, "weight decay of the matrices")
	flags.Float64Var(&s.embedding, "embedding-decay", 1.7, "weight decay of W_E and W_P")
	flags.IntVar(&s.shape.Width, "width", 96, "D, the length of a vector")
	flags.IntVar(&s.shape.Layers, "layers", 2, "L, the number of blocks")
	flags.IntVar(&s.shape.Heads, "heads", 4, "H, the attention heads of a block")
	flags.IntVar(&s.shape.Context, "context", 64, "n_ctx, the length of a window")
	flags.StringVar(&s.out, "out", ".", "directory to write to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if err := s.check(); err != nil {
		return err
	}

	sentences, err := corpus.Load()
	if err != nil {
		return err
	}
	encoding, err := bpe.Get(encodingName)
	if err != nil {
		return err
	}
	fmt.Fprintln(progress, "generating and tokenizing the corpus …")
	text, err := dataset.Tokenize(sentences, encoding, s.seed, s.documents)
	if err != nil {
		return err
	}
	s.shape.Vocab = len(text.Tokens)
	fmt.Fprintf(progress, "%d documents, %d tokens, V = %d\n", text.Kept, len(text.Rows), s.shape.Vocab)
	c := &checkpoint.Checkpoint{
		Transform: embedding.Start(s.shape, s.seed, text.Tokens), Encoding: encodingName, Seed: s.seed,
		Tokens: text.Tokens, Categories: text.Categories(sentences, encoding), Relations: text.Relations(sentences, encoding),
	}
	model, err := c.Model(classroom.Name, "", licence)
	if err != nil {
		return err
	}
	training, recorded, err := train(s, model, text, progress)
	if err != nil {
		return err
	}
	return write(s.out, c, recorded, func(stored *checkpoint.Checkpoint) (*checkpoint.Card, error) {
		return describe(s, stored, sentences, encoding, text, training)
	})
}

// maxSide bounds every number of a run: a mistyped one should not fill memory.
const maxSide = 1 << 12

func (s settings) check() error {
	for name, n := range map[string]int{
		"batch": s.batch, "width": s.shape.Width, "layers": s.shape.Layers, "heads": s.shape.Heads, "context": s.shape.Context,
	} {
		if n < 1 || n > maxSide {
			return fmt.Errorf("-%s %d: from 1 to %d", name, n, maxSide)
		}
	}
	if s.shape.Width%s.shape.Heads != 0 {
		return fmt.Errorf("-width %d cannot be shared by -heads %d", s.shape.Width, s.shape.Heads)
	}
	if s.documents < 1 || s.steps < 1 {
		return fmt.Errorf("-documents %d, -steps %d: at least 1", s.documents, s.steps)
	}
	return nil
}

// write stores the weights, the replay that ends in them, and, of the weights
// read back in float16, the card that describe makes.
func write(dir string, c *checkpoint.Checkpoint, recorded *replay.Replay, describe func(*checkpoint.Checkpoint) (*checkpoint.Card, error)) error {
	var weights bytes.Buffer
	if err := checkpoint.Encode(&weights, c); err != nil {
		return err
	}
	stored, err := checkpoint.Decode(weights.Bytes())
	if err != nil {
		return err
	}
	card, err := describe(stored)
	if err != nil {
		return err
	}
	recorded.Weights = checkpoint.Hash(weights.Bytes())
	var snapshots bytes.Buffer
	if err := replay.Encode(&snapshots, recorded); err != nil {
		return err
	}
	for name, data := range map[string][]byte{weightsFile: weights.Bytes(), replayFile: snapshots.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return card.Write(dir)
}
