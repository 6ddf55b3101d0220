package course

var sumEnglish = Chapter{
	Slug:  "sum",
	Title: "The sum: token and place in one vector",
	About: "How what a token is and where it stands come together, and whether anything gets lost.",
	Ideas: []Idea{
		{"Number by number", []string{
			"A [[token-embedding|token embedding]] and a [[position-embedding|position embedding]] are two [[vector|vectors]] of the same length. They are added: the first number to the first, the second to the second, to the end. The sum is again such a vector, and it is all that the first [[block|block]] is given of your word.",
		}},
		{"Is something lost?", []string{
			"From one number of the sum nobody can tell the two it was made of: 3 may be 1 + 2 or 2 + 1. But a vector has many numbers at once, and what fits all of them at the same time is rare. Whether a sum can still be told apart is a question that can simply be tried.",
		}},
		{"Why not side by side?", []string{
			"One could write the two vectors one behind the other, and nothing would be lost. But the vectors would be longer, and each block would have to be wider and would cost more. Adding costs no width. No strict theory says that it must be a sum; it has been tried, and it works.",
		}},
		{"Much room in many dimensions", []string{
			"In the plane two arrows can easily get in each other's way. The more [[dimension|dimensions]] a space has, the more room there is: two directions taken at random stand almost at right angles. In our classroom [[model|model]] a row of W_E and a row of W_P have a [[cosine|cosine similarity]] of ±0.047 on average; random directions in 96 dimensions would have ±0.081. Training has made the two share even less than chance would.",
		}},
	},
	Guess: Question{
		Ask: "Take the five sums of “The dog bites the man” and compare each with all 3,743 rows of W_E. Does the token that was really put in come first?",
		Options: []string{
			"No: once added, the two cannot be told apart",
			"For about half of the tokens",
			"Yes, for each of the five",
		},
		Right: 2,
		Why:   "For each of the five its own row is the nearest of all. The row of the position does shift the sum, but hardly towards any other [[token|token]]. So the blocks can read both from one vector: what stands here, and where.",
		Each: []string{
			"That is right for a single number. But here 96 numbers have to fit at once.",
			"It might have been, if there were fewer dimensions. Try it below with sentences of your own.",
			"",
		},
	},
	Live: Live{Part: Sum, Text: "The dog bites the man", Others: []string{"The king and the queen", "Three plus four is", "The the the the"}},
	Checks: []Question{
		{
			Ask:     "A token row has 96 numbers, a position row has 96. How many has the input vector?",
			Options: []string{"96", "192", "9,216"},
			Right:   0,
			Why:     "96: each number of the one is added to the number at the same place of the other. That is the point of a sum, it takes up no more room.",
			Each:    []string{"", "So it would be if the two were set side by side.", "That would be each number of the one times each of the other. Nothing is multiplied here."},
		},
		{
			Ask:     "Why are the two added, and not set side by side?",
			Options: []string{"It was proved that a sum is best", "It costs no width, and it works", "Because addition is the only thing that a network can do"},
			Right:   1,
			Why:     "Longer vectors make wider blocks, and wider blocks cost more to train and to run. The sum loses little, as you have seen, and costs nothing.",
			Each:    []string{"There is no such proof. It was tried, and it worked.", "", "It multiplies at least as much. Side by side would be no trouble to compute; it would only cost more."},
		},
	},
	Sources: []Source{vaswani},
}

var sumChinese = Chapter{
	Slug:  "sum",
	Title: "相加：词元和位置合成一个向量",
	About: "“是什么”和“在哪里”怎样合到一起，会不会丢掉什么。",
	Ideas: []Idea{
		{"一个数一个数地加", []string{
			"[[token-embedding|词嵌入]]和[[position-embedding|位置嵌入]]是两个一样长的[[vector|向量]]。把它们相加：第一个数加第一个数，第二个加第二个，一直加到最后。得到的和还是这样一个向量；关于你的这个词，第一[[block|层]]能拿到的就是它。",
		}},
		{"丢掉什么了吗？", []string{
			"单看和里的一个数，谁也说不出它是由哪两个数加成的：3 可以是 1 + 2，也可以是 2 + 1。但向量一下子有许多个数，能同时对上所有这些数的，就很少了。加过之后还分不分得开，这个问题动手试试就知道。",
		}},
		{"为什么不并排放？", []string{
			"也可以把两个向量一前一后接起来，那就什么也不丢。但向量变长了，每一层就得变宽，花费也更大。相加不占宽度。没有严格的理论说一定要相加；人们试过，管用。",
		}},
		{"维数高，地方就大", []string{
			"在平面上，两支箭头很容易互相妨碍。空间的[[dimension|维数]]越高，地方越宽敞：随便取两个方向，差不多总是接近垂直。在我们的课堂[[model|模型]]里，W_E 的一行和 W_P 的一行，[[cosine|余弦相似度]]平均是 ±0.047；96 维空间里的随机方向会是 ±0.081。训练让两者的共同之处比碰巧还要少。",
		}},
	},
	Guess: Question{
		Ask: "取“The dog bites the man”（狗咬人）的五个和，拿每一个去和 W_E 的全部 3,743 行比一比。真正放进去的那个词元，会排在第一吗？",
		Options: []string{
			"不会：加过以后就分不开了",
			"大约一半的词元会",
			"会，五个都是",
		},
		Right: 2,
		Why:   "五个都是：离和最近的，正是它自己的那一行。位置的那一行确实让和挪动了，但几乎没有挪向别的[[token|词元]]。所以各层能从一个向量里同时读出两件事：这里是什么，在哪里。",
		Each: []string{
			"对单独一个数来说是这样。但这里要同时对上 96 个数。",
			"要是维数低一些，倒有可能。下面可以用你自己的句子试试。",
			"",
		},
	},
	Live: Live{Part: Sum, Text: "The dog bites the man", Others: []string{"The king and the queen", "Three plus four is", "The the the the"}},
	Checks: []Question{
		{
			Ask:     "词元的行有 96 个数，位置的行也有 96 个数。输入向量有多少个数？",
			Options: []string{"96", "192", "9,216"},
			Right:   0,
			Why:     "96 个：一行里的每个数，加上另一行里同一位置的数。相加的好处就在这里，不多占地方。",
			Each:    []string{"", "并排放的话才是这么多。", "那是一行的每个数去乘另一行的每个数。这里没有乘法。"},
		},
		{
			Ask:     "为什么把两者相加，而不是并排放？",
			Options: []string{"有人证明了相加最好", "不占宽度，而且管用", "因为网络只会做加法"},
			Right:   1,
			Why:     "向量越长，层就越宽；层越宽，训练和运行的花费就越大。而相加丢得很少，你刚才也看到了，还不花什么。",
			Each:    []string{"没有这样的证明。人们试过，管用。", "", "它做的乘法至少一样多。并排放算起来毫无困难，只是花费更大。"},
		},
	},
	Sources: []Source{vaswani},
}
