package page

import (
	"net/url"
	"strconv"
	"unicode/utf8"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/course"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// PresentView is the choice of a chapter to show.
type PresentView struct {
	Frame
	Chapters []Link
	Teach    Link
}

// SlideView is one screen of a chapter that is shown to a class.
type SlideView struct {
	Frame
	Chapter        string // title of the chapter
	Number, Last   int    // from 1
	Count          string // the two in words
	Kind           string
	Head           string
	Paragraphs     [][]course.Span
	Size           string // long or longer, when there is much to read
	Options        []OptionView
	Dates          []course.Date
	Live           *LiveSlide
	Links          []Link
	Earlier, Later string // addresses; "" at either end
	First, End     string
	Leave          string
}

// OptionView is an answer to choose from; Right marks the right one, once it is told.
type OptionView struct {
	Text  string
	Right bool
}

// LiveSlide is what the running model says to the text of a chapter.
type LiveSlide struct {
	Text   string
	Chips  []Chip
	Odds   []OddsRow
	Strips []Strip
	Scale  string
	Map    string // address of the picture; "" for none
	MapAlt string
	MapSay string
}

// OddsRow is a next token with its probability.
type OddsRow struct {
	Word, Percent, Bar string
}

// Kinds of slides.
const (
	slideTitle  = "title"
	slideIdea   = "idea"
	slideDates  = "dates"
	slideAsk    = "ask"
	slideAnswer = "answer"
	slideLive   = "live"
	slideEnd    = "end"
)

const (
	datesOfSlide = 4
	longSlide    = 300 // letters, a Chinese character for two
	longestSlide = 460
	optionRoom   = 40 // letters that the break after an option costs
	presentPath  = learnPath + "/present"
)

// present shows a chapter to a class, or lists the chapters.
func (s *Site) present(c echo.Context, q *request.Query, f Frame) (templ.Component, error) {
	t := f.T.Teaching
	f.Title = t.Show
	f.Stylesheets = append(f.Stylesheets, s.asset("css/present.css"))
	lesson := course.For(f.T.Lang)
	var slugs []string
	for _, chapter := range lesson.Chapters {
		slugs = append(slugs, chapter.Slug)
	}
	if !q.Has("chapter") {
		f.here(f.T.Learn)
		v := PresentView{Frame: f, Teach: Link{Name: t.Name, URL: f.to(teachPath, url.Values{})}}
		for _, chapter := range lesson.Chapters {
			v.Chapters = append(v.Chapters, Link{Name: chapter.Title, URL: f.to(presentPath, url.Values{"chapter": {chapter.Slug}})})
		}
		return presentPage(v), nil
	}
	slug := q.Choice("chapter", slugs...)
	if err := q.Err(); err != nil {
		return nil, err
	}
	chapter, at, _ := lesson.Chapter(slug)
	slides := f.slides(chapter)
	n := q.Int("slide", 1, 1, len(slides))
	if err := q.Err(); err != nil {
		return nil, err
	}
	f.Title, f.Class = chapter.Title, true
	v := slides[n-1]
	v.Frame, v.Chapter, v.Number, v.Last = f, chapter.Title, n, len(slides)
	v.Count = sprintf(t.SlideOf, n, len(slides))
	state := with(q.Values(), "text")
	to := func(slide int) string {
		if slide < 1 || slide > len(slides) {
			return ""
		}
		return address(presentPath, with(state, "slide", strconv.Itoa(slide)))
	}
	v.Earlier, v.Later, v.First, v.End = to(n-1), to(n+1), to(1), to(len(slides))
	v.Leave = f.to(learnPath+"/"+slug, url.Values{})
	switch v.Kind {
	case slideLive:
		v.Links = []Link{{Name: t.LiveLink, URL: f.to(learnPath+"/"+slug, url.Values{"guess": {"none"}}) + "#live"}}
		var err error
		if v.Live, err = s.liveSlide(c, f, q.Model(), chapter.Live); err != nil {
			return nil, err
		}
	case slideEnd:
		v.Links = []Link{{Name: t.BackToChapter, URL: v.Leave}}
		if at+1 < len(lesson.Chapters) {
			following := lesson.Chapters[at+1]
			v.Links = append(v.Links, Link{Name: sprintf(t.NextChapter, following.Title), URL: f.to(presentPath, url.Values{"chapter": {following.Slug}})})
		}
		v.Links = append(v.Links, Link{Name: t.ChooseChapter, URL: f.to(presentPath, url.Values{})})
	}
	return slidePage(v), nil
}

// slidePlot makes a map's picture one for a slide: wider, its words larger.
const slidePlot = "&width=1200&height=750&magnify=1.6"

// slides are the screens of a chapter: a thought each, and each question twice,
// without its answer and with it.
func (f Frame) slides(c *course.Chapter) []SlideView {
	t := f.T.Teaching
	slides := []SlideView{{Kind: slideTitle, Head: c.Title, Paragraphs: [][]course.Span{course.Spans(c.About)}}}
	for _, idea := range c.Ideas {
		for _, say := range idea.Say {
			slides = append(slides, SlideView{Kind: slideIdea, Head: idea.Head, Paragraphs: [][]course.Span{course.Spans(say)}, Size: sizeOf(wide(course.Plain(say)))})
		}
	}
	for from := 0; from < len(c.Dates); from += datesOfSlide {
		slides = append(slides, SlideView{Kind: slideDates, Head: t.Timeline, Dates: c.Dates[from:min(from+datesOfSlide, len(c.Dates))]})
	}
	ask := func(head string, q course.Question) {
		asked := [][]course.Span{course.Spans(q.Ask)}
		open, told := SlideView{Kind: slideAsk, Head: head, Paragraphs: asked}, SlideView{Kind: slideAnswer, Head: t.AnswerHead}
		size := wide(q.Ask)
		for i, o := range q.Options {
			size += wide(o) + optionRoom
			open.Options = append(open.Options, OptionView{Text: o})
			told.Options = append(told.Options, OptionView{o, i == q.Right})
		}
		told.Paragraphs = [][]course.Span{course.Spans(q.Why)}
		open.Size, told.Size = sizeOf(size), sizeOf(size-wide(q.Ask)+wide(course.Plain(q.Why)))
		slides = append(slides, open, told)
	}
	ask(t.GuessHead, c.Guess)
	slides = append(slides, SlideView{Kind: slideLive, Head: t.LiveHead})
	for _, check := range c.Checks {
		ask(t.CheckHead, check)
	}
	return append(slides, SlideView{Kind: slideEnd, Head: t.EndHead})
}

// sizeOf is the class of a slide with so much to read.
func sizeOf(letters int) string {
	switch {
	case letters > longestSlide:
		return "longer"
	case letters > longSlide:
		return "long"
	}
	return ""
}

// wide is how many letters' room a text takes.
func wide(text string) int {
	n := utf8.RuneCountInString(text)
	for _, r := range text {
		if r >= 0x2e80 {
			n++
		}
	}
	return n
}

const (
	slideCandidates = 5
	slideChips      = 12
)

// liveSlide asks the model what fits on a slide: the tokens of the text, and what
// the part of the chapter is about.
func (s *Site) liveSlide(c echo.Context, f Frame, m *embedding.Model, live course.Live) (*LiveSlide, error) {
	v := &LiveSlide{Text: live.Text}
	sequence := m.Embed(live.Text)
	for i, token := range sequence.Tokens[:min(slideChips, len(sequence.Tokens))] {
		v.Chips = append(v.Chips, chipOf(token, i+1))
	}
	switch live.Part {
	case course.NextToken, course.Steps, course.Motion, course.Card:
		if m.Layers() == 0 {
			break // word vectors predict nothing
		}
		likeliest, err := m.Predict(sequence, slideCandidates, 1)
		if err != nil {
			return nil, err
		}
		for _, next := range likeliest {
			name, _ := shown(m.Text(next.ID))
			v.Odds = append(v.Odds, OddsRow{name, f.T.Percent(next.Probability, 1), sprintf("%.2f", 100*next.Probability)})
		}
	case course.Rows, course.Positions, course.Sum:
		if m.Context() == 0 {
			break // word vectors have no positions
		}
		at := min(1, len(sequence.Tokens)-1)
		token := sequence.Tokens[at]
		top := largest(token.TokenVector, token.PositionVector, token.InputVector)
		v.Chips[at].Chosen = true
		v.Scale = sprintf(f.T.Scale, number(top))
		row := sprintf("W_E[%d]", token.ID)
		v.Strips = []Strip{
			strip(f.T.TokenRow, row, token.TokenVector, top),
			strip(f.T.PositionRow, sprintf("W_P[%d]", at), token.PositionVector, top),
			strip(f.T.SumRow, row+sprintf(" + W_P[%d]", at), token.InputVector, top),
		}
	case course.Space:
		space, err := s.spaceView(c, f, scene.Default(m), live.Text, url.Values{}, nil)
		if err != nil {
			return nil, err
		}
		v.Map, v.MapAlt, v.MapSay = space.Plot+slidePlot, space.Alt, f.T.Join(space.Fitted, space.Kept)
	}
	return v, nil
}
