package plot

import "tokenscape/web/scene"

// words are what a figure says, in one language.
type words struct {
	title            string // tokens, model
	more             string // names left out of a list
	pca              string // what it was fitted on
	kept, keptAll    string // share of the variance, tokens; of those that it was fitted on
	fitted           map[string]string
	along, up, rest  string // from, to; the tokens that the rest is fitted on
	tsne, umap       string // tokens, seed, perplexity or neighbours
	means            string // of a picture by either
	unit             string
	sentence, noPath string
	pairs, heldOut   string
	untrained        string
	oneColor         string // of two pictures
	raster           string // marks
	hidden           string
	selected         string // tokens
	also, alsoNot    string
	absent           string // tokens that are not on the map

	near        map[string]string // by the view's links: token, dimensions, true ones kept, of how many
	trueNear    string
	seenNear    string
	pinned      string
	analogy     string // a, b, c, answer
	corner      string // c, b, a
	noCorner    string
	expected    string // token, rank
	unranked    string // token
	step, reply string // keys: a, b

	colors    map[string]string
	component string // number
	missing   string
	fidelity  string // k, points, trustworthiness, continuity
	preserved string // mean share, k
	none      string // the tokens without a category

	turned string // yaw, pitch

	snapshot string // its number, and the model
	trained  string // tokens, share
	each     string
	restAxis string
	share    string // an axis, its share of the variance
	left     string
	right    string

	throughLayers, alongText        string // of a motion: text, token, position and model; text and model
	atInput, afterBlock, afterToken string
	byLens, byCosine                string // before the tokens read at a stop
	toLikeliest, toRead             string // keys
	unitStops, rawStops, numbered   string
	wayKept                         string // share of the length, dimensions
	noStops                         string // tokens before the first stop
	shadow                          string
}

var languages = map[string]*words{
	"en": {
		title: "%s tokens of %s",
		more:  "%s and %d more",
		pca:   "PCA fitted on %s", kept: "keeps %s of the variance of the %s tokens shown", keptAll: "keeps %s of their variance",
		fitted: map[string]string{
			scene.FitShown: "the %s tokens shown", scene.FitVocabulary: "the whole vocabulary, %s tokens", scene.FitCategories: "%[2]s, %[1]s tokens",
			scene.FitSelection: "the selection, %s tokens", scene.FitSentence: "the sentence, %s input vectors",
		},
		along: "x: dot product with the direction from %s to %s", up: "y: with that from %s to %s",
		rest:  "the rest: principal components of what is left of %s tokens",
		tsne:  "t-SNE of %s tokens, seed %d, perplexity %s",
		umap:  "UMAP of %s tokens, seed %d, %d neighbours",
		means: "it keeps who is near whom; the distance between groups and the size of a group mean nothing",
		unit:  "rows at unit length", sentence: "numbered: input vectors of the sentence",
		noPath: "the sentence has no place on such a map",
		pairs:  "lines: %s", heldOut: "dashed lines: the two words are never in one document of the training text",
		untrained: "hollow: untrained",
		oneColor:  "a token has the same colour in both pictures, that of its number in the left one",
		raster:    "the %s marks are one picture in this file",
		hidden:    "hidden: %s",
		selected:  "selected: %s, the others pale",
		also:      "shown but not fitted on: %s", alsoNot: "without a place on such a map: %s", absent: "not on this map: %s",
		near: map[string]string{
			scene.LinksTrue:     "lines from %s to its true neighbours, the nearest by all %d numbers; the picture keeps %d of %d",
			scene.LinksApparent: "dashed lines from %s to its neighbours in the picture; of those by all %d numbers it keeps %d of %d",
			scene.LinksBoth:     "lines from %s: whole to its true neighbours, the nearest by all %d numbers, dashed to those in the picture, which keeps %d of %d",
		},
		trueNear: "its true neighbours", seenNear: "its neighbours in the picture", pinned: "ringed: pinned",
		analogy: "%s : %s :: %s : %s, the best answer by cosine", corner: "×: %s + %s − %s", noCorner: "a picture of this kind keeps no parallelogram",
		expected: "%s comes %s", unranked: "%s cannot be an answer",
		step: "the step from %s to %s", reply: "to the best answer",
		colors: map[string]string{
			scene.ByRank: "rank by how often it is in the training text", scene.ByLength: "length of the vector",
			scene.ByPreservation: "share of its 10 true neighbours that the picture keeps", scene.ByCosine: "cosine with %s",
			scene.ByAxis: "dot product with the direction from %s to %s",
		},
		component: "component %d", missing: "no number",
		fidelity:  "trustworthiness %[3]s and continuity %[4]s for %[1]d neighbours, %[2]s tokens measured",
		preserved: "on average %s of %d true neighbours kept",
		none:      "without a category",
		turned:    "turned by %s° and %s°",
		snapshot:  "Step %d of the training of %s",
		trained:   "PCA fitted on %s tokens of the trained model, which keeps %s of the variance at this step",
		each:      "PCA fitted on %s tokens at this step, turned · keeps %s of the variance",
		restAxis:  "rest %d", share: "%s (%s)", left: "left", right: "right",

		throughLayers: "%[4]s, block by block, at %[2]s (position %[3]d) of: %[1]s",
		alongText:     "%[2]s, where the text points as it grows: %[1]s",
		atInput:       "the input vector", afterBlock: "after block %d", afterToken: "after %s",
		byLens: "likeliest by the logit lens", byCosine: "nearest by cosine",
		toLikeliest: "from a stop to the token likeliest there", toRead: "to all that are named there",
		unitStops: "rows and stops at length one", rawStops: "rows and stops as they are; the stops are many times as long",
		numbered: "numbered stops: hidden states after the last norm, read with W_E (logit lens, nostalgebraist 2020), each named by its likeliest token",
		wayKept:  "the plane shows %s of the way's length in %d dimensions",
		noStops:  "the first %d tokens have no stop",
		shadow:   "a shadow: what looks near here may be far apart",
	},
	"zh": {
		title: "%[2]s 模型的 %[1]s 个词元",
		more:  "%s等，另有 %d 个",
		pca:   "PCA 由%s拟合", kept: "保留图中 %[2]s 个词元方差的 %[1]s", keptAll: "保留它们方差的 %s",
		fitted: map[string]string{
			scene.FitShown: "图中的 %s 个词元", scene.FitVocabulary: "整个词汇表的 %s 个词元", scene.FitCategories: "%[2]s的 %[1]s 个词元",
			scene.FitSelection: "选中的 %s 个词元", scene.FitSentence: "句子的 %s 个输入向量",
		},
		along: "x：与从 %s 到 %s 的方向的点积", up: "y：与从 %s 到 %s 的方向的点积",
		rest:  "其余：由 %s 个词元去掉这些方向后剩下部分的主成分",
		tsne:  "%s 个词元的 t-SNE，种子 %d，困惑度 %s",
		umap:  "%s 个词元的 UMAP，种子 %d，邻居数 %d",
		means: "它只保留谁离谁近；群与群之间的距离和群的大小没有意义",
		unit:  "行已缩放到单位长度", sentence: "编号：句子的输入向量",
		noPath: "句子在这种图上没有位置",
		pairs:  "线：%s", heldOut: "虚线：两个词从未在训练文本的同一篇文档里出现",
		untrained: "空心：未训练",
		oneColor:  "同一个词元在两张图里颜色相同，按它在左图里的数上色",
		raster:    "文件中的 %s 个点合为一张图片",
		hidden:    "已隐藏：%s",
		selected:  "选中 %s 个词元，其余变淡",
		also:      "显示但不参与拟合：%s", alsoNot: "在这种图上没有位置：%s", absent: "不在这张图上：%s",
		near: map[string]string{
			scene.LinksTrue:     "线从 %[1]s 连到真正的近邻，即按全部 %[2]d 个数最近的词元；图上保留了 %[4]d 个中的 %[3]d 个",
			scene.LinksApparent: "虚线从 %[1]s 连到图上的近邻；按全部 %[2]d 个数得出的 %[4]d 个近邻中，图上保留了 %[3]d 个",
			scene.LinksBoth:     "线从 %[1]s 出发：实线连到真正的近邻，即按全部 %[2]d 个数最近的词元，虚线连到图上的近邻；图上保留了 %[4]d 个中的 %[3]d 个",
		},
		trueNear: "真正的近邻", seenNear: "图上的近邻", pinned: "带圈：钉住的词元",
		analogy: "%s : %s :: %s : %s（余弦最大的答案）", corner: "×：%s + %s − %s", noCorner: "这种图不保留平行四边形",
		expected: "%s 排第 %s", unranked: "%s 不可能是答案",
		step: "从 %s 到 %s 的一步", reply: "到最佳答案",
		colors: map[string]string{
			scene.ByRank: "在训练文本中出现次数的排名", scene.ByLength: "向量的长度",
			scene.ByPreservation: "10 个真正近邻中图上保留的比例", scene.ByCosine: "与 %s 的余弦",
			scene.ByAxis: "与从 %s 到 %s 的方向的点积",
		},
		component: "第 %d 个成分", missing: "没有数值",
		fidelity:  "%[1]d 个近邻的可信度 %[3]s、连续性 %[4]s，测量了 %[2]s 个词元",
		preserved: "平均保留 %[2]d 个真正近邻的 %[1]s",
		none:      "没有类别的词元",
		turned:    "旋转 %s° 和 %s°",
		snapshot:  "%[2]s 模型训练的第 %[1]d 步",
		trained:   "PCA 由训练好的模型的 %s 个词元拟合，在这一步保留 %s 的方差",
		each:      "PCA 由这一步的 %s 个词元拟合并旋转 · 保留 %s 的方差",
		restAxis:  "其余 %d", share: "%s（%s）", left: "左", right: "右",

		throughLayers: "“%s”：%s（第 %d 位）的向量逐层变化的路，模型 %s",
		alongText:     "“%s”：文字变长时指向哪里，模型 %s",
		atInput:       "输入向量", afterBlock: "第 %d 层之后", afterToken: "读到 %s 之后",
		byLens: "按 logit 透镜最可能", byCosine: "按余弦最近",
		toLikeliest: "从一站到那里最可能的词元", toRead: "到那里列出的全部词元",
		unitStops: "行和各站都已缩放到单位长度", rawStops: "行和各站按原长；各站要长许多倍",
		numbered: "编号的各站：隐藏状态经过最后的归一化，用 W_E 读出（logit 透镜，nostalgebraist 2020），各以最可能的词元为名",
		wayKept:  "这个平面显示了 %[2]d 维空间里全程长度的 %[1]s",
		noStops:  "前 %d 个词元没有站",
		shadow:   "这是影子：看着近的，其实可能很远",
	},
}
