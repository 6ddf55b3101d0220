package lesson

import (
	"net/url"
	"slices"
	"strings"

	"tokenscape/web/message"
)

// stepsOfLeaf is how many steps of a plan stand on one leaf of paper, by minutes.
var stepsOfLeaf = map[int]int{20: 2, 45: 3, 90: 3}

// Leaves are the steps of the plan as they stand on paper.
func (p *Plan) Leaves() [][]Step {
	return slices.Collect(slices.Chunk(p.Steps, stepsOfLeaf[p.Minutes]))
}

// Lengths are the lengths of the lessons in minutes, which also name them.
var Lengths = []int{20, 45, 90}

// Plan is a lesson as its teacher reads it.
type Plan struct {
	Minutes        int
	Title, Summary string
	Class          string // for whom it is, and what they know
	Aims           []string
	Needs          []string // what is needed in the room
	Before         []string // what the teacher does before
	Steps          []Step
	Misconceptions []Misconception
	Easier, Harder []string // for those who need more time, and less
	Exit, ExitKey  string   // the question at the end, and what answers it
	Home, HomeKey  string   // homework
	Sheet          *Sheet
}

// Step is a part of a lesson.
type Step struct {
	Title   string
	Minutes int
	Do      string   // what the teacher does
	Say     string   // in the teacher's mouth
	Pupils  string   // what pupils do
	Expect  []string // answers to expect
	Links   []Link
}

// Link leads to a page in the state that a step speaks of.
type Link struct {
	Name string
	To   string // key of the address
	URL  string
	// Shows are words that the page holds, in any language: what the step says of
	// it. A test follows each link.
	Shows []string
}

// Misconception is what pupils often think, and an answer.
type Misconception struct{ Think, Answer string }

// address is a page in some state, and what it then shows; placeholders stand for
// facts.
type address struct {
	path  string // with a fragment
	query url.Values
	shows []string
}

var addresses = map[string]address{
	"japan":       {"/predict", url.Values{"text": {japan}}, []string{"{japan}"}},
	"peru":        {"/predict", url.Values{"text": {peru}}, []string{"{peru}"}},
	"queen":       {"/predict", url.Values{"text": {queen}}, []string{"{queen}"}},
	"hot":         {"/predict", url.Values{"text": {hot}}, []string{"{hot}"}},
	"winter":      {"/predict", url.Values{"text": {winter}}, []string{"{winter}"}},
	"addition":    {"/predict", url.Values{"text": {addition}}, []string{"{addition}"}},
	"sky":         {"/predict", url.Values{"text": {sky}}, []string{"{sky}"}},
	"sky.cold":    {"/predict", url.Values{"text": {sky}, "temperature": {"0.5"}}, []string{"{sky}"}},
	"sky.warm":    {"/predict", url.Values{"text": {sky}, "temperature": {"2"}}, []string{"{sky}"}},
	"journey":     {"/", url.Values{"text": {france}}, []string{"{france}"}},
	"letters":     {"/tokens#letters", url.Values{"word": {word}, "letter": {letter}}, []string{"{ids.r50k}", "{ids.cl100k}", "{ids.o200k}"}},
	"merges":      {"/tokens#merges", url.Values{"word": {word}, "encoding": {"cl100k_base"}}, []string{"cl100k_base"}},
	"chinese":     {"/tokens#encodings", url.Values{"text": {chineseWord}}, []string{"o200k_base"}},
	"prices":      {"/tokens#prices", nil, []string{"o200k_base"}},
	"sentence":    {"/tokens#look", url.Values{"text": {biter}}, []string{"{dog.id}"}},
	"matrix":      {"/vectors#tokens", url.Values{"text": {biter}}, []string{"{WE}"}},
	"add":         {"/vectors#sum", url.Values{"text": {biter}, "at": {"2"}}, []string{"{dog.id}"}},
	"order":       {"/vectors#order", url.Values{"one": {biter}, "other": {bitten}}, []string{biter, bitten}},
	"size":        {"/vectors#size", nil, []string{"{gpt3.WE}"}},
	"meaning":     {"/vectors#meaning", url.Values{"left": {feeds}, "right": {needs}}, []string{"{bat.in}", "{bat.out}"}},
	"window":      {"/vectors#window", url.Values{"first": {"Anna"}, "second": {"Peter"}, "times": {"80"}}, []string{"Anna", "Peter"}},
	"map":         {"/map#map", url.Values{"tokens": spaced(grouped), "rows": {"unit"}}, []string{"{kept}"}},
	"strange":     {"/map#map", url.Values{"tokens": spaced(append(slices.Clone(grouped), strange)), "rows": {"unit"}, "token": {" " + strange}}, []string{"{near.orange.1}"}},
	"king":        {"/map#map", url.Values{"token": {" king"}, "on": {"category:person"}}, []string{"{near.king.1}"}},
	"analogy":     {"/map#analogy", url.Values{"a": {"man"}, "b": {"woman"}, "c": {"king"}, "expect": {"queen"}}, []string{"{king}"}},
	"replay":      {"/train#replay", nil, []string{"{steps}"}},
	"replay.zero": {"/train#replay", url.Values{"step": {"0"}}, []string{"{loss.start}"}},
	"live":        {"/train#live", nil, nil},
	"card":        {"/models", nil, []string{"{V}"}},
}

func spaced(words []string) []string {
	var list []string
	for _, w := range words {
		list = append(list, " "+w)
	}
	return list
}

// words is a lesson in one language.
type words struct {
	plans [3]Plan
	sheet sheetWords
	and   string // between the words of a list
}

// For is the lesson of that length in a language, with the model's answers in it;
// nil when there is none of that length.
func For(lang string, minutes int, f *Facts) *Plan {
	w := languageOf(lang)
	i := slices.Index(Lengths, minutes)
	if i < 0 {
		return nil
	}
	p := w.plans[i] // a copy, whose lists are filled into new ones
	say := f.replacer(message.For(lang), w.and).Replace
	p.fill(say)
	for i := range p.Steps {
		for j := range p.Steps[i].Links {
			p.Steps[i].Links[j].find(lang, say)
		}
	}
	p.Sheet = sheet(w, &p, f, message.For(lang))
	return &p
}

// About is the title and the summary of the lesson of that length, both without any
// answer of a model.
func About(lang string, minutes int) (title, summary string) {
	p := languageOf(lang).plans[slices.Index(Lengths, minutes)]
	return p.Title, p.Summary
}

func languageOf(lang string) *words {
	if lang == "zh" {
		return &chinese
	}
	return &english
}

// fill writes the answers into the words.
func (p *Plan) fill(say func(string) string) {
	one := func(s *string) { *s = say(*s) }
	all := func(list *[]string) {
		*list = slices.Clone(*list)
		for i := range *list {
			one(&(*list)[i])
		}
	}
	for _, s := range []*string{&p.Title, &p.Summary, &p.Class, &p.Exit, &p.ExitKey, &p.Home, &p.HomeKey} {
		one(s)
	}
	for _, list := range []*[]string{&p.Aims, &p.Needs, &p.Before, &p.Easier, &p.Harder} {
		all(list)
	}
	p.Steps = slices.Clone(p.Steps)
	for i := range p.Steps {
		s := &p.Steps[i]
		for _, text := range []*string{&s.Title, &s.Do, &s.Say, &s.Pupils} {
			one(text)
		}
		all(&s.Expect)
		s.Links = slices.Clone(s.Links)
	}
	p.Misconceptions = slices.Clone(p.Misconceptions)
	for i := range p.Misconceptions {
		one(&p.Misconceptions[i].Think)
		one(&p.Misconceptions[i].Answer)
	}
}

// find gives a link its address in a language.
func (l *Link) find(lang string, say func(string) string) {
	a := addresses[l.To]
	path, fragment, found := strings.Cut(a.path, "#")
	query := url.Values{"lang": {lang}}
	for name, values := range a.query {
		query[name] = values
	}
	l.URL = path + "?" + query.Encode()
	if found {
		l.URL += "#" + fragment
	}
	for _, s := range a.shows {
		l.Shows = append(l.Shows, say(s))
	}
}
