package message

var chineseVectors = Vectors{
	Name: "向量", Head: "嵌入实验室",
	Say:      "每个 GPT 的入口都有两张数字表：W_E 里每个词元占一行，W_P 里每个位置占一行。两张表各取一行相加，就是模型对你写的这个词元所能看到的全部。在这里，两张表都摊开给你看。",
	Contents: "本页内容",

	TokenHead:  "W_E：每个词元一行",
	TokenSay:   "W_E 有 %s 行，模型认识的每个词元各占一行；有 %d 列，一共 %s 个数。没有人写过这些数，每一个都是训练定下来的。它们是你的句子最先遇到的权重。",
	PictureSay: "一个像素就是 W_E 里的一个数。各行从上往下排，分成 %d 栏并列，就像报纸的栏；加框的是你句子里的词元所在的行。蓝色为负，红色为正；±%s 及以外用最深的颜色，即三倍标准差。",
	PictureAlt: "模型 %s 的 W_E，用颜色表示数值：第 %s 到 %s 行，每行 %d 个数",
	Full:       "打开原大的图（一个像素一个数）", Part: "显示的行：",
	PointAt:  "第 {row} 行，第 {column} 个数。点击查看这一行的数。",
	RowField: "W_E 的行号（0 到 %s）", RowShow: "查看这一行", Row: "行", Length: "长度", Numbers: "前几个数",
	RowTitle: "第 %[2]s 行（%[3]s）的全部 %[1]d 个数", RowOf: "你的句子里各词元的行。选一个词元，细看它的行。",
	IDNotRow: "编号是词元在编码里的序号，这个编码共有 %s 个词元。本模型只为训练中见过的词元留了行，所以行有自己的行号。",

	LookupHead: "查表就是乘法",
	LookupSay:  "用数学来写，词元 %[1]s 是一个独热向量：%[2]s 个数，除了第 %[3]s 位上的一个 1，其余全是 0。它乘以 W_E，得到 %[4]d 个数，每个数都是 %[2]s 个乘积的和，而其中只有一个不是 0，所以得到的正是第 %[3]s 行，原封不动。计算机省去了这 %[5]s 次乘法，直接把这一行抄出来。",
	OneHot:     "独热向量", Result: "结果", Product: "乘积", Sum: "全部 %s 个乘积之和",
	LookupTable: "结果的第 %s 个数", NoRow: "训练中从未出现过这个词元，所以 W_E 里没有它的行。这里显示的是它的行本来会有的随机起点。",

	StartHead: "起初是随机的",
	StartSay:  "训练开始之前，W_E 的每个数都是随机抽出来的，服从标准差为 0.02 的正态分布，和 GPT-2 一样。然后训练把每一行推向有助于猜中下一个词元的地方。这个模型的起点可以用它的种子重新抽出来，所以这里能看到你句子里的各行在训练前后的样子。",
	Start:     "随机起点", Now: "现在",
	Moved:        "长度 %s → %s；两者的余弦是 %s。",
	StartMissing: "仍在起点：训练中从未出现过这个词元。",
	SpreadHead:   "W_E 的全部数，按大小计数",
	SpreadSay:    "起初，这 %s 个数的标准差是 %s，最大的是 %s；现在标准差是 %s，最大的是 %s。",
	SpreadAlt:    "两条曲线，表示 W_E 有多少个数落在 %d 个数值区间的每一个里：随机起点呈钟形；训练后的数最高处有 %s 个。",
	From:         "从", To: "到",
	Decay: "训练带来的是秩序，不是更大的数：权重衰减甚至在每一步都把每个数往 0 拉一点。意义在于哪些数一起变化。",

	SizeHead: "这是多少个权重？",
	SizeSay:  "四个数就决定了一个 GPT 的大小。改一改，看看嵌入占了全部的多少：小模型里占很大一块，大模型里几乎不算什么，因为各层的权重随 D 的平方增长。",
	Shape:    "一个 GPT 的大小", Vocab: "词汇表大小 V", Width: "向量长度 D", Context: "上下文长度 n_ctx", Layers: "层数 L", Count: "计算",
	Part3: "部分", WeightsOf: "权重数", Share: "占比", Bits: "每个 %d 位", Blocks: "%d 层和最后的归一化", All: "全部",
	SizeFormula: "V·D + n_ctx·D + L·(12D² + 13D) + 2D。给下一个词元打分的矩阵就是 W_E 本身，所以只算一次。",
	SizeOther:   "关于 GPT-3，也常见到 175,181,291,520 这个数：它给输出另算一个矩阵，而没有算 W_P、偏置和归一化。两种算法里，GPT-3 的 W_E 都是 50,257 × 12,288 = 617,558,016 个权重。",
	SizeSource:  "Radford 等 2019，Language Models are Unsupervised Multitask Learners，表 2；Brown 等 2020，Language Models are Few-Shot Learners，表 2.1",
	ThisModel:   "本模型，%s", Presets: "选用：", Compared: "已公布的模型，按同一公式计算",
}
