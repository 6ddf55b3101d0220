package message

import "tokenscape/embedding"

var chineseLanguage = Language{
	Notes: map[embedding.Note]string{
		embedding.NoTokenizer:     "权重旁边没有分词器，已知的编码里也没有词元数相同的：词元用编号称呼，文本无法切分。",
		embedding.LabelsOnly:      "它的分词器切分文本的方式在这里无法重现。词元有名字；一段文本里，只能找到本身就是词元的整个词。",
		embedding.TokenizerBySize: "权重旁边没有分词器。这里用的是已公布的编码中词元数恰好相同的那一个。",
		embedding.HeadsAssumed:    "权重旁边没有 config.json。注意力头的宽度按 64 计算，所有已公布的 GPT-2 都是这样。",
		embedding.BlocksUnknown:   "它的层不是 GPT-2 的层，在这里不能运行：只显示它的嵌入，不预测下一个词元。",
		embedding.BlocksLeftOut:   "没有打开它的层：只显示它的嵌入，不预测下一个词元。",
		embedding.OneTensor:       "文件里的一个张量被选作 W_E：它的各行代表什么，要由你来判断。",
		embedding.NoPositions:     "它没有位置嵌入 W_P：位置由它的各层自己处理。",
		embedding.PositionsApart:  "它的位置嵌入的行和词嵌入的行长度不同，由它的各层合到一起：这里只显示词嵌入。",
		embedding.SumIncomplete:   "它的层读到的不只是词元行与位置行之和：还要加上表示段落的一行，再做归一化。",
		embedding.Scaled:          "它的层读到的是词元行乘以维数的平方根。这里显示的是文件里存的那一行。",
	},
	RowSay:      "W_E 有 %[1]s 行，每个词元占一行；%[2]s 列。一个词元的那一行就是它的向量。这里不加位置：词元不管站在哪里，都是这个向量。",
	ShowsBlocks: "词元、向量、位置、地图、下一个词元", ShowsEmbeddings: "词元、向量、地图、最近邻、类比、坐标轴",
	InFile:   "%[1]s，文件里共有 %[2]s，占 %[3]s",
	OwnHead:  "打开 GPT-2 本身，或者别的语言模型",
	OwnSay:   "Hugging Face 的程序保存的目录，或者单个 safetensors 文件，可以直接打开。GPT-2 一类的模型连同所有的层一起打开，可以预测。Pythia、OPT、BERT、RoBERTa、Llama、Qwen、Gemma 和 Mistral 打开的是嵌入。",
	OwnHub:   "hf: 后面的名字会从 Hugging Face 的模型库下载一次，以后一直保留：GPT-2 有 5.48 亿字节，只要嵌入则是 1.58 亿字节。下载中断了，下次启动时接着下载。连不上模型库的地方，请把 HF_ENDPOINT 设为镜像的地址。",
	OwnIn:    "如果文件里嵌入用的是别的名字，就在 # 后面写上张量的名字；不写的话，提示里会列出有哪些张量。",
	Commands: [4]string{"从模型库打开 GPT-2 small", "只打开它的嵌入", "打开有 config.json 和 model.safetensors 的目录", "打开文件里的一个张量"},
}
