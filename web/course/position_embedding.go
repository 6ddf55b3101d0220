package course

var positionEmbeddingEnglish = Chapter{
	Slug:  "position-embedding",
	Title: "Position embedding: where a token stands",
	About: "How a network that reads all at once knows who bites whom, and why a model forgets.",
	Ideas: []Idea{
		{"Read all at once", []string{
			"We read word after word. A [[transformer|Transformer]] takes in all [[token|tokens]] of a text at the same time; that is what makes its training fast. But then “dog bites man” and “man bites dog” are the same three words, and little tells which came first. So each token is given its place to carry.",
		}},
		{"A row for each place", []string{
			"Beside W_E there is a second table, W_P, with a row for each position: the first, the second, the third place of the text. Such a row is a [[position-embedding|position embedding]]. It too is random at first and found by training.",
			"GPT-1, GPT-2 and GPT-3 do it this way. Many newer [[model|models]] have no W_P; they rotate [[vector|vectors]] inside [[attention|attention]] by an angle that grows with the place (RoPE).",
		}},
		{"As long as the table", []string{
			"Where W_P has no row, no token can stand. The number of its rows is the [[context-length|context length]]: 64 in our classroom model, 1,024 in GPT-2, 2,048 in GPT-3. If a text is longer, the oldest tokens are dropped. Newer models reach much further: Gemini 1.5 was reported with a million and more. Where a maker publishes no length, any figure you hear is a guess.",
		}},
		{"Where is not which", []string{
			"A model may be a program that learns, a person who shows clothes, or the type of a car. Position alone cannot tell which: it says where a word stands. It is attention that looks at the words before it and finds out which is meant. But to look, attention must know where they stand.",
		}},
	},
	Guess: Question{
		Ask:     "“The dog bites the man” and “The man bites the dog” have the same five tokens. Each becomes an input vector, token plus position. At how many of the five places do the two sentences have different inputs?",
		Options: []string{"At none: the words are the same", "At two", "At all five"},
		Right:   1,
		Why:     "At two: where dog and man have changed places. At the other three the same token stands at the same place, so the same two rows are added, and the inputs are exactly equal. The difference is small, but it is there before the first [[block|block]].",
		Each: []string{
			"So it would be without W_P: the same rows of W_E, as if shaken in a bag. But dog with the row of position 1 is another vector than dog with that of position 4.",
			"",
			"“The”, “bites” and “the” have stayed where they were. The same token at the same place gives the same sum.",
		},
	},
	Live: Live{Part: Positions, Text: "The dog bites the man", Others: []string{"The cat sees the mouse", "Two plus four is six", "The king and the queen"}},
	Checks: []Question{
		{
			Ask:     "You give a text of 3,000 tokens to a GPT with 2,048 positions, and the oldest are dropped. What does it know of the first 952 tokens?",
			Options: []string{"The gist of it, dimly", "All of it, only more slowly", "Nothing at all"},
			Right:   2,
			Why:     "Nothing. They were never read: W_P has 2,048 rows, and these went to the newest tokens. This is not the way people forget. What fell out is not faint, it is not there.",
			Each:    []string{"There is no half-way: a token is read, or it is not.", "Speed has nothing to do with it. There are no places left.", ""},
		},
		{
			Ask:     "“Model” stands at the fourth place in two sentences, one about fashion, one about computers. What tells the two apart?",
			Options: []string{"Attention, in the blocks", "The row of W_P", "The row of W_E"},
			Right:   0,
			Why:     "Token and place are the same, so both rows are the same and the inputs are equal. Only in the blocks, where attention takes in the words before it, do the two become different.",
			Each:    []string{"", "The place is the fourth both times, so the row is the same.", "The token is the same, so the row is the same."},
		},
	},
	Sources: []Source{radford1, brown, su, gemini},
}

var positionEmbeddingChinese = Chapter{
	Slug:  "position-embedding",
	Title: "位置嵌入：词元站在哪里",
	About: "一下子读进全部文字的网络，怎么知道是谁咬了谁；模型又为什么会忘事。",
	Ideas: []Idea{
		{"一下子全读进来", []string{
			"我们读书是一个词一个词地读。[[transformer|Transformer]] 则把一段文字的全部[[token|词元]]同时读进来，所以训练得快。但这样一来，“狗咬人”和“人咬狗”就是同样三个词，几乎看不出谁先谁后。所以要让每个词元随身带上自己的位置。",
		}},
		{"每个位置一行", []string{
			"除了 W_E，还有第二张表 W_P，每个位置占一行：第一位、第二位、第三位……这样的一行就是[[position-embedding|位置嵌入]]。它起初也是随机的，也靠训练得出。",
			"GPT-1、GPT-2 和 GPT-3 都是这么做的。许多较新的[[model|模型]]没有 W_P，而是在[[attention|注意力]]里面把[[vector|向量]]转一个角度，位置越靠后转得越多（RoPE）。",
		}},
		{"表有多长，记性就有多长", []string{
			"W_P 没有行的地方，就站不了词元。它的行数就是[[context-length|上下文长度]]：我们的课堂模型是 64，GPT-2 是 1,024，GPT-3 是 2,048。文字再长，最旧的词元就被丢掉。较新的模型长得多：据论文，Gemini 1.5 达到一百万以上。厂家没有公布长度的，你听到的数字都是猜测。",
		}},
		{"在哪里，不等于是哪个", []string{
			"model 可以是会学习的程序，可以是穿衣走秀的模特，也可以是汽车的型号。光靠位置分不出来：位置只说这个词站在哪里。看前面的词、弄清是哪个意思的，是注意力。不过它要看，就得先知道那些词各站在哪里。",
		}},
	},
	Guess: Question{
		Ask:     "“The dog bites the man”（狗咬人）和“The man bites the dog”（人咬狗）用的是同样五个词元。每个词元加上位置，成为一个输入向量。五个位置里，有几个位置上两句的输入不同？",
		Options: []string{"一个也没有：词都一样", "两个", "五个全不同"},
		Right:   1,
		Why:     "两个：就是 dog 和 man 互换的那两处。另外三处是同样的词元站在同样的位置，加的是同样的两行，所以输入完全相等。差别不大，但还没进第一[[block|层]]，它就已经在了。",
		Each: []string{
			"没有 W_P 的话就是这样：取的是同样几行 W_E，好像装进袋子摇了一摇。但 dog 加上位置 1 的行，和 dog 加上位置 4 的行，是不同的向量。",
			"",
			"“The”“bites”“the”都没有动。同样的词元在同样的位置，和就是一样的。",
		},
	},
	Live: Live{Part: Positions, Text: "The dog bites the man", Others: []string{"The cat sees the mouse", "Two plus four is six", "The king and the queen"}},
	Checks: []Question{
		{
			Ask:     "把 3,000 个词元的文字交给有 2,048 个位置的 GPT，最旧的被丢掉。最前面那 952 个词元，它还知道什么？",
			Options: []string{"模模糊糊知道个大概", "全都知道，只是慢一些", "什么也不知道"},
			Right:   2,
			Why:     "什么也不知道。它们根本没有被读进去：W_P 只有 2,048 行，都给了最新的词元。这和人的遗忘不同。掉出去的东西不是模糊了，而是不在了。",
			Each:    []string{"没有一半一半的事：一个词元要么读了，要么没读。", "和快慢无关，是没有位置了。", ""},
		},
		{
			Ask:     "在两个句子里，model 都站在第四位，一句讲时装，一句讲计算机。靠什么分清这两个 model？",
			Options: []string{"各层里的注意力", "W_P 的那一行", "W_E 的那一行"},
			Right:   0,
			Why:     "词元一样，位置一样，所以两行都一样，输入相等。要到各层里，注意力把前面的词吸收进来，两者才变得不同。",
			Each:    []string{"", "两次都在第四位，行是同一行。", "词元是同一个，行是同一行。"},
		},
	},
	Sources: []Source{radford1, brown, su, gemini},
}
