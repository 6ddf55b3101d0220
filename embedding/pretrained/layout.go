package pretrained

import (
	"fmt"
	"slices"
	"strings"

	"tokenscape/embedding"
	"tokenscape/embedding/safetensors"
)

// layout is how one family of models calls its embeddings.
type layout struct {
	prefixes  []string // what may stand before the names: programs save a model with it or without
	tokens    string
	positions string   // "" for models that turn or weigh by distance instead: they have no W_P
	types     []string // of config.json, where the names alone do not tell; any when nil
	skip      int      // rows of the position table before the one of position 0
	note      embedding.Note
}

var layouts = []layout{
	{prefixes: []string{"", "transformer."}, tokens: "wte.weight", positions: "wpe.weight"}, // GPT-2, GPT-Neo, GPT-J
	{prefixes: []string{"gpt_neox.", ""}, tokens: "embed_in.weight"},                        // GPT-NeoX, Pythia
	{prefixes: []string{"model.decoder.", "decoder."}, tokens: "embed_tokens.weight", positions: "embed_positions.weight", // OPT: a row for padding and one more come first
		skip: 2},
	{prefixes: []string{"roberta."}, tokens: wordEmbeddings, positions: positionEmbeddings, skip: 2, note: embedding.SumIncomplete}, // counts from the padding's number on
	{prefixes: []string{""}, tokens: wordEmbeddings, positions: positionEmbeddings, skip: 2,
		types: []string{"roberta", "xlm-roberta", "camembert"}, note: embedding.SumIncomplete},
	{prefixes: []string{"", "bert.", "distilbert."}, tokens: wordEmbeddings, positions: positionEmbeddings, note: embedding.SumIncomplete}, // segments and a norm come to it
	{prefixes: []string{"model.", "", "language_model.model.", "model.language_model."}, tokens: "embed_tokens.weight"},                    // Llama, Qwen, Gemma, Mistral
	{prefixes: []string{"transformer.", ""}, tokens: "word_embeddings.weight"},                                                             // BLOOM, Falcon
}

const (
	wordEmbeddings     = "embeddings.word_embeddings.weight"
	positionEmbeddings = "embeddings.position_embeddings.weight"
)

// UnknownLayoutError is the answer to a file whose token embedding stands under no
// name that is known here, or to a name that it does not have.
type UnknownLayoutError struct {
	Asked  string             // name of the tensor that was asked for; "" for none
	Tables []safetensors.Info // the tensors of two dimensions: one may be the embedding
}

// maxListed is how many tables the error names.
const maxListed = 20

func (e *UnknownLayoutError) Error() string {
	var b strings.Builder
	if e.Asked != "" {
		fmt.Fprintf(&b, "there is no table %s in the file. ", e.Asked)
	} else {
		b.WriteString("the file has its token embedding under no name that is known here. ")
	}
	if len(e.Tables) == 0 {
		b.WriteString("It holds no table of numbers (a tensor of two dimensions).")
		return b.String()
	}
	b.WriteString("Choose a table by writing # and its name after the file, as in model.safetensors#" + e.Tables[0].Name + ". The file has:")
	for i, t := range e.Tables {
		if i == maxListed {
			fmt.Fprintf(&b, "\n  and %d more", len(e.Tables)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s %d × %d, %s", t.Name, t.Shape[0], t.Shape[1], t.DType)
	}
	return b.String()
}

// tables are the tensors of two dimensions, the longest first: embeddings are among
// the longest.
func tables(tensors []safetensors.Info) []safetensors.Info {
	var list []safetensors.Info
	for _, t := range tensors {
		if len(t.Shape) == 2 {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b safetensors.Info) int { return b.Shape[0] - a.Shape[0] })
	return list
}

// plan is which tensors of a file become what.
type plan struct {
	tokens, positions string // names of W_E and W_P; positions is "" where there is none
	skip              int
	prefix            string // of the blocks' names
	heads             int    // 0 when there are no blocks that can be run
	blocks            []string
	notes             []embedding.Note
}

// planOf chooses the tensors to open, out of those of a file.
func planOf(c *config, tensors []safetensors.Info, o Options) (*plan, error) {
	byName := make(map[string]safetensors.Info, len(tensors))
	for _, t := range tensors {
		byName[t.Name] = t
	}
	if o.Tensor != "" {
		if t, ok := byName[o.Tensor]; !ok || len(t.Shape) != 2 {
			return nil, &UnknownLayoutError{Asked: o.Tensor, Tables: tables(tensors)}
		}
		return &plan{tokens: o.Tensor, notes: []embedding.Note{embedding.OneTensor}}, nil
	}
	for _, l := range layouts {
		if l.types != nil && (c == nil || !slices.Contains(l.types, c.Type)) {
			continue
		}
		for _, prefix := range l.prefixes {
			t, ok := byName[prefix+l.tokens]
			if !ok || len(t.Shape) != 2 {
				continue
			}
			p := &plan{tokens: t.Name, prefix: prefix}
			at, given := byName[prefix+l.positions]
			switch {
			case l.positions == "" || !given:
				p.notes = append(p.notes, embedding.NoPositions)
			case len(at.Shape) == 2 && at.Shape[1] == t.Shape[1] && at.Shape[0] > l.skip:
				p.positions, p.skip = at.Name, l.skip
			default: // of OPT of 350 million weights, for one
				p.notes = append(p.notes, embedding.PositionsApart)
			}
			if l.note != "" {
				p.notes = append(p.notes, l.note)
			}
			if c != nil && strings.HasPrefix(c.Type, "gemma") {
				p.notes = append(p.notes, embedding.Scaled)
			}
			p.addBlocks(c, byName, o)
			return p, nil
		}
	}
	return nil, &UnknownLayoutError{Tables: tables(tensors)}
}

// names are the tensors that the plan needs.
func (p *plan) names() []string {
	names := append([]string{p.tokens}, p.blocks...)
	if p.positions != "" {
		names = append(names, p.positions)
	}
	slices.Sort(names)
	return names
}

// Needed names the tensors that Open needs of a model, given its config.json, nil
// when there is none, and what its files hold.
func Needed(configText []byte, tensors []safetensors.Info, o Options) ([]string, error) {
	var c *config
	if configText != nil {
		var err error
		if c, err = parseConfig(configText); err != nil {
			return nil, err
		}
	}
	p, err := planOf(c, tensors, o)
	if err != nil {
		return nil, err
	}
	return p.names(), nil
}
