package message

import (
	"regexp/syntax"

	"tokenscape/web/request"
)

// Chinese is the text in simplified Chinese.
var Chinese = Text{
	Lang: "zh", Tagline: "看 GPT 怎样把你的句子变成数字，又把数字变成意义", Skip: "跳到正文",
	Journey: "旅程", Tokens: "词元", Map: "地图", Predict: "预测", Train: "训练", Learn: "课程", Models: "模型",
	Light: "浅色", Dark: "深色", Auto: "自动", Large: "大字", Normal: "常规", Other: "English", Theme: "主题", Size: "字号",
	Model: "模型", UseModel: "用这个模型去探索",
	Sentence: "你的句子", Show: "显示", Try: "或者试试：", Empty: "还没有文字。请在上面输入一个句子，或使用准备好的：",
	UseReady:   "使用准备好的句子",
	PromptHead: "提示词", PromptSay: "一切从你的文字开始。GPT 看不见任何字母，它只会计算数字，所以文字必须先变成数字。",
	TokensHead: "词元化", TokensSay: "文字被切成词元：单词、单词的一部分或符号。每个词元在固定的词汇表里有一个编号，也就是 id。记号 ␣ 表示空格，它属于后面的单词。",
	Untrained: "未训练", UntrainedSay: "标有“未训练”的词元从未在训练中出现过，它们的向量仍停留在随机的起点，没有意义。",
	Dropped:     "有 %d 个词元超出了长度为 %d 的上下文，已被忘记。最早的最先丢掉：",
	VectorsHead: "嵌入", VectorsSay: "每个词元从词嵌入矩阵 W_E 中取出自己的一行：由训练得到的 %d 个数组成的向量。它在句中的位置再从位置嵌入矩阵 W_P 中取出一行。两行逐元素相加，就是模型读到的输入。",
	TokenRow: "词元 W_E", PositionRow: "位置 W_P", SumRow: "和，即输入",
	Numbers: "第 %[2]d 个词元 %[3]s 的全部 %[1]d 个数", Element: "元素", Scale: "蓝色为负，红色为正，颜色越淡越接近 0；最浓的颜色是 ±%s。", ChooseToken: "选择一个词元，查看它的数值。",
	MapHead: "地图", MapAlt: "词元的地图。", MapSay: "一个向量就是 %d 维空间中的一个位置。主成分分析把这个空间转到合适的角度，让两条轴尽可能多地显示它。用法相似的词彼此靠近；你的句子按顺序从中穿过。",
	Fitted: "PCA 由 %[2]s 的 %[1]d 个词元拟合。", Kept: "这张图保留了它们方差的 %s%%，空间的其余部分藏在图的后面。", Unit: "单位长度", Raw: "原样", Rows: "行向量",
	Blocks:   "从向量到答案，这个和要穿过 %d 个 transformer 层，每层有 %d 个注意力头。在那里，每个词元从它前面的词元收集所需的信息。",
	NextHead: "下一个词元", NextSay: "最后，词汇表里的每个词元都得到一个分数（logit）。softmax 把这 %d 个分数变成总和为 1 的概率。选一个接到句子后面，整个旅程便重新开始。",
	Probability: "概率", Logit: "分数 logit", Temperature: "温度",
	TemperatureSay: "softmax 之前，分数要先除以温度：小于 1 时，最可能的词元更占优势；大于 1 时，其他词元机会更多。",
	EnglishOnly:    "这个模型只读过简单的英文。其他语言同样能切成词元，但它们的向量从未训练过。",
	Source:         "来源：%s", Download: "下载：",
	Encoding: "编码", ID: "id", Bytes: "字节",
	MapPageSay: "选择用哪些词来拟合地图。坐标轴会随你的选择而转动，下面一行会说明保留了多少方差。",
	Categories: "类别", Redraw: "画出地图",
	Pairs: "用线相连的词对", Lines: "线连接成对的词（%s：%d 对）。",
	Parallel:   "%[1]s：在全部 %[3]d 维里的平均余弦是 %[2]s，在这张图上是 %[4]s；如果把各对的搭档互换，在全部维度里就是 %[5]s。",
	CosineSay:  "平均余弦把每一对的方向同其他各对逐一比较：完全平行时是 1，毫无关系时接近 0。互换后仍有的那一部分，只说明两组词彼此分开；超出的部分才来自词与词之间的关系。",
	MeanCosine: "平均余弦，%s",
	HeldOut:    "虚线：这两个词从未在训练文本的同一篇文档里出现过。",
	NoPairs:    "所选的词对里，没有一对的两个词都在这张图上。",
	Neighbors:  "离 %s 最近的词元", NeighborsSay: "这是在完整的 %d 维空间里、按原样向量计算的最近邻；图上看到的可能不同。", Cosine: "余弦相似度", Euclidean: "距离", Clear: "取消选择",
	More: "另有 %d 个没有列出。", RowsAre: "行向量：%s。", PerCent: "%s%%", Named: "%s：%s",
	NoPath:    "文字太长，放不进这张地图的数据和图片的网址，所以没有画出它的路径。",
	MapHelp:   "地图：拖动或用方向键移动，+ 和 − 缩放，0 显示全部，N 跳到下一个点，Enter 选中，Esc 取消。",
	MapFailed: "交互地图没有加载成功，这里显示的是画好的图。", Retry: "重试", Loading: "正在加载地图……",
	PredictSay: "五步得到下一个词元：提示词、词元、向量、transformer，以及对整个词汇表做 softmax。不一定要取最可能的词元：聊天机器人通常按这些概率抽取一个，所以每次的回答不同。",
	Greedy:     "取最可能的：%s", ModelsSay: "这个程序加载了哪些模型，以及它们的情况。",
	Vocabulary: "词汇表大小 V", Dimension: "向量长度 D", Context: "上下文长度", Layers: "层数 × 头数", Weights: "权重", Licence: "许可证", Home: "回到旅程",
	NearMatches: "你是不是想找：", Limit: "可接受的范围：%s。", SourceLine: "这里的每个数都由模型 %s 在你查看时计算得出。", OpenAPI: "接口",
	Category: map[string]string{
		"adjective": "形容词", "animal": "动物", "bird": "鸟类", "body": "身体", "building": "建筑", "capital": "首都", "city": "城市",
		"clothing": "衣物", "color": "颜色", "continent": "大洲", "country": "国家", "currency": "货币", "day": "星期", "device": "设备",
		"direction": "方向", "disease": "疾病", "drink": "饮料", "element": "元素", "feeling": "情感", "fish": "鱼类", "food": "食物",
		"fruit": "水果", "furniture": "家具", "insect": "昆虫", "instrument": "乐器", "kitchenware": "厨具", "landscape": "地貌",
		"material": "材料", "month": "月份", "name": "人名", "nationality": "国籍", "number": "数词", "ordinal": "序数词", "person": "人物",
		"profession": "职业", "season": "季节", "shape": "形状", "sky": "天空", "sport": "运动", "state": "州", "subject": "学科", "text": "读物",
		"time": "时间", "time of day": "时段", "tool": "工具", "vegetable": "蔬菜", "vehicle": "交通工具", "verb": "动词", "weather": "天气", "young animal": "幼崽",
	},
	Relation: map[string]string{
		"capital": "国家–首都", "people": "国家–国籍", "woman": "男–女", "young": "动物–幼崽",
		"past": "动词–过去式", "ing": "动词–ing 形式",
	},
	Faults: map[request.Code]string{
		request.TextTooLong: "文字太长了。", request.NotUTF8: "文字不是有效的 UTF-8，无法辨认其中的字符。",
		request.NotANumber: "这里需要一个数。", request.OutOfRange: "数值超出了范围。", request.TooMany: "一次给得太多了。",
		request.NoText: "预测需要先有一些文字。", request.NoBody: "无法读取这个请求。",
		request.UnknownModel: "没有这个模型。", request.UnknownEncoding: "没有这种编码。",
		request.UnknownToken: "在这个模型的编码里，它不是单个词元。大多数单词前面需要一个空格。", request.UnknownCategory: "没有这个类别。", request.UnknownRelation: "没有这种关系。",
		request.UnknownChoice: "没有这个选项。", request.FigureSize: "无法画出这种尺寸的图。", request.NotFound: "没有这个页面。",
		request.WrongMethod: "这个地址不能这样使用。", request.Busy: "服务器正忙，请稍后再试。",
		request.NoToken: "这里少了一个词元。", request.NoDirection: "两组词的平均值相同，两者之间没有方向可言。",
		request.TextTooShort: "太短了：没有可以学习的下一个词元。", request.Untrained: "模型从未见过其中的某个词元，没有可以移动的行。",
		request.ModelTooLarge: "这个模型太大，无法在这里走训练的步子。", request.NoReplay: "没有这个模型训练过程的记录。", request.QueueFull: "等候的训练已经太多。请过一分钟再试，或者先看其中一个。",
		request.UnknownRun: "没有这个训练，或者它已经不在了。", request.RunUnderWay: "你自己的训练还没有结束。", request.NotOwner: "只有开始这个训练的人才能结束它。",
		request.ShortSentence: "句子太短：要画出坐标轴，至少需要两个词元。", request.NoCounts: "不知道每个词元在这个模型的训练文本里出现过多少次。",
		request.NotShown: "这个词元不在这张地图上。", request.WrongPattern: "无法按这个模式查找。", request.NotReady: "这张地图还在计算中，请稍后再试。",
		request.CrossSite: "这个请求来自别的网站的页面，已被拒绝。", request.Internal: "我们这边出了问题，已经记录下来。",
	},
	Patterns: map[syntax.ErrorCode]string{
		syntax.ErrInvalidCharClass: "“%s”不是字符类。", syntax.ErrInvalidCharRange: "“%s”不是字符范围：前一个字符必须排在后一个之前。",
		syntax.ErrInvalidEscape: "“%s”没有意义：反斜杠后面只能写某些字母和符号。", syntax.ErrInvalidNamedCapture: "“%s”给分组起名的写法不对，或者想要后顾，而 RE2 没有后顾。",
		syntax.ErrInvalidPerlOp: "这里不认识“%s”：RE2 没有前瞻和后顾。", syntax.ErrInvalidRepeatOp: "“%s”在重复已经重复的内容。",
		syntax.ErrInvalidRepeatSize: "“%s”不是重复次数，或者太大。", syntax.ErrInvalidUTF8: "“%s”不是有效的 UTF-8。",
		syntax.ErrMissingBracket: "“%s”里缺少右方括号 ]。", syntax.ErrMissingParen: "“%s”里缺少右圆括号。",
		syntax.ErrMissingRepeatArgument: "“%s”前面没有可以重复的内容。", syntax.ErrTrailingBackslash: "“%s”以反斜杠结尾，后面还缺内容。",
		syntax.ErrUnexpectedParen: "“%s”里多了一个右圆括号。", syntax.ErrNestingDepth: "“%s”的括号嵌套太深。",
		syntax.ErrLarge: "“%s”太长，或者需要的步骤太多。", syntax.ErrInternalError: "无法理解“%s”。",
	},
	Limits: map[string]string{
		"bytes": "%s 字节", "tokens": "%s 个词元", "parameters": "%s 个权重", "steps": "%s 步",
		"a JSON object": "一个 JSON 对象", "a string, a number, or a list of them": "字符串、数，或由它们组成的列表",
	},
	CardWords: chineseCard,
	Training:  chineseTraining,
	Asking:    chineseAsking,
	Lab:       chineseLab,
	Exploring: chineseExploring,
	Vectors:   chineseVectors,
	Chapters: []Chapter{
		{"三个词：生成式、预训练、Transformer", []string{
			"生成式（Generative）：它会创造新的东西。生成式人工智能可以生成文字、图像或声音；GPT 生成文字，一次一个词元。",
			"预训练（Pre-trained）：在有人使用之前，它已经读过大量文字，学会了猜下一个词元。文字由人挑选和过滤，但没有人去标注：下一个词元就在文字里。",
			"Transformer：这种网络的名字，2017 年由谷歌为翻译而提出。最初的版本有编码器和解码器，GPT 只用解码器。",
		}, "/predict?text=Monday+comes+before", "看一次猜测怎样完成", "Vaswani 等 2017，Attention Is All You Need；Radford 等 2018"},
		{"五步得到一个词", []string{
			"提示词被切成词元；每个词元变成一个向量；向量穿过多层注意力和前馈网络；softmax 给词汇表里的每个词元一个概率；下一个词元就从中取出。",
			"总是取最可能的叫贪心解码，否则就按概率抽取一个。",
		}, "/?text=The+capital+of+Italy+is", "跟着走完五步", ""},
		{"词元", []string{
			"机器需要数字，而完整的单词又太多。词元介于字母和单词之间：词汇表大，文字就短；词汇表小，文字就长。",
			"在字节级编码里，最小的词元是一个字节，所以任何文字都能切分。常说的 str·aw·berry 是 cl100k_base 的切法；GPT-2 的编码切成 st·raw·berry。",
		}, "/tokens?text=strawberry", "用四种方式切 strawberry", ""},
		{"词嵌入", []string{
			"词汇表里的每个词元都有一行权重，也就是它的向量。所有的行组成嵌入矩阵 W_E。GPT-3 的 W_E 有 50,257 行，每行 12,288 个数：617,558,016 个权重，占 1750 亿的 0.35%。",
			"这些行一开始是随机的。训练在每次猜测后都把它们移动一点，直到用法相似的词元有了相似的向量。",
		}, "/train", "看这些行找到自己的位置", "Brown 等 2020，Language Models are Few-Shot Learners，表 2.1；乘积由计算得出"},
		{"位置嵌入", []string{
			"Transformer 同时读入所有词元，所以每个词元都要带上自己的位置。GPT-1 到 GPT-3 为此学习第二个矩阵 W_P，每个位置一行；许多更新的模型改为旋转向量。",
			"位置的个数就是上下文长度：GPT-3 是 2,048 个词元，更早的内容会被忘记。位置说明词元在哪里；用到位置的注意力才能分辨是哪个意思。",
		}, "/?text=The+dog+saw+the+dog&at=1", "比较同一个词在两个位置", "Brown 等 2020"},
		{"两者之和", []string{
			"两个向量逐元素相加，和就是第一层读到的内容。没有严格的理论规定必须这样，但实践中很有效。在很多维里，两者可以互不妨碍。",
		}, "/?text=The+king+and+the+queen&at=4", "逐个数地读这个和", ""},
		{"看见空间", []string{
			"没有人能想象几十维、几千维的空间。二维的地图只保留其中一部分：对很大的词汇表只有百分之几，对几组词则多一些。所以地图会写明保留了多少，并把真正的最近邻列在只是看起来近的点旁边。",
		}, "/map?token=%20king", "查看 king 的最近邻", ""},
		{"生成就是运动", []string{
			"已有的文字指向空间中的一个位置，下一个词元就是下一步。接上以后句子变了，路径便从那里继续。",
		}, "/predict?text=Three+plus+four+is", "一步一步往前走", ""},
		{"接下来", []string{
			"这就是进入 Transformer 的路。在它里面，注意力让词元互相交换信息，前馈网络再处理结果。预训练之后，2022 年的经典做法还有指令微调、奖励模型，以及基于人类反馈的强化学习。",
		}, "/models", "看看运行的是哪个模型", "Ouyang 等 2022，Training language models to follow instructions with human feedback"},
	},
}
