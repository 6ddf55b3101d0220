package message

var chinesePredicting = Predicting{
	Head: "下一个词元是怎样得出的",
	Say:  "GPT 只做一件事：读一段文字，说出接下来可能是哪个词元，以及每个词元有多大的可能。这里用你自己的句子，把全过程打开给你看。从文字到词元要走五步；然后把这个词元接在后面，一切从头再来。",
	Flow: "你的句子走过的五步",

	Tokens: "词元", Vectors: "向量", Blocks: "各层", Logits: "分数", Choice: "选择", ChoiceHead: "softmax 与选择",
	TokensIn: "%d 个词元", VectorsIn: "%d × %d 个数", BlocksIn: "%d 层，每层 %d 个头", LogitsIn: "%s 个词元各得一个分数", ChoiceIn: "%s，%s",

	TokensSay: "文字先被切成词元，也就是模型那张固定清单里的小块。从这里起，模型手里没有字母，只有这些编号。选一个词元，跟着它走过整个模型；一开始选中的是最后一个，因为预告下一个词元的正是它的向量。",
	Fit:       "上下文放得下 %d 个词元，所以最旧的 %d 个被丢掉了。",

	VectorsSay:  "词元 %s 取出词元矩阵 W_E 里属于它的一行，它的位置 %d 取出位置矩阵 W_P 的一行，两行逐个数相加。得到的和有 %d 个数，它就是进入第一层的向量。",
	VectorsNote: "GPT-3 也是这样做的，只是每个向量有 12,288 个数。",

	BlocksSay:  "每一层都往向量上加两样东西。注意力加上的，是这个词元从自己和前面的词元那里收集来的内容；前馈网络再单独处理每个向量，把得到的结果加上去。什么都没有被替换：输入 + 注意力 + 前馈网络 = 输出，一层的输出就是下一层的输入。",
	BlocksFrom: "色带显示的是词元 %s。", In: "输入", Attention: "+ 注意力", FeedForward: "+ 前馈网络", Out: "= 输出",
	Block: "第 %d 层", Length: "长度 %s，颜色到 ±%s",
	StreamScale: "蓝色为负，红色为正。每条色带各有自己的刻度，写在旁边；长条比较各个向量的长度。长度是各个数的平方和再开方。",
	StreamTable: "第 %d 层的全部 %d 个数", BlocksSize: "这个模型有 %d 层，每层 %d 个头，每个向量 %d 个数。GPT-3 有 96 层，每层 96 个头，每个向量 12,288 个数；每一层的构造是一样的。",

	AttentionHead:    "每个词元看向哪里",
	AttentionSay:     "在每个头里，每个词元提出一个问题，叫作查询；每个词元又亮出一把钥匙，叫作键。键与查询越合拍，权重越大；softmax 让一行的权重加起来等于 1。然后，这个词元就按权重吸收其他词元带着的内容。右上方是空的：没有哪个词元看得到自己后面的东西。",
	AttentionFormula: "权重 = softmax(q · K / √%d)：一个头只用 %[2]d 个数里的 %[1]d 个。",
	Heads:            "选一个头细看：", HeadsPart: "这些小图只画最新的 %d 个词元。", HeadFirst: "一开始选中的，是 %s 最用力看另一个词元的那个头。", HeadOf: "第 %d 层第 %d 头",
	MatrixAlt:  "第 %d 层第 %d 个头的注意力：每一行是一个在看的词元，每一列是一个被看的词元。%s 看得最多的是 %s，权重为 %s。全部数值见下表。",
	MatrixSay:  "第 %d 层，第 %d 个头。每一行是一个在看的词元，每一列是一个被看的词元；颜色越深，看得越多。所选词元的那一行加了框。",
	MatrixPart: "共 %[2]d 个词元，只画出最新的 %[1]d 个。",
	RowSay:     "在这个头里，%s 看向哪里", Query: "在看的", Key: "被看的", Weight: "权重",
	MatrixTable: "用表格列出这个头的全部权重，单位是百分之一",
	Pointed:     "{query} 看 {key}：{weight}%", Point: "指向一个方格，读出它的权重；点击则选中那一行。",

	LogitsSay: "最后一个词元的输出，先经过最后一次归一化，把大小拉齐；再与 W_E 的每一行逐个数相乘，把乘积加起来：词汇表里的每个词元都得到一个分数（logit）。两者越合拍，分数越高。",
	LogitsTop: "分数最高的是 %s，得 %s；第二名 %s 得 %s。其余 %s 个在 %s 和 %s 之间。",
	LogitsAlt: "各种分数各有多少个词元：多数在 %s 附近，表中列出的在最右边，最高到 %s。",
	Output:    "归一化后的最后一个向量", RowOfToken: "W_E 中 %s 的那一行", Product: "把两条色带的数两两相乘，%d 个乘积之和就是 %s 的分数：%s。",
	SpreadSay:      "全部分数，按大小分段计数；最高的 %d 个各有一条竖线。高度取个数的平方根，这样少的在多的旁边也看得见。",
	VocabularySize: "这个模型给 %s 个词元打分，GPT-3 给 50,257 个。",

	ChoiceSay:     "softmax 把分数变成概率：每个分数先除以温度，再以结果为指数求 e 的幂，最后各除以全部幂的总和。接着，top-k 和 top-p 可以把不太可能的词元去掉，留下的再重新分配。最后取出一个词元；聊天机器人通常按这些概率抽取，所以每次的回答不同。",
	Formula:       "z 是分数除以温度的结果，z₁ 是最可能的词元的 z。减去 z₁ 只是不让数变得太大，并不改变任何占比，因为这等于把所有的数除以同一个数。",
	ByTemperature: "÷ %s", Exponent: "e 的 z − z₁ 次幂", Share: "占比", Cumulative: "累计", Verdict: "留下吗？", Final: "概率",
	Kept: "留下", ByTopK: "被 top-k 去掉", ByTopP: "被 top-p 去掉", Others: "其余 %s 个", All: "全部 %s 个", Table: "一步一步计算 softmax",
	Worked:  "以 %[1]s 为例：%[2]s ÷ %[3]s = %[4]s；e 的 (%[4]s − %[5]s) 次幂是 %[6]s；除以总和 %[7]s，得 %[8]s。",
	KeptAll: "没有去掉任何词元：%s 个都可能被抽中。", KeptSome: "留下 %s 个词元，它们一共占 %s，现在把这一部分当作 100%% 重新分配。",
	Nucleus:    "top-p 从上往下把占比累加，直到至少达到 %s；让累计达到这个数的那个词元，是最后一个留下的。",
	AfterTopK:  "top-k 在先，所以占比是在它留下的 %s 个词元之内累加的。",
	Arithmetic: "一行是怎样算出来的",

	Controls: "怎样选出词元", TopK: "top-k（前 k 个）", TopP: "top-p（核采样）", How: "选法", Draw: "按概率抽取一个", Greedy: "总取最可能的（贪心）", Seed: "随机种子", Apply: "应用",
	TopKSay: "top-k 只留下这么多个最可能的词元；0 表示全部留下。", TopPSay: "top-p 留下合起来达到这个占比的、尽量少的最可能的词元；1 表示全部留下。",
	NextSeed: "用种子 %d 再抽", TopPSource: "Fan 等 2018，Hierarchical Neural Story Generation（top-k）；Holtzman 等 2020，The Curious Case of Neural Text Degeneration（top-p）",
	BarSay: "把各个概率首尾相接，正好铺满从 0 到 1 的数。随机抽出其中一个数，每个数的机会都相同；它落在谁的那一段上，就取谁。",
	BarAlt: "各个概率从 0 到 1 首尾相接：%s。抽出的数是 %s。",
	Drawn:  "种子是 %d，前面有 %s 个词元，抽出的数是 u = %s。它落在 %s 的那一段上：从 %s 到 %s。",
	Took:   "取最可能的词元：%s，概率 %s。没有抽取，所以同样的文字总是这样接下去。",
	Ends:   "这个词元是一个记号：训练文本的每篇文档都以它结尾。聊天机器人的模型写出这样的记号时，它的回答就完成了。",
	Take:   "接上它：%s", TakeLikeliest: "改取最可能的：%s",

	WriteHead: "一次又一次：写下去",
	WriteSay:  "把选出的词元接在文字后面，模型读变长了的文字，再选下一个。对 GPT 来说，写作就是这么一回事。让这个模型从你的文字接着写，选法按上面的设定。",
	WriteMore: "写几个词元：", WriteNone: "不写", Written: "目前的文字",
	WroteStep: "%s · u = %s，落在 %s 到 %s 这一段", WroteGreedy: "%s · 最可能的一个", WroteEnd: "模型在这里结束了文字。",
	WroteDropped: "上下文满了：最旧的 %s 个词元，模型已经看不到了。",
	Past:         "越过结尾继续写", GoOn: "接受到这里为止的 %d 个词元，细看接下来的预测", Rival: "%s，%s",
	Back: "后退", Play: "播放", Pause: "暂停", Forward: "下一个词元", Loading: "模型正在写……", Failed: "没有成功，请重试。", StepOf: "第 %s 个词元",
	Recut: "模型是从它选出的那些词元接着写的。把它们拼成文字，重新切分时可能切得不一样。",

	SizeSource:      "Brown 等 2020，Language Models are Few-Shot Learners，表 2.1",
	AttentionSource: "Vaswani 等 2017，Attention Is All You Need，公式 1",
}
