package lesson

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	digits "golang.org/x/text/message"

	"tokenscape/web/message"
	"tokenscape/web/weights"
)

var grouping = digits.NewPrinter(language.English)

// count writes a whole number with its thousands apart.
func count(n int) string { return grouping.Sprint(n) }

// number writes a number with so many decimals and a true minus sign.
func number(x float64, decimals int) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', decimals, 64), "-", "−", 1)
}

// cuts joins the pieces of a text.
func (c Cut) cuts() string {
	var list []string
	for _, p := range c.Pieces {
		list = append(list, p.Shown)
	}
	return strings.Join(list, " | ")
}

// ids joins the numbers of the pieces.
func (c Cut) ids() string {
	var list []string
	for _, p := range c.Pieces {
		list = append(list, strconv.Itoa(int(p.ID)))
	}
	return strings.Join(list, " ")
}

// letters adds up how often the letter is in each piece.
func (c Cut) letters() string {
	var list []string
	sum := 0
	for _, p := range c.Pieces {
		list = append(list, strconv.Itoa(p.Letters))
		sum += p.Letters
	}
	if len(list) == 1 {
		return list[0]
	}
	return strings.Join(list, " + ") + " = " + strconv.Itoa(sum)
}

// doubt is among how many equally likely tokens a model with this loss chooses.
func doubt(loss float64) float64 { return math.Exp(loss) }

// replacer writes the facts in place of their names in braces, as the language of t
// writes them; and stands between the words of a list.
func (f *Facts) replacer(t *message.Text, and string) *strings.Replacer {
	percent := func(share float64) string { return t.Percent(share, 1) }
	var pairs []string
	set := func(name, value string) { pairs = append(pairs, "{"+name+"}", value) }
	set("model", f.Model)
	set("V", count(f.Vocab))
	set("D", count(f.Dim))
	set("WE", count(f.Vocab*f.Dim))
	set("context", count(f.Context))
	set("layers", count(f.Layers))
	set("weights", count(f.Weights))
	for name, prompt := range map[string]string{"japan": japan, "france": france, "peru": peru, "hot": hot, "winter": winter, "addition": addition, "queen": queen, "sky": sky} {
		set(name, f.Next[prompt][0].Word)
		set(name+"%", percent(f.Next[prompt][0].Probability))
	}
	set("sky.cold%", percent(f.Warm[0][0].Probability))
	set("sky.warm%", percent(f.Warm[len(f.Warm)-1][0].Probability))
	for i, e := range []string{"r50k", "cl100k", "o200k"} {
		c := f.Of(word, e+"_base")
		set("cut."+e, c.cuts())
		set("ids."+e, c.ids())
		set("rs."+e, c.letters())
		set("space."+e, f.Of(" "+word, e+"_base").ids())
		set("zh."+e, count(len(f.Of(chineseWord, e+"_base").Pieces)))
		set("tea.en."+e, count(f.Counted[i].English))
		set("tea.zh."+e, count(f.Counted[i].Chinese))
	}
	set("dog.id", strconv.Itoa(int(f.Sentence.Pieces[summed].ID)))
	set("ids.sentence", f.Sentence.ids())
	set("same", f.places(true, and))
	set("differ", f.places(false, and))
	set("first", grouped[0])
	set("kept", percent(f.Kept))
	for name, near := range map[string][]Guess{"king": f.NearKing, "orange": f.NearStrange, "first": f.NearFirst} {
		var list []string
		for _, g := range near {
			list = append(list, g.Word)
		}
		set("near."+name, strings.Join(list, and))
		set("near."+name+".1", list[0])
	}
	for i, name := range []string{"king", "lima", "jumped", "cold"} {
		set(name, f.Analogies[i].Answer)
		set(name+".cos", number(f.Analogies[i].Cosine, 2))
		set(name+".rank", count(f.Analogies[i].Rank))
	}
	set("bat.in", number(f.MeaningIn, 3))
	set("bat.out", number(f.MeaningOut, 3))
	for i, name := range []string{"near", "middle", "gone"} {
		r := f.Remembered[i]
		set(name+".times", count(r.Times))
		set(name+".tokens", count(r.Tokens))
		set(name+".dropped", count(r.Dropped))
		set(name+".she", percent(r.She))
	}
	start, end := f.Losses[0], f.Losses[len(f.Losses)-1]
	set("loss.start", number(start.Loss, 3))
	set("loss.end", number(end.Loss, 3))
	set("doubt.start", tokensOf(doubt(start.Loss)))
	set("doubt.end", tokensOf(doubt(end.Loss)))
	set("steps", count(end.Step))
	set("gpt3.V", count(weights.GPT3.Vocab))
	set("gpt3.D", count(weights.GPT3.Width))
	set("gpt3.WE", count(weights.GPT3.TokenWeights()))
	set("gpt3.share", t.Percent(float64(weights.GPT3.TokenWeights())/float64(weights.GPT3.Weights()), 2))
	return strings.NewReplacer(pairs...)
}

// places lists the places at which the two sentences have the same input, or not.
func (f *Facts) places(same bool, and string) string {
	var list []string
	for i, s := range f.Same {
		if s == same {
			list = append(list, strconv.Itoa(i))
		}
	}
	return strings.Join(list, and)
}
