package pretrained

import (
	"fmt"
	"strings"

	"tokenscape/embedding"
	"tokenscape/embedding/gpt"
	"tokenscape/embedding/safetensors"
)

// headWidth is that of every published GPT-2, for a file without its config.json.
const headWidth = 64

// addBlocks adds the transformer's blocks to the plan when they are those of a
// GPT-2 as package gpt runs it, and a note when they are not.
func (p *plan) addBlocks(c *config, byName map[string]safetensors.Info, o Options) {
	if o.EmbeddingsOnly {
		p.notes = append(p.notes, embedding.BlocksLeftOut)
		return
	}
	width := byName[p.tokens].Shape[1]
	heads := width / headWidth
	if c != nil {
		heads = c.Heads
	}
	_, gpt2 := byName[p.prefix+"h.0.attn.c_attn.weight"]
	if !gpt2 || p.positions == "" || c != nil && !c.plain(width) || heads < 1 || width%heads != 0 {
		p.notes = append(p.notes, embedding.BlocksUnknown)
		return
	}
	if c == nil {
		p.notes = append(p.notes, embedding.HeadsAssumed)
	}
	p.heads = heads
	for name := range byName {
		inner, ok := strings.CutPrefix(name, p.prefix)
		if ok && (strings.HasPrefix(inner, "h.") && !isMask(inner) || strings.HasPrefix(inner, "ln_f.")) {
			p.blocks = append(p.blocks, name)
		}
	}
}

// isMask tells the causal mask of a block, which older files hold: it is no weight.
func isMask(name string) bool {
	return strings.HasSuffix(name, ".attn.bias") || strings.HasSuffix(name, ".attn.masked_bias")
}

// plain tells whether a config describes what package gpt computes: GPT-2 without
// the turns that some of its kin have.
func (c *config) plain(width int) bool {
	tanh := c.Activation == "" || c.Activation == "gelu_new" || c.Activation == "gelu_pytorch_tanh"
	return c.Type == "gpt2" && tanh && c.Heads > 0 && !c.ByLayer && !c.Cross &&
		(c.Inner == nil || *c.Inner == 4*width) && (c.Epsilon == nil || *c.Epsilon == 1e-5) &&
		(c.Scale == nil || *c.Scale) && (c.Tied == nil || *c.Tied)
}

// transformer reads the plan's tensors into a transformer.
func (p *plan) transformer(file weights) (*gpt.Transformer, error) {
	var tensors []gpt.Tensor
	layers := 0
	for _, name := range p.names() {
		shape, data, err := file.Float32(name)
		if err != nil {
			return nil, err
		}
		inner := strings.TrimPrefix(name, p.prefix)
		tensors = append(tensors, gpt.Tensor{Name: inner, Shape: shape, Data: data})
		var layer int
		if n, _ := fmt.Sscanf(inner, "h.%d.", &layer); n == 1 {
			layers = max(layers, layer+1)
		}
	}
	c := gpt.Config{Layers: layers, Heads: p.heads}
	for _, t := range tensors {
		switch t.Name {
		case "wte.weight":
			c.Vocab, c.Width = t.Shape[0], t.Shape[1]
		case "wpe.weight":
			c.Context = t.Shape[0]
		}
	}
	return gpt.FromTensors(c, tensors)
}
