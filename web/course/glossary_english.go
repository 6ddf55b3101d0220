package course

var glossaryEnglish = []Term{
	{"decoder", "decoder", "解码器", "The half of the Transformer of 2017 that writes a text token by token. A GPT is a decoder alone."},
	{"encoder", "encoder", "编码器", "The half of the Transformer of 2017 that reads the whole of a given text, to be translated for instance. A GPT has none. (Not to be confused with an encoding, which cuts text into tokens.)"},
	{"generative", "generative AI", "生成式人工智能", "Programs that make something new: text, pictures, sound, video. A GPT makes text, one token at a time."},
	{"model", "model", "模型", "A network with its weights: what is left when training is over, and what answers you."},
	{"neural-network", "neural network", "神经网络", "A computation made of many simple steps, additions and multiplications above all, whose numbers are found by training. The name comes from nerve cells; the likeness is a loose one."},
	{"pretraining", "pretraining", "预训练", "The first and longest stage of training: guessing the next token of a great deal of text, again and again."},
	{"probability", "probability", "概率", "How likely something is, as a number from 0 to 1, or from 0 to 100 %."},
	{"token", "token", "词元", "A piece of text with a number of its own: a word, a part of one, a sign, a space, at the least a single byte. The smallest thing that a GPT reads and writes."},
	{"transformer", "Transformer", "Transformer", "A kind of neural network, published in 2017, in which each token gathers what it needs from other tokens by attention."},
	{"weight", "weight", "权重", "One of the numbers that a network computes with. Random at first, it is set by training."},
}
