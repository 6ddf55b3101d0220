package course

var glossaryChinese = []Term{
	{"decoder", "解码器", "decoder", "2017 年的 Transformer 里负责一个词元一个词元地写的那一半。GPT 只有解码器。"},
	{"encoder", "编码器", "encoder", "2017 年的 Transformer 里负责通读原文（比如待翻译的句子）的那一半。GPT 没有编码器。（不要和把文字切成词元的“编码”混淆。）"},
	{"generative", "生成式人工智能", "generative AI", "能做出新东西的程序：文字、图片、声音、视频。GPT 做的是文字，一次一个词元。"},
	{"model", "模型", "model", "一个网络加上它的权重：训练结束后留下来的东西，回答你的也是它。"},
	{"neural-network", "神经网络", "neural network", "由许多简单的步骤（主要是加法和乘法）组成的计算，其中的数由训练得出。名字来自神经细胞，但两者只是有一点像。"},
	{"pretraining", "预训练", "pretraining", "训练的第一个阶段，也是最长的阶段：对着大量文字，一遍又一遍地猜下一个词元。"},
	{"probability", "概率", "probability", "一件事有多大可能，用 0 到 1 的数或 0 到 100 % 表示。"},
	{"token", "词元", "token", "一小段带有编号的文字：一个词、词的一部分、一个符号、一个空格，最小的是一个字节。GPT 读和写的最小单位。"},
	{"transformer", "Transformer", "Transformer", "2017 年发表的一种神经网络。在它里面，每个词元通过注意力从其他词元那里收集所需要的信息。"},
	{"weight", "权重", "weight", "网络用来计算的数中的一个。起初是随机的，由训练定下来。"},
}
