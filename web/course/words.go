package course

var wordsEnglish = Chapter{
	Slug:  "words",
	Title: "Three words: Generative, Pre-trained, Transformer",
	About: "What the letters G, P and T stand for, and what a model says before it has learnt anything.",
	Ideas: []Idea{
		{"G: it makes something new", []string{
			"[[generative|Generative AI]] is the name for programs that make something: text, pictures, sound, video. A GPT makes text, and it has only one way of making it: it adds one [[token|token]], then one more, then one more. A token is a word, a piece of a word, or a sign.",
		}},
		{"P: it has practised", []string{
			"Before a [[model|model]] is taught any task of its own, it practises on a great deal of text. This is its [[pretraining|pretraining]], and the exercise is always the same: here is the beginning of a text, what comes next? The answer stands in the text itself, so nobody has to mark it. People do choose and filter the texts, but they label nothing in them.",
			"Before its first exercise the model is not empty. It has all its [[weight|weights]], the numbers that it computes with; they have only been drawn at random. Below you can ask the same network twice: as it was then, and as it is now.",
		}},
		{"T: the kind of network", []string{
			"The [[transformer|Transformer]] is a kind of [[neural-network|neural network]] that researchers at Google published in 2017. It was made for translating: one half, the [[encoder|encoder]], read a sentence in one language; the other, the [[decoder|decoder]], wrote it in another.",
			"A GPT is the decoder alone. It translates nothing; it continues. Soon the same kind of network was at work far beyond language, as the dates on this page show.",
		}},
	},
	Guess: Question{
		Ask: "Two networks of the same build read “Monday comes before”. The one is trained; the other has its random weights still. What will the untrained one expect next?",
		Options: []string{
			"Tuesday as well, only less surely",
			"Some day of the week, but the wrong one",
			"Nothing in particular: every token gets about the same tiny probability",
		},
		Right: 2,
		Why:   "Random weights know no days. The untrained network computes just as diligently, but what comes out leans to nothing: every token gets nearly the same [[probability|probability]], and which one happens to lead is chance. All that makes Tuesday likely was put into the weights by training. That is what the P stands for.",
		Each: []string{
			"To lean to Tuesday even a little, it would have to have read that Tuesday follows Monday. It has read nothing.",
			"That the names of days belong together is knowledge too, and it has none yet.",
			"",
		},
	},
	Live: Live{Part: NextToken, Text: "Monday comes before", Others: []string{"The capital of Japan is", "Two plus two is", "The opposite of hot is"}},
	Dates: []Date{
		{2017, "The Transformer, for translation", vaswani},
		{2018, "GPT: the decoder alone, pretrained on books", radford1},
		{2020, "GPT-3: built much alike, with 175 billion weights", brown},
		{2020, "Speech is written down by a Transformer", gulati},
		{2020, "Pictures are cut into squares and read like words", dosovit},
		{2021, "AlphaFold predicts the shape of proteins", jumper},
		{2023, "A car plans its way through the traffic", hu},
	},
	Checks: []Question{
		{
			Ask:     "In pretraining, how is it known whether a guess was right?",
			Options: []string{"People look at each guess and mark it", "The text tells: its next token is the answer", "A second model, which knows more, gives the marks"},
			Right:   1,
			Why:     "Every text carries its own answers: cover the rest, guess, uncover one token. That is why pretraining can use so much text. People take part by choosing and filtering it.",
			Each: []string{
				"Nobody could: a large model makes hundreds of billions of guesses. People do rate answers, but in a later stage; the last chapter comes to it.",
				"",
				"None is needed, for the right answer is already there.",
			},
		},
		{
			Ask:     "Which part of the Transformer of 2017 does a GPT do without?",
			Options: []string{"The encoder", "The decoder", "The weights"},
			Right:   0,
			Why:     "A GPT has nothing to translate from, only a text to go on with. So it keeps the decoder, the half that writes, and has no encoder.",
			Each:    []string{"", "The decoder is the half that writes, and writing is all a GPT does.", "Without weights there would be nothing to train: they are all that a network knows."},
		},
	},
	Sources: []Source{vaswani, radford1, brown},
}

var wordsChinese = Chapter{
	Slug:  "words",
	Title: "三个词：生成式、预训练、Transformer",
	About: "G、P、T 三个字母各代表什么；还什么都没学过的模型又会说什么。",
	Ideas: []Idea{
		{"G：能做出新东西", []string{
			"能做出文字、图片、声音或视频的程序，统称[[generative|生成式人工智能]]。GPT 做的是文字，而且只有一种做法：添上一个[[token|词元]]，再添一个，再添一个。一个词元可以是一个词、词的一部分，或者一个符号。",
		}},
		{"P：事先练过", []string{
			"在学做任何具体的事之前，[[model|模型]]先要拿大量的文字来练习，这就是[[pretraining|预训练]]。练习题永远是同一道：这是一段文字的开头，接下来是什么？答案就写在文字里，所以用不着谁来批改。文字是由人挑选和过滤的，但没有人在上面做任何标注。",
			"第一道题之前，模型也不是空的。它用来计算的那些数，也就是[[weight|权重]]，一个不少，只不过是随机抽出来的。下面你可以向同一个网络问两次：问当初的它，也问现在的它。",
		}},
		{"T：网络的种类", []string{
			"[[transformer|Transformer]] 是一种[[neural-network|神经网络]]，由谷歌的研究者在 2017 年发表。它本来是为翻译造的：一半叫[[encoder|编码器]]，负责读一种语言的句子；另一半叫[[decoder|解码器]]，负责用另一种语言写出来。",
			"GPT 只用解码器。它不翻译，只往下写。没过多久，同一种网络就走出了语言，本页的年表列出了它去过哪些地方。",
		}},
	},
	Guess: Question{
		Ask: "两个构造相同的网络都读到了“Monday comes before”（星期一在……之前）。一个训练过，另一个的权重还是随机的。没训练过的那个，会猜接下来是什么？",
		Options: []string{
			"也是 Tuesday（星期二），只是没那么有把握",
			"是某个星期几，不过猜错了",
			"没有偏向：每个词元得到的概率都差不多，都很小",
		},
		Right: 2,
		Why:   "随机的权重不认识星期几。没训练过的网络算得一样认真，可算出来的结果哪边也不偏：每个词元的[[probability|概率]]几乎一样，谁排第一全凭运气。让 Tuesday 变得可能的一切，都是训练放进权重里的。P 说的正是这件事。",
		Each: []string{
			"哪怕只是稍稍偏向 Tuesday，也得先读到过星期一之后是星期二。而它什么也没读过。",
			"“这些词都是星期几”，这本身也是知识，它现在还没有。",
			"",
		},
	},
	Live: Live{Part: NextToken, Text: "Monday comes before", Others: []string{"The capital of Japan is", "Two plus two is", "The opposite of hot is"}},
	Dates: []Date{
		{2017, "Transformer 问世，用于翻译", vaswani},
		{2018, "GPT：只用解码器，先在书上预训练", radford1},
		{2020, "GPT-3：构造大致相同，1750 亿个权重", brown},
		{2020, "Transformer 把说话声写成文字", gulati},
		{2020, "图片切成小方块，像单词一样读", dosovit},
		{2021, "AlphaFold 预测蛋白质的形状", jumper},
		{2023, "汽车在车流中规划自己的路线", hu},
	},
	Checks: []Question{
		{
			Ask:     "预训练的时候，怎么知道猜得对不对？",
			Options: []string{"由人来看每一次猜测，逐个打分", "文字自己会说：下一个词元就是答案", "由另一个懂得更多的模型来打分"},
			Right:   1,
			Why:     "每段文字都自带答案：把后面盖住，猜一猜，再掀开一个词元。所以预训练才用得上那么多文字。人的工作是挑选和过滤它们。",
			Each: []string{
				"做不到的：一个大模型要猜几千亿次。人确实会给回答打分，但那是后面的阶段，最后一章会讲到。",
				"",
				"用不着，正确答案已经在那里了。",
			},
		},
		{
			Ask:     "2017 年的 Transformer 里，哪一部分是 GPT 不用的？",
			Options: []string{"编码器", "解码器", "权重"},
			Right:   0,
			Why:     "GPT 没有要翻译的原文，只有一段要接着写的文字。所以它留下了负责写的解码器，不要编码器。",
			Each:    []string{"", "解码器正是负责写的那一半，而写是 GPT 唯一做的事。", "没有权重就没有可训练的东西：网络所知道的一切都在权重里。"},
		},
	},
	Sources: []Source{vaswani, radford1, brown},
}
