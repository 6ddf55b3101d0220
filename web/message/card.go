package message

// CardWords tell what was measured on the classroom model.
type CardWords struct {
	Head, Say             string
	Words                 string
	Purity, PurityLenient string
	Analogy               string // relation, questions
	Silhouette            string
	Positions             string
	Validation            string
	Examined              string // right, asked; right, asked of the held-out capitals
	Wrong                 string
	HeldOut, HeldOutSay   string
}

var englishCard = CardWords{
	Head:          "What was measured on this model",
	Say:           "Measured once, on the weights as they are stored; a test holds the weights to these figures. Cosines are of rows of W_E, the mean row taken off.",
	Words:         "words in categories / categories",
	Purity:        "share of a word's five nearest neighbours, among all tokens, that are of its category (at the random start)",
	PurityLenient: "the same, neighbours among words with a category only",
	Analogy:       "analogies %s, %d questions on held-out pairs: right at once / among the first five",
	Silhouette:    "how far apart the categories of the first map lie: silhouette, at most 1 (at the random start)",
	Positions:     "mean cosine of neighbouring rows of W_P",
	Validation:    "loss on documents that training never met, nats a token",
	Examined:      "Examined with beginnings of sentences that stand nowhere in its training text, the likeliest next token is the right one for %d of %d; for the capitals that it was never told, %d of %d.",
	Wrong:         "Where it errs, its own answer and the right one:",
	HeldOut:       "Pairs that it was never told",
	HeldOutSay:    "No document of the training text holds both words of such a pair. What the model knows about it, it worked out from everything else: Madrid is called the Spanish capital in its text, but Spain and Madrid never meet.",
}

var chineseCard = CardWords{
	Head:          "对这个模型的测量",
	Say:           "在存储的权重上测量一次；有一项测试保证权重与这些数字相符。余弦取自 W_E 的各行，先减去平均行。",
	Words:         "有类别的词 / 类别",
	Purity:        "一个词在全部词元中最近的五个邻居里，同类所占的比例（随机初始时）",
	PurityLenient: "同上，只在有类别的词中找邻居",
	Analogy:       "类比 %s，对从未告诉它的词对提出 %d 个问题：第一个答案就对 / 前五个答案里有对的",
	Silhouette:    "第一张地图上各类别分得多开：轮廓系数，最大为 1（随机初始时）",
	Positions:     "W_P 相邻两行的平均余弦",
	Validation:    "在训练从未见过的文档上的损失，每个词元的奈特数",
	Examined:      "用训练文本中从未出现的句子开头来考它：%[2]d 题中，最可能的下一个词元答对 %[1]d 题；从未告诉过它的首都，%[4]d 题答对 %[3]d 题。",
	Wrong:         "答错的地方，它自己的答案和正确答案：",
	HeldOut:       "从未告诉过它的词对",
	HeldOutSay:    "训练文本中没有一篇文档同时包含这样一对词。模型对它们的了解，是从其余一切推断出来的：文本里说 Madrid 是 Spanish 的首都，但 Spain 和 Madrid 从不相遇。",
}
