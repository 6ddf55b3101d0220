package page

import (
	"net/url"
	"unicode/utf8"
)

// kinds are texts of five kinds, by the key of their name.
var kinds = [][2]string{
	{"english", "The king and the queen live in a castle by the river."},
	{"chinese", "国王和王后住在河边的城堡里。"},
	{"code", "for i in range(10):\n    if i % 2 == 0:\n        print(i * i)"},
	{"emoji", "👩‍🚀🚀🌍🍓😀👍🏽🇨🇳"},
	{"numbers", "3.14159265 2026 1234567890 1,000,000"},
}

// declaration is the first sentence of article 1 of the Universal Declaration of
// Human Rights, by language, as the United Nations publish it; English first. The
// Spanish article is one sentence, which goes on where the others' ends.
var declaration = [][2]string{
	{"en", "All human beings are born free and equal in dignity and rights."},
	{"es", "Todos los seres humanos nacen libres e iguales en dignidad y derechos."},
	{"fr", "Tous les êtres humains naissent libres et égaux en dignité et en droits."},
	{"de", "Alle Menschen sind frei und gleich an Würde und Rechten geboren."},
	{"sw", "Watu wote wamezaliwa huru, hadhi na haki zao ni sawa."},
	{"zh", "人人生而自由，在尊严和权利上一律平等。"},
	{"ja", "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"},
	{"ko", "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다."},
	{"ru", "Все люди рождаются свободными и равными в своем достоинстве и правах."},
	{"el", "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα."},
	{"ar", "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق."},
	{"hi", "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।"},
	{"bn", "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।"},
}

// PricesView is what texts cost in each encoding.
type PricesView struct {
	Encodings []string
	Kinds     []PriceView
	Languages []PriceView
}

// PriceView is a text and its tokens by encoding.
type PriceView struct {
	Name, Lang string      // of the text; Lang as HTML has it
	Text       Link        // to the lab with it
	Tokens     [][2]string // how many, and what that means
}

func (l *lab) prices() PricesView {
	var v PricesView
	for _, e := range l.others {
		v.Encodings = append(v.Encodings, e.Name())
	}
	for _, k := range kinds {
		p, tokens := l.price(k[1])
		p.Name = l.T.Lab.KindNames[k[0]]
		for _, n := range tokens {
			p.Tokens = append(p.Tokens, [2]string{count(n), twoDigits(utf8.RuneCountInString(k[1]), n)})
		}
		v.Kinds = append(v.Kinds, p)
	}
	var english []int
	for _, d := range declaration {
		p, tokens := l.price(d[1])
		p.Name, p.Lang = l.T.Lab.Languages[d[0]], d[0]
		if english == nil {
			english = tokens
		}
		for i, n := range tokens {
			p.Tokens = append(p.Tokens, [2]string{count(n), sprintf(l.T.Lab.Times, twoDigits(n, english[i]))})
		}
		v.Languages = append(v.Languages, p)
	}
	return v
}

// price counts the tokens of a text in every encoding.
func (l *lab) price(text string) (PriceView, []int) {
	state := url.Values{"text": {text}}
	if l.state.Has("encoding") {
		state.Set("encoding", l.state.Get("encoding"))
	}
	p := PriceView{Text: Link{Name: text, URL: l.to("/tokens", state) + "#look"}}
	var tokens []int
	for _, e := range l.others {
		tokens = append(tokens, len(e.Encode(text)))
	}
	return p, tokens
}
