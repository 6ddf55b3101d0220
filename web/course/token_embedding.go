package course

var tokenEmbeddingEnglish = Chapter{
	Slug:  "token-embedding",
	Title: "Token embedding: a row of numbers for each token",
	About: "Where the numbers come from that stand for a token, how many there are, and how meaning gets into them.",
	Ideas: []Idea{
		{"A table, and a row for each token", []string{
			"The list of [[token|tokens]] is fixed before training begins. For each there is a row in a large table of numbers, the [[embedding-matrix|embedding matrix]] W_E. The [[id|id]] of a token says which row is taken, and this row, a [[vector|vector]], is its [[token-embedding|token embedding]]. Nothing is computed: it is looked up.",
			"So cutting a text and [[embedding|embedding]] it are two things. The [[encoding|encoding]] makes tokens; only W_E gives them numbers that mean something.",
		}},
		{"How many numbers that is", []string{
			"V tokens with D numbers each make V × D [[weight|weights]], the first that your sentence meets. In GPT-3, V is 50,257 and D is 12,288: that makes 617,558,016. It sounds like a lot, and is 0.35 % of the whole, for the [[block|blocks]] hold nearly all the rest. In our small classroom [[model|model]] it is the other way round: 3,743 × 96 = 359,328, more than half.",
		}},
		{"Random to begin with", []string{
			"Before [[pretraining|pretraining]] every number of W_E is drawn at random: noise. Then the network guesses, is corrected, and each row that took part is moved a little. Some compare this with synapses, the joints between nerve cells that grow stronger or weaker as we learn. Take it as an image, no more: these are numbers in a table.",
		}},
		{"Used alike, placed alike", []string{
			"Tokens that stand in like company are pushed in like directions, and in the end they have rows that are alike. How alike is measured by the [[cosine|cosine similarity]]: 1 when two rows point the same way, about 0 when they have nothing in common.",
		}},
	},
	Guess: Question{
		Ask:     "Nobody told the classroom model what a king is. Of all 3,743 rows of W_E, which lies nearest to the row of king after training?",
		Options: []string{"kind, which differs by one letter", "queen", "That is chance: rows have no order of meaning"},
		Right:   1,
		Why:     "The row of queen, by far. And not because the two were read together: no document of the training text holds both words. But both rule, both live in palaces, both are spoken of in like sentences, and so both rows were pushed the same way. Before training their cosine was about 0.",
		Each: []string{
			"The model does not see letters. To it kind and king are two ids, as different as any.",
			"",
			"So it is before training. Below you can see what has become of it.",
		},
	},
	Live: Live{Part: Rows, Text: "The king and the queen", Others: []string{"The cat sleeps in the house", "Paris is in France", "草莓"}},
	Checks: []Question{
		{
			Ask:     "GPT-3 has V = 50,257 tokens and vectors of D = 12,288 numbers. How many weights has its W_E?",
			Options: []string{"617,558,016", "62,545", "175 billion"},
			Right:   0,
			Why:     "One row a token, so V × D: 50,257 × 12,288 = 617,558,016, which is 0.35 % of all weights.",
			Each:    []string{"", "That is the sum, V + D. A table has as many cells as rows times columns.", "That is about the whole of GPT-3. W_E is one part of it, and a small one."},
		},
		{
			Ask:     "A bat may fly by night or hit a ball. How many rows of W_E has the token ␣bat?",
			Options: []string{"Two, one for each meaning", "A new one in every sentence", "One"},
			Right:   2,
			Why:     "One row for one token, whatever it means. Which bat is meant can only come out later, in the blocks, where the token takes in what stands before it.",
			Each:    []string{"The list of tokens knows no meanings, only pieces of text.", "The row stays the same. What does change from sentence to sentence are the vectors inside the blocks.", ""},
		},
	},
	Sources: []Source{brown, radford2},
}

var tokenEmbeddingChinese = Chapter{
	Slug:  "token-embedding",
	Title: "词嵌入：每个词元一行数",
	About: "代表一个词元的那些数从哪里来，一共有多少，意义又是怎么进到里面去的。",
	Ideas: []Idea{
		{"一张表，每个词元一行", []string{
			"[[token|词元]]有哪些，在训练开始之前就定好了。每个词元在一张大数表里占一行，这张表叫[[embedding-matrix|嵌入矩阵]] W_E。词元的[[id|编号]]说明该取哪一行，取出来的这一行是一个[[vector|向量]]，就是它的[[token-embedding|词嵌入]]。这里不用算，查表就行。",
			"所以，切文字和做[[embedding|嵌入]]是两件事。[[encoding|编码]]切出词元；给词元有意义的数的，是 W_E。",
		}},
		{"一共有多少个数", []string{
			"V 个词元，每个 D 个数，就是 V × D 个[[weight|权重]]，你的句子最先遇到的就是它们。GPT-3 的 V 是 50,257，D 是 12,288，乘起来是 617,558,016。听上去很多，其实只占全部的 0.35%，因为其余的几乎都在各[[block|层]]里。我们小小的课堂[[model|模型]]正好相反：3,743 × 96 = 359,328，占了一大半。",
		}},
		{"起初是随机的", []string{
			"[[pretraining|预训练]]之前，W_E 的每个数都是随机抽的，一片杂乱。然后网络猜、被纠正，凡是参与的行都挪动一点点。有人把这比作突触，也就是神经细胞之间的连接，我们学习时它会变强或变弱。这只是个比喻，到此为止：这里只有表里的数。",
		}},
		{"用法相近，位置相近", []string{
			"常和同样的词在一起的词元，会被推向同样的方向，最后它们的行也就彼此相像。像到什么程度，用[[cosine|余弦相似度]]来量：两行指向同一个方向是 1，毫不相干大约是 0。",
		}},
	},
	Guess: Question{
		Ask:     "没有人告诉过课堂模型 king（国王）是什么。训练之后，在 W_E 的 3,743 行里，离 king 这一行最近的是哪一行？",
		Options: []string{"kind，因为只差一个字母", "queen（王后）", "看运气：行与行之间谈不上意义"},
		Right:   1,
		Why:     "是 queen，而且遥遥领先。这并不是因为两个词曾被一起读到：训练文字里没有一篇同时含有这两个词。但两者都治理国家，都住在宫殿里，都出现在相似的句子里，所以两行被推向了同一个方向。训练之前，它们的余弦大约是 0。",
		Each: []string{
			"模型看不见字母。对它来说，kind 和 king 是两个编号，和任何两个编号一样不相干。",
			"",
			"训练之前确实是这样。现在变成了什么样，下面就能看到。",
		},
	},
	Live: Live{Part: Rows, Text: "The king and the queen", Others: []string{"The cat sleeps in the house", "Paris is in France", "草莓"}},
	Checks: []Question{
		{
			Ask:     "GPT-3 有 V = 50,257 个词元，每个向量有 D = 12,288 个数。它的 W_E 有多少个权重？",
			Options: []string{"617,558,016", "62,545", "1750 亿"},
			Right:   0,
			Why:     "每个词元一行，所以是 V × D：50,257 × 12,288 = 617,558,016，占全部权重的 0.35%。",
			Each:    []string{"", "这是和，V + D。一张表有多少格，要用行数乘列数。", "这差不多是整个 GPT-3。W_E 只是其中一部分，而且很小。"},
		},
		{
			Ask:     "bat 可以是夜里飞的蝙蝠，也可以是打球的球棒。词元 ␣bat 在 W_E 里有几行？",
			Options: []string{"两行，一个意思一行", "每个句子都有新的一行", "一行"},
			Right:   2,
			Why:     "一个词元一行，不管它是什么意思。到底是哪个 bat，要到后面的各层里才分得清：在那里，词元会把它前面的内容吸收进来。",
			Each:    []string{"词元的清单不管意思，只管文字。", "这一行始终不变。随句子变化的，是各层里面的向量。", ""},
		},
	},
	Sources: []Source{brown, radford2},
}
