package plot_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"tokenscape/web/motion"
	"tokenscape/web/plot"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// layouts puts the tokens of a computed map where their first two numbers say: what
// is tested is the drawing.
type layouts struct{}

func (layouts) Layout(_ context.Context, c scene.Choice) ([][]float64, error) {
	x := c.Rows()
	places := make([][]float64, x.Rows)
	for i := range places {
		row := x.Data[i*x.Stride:]
		places[i] = []float64{float64(row[3]), float64(row[0])}
	}
	return places, nil
}

// server draws the model world.
func server(t testing.TB) http.Handler {
	models := request.Only(world(t))
	maps := scene.NewMaps(models)
	maps.Layouts = layouts{}
	e := echo.New()
	e.HTTPErrorHandler = func(err error, c echo.Context) {
		if sent := c.String(http.StatusBadRequest, err.Error()); sent != nil {
			t.Error(sent)
		}
	}
	plot.New(models, maps, motion.New(models, maps)).Register(e)
	return e
}

func draw(t testing.TB, h http.Handler, target string) (status int, body string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	return w.Code, w.Body.String()
}

// views are links of which each asks for something of its own, with the words that
// must be in their figures in English and in Chinese.
var views = map[string]struct {
	query  string
	en, zh []string
}{
	"default": {"", []string{"8 tokens of world", ">PC1 (", "PCA fitted on the 8 tokens shown · keeps ", "lines: country – capital", "dashed lines: the two words", ">␣Tokyo<", ">countries<"},
		[]string{"world 模型的 8 个词元", "PCA 由图中的 8 个词元拟合", ">国家<", "虚线"}},
	"neighbours": {"token= France&links=both&pins= Rome&pins= the&color=cosine&selected=4881,8063,7312&rows=unit",
		[]string{">its true neighbours<", ">its neighbours in the picture<", "lines from ␣France: whole to its true neighbours, the nearest by all 6 numbers", "rows at unit length", "not on this map: ␣the", "ringed: pinned", ">cosine with ␣France<", ">1<"},
		[]string{">真正的近邻<", ">图上的近邻<", "线从 ␣France 出发", "不在这张图上：␣the", ">与 ␣France 的余弦<"}},
	"analogy": {"a= France&b= Paris&c= Italy&expect= Tokyo&on=category:country&on=category:capital&on=category:person&hide=person&view=1,0.3,1.5&magnify=1.5&pairs=none",
		[]string{"␣France : ␣Paris :: ␣Italy : ␣Rome, the best answer by cosine", "×: ␣Italy + ␣Paris − ␣France", "␣Tokyo comes ", "hidden: people", ">the step from ␣France to ␣Paris<"},
		[]string{"␣France : ␣Paris :: ␣Italy : ␣Rome（余弦最大的答案）", "已隐藏：人物", ">到最佳答案<"}},
	"axis": {"method=axis&from= man&from= boy&to= woman&to= girl&color=axis&on=category:person",
		[]string{">␣man, ␣boy → ␣woman, ␣girl (", ">rest 1 (", "x: dot product with the direction from ␣man, ␣boy to ␣woman, ␣girl", "principal components of what is left of 6 tokens"},
		[]string{">␣man、␣boy → ␣woman、␣girl（", ">其余 1（", "主成分"}},
	"space": {"pc=1,2,3&turn=40,15&text=the king&on=vocabulary&color=rank",
		[]string{">PC3 (", "turned by 40° and 15°", "numbered: input vectors of the sentence", ">1<", ">16<", "rank by how often", "hollow: untrained"},
		[]string{">PC3（", "旋转 40° 和 15°", "编号", "排名"}},
	"beside": {"beside=tsne&token= France&also= of&fit=category:country&seed=7&width=1200&height=600",
		[]string{">PCA<", ">t-SNE<", ">t-SNE 2<", "left: PCA fitted on countries, 4 tokens", "right: t-SNE of 8 tokens, seed 7, perplexity 2.33", "mean nothing", "shown but not fitted on: ␣of"},
		[]string{">t-SNE<", "左：PCA 由国家的 4 个词元拟合", "右：8 个词元的 t-SNE，种子 7，困惑度 2.33", "没有意义"}},
	"colours": {"beside=pca&beside_pc=2,3&color=pc:1&width=1200&height=600",
		[]string{"a token has the same colour in both pictures, that of its number in the left one"},
		[]string{"同一个词元在两张图里颜色相同，按它在左图里的数上色"}},
	"computed": {"method=umap&seed=3&on=category:country&on=category:capital&on=category:person&also= of&text=the king&labels=0&a= man&b= woman&c= king&color=length",
		[]string{">UMAP 1<", "UMAP of 14 tokens, seed 3, 14 neighbours", "without a place on such a map: ␣of", "the sentence has no place on such a map", "keeps no parallelogram", ">length of the vector<"},
		[]string{"14 个词元的 UMAP，种子 3，邻居数 14", "在这种图上没有位置：␣of", "句子在这种图上没有位置", "不保留平行四边形"}},
}

var texts = regexp.MustCompile(`>([^<>]*)</text>`)

// says tells whether a figure has the words, which may be broken between two lines.
func says(svg, words string) bool {
	var lines []string
	for _, text := range texts.FindAllStringSubmatch(svg, -1) {
		lines = append(lines, text[1])
	}
	return strings.Contains(svg, words) || strings.Contains(strings.Join(lines, " "), words) || strings.Contains(strings.Join(lines, ""), words)
}

// Each view in both languages as a file, to be looked at: TOKENSCAPE_UPDATE=1 draws
// them anew.
func TestViews(t *testing.T) {
	h := server(t)
	for name, view := range views {
		for lang, words := range map[string][]string{"en": view.en, "zh": view.zh} {
			t.Run(name+"/"+lang, func(t *testing.T) {
				theme := map[string]string{"en": "light", "zh": "dark"}[lang]
				query := strings.ReplaceAll(view.query, " ", "+")
				status, got := draw(t, h, "/plot.svg?"+query+"&theme="+theme+"&lang="+lang)
				if status != http.StatusOK {
					t.Fatalf("%d: %s", status, got)
				}
				for _, word := range words {
					if !says(got, word) {
						t.Errorf("%q is not in the figure", word)
					}
				}
				golden := filepath.Join("testdata", name+"-"+lang+".svg")
				if os.Getenv("TOKENSCAPE_UPDATE") != "" {
					if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal([]byte(got), want) {
					t.Errorf("the figure differs from %s", golden)
				}
			})
		}
	}
}

func TestPresets(t *testing.T) {
	h := server(t)
	for query, want := range map[string]string{
		"preset=a4":                     `width="841.92pt" height="595.2pt"`,
		"preset=a4-portrait":            `width="595.2pt" height="841.92pt"`,
		"preset=slide":                  `width="960pt" height="540pt"`,
		"preset=slide-4x3":              `width="800pt" height="600pt"`,
		"preset=slide&width=960&dpi=72": `width="960pt" height="1080pt"`,
	} {
		if status, got := draw(t, h, "/plot.svg?"+query); status != http.StatusOK || !strings.Contains(got, want) {
			t.Errorf("%s: %d, %.300s, want %s", query, status, got, want)
		}
	}
}

// What a link asks for that cannot be is refused, as by the API.
func TestRefusals(t *testing.T) {
	h := server(t)
	for name, query := range map[string]string{
		"unknown preset": "preset=a3", "unknown token": "token=id:99999999", "too close": "view=0,0,513", "no such component": "pc=1,11",
		"cosine with nothing": "color=cosine", "one component twice": "pc=1,1", "an axis from nothing": "method=axis&to=" + url.QueryEscape(" man"),
		"too many pixels": "preset=a4&width=8192&height=8192", "too few tokens": "fit=selection&selected=4881",
	} {
		if status, body := draw(t, h, "/plot.png?"+query); status != http.StatusBadRequest || body == "" {
			t.Errorf("%s: %d %.100s", name, status, body)
		}
	}
}
