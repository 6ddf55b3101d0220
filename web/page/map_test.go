package page_test

import (
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/language"
	xmessage "golang.org/x/text/message"

	"tokenscape/embedding/classroom"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// values reads a query that is written by hand.
func values(t testing.TB, query string) url.Values {
	t.Helper()
	v, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// panel is what a part of the page says, with its spaces as a reader sees them.
func panel(t testing.TB, root *html.Node, name string) string {
	t.Helper()
	n := find(root, func(n *html.Node) bool { v, _ := attribute(n, "data-panel"); return v == name })
	if n == nil {
		t.Fatalf("no panel %q", name)
	}
	return strings.Join(strings.Fields(text(n)), " ")
}

// The words of each state, in both languages. Numbers are checked elsewhere,
// against the model.
func TestMapSays(t *testing.T) {
	h := pages(t)
	for name, tt := range map[string]struct {
		query, panel, english, chinese string
	}{
		"what PCA is fitted on":        {"", "caption", "that are shown. The picture keeps", "个词元拟合（模型 classroom）。这张图保留了"},
		"fitted on the vocabulary":     {"fit=vocabulary", "caption", "not only on those shown", "不只是图上显示的"},
		"fitted on groups":             {"fit=category:animal&fit=category:bird", "caption", "in the groups animals, birds.", "它们属于这些类别：动物、鸟类（模型 classroom）。"},
		"fitted on the selection":      {"fit=selection&selected=262-270", "caption", "Fitted on the 9 selected tokens", "选中的 9 个词元拟合"},
		"fitted on the sentence":       {"fit=sentence&text=The+king+and", "caption", "Fitted on the 3 input vectors", "由句子的 3 个输入向量拟合"},
		"a sentence of one token":      {"fit=sentence&text=The", "notice", "The sentence is too short", "句子太短"},
		"a selection of one":           {"fit=selection&selected=262", "notice", "Accepted: 2–10000", "可接受的范围：2–10000"},
		"two oblique axes":             {"method=axis&from=man&to=woman&up_from=boy&up_to=girl", "caption", "In the space the two axes stand at", "两条轴的夹角是"},
		"one axis":                     {"method=axis&from=man&to=woman", "caption", "y: the first component of what is left", "y 轴：去掉另一条轴之后"},
		"an axis without words":        {"method=axis", "notice", "Each end needs at least one word", "轴的每一端至少需要一个词"},
		"an axis of equal ends":        {"method=axis&from=man&to=man", "notice", "Both groups have the same mean", "两组词的平均值相同"},
		"components":                   {"pc=3,7", "caption", "y: component 7", "y 轴：第 7 个成分"},
		"what PCA does not tell":       {"", "caption", "far apart behind one another", "一前一后相距很远"},
		"t-SNE of few":                 {"method=tsne&tokens=id:262&tokens=id:263&tokens=id:264&tokens=id:265&tokens=id:266", "caption", "seed 1, perplexity 1.33.", "困惑度 1.33。"},
		"UMAP of few":                  {"method=umap&on=category:season", "caption", "seed 1, 4 neighbours.", "邻居数 4。"},
		"few, with a fit on many":      {"method=tsne&fit=vocabulary&tokens=id:262&tokens=id:263&tokens=id:264&tokens=id:265&tokens=id:266", "caption", "seed 1, perplexity 1.33.", "困惑度 1.33。"},
		"what t-SNE does not tell":     {"method=tsne", "caption", "do not read off it how far apart two groups are", "不要从图上读"},
		"a picture being computed":     {"method=umap", "progress", "The picture is being computed", "正在计算这张图"},
		"the way to leave it":          {"method=umap", "progress", "Leave it, back to PCA", "不等了，回到 PCA"},
		"too many, and no selection":   {"method=tsne&on=encoding&fit=selection", "notice", "at most 5,000 tokens; this map has 50,257", "最多能处理 5,000 个词元，而这张地图有 50,257 个"},
		"too many, and no sentence":    {"method=tsne&on=encoding&fit=sentence", "notice", "at most 5,000 tokens; this map has 50,257", "最多能处理 5,000 个词元，而这张地图有 50,257 个"},
		"too many to compute":          {"method=tsne&on=encoding", "notice", "at most 5,000 tokens; this map has 50,257", "最多能处理 5,000 个词元，而这张地图有 50,257 个"},
		"shown besides":                {"also=king", "caption", "without a say in the axes: ␣king", "不影响坐标轴的：␣king"},
		"shown and fitted on":          {"also=France", "caption", "", ""},
		"not with t-SNE":               {"method=tsne&also=king", "caption", "Not shown: ␣king", "没有显示：␣king"},
		"no sentence with UMAP":        {"method=umap&text=king", "caption", "The sentence is not shown", "句子没有显示"},
		"an unknown token":             {"pins=kingz", "notice", "“kingz” is no single token of classroom and is left out. Did you mean: king", "“kingz”不是 classroom 的单个词元，已略去。"},
		"an unknown number":            {"token=id:99999", "notice", "“id:99999” is no single token", "“id:99999”不是"},
		"an unknown group":             {"on=category:zoo", "notice", "“category:zoo” in on: There is no such category. It is left out.", "没有这个类别"},
		"an unknown method":            {"method=magic", "notice", "Accepted: pca, axis, tsne, umap", "可接受的范围：pca, axis, tsne, umap"},
		"too many neighbours":          {"k=101", "notice", "Accepted: 1–100", "可接受的范围：1–100"},
		"a zoom past its limit":        {"view=0,0,1000", "notice", "Accepted: x,y,0.5–512", "可接受的范围：x,y,0.5–512"},
		"too many pins":                {"pins=" + strings.Repeat("id:1,", 5) + "one,two,three,four,five,six,seven,eight,nine,ten,king,queen,man", "notice", "That is too many at once. Accepted: 12", "可接受的范围：12"},
		"too large a selection":        {"selected=0-10000", "notice", "Accepted: 10000", "可接受的范围：10000"},
		"the legend":                   {"", "legend", "Choose a group to hide it.", "点一个类别，就把它隐藏"},
		"groups with their size":       {"on=category:season", "legend", "seasons 4", "季节 4"},
		"tokens without a group":       {"tokens=id:262", "legend", "without a group 1", "没有类别 1"},
		"colour by length":             {"color=length", "legend", "Length of the token's row of W_E", "该词元在 W_E 中那一行的长度"},
		"colour by rank":               {"color=rank", "legend", "0 is the most frequent token", "0 是最常见的词元"},
		"colour by cosine":             {"color=cosine&token=king", "legend", "Cosine of each token with ␣king", "每个词元与 ␣king 的余弦"},
		"colour by an axis":            {"color=axis&from=man&to=woman", "legend", "the direction from ␣man to ␣woman", "从 ␣man 到 ␣woman 这个方向"},
		"colour by a component":        {"color=pc:3", "legend", "Coordinate on component 3.", "在第 3 个成分上的坐标"},
		"colour by truth":              {"color=preservation", "legend", "that are among its ten nearest in this picture", "也是它在这张图上最近的十个"},
		"a colour without its token":   {"color=cosine", "notice", "A token is missing here.", "这里少了一个词元"},
		"how true the map is":          {"", "fidelity", "Trustworthiness", "可信度"},
		"a map that costs to measure":  {"on=vocabulary", "fidelity", "Measure it", "测量"},
		"a map measured by a sample":   {"on=encoding&measure=1", "fidelity", "986 of the points are measured", "测量了其中 986 个点"},
		"too few to measure":           {"tokens=king&tokens=queen&tokens=man", "fidelity", "There are too few points on this map.", "这张地图上的点太少。"},
		"not measured while computed":  {"method=tsne", "fidelity", "", ""},
		"a search":                     {"q=king", "search", "Tokens found", "个词元，列出"},
		"a search in vain":             {"q=zqzqzq", "search", "No token of this encoding", "没有包含它的词元"},
		"a broken pattern":             {"q=/(/", "search", "A closing ) is missing in “(”.", "“(”里缺少右圆括号。"},
		"an id":                        {"q=id:5822", "search", "␣king", "␣king"},
		"found, and not on the map":    {"q=id:5822", "search", "not on the map", "不在地图上"},
		"true neighbours":              {"token=France", "near", "true neighbours are neighbours in the picture too", "在图上也是邻居"},
		"neighbours of a token away":   {"token=king", "near", "␣king is not on this map", "␣king 不在这张地图上"},
		"neighbours of a lone token":   {"token=king&tokens=king", "near", "too few points", "点太少"},
		"pins":                         {"pins=king&pins=queen", "pins", "Untick a token to unpin it.", "取消勾选"},
		"no pins":                      {"", "pins", "", ""},
		"a selection":                  {"selected=4881,6342,5822", "selection", "3 tokens are selected: 2 of the", "选中了 3 个词元：其中 2 个"},
		"a selection that is away":     {"selected=5822", "selection", "1 of them are not on this map", "另外 1 个不在这张地图上"},
		"no selection":                 {"", "selection", "", ""},
		"an analogy on the map":        {"a=France&b=Paris&c=Italy&also=Rome", "analogy", "The map draws the question as a parallelogram", "画成平行四边形"},
		"an analogy to be drawn":       {"a=man&b=woman&c=king", "analogy", "Draw it on the map", "画到地图上"},
		"an analogy that cannot be":    {"a=man&b=woman&c=king&method=umap", "analogy", "This method cannot place further words", "这种方法不能再安放别的词"},
		"colours of a picture beside":  {"color=preservation&beside=pca&beside_pc=3,4", "legend", "the same colour in both pictures", "在两张图里颜色相同"},
		"a picture beside":             {"beside=pca&beside_pc=3,4", "controls", "Both pictures show the same tokens", "两张图显示同一批词元"},
		"the way to all that is said":  {"", "figure-links", "Everything that you see is in this link.", "你看到的一切都在这个链接里"},
		"a text too long for the link": {"text=" + strings.Repeat("king+", 200), "figure-links", "too long for a link", "放不进链接"},
		"downloads":                    {"", "downloads", "A4 landscape, 300 DPI png svg pdf", "A4 横向，300 DPI png svg pdf"},
		"coordinates of the selection": {"selected=4881", "downloads", "Coordinates of the selected tokens csv", "选中词元的坐标 csv"},
	} {
		t.Run(name, func(t *testing.T) {
			for lang, want := range map[string]string{"en": tt.english, "zh": tt.chinese} {
				query := values(t, tt.query)
				query.Set("lang", lang)
				status, body := get(t, h, "/map", query)
				if status != http.StatusOK {
					t.Fatalf("%s: status %d", lang, status)
				}
				got := panel(t, document(t, body), tt.panel)
				if want == "" && tt.panel != "caption" && got != "" || !strings.Contains(got, want) {
					t.Errorf("%s: %s says %q, want %q", lang, tt.panel, got, want)
				}
				if strings.Contains(body, "%!") || strings.Contains(body, " style=") || strings.Contains(body, "\uFFFD") {
					t.Errorf("%s: a broken format, an inline style or U+FFFD", lang)
				}
			}
		})
	}
	if _, body := get(t, h, "/map", values(t, "also=France&lang=en")); strings.Contains(body, "without a say in the axes: ") {
		t.Error("a token that the axes are fitted on is said to have no say in them")
	}
}

// Everything on the default map is a number of the model.
func TestMapCountsItsTokens(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	many := xmessage.NewPrinter(language.English).Sprint
	_, body := get(t, pages(t, m), "/map", values(t, "lang=en&pins=king&pins=queen&centred=1"))
	root := document(t, body)
	if want := "Fitted on the " + many(len(scene.Default(m).IDs())) + " tokens of classroom that are shown."; !strings.Contains(panel(t, root, "caption"), want) {
		t.Errorf("no %q", want)
	}
	king, _ := m.Word("king")
	queen, _ := m.Word("queen")
	x, _ := m.TokenVector(king)
	y, _ := m.TokenVector(queen)
	want := regexp.MustCompile(`^-`).ReplaceAllString(xmessage.NewPrinter(language.English).Sprintf("%.3f", m.Compare(x, y, true).Cosine), "−")
	if got := panel(t, root, "pins"); strings.Count(got, want) != 2 || strings.Count(got, "1.000") != 2 {
		t.Errorf("pins say %q, want the cosine %s twice", got, want)
	}
	for value, n := range map[string]int{"vocabulary": m.Vocab(), "encoding": m.Tokenizer().Size()} {
		box := find(root, func(n *html.Node) bool { v, _ := attribute(n, "value"); return n.Data == "input" && v == value })
		if got := text(box.Parent); !strings.Contains(got, many(n)) {
			t.Errorf("%s is said to be %q, want %d", value, got, n)
		}
	}
}

// The true neighbours and those in the picture are the scene's, and a token in
// both lists is marked in both.
func TestNearIsTheScene(t *testing.T) {
	m, err := classroom.Load()
	if err != nil {
		t.Fatal(err)
	}
	c := scene.Default(m)
	c.Unit = true
	s, err := scene.NewMaps(request.Only(m)).Of(t.Context(), c, "")
	if err != nil {
		t.Fatal(err)
	}
	id, _ := m.Word("France")
	want, _ := s.Neighborhood(id, []int{0, 1}, scene.Near)
	_, body := get(t, pages(t, m), "/map", values(t, "lang=en&token=France"))
	root := document(t, body)
	table := find(root, func(n *html.Node) bool { v, _ := attribute(n, "class"); return n.Data == "table" && v == "near" })
	var names []string
	for n := range table.Descendants() {
		if n.Data == "b" {
			names = append(names, text(n))
		}
	}
	if len(want.True) != scene.Near || len(names) != 2*scene.Near {
		t.Fatalf("%d names, want %d", len(names), 2*scene.Near)
	}
	for i := range want.True {
		for j, id := range []int{int(want.True[i].ID), int(want.Apparent[i].ID)} {
			if name, _ := scene.Shown(m.Text(want.True[i].ID)); j == 0 && names[2*i] != name {
				t.Errorf("true neighbour %d is %q, want %q (%d)", i+1, names[2*i], name, id)
			}
			if name, _ := scene.Shown(m.Text(want.Apparent[i].ID)); j == 1 && names[2*i+1] != name {
				t.Errorf("apparent neighbour %d is %q, want %q (%d)", i+1, names[2*i+1], name, id)
			}
		}
	}
	if marked := strings.Count(text(table), "in both"); marked != int(2*want.Kept*scene.Near+0.5) {
		t.Errorf("%d are marked as in both lists, of %v kept", marked, want.Kept)
	}
}

// A class is shown the map, and what the link names.
func TestClassIsShownWhatTheLinkNames(t *testing.T) {
	h := pages(t)
	state := "lang=en&token=France&pins=king&selected=262&a=man&b=woman&c=king&q=king"
	inPanels := map[string]string{"search": "search", "legend": "legend", "neighbors": "neighbors", "pins": "pins", "analogy": "analogy", "axis": "axis", "select": "selection", "caption": "caption", "download": "downloads"}
	for _, show := range [][]string{{"map"}, {"legend"}, {"search", "neighbors"}, {"caption", "pins", "axis", "analogy", "select"}, {"download"}, {"choose", "view", "color"}} {
		t.Run(strings.Join(show, " "), func(t *testing.T) {
			query := values(t, state)
			query["show"] = show
			_, body := get(t, h, "/map", query)
			root := document(t, body)
			for part, name := range inPanels {
				n := find(root, func(n *html.Node) bool { v, _ := attribute(n, "data-panel"); return v == name })
				shown := n != nil && strings.TrimSpace(text(n)) != ""
				if shown != slices.Contains(show, part) {
					t.Errorf("%s is there: %v", part, shown)
				}
			}
			for _, part := range []string{"header", "footer", "nav"} {
				if find(root, func(n *html.Node) bool { return n.Data == part }) != nil {
					t.Errorf("there is a %s", part)
				}
			}
			if find(root, func(n *html.Node) bool { return n.Data == "img" }) == nil || byID(root, "class-form") != nil {
				t.Error("no map, or still the way into the class")
			}
			leave := find(root, func(n *html.Node) bool { v, _ := attribute(n, "class"); return v == "leave" })
			way, _ := attribute(find(leave, func(n *html.Node) bool { return n.Data == "a" }), "href")
			if strings.Contains(way, "show=") || !strings.Contains(way, "token=France") {
				t.Errorf("the way out is %s", way)
			}
			for control, part := range map[string]string{"map-color": "color", "map-text": "choose", "map-pc": "view", "q": "search", "ask-a": "analogy", "map-selected": "select"} {
				if there := byID(root, control) != nil; there != slices.Contains(show, part) {
					t.Errorf("the field %s is there: %v", control, there)
				}
			}
		})
	}
}

// The form of the class keeps the state.
func TestClassFormKeepsTheState(t *testing.T) {
	h := pages(t)
	query := values(t, "lang=en&on=category:animal&token=dog&pins=king&pc=2,3&view=0,0,2&color=length")
	_, layout, figure, root := view(t, h, query)
	sent := sends(root, "class-form")
	if !slices.Contains(sent["show"], "map") || !slices.Contains(sent["show"], "legend") {
		t.Errorf("the class is shown %v", sent["show"])
	}
	sent.Add("show", "download")
	sent.Set("lang", "en")
	if _, again, drawn, _ := view(t, h, sent); again != layout || drawn != figure {
		t.Errorf("the class sees\n%s\n%s, not\n%s\n%s", again, drawn, layout, figure)
	}
}

// A link for a model that is not here explains itself and shows the way.
func TestLinkForAnotherModel(t *testing.T) {
	h := pages(t)
	for lang, want := range map[string]string{"en": "The link asks for a model that is not loaded here.", "zh": "这个链接要的模型没有加载在这里。"} {
		status, body := get(t, h, "/map", url.Values{"lang": {lang}, "model": {"gpt2"}, "token": {" king"}, "pc": {"2,3"}})
		if status != http.StatusNotFound || !strings.Contains(body, want) || !strings.Contains(body, `href="/map?lang=`+lang+`&amp;pc=2%2C3&amp;token=+king"`) {
			t.Errorf("%s: status %d without %q and the way", lang, status, want)
		}
	}
}

// While a picture is computed the page looks again by itself, without a script,
// and tells a script where to listen.
func TestComputingPageLooksAgain(t *testing.T) {
	_, body := get(t, pages(t), "/map", values(t, "method=tsne&on=category:animal"))
	root := document(t, body)
	explorer := find(root, func(n *html.Node) bool { return n.Data == "map-explorer" })
	if events, _ := attribute(explorer, "data-events"); !strings.HasPrefix(events, "/api/v1/layout/events?") || !strings.Contains(events, "method=tsne") {
		t.Errorf("events are at %q", events)
	}
	if !strings.Contains(body, `<noscript><meta http-equiv="refresh"`) || find(root, func(n *html.Node) bool { return n.Data == "img" }) != nil {
		t.Error("the page does not look again, or shows a picture that is not there")
	}
	if _, body := get(t, pages(t), "/map", nil); strings.Contains(body, `http-equiv="refresh"`) {
		t.Error("a page that is whole looks again")
	}
}

// What the engine needs stands in the explorer, as ids.
func TestExplorerIsTold(t *testing.T) {
	_, body := get(t, pages(t), "/map", values(t, "token=France&links=both&pins=king&selected=6342,4881&hide=sport&hide=none&a=France&b=Paris&c=Italy&also=Rome&color=length&beside=pca&beside_pc=3,4"))
	root := document(t, body)
	explorer := find(root, func(n *html.Node) bool { return n.Data == "map-explorer" })
	for name, want := range map[string]string{
		"token": `^4881$`, "pins": `^5822$`, "selected": `^4881,6342$`, "hidden": `^\["sport","none"\]$`, "analogy": `^4881,6342,\d+,\d+$`,
		"true": `^(\d+,){9}\d+$`, "apparent": `^(\d+,){9}\d+$`, "numbers": `^/api/v1/numbers\?.*color=length`, "labels": `^/api/v1/layout/labels\?`, "events": `^$`,
		"names": `"sport":"sports"`, "text-help": `Escape`, "search": `^/api/v1/search\?model=classroom$`,
	} {
		if got, ok := attribute(explorer, "data-"+name); !ok || !regexp.MustCompile(want).MatchString(got) {
			t.Errorf("data-%s is %q, want %s", name, got, want)
		}
	}
	beside := find(explorer, func(n *html.Node) bool { v, _ := attribute(n, "data-map"); return v == "beside" })
	if layout, _ := attribute(beside, "data-layout"); !strings.Contains(layout, "components=4") {
		t.Errorf("the picture beside is at %q", layout)
	}
	_, body = get(t, pages(t), "/map", values(t, "method=axis&from=man&to=woman&color=preservation&beside=pca&beside_pc=3,4"))
	if _, after, _ := strings.Cut(body, `data-map="beside"`); !strings.Contains(after, `. Placed by principal component analysis (PCA)." width`) {
		t.Error("the picture beside is not described as its own")
	}
	if _, body := get(t, pages(t), "/map", values(t, "token=France&links=none")); !strings.Contains(body, `data-true="" data-apparent=""`) {
		t.Error("lines that were not asked for")
	}
}

// The legend's marks are those of the map's engine.
func TestLegendHasTheMarksOfTheMap(t *testing.T) {
	js, err := fs.ReadFile(os.DirFS("../../static"), "js/map/marks.js")
	if err != nil {
		t.Fatal(err)
	}
	_, body := get(t, pages(t), "/map", values(t, "on=category:animal&on=category:bird&on=category:fish&on=category:food&on=category:drink"))
	root := document(t, body)
	var drawn []string
	for n := range root.Descendants() {
		if class, _ := attribute(n, "class"); strings.HasPrefix(class, "swatch") {
			path, _ := attribute(find(n, func(n *html.Node) bool { return n.Data == "path" }), "d")
			drawn = append(drawn, path)
		}
	}
	if len(drawn) != 5 {
		t.Fatalf("%d marks", len(drawn))
	}
	for i, corners := range [][]string{nil, {"[-0.9, -0.9]", "[0.9, 0.9]"}, {"[0, -1.2]", "[1.1, 0.8]"}, {"[0, -1.25]", "[1.25, 0]"}, {"[0, 1.2]", "[-1.1, -0.8]"}} {
		want := []string{"M-1 0a1", "M-.9-.9H.9V.9", "M0-1.2L1.1.8", "M0-1.25L1.25 0", "M0 1.2L1.1-.8"}[i]
		if !strings.HasPrefix(drawn[i], want) {
			t.Errorf("mark %d is %s, want %s…", i, drawn[i], want)
		}
		at := 0
		for _, corner := range corners {
			if at = strings.Index(string(js), corner); at < 0 {
				t.Errorf("the engine's mark %d has no corner %s", i, corner)
			}
		}
	}
}

// A window moves by links, without a script.
func TestWindowMoves(t *testing.T) {
	h := pages(t)
	follow := func(query url.Values, name string) url.Values {
		t.Helper()
		_, body := get(t, h, "/map", query)
		link := find(document(t, body), func(n *html.Node) bool { return n.Data == "a" && text(n) == name })
		if link == nil {
			t.Fatalf("no link %q", name)
		}
		href, _ := attribute(link, "href")
		address, err := url.Parse(href)
		if err != nil {
			t.Fatal(err)
		}
		return address.Query()
	}
	numbers := func(query url.Values) (x, y, zoom float64) {
		var n [3]float64
		for i, part := range strings.Split(query.Get("view"), ",") {
			var err error
			if n[i], err = strconv.ParseFloat(part, 64); err != nil {
				t.Fatal(err)
			}
		}
		return n[0], n[1], n[2]
	}
	closer := follow(values(t, "lang=en"), "closer")
	x, y, zoom := numbers(closer)
	if zoom != 2 {
		t.Errorf("closer is zoom %v", zoom)
	}
	closer.Set("lang", "en")
	right := follow(closer, "right")
	if rx, ry, rz := numbers(right); rx <= x || ry != y || rz != zoom {
		t.Errorf("right of %v,%v,%v is %v,%v,%v", x, y, zoom, rx, ry, rz)
	}
	if all := follow(closer, "everything"); all.Has("view") {
		t.Errorf("everything is %v", all)
	}
	if turned := follow(values(t, "lang=en&pc=1,2,3"), "turn right"); turned.Get("turn") != "45,20" {
		t.Errorf("turned to %v", turned)
	}
	if tilted := follow(values(t, "lang=en&pc=1,2,3&turn=0,85"), "tilt up"); tilted.Get("turn") != "0,90" {
		t.Errorf("tilted to %v", tilted)
	}
}

// The default map's page, whose budget is 10 ms.
func BenchmarkMap(b *testing.B) {
	h := pages(b)
	get(b, h, "/map", nil)
	for b.Loop() {
		get(b, h, "/map", nil)
	}
}

// Everything that a page can be asked for at once.
func BenchmarkWholeMap(b *testing.B) {
	h := pages(b)
	query := values(b, "token=France&links=both&pins=king&pins=queen&pins=dog&selected=262-400&a=France&b=Paris&c=Italy&also=Rome&color=preservation&beside=pca&beside_pc=3,4&from=man&to=woman&q=king&text=The+king")
	get(b, h, "/map", query)
	for b.Loop() {
		get(b, h, "/map", query)
	}
}
