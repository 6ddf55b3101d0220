package message

var chineseOpening = Opening{
	OwnHead:     "打开你自己的向量",
	OwnSay:      "启动 Tokenscape 时给它一个词向量文件，词的空间里能问的，就都能拿来问你的文件：地图、最近邻、类比、坐标轴。可以同时打开几个文件，最先给出的最先显示。文件是什么格式，由内容判断，不看文件名。",
	OwnAccepted: "可以打开 word2vec 的文本和二进制文件、GloVe、fastText 的 .vec、用制表符或逗号分隔的表格、NumPy 的 .npy，以及 Embedding Projector 的 projector_config.json 或它所在的目录。文本文件和 word2vec 的二进制文件也可以是 gzip 压缩的。",
	OwnBeside:   "只有数字的文件，例如 vectors.npy，从同一目录的 vectors.txt 里取词：每行一个词。",
	Commands:    [3]string{"打开一个文件", "课堂模型，再加一个大文件的前 50,000 行", "打开 Embedding Projector 的目录"},

	Unknown: "未知", Shows: "能显示", ShowsAll: "词元、向量、位置、地图、下一个词元、训练", ShowsWords: "词、向量、地图、最近邻、类比、坐标轴",
	NoPosition: "它没有位置嵌入：一个词不管站在哪里，向量都一样。",
	NoBlocks:   "它没有层，所以不能预测下一个词元，也不能训练。",
	Format:     "格式", Type: "文件里的数", FileSize: "文件大小", InMemory: "占用内存（32 位数）",
	Types: map[string]string{"decimal": "十进制文本", "float16": "16 位浮点数", "float32": "32 位浮点数", "float64": "64 位浮点数", "bfloat16": "bfloat16（32 位浮点数的高 16 位）"},
	Bytes: "%s 字节", Empty: "略去的没有词的行：%s。", Repeated: "略去的重复词的行：%s。",
	NotUTF8:  "不是 UTF-8 的词，按字节显示：%s。",
	Numbered: "文件里没有词，旁边也没有词的文件：各行用行号称呼，从 #0 开始。",
	Limited:  "按 -limit 的要求，读了 %s 行就停了。",

	First: "文件开头的词，显示多少个", FirstSay: "大多数文件把最常用的词排在前面。不作选择时，地图显示 %[2]s 个词中的前 %[1]s 个。",
	FirstShown:  "图中是文件里的前 %s 个词，共有 %s 个，按文件的顺序。",
	WordSay:     "词与词之间用逗号或空格分开。先照原样查找，找不到再改成小写查找；id:5822 指第 5822 行的词。",
	NotMeasured: "没有量这张地图有多真实：%[1]s 个点，每个点 %[2]s 个数，要算太久。最多量 %[3]s 个点。",

	Absent: map[string]string{
		"/predict": "%s 不预测下一个词元。预测要靠 Transformer 的层：它们根据句子的向量，给每个可能的下一个词元打分。词向量表没有层。",
		"/learn":   "课程的这一部分要运行一个 GPT，而 %s 不是：它是一张词向量表。",
		"/train":   "%s 不能在这里训练。训练的每一步都要有一个预测可以纠正，而词向量表不作预测：文件里只有别的程序训练好的向量。",
	},
	Ways: "这个模型能显示的：", Other: "用模型 %s 看这一页",
	None: "如果还想要一个有层的模型，启动 Tokenscape 时除了文件再加上 -model classroom。",

	Heads: map[string]string{
		"/": "从词到向量，再到意义的地图", "/tokens": "文件认识哪些词？", "/vectors": "每个词都是一行数",
	},
	FoundHead: "你写的词", FoundSay: "在 %s 中找到：%s 个。没找到：%s 个。",
	FoundHow: "文字在空格和标点处分开，每个汉字之间也分开。从每一处起，取连在一起正好是文件里一个词的最长一段：照原样写的，空格换成 _ 的，或者改成小写的。",
	Missing:  "文件里没有，所以没有向量：", NoneMissing: "你写的词全都在文件里。",
	NoneFound: "你写的词，文件里一个也没有。", FirstWords: "用文件开头的几个词",
	InText: "原文", Word: "文件里的词", Row: "行号", TooLong: "只显示最后 %s 个词。",
	RowHead: "每个词的那一行", RowSay: "文件是一张表 W_E：%[1]s 行，每个词占一行；%[2]s 列。一个词的那一行就是它的向量。这里没有位置可加：词不管站在哪里，都是这个向量。",
	MapSay: "地图上是文件开头的词，你写的词也在其中，并按顺序连在一起。",
}
