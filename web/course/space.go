package course

var spaceEnglish = Chapter{
	Slug:  "space",
	Title: "Seeing the space of meanings",
	About: "What it means that words have places, how many dimensions become two, and where a map lies.",
	Ideas: []Idea{
		{"Every token has a place", []string{
			"Two numbers give a place on a sheet of paper, three a place in a room. A [[vector|vector]] of 96 numbers is a place in a space of 96 [[dimension|dimensions]]. Nobody can picture that, and nobody needs to: distances and directions are computed there just as on paper. Picture a huge hall in which every [[token|token]] hangs somewhere.",
		}},
		{"Near means used alike", []string{
			"Whose rows lie close together is used alike. You may ask the space itself for the [[nearest-neighbour|nearest neighbours]] of a word, in all dimensions. Days come out with days, numbers with numbers. The network was told of no such groups: guessing the next token brought them together.",
		}},
		{"Pressed flat", []string{
			"To see it, the space must be pressed into a picture. [[pca|Principal component analysis]] turns it until two axes show as much of the differences as two axes can, and drops the rest. How much is left is the [[explained-variance|explained variance ratio]], and an honest map tells it. For the [[vocabulary|vocabulary]] of GPT-2 it is about 3 % in two dimensions.",
		}},
		{"Where a map lies", []string{
			"A globe pressed flat tears oceans apart. With so many dimensions it is worse: two words may lie side by side in the picture and far apart in the space, one before the other as it were. So trust a map for an overview, and ask for the true neighbours before you believe a detail.",
		}},
	},
	Guess: Question{
		Ask:     "This map shows 143 words of the classroom model in two dimensions instead of 96. How much of the differences between them does it keep?",
		Options: []string{"Nearly all, or one could not read it", "About half", "Less than a quarter"},
		Right:   2,
		Why:     "Less than a quarter of the variance. That the groups can be seen all the same is because the differences between groups are what two axes show best; the differences within a group lie behind the picture. The exact figure stands below the map.",
		Each: []string{
			"It reads well because it keeps what is large: the distance from group to group. Most of the rest has been dropped.",
			"Even half would be a great deal for 2 of 96 dimensions.",
			"",
		},
	},
	Live: Live{Part: Space, Text: "The capital of France is Paris", Others: []string{"From Japan to China", "We play football and tennis", "There is oxygen in the air"}},
	Checks: []Question{
		{
			Ask:     "Two words lie side by side on such a map. What follows?",
			Options: []string{"They are neighbours in the space too", "They may be neighbours; ask the space itself", "They mean the same"},
			Right:   1,
			Why:     "What is near in the space is often near on the map, but not the other way round: the picture drops most dimensions, and along those the two may be far apart. The list of true neighbours tells.",
			Each:    []string{"Perhaps, perhaps not: along the dimensions that were dropped they may be far apart.", "", "Near means used alike. Hot and cold are near each other, and mean opposite things."},
		},
		{
			Ask:     "King and queen lie near each other, though no text of the corpus holds both. How can that be?",
			Options: []string{"They stand in the same kind of company", "Both have been sorted into a group of people by hand", "The map has put them together"},
			Right:   0,
			Why:     "To guess well what comes after king one must know much the same as after queen. So training gives both rows that serve alike.",
			Each:    []string{"", "The program that wrote the training texts did choose words by category, and so gave them like company. But the network was given the texts alone; categories only colour the map afterwards.", "They are near in all 96 dimensions: each is the other's nearest neighbour. No map is needed for that."},
		},
	},
	Sources: []Source{pearson, mikolov, gpt2},
}

var spaceChinese = Chapter{
	Slug:  "space",
	Title: "看见意义的空间",
	About: "词有位置是什么意思，许多维怎样变成两维，地图又会在哪里骗人。",
	Ideas: []Idea{
		{"每个词元都有自己的地方", []string{
			"两个数说出纸上的一个地方，三个数说出房间里的一个地方。96 个数的[[vector|向量]]，说的是 96 维空间里的一个地方，有多少个数，[[dimension|维数]]就是多少。谁也想象不出这个样子，也用不着想象：在那里算距离、算方向，和在纸上一样。不妨想象一个巨大的厅堂，每个[[token|词元]]都悬在其中某处。",
		}},
		{"近，就是用法相近", []string{
			"行彼此靠近的词，用法也相近。你可以直接问这个空间：在所有的维度里，一个词的[[nearest-neighbour|最近邻]]是谁。星期几和星期几在一起，数字和数字在一起。没有人告诉过网络有这样的类，是猜下一个词元这件事把它们聚到了一起。",
		}},
		{"压扁了看", []string{
			"想看见它，就得把空间压成一张图。[[pca|主成分分析]]把空间转到一个角度，让两根轴尽可能多地显示其中的差别，其余的就不要了。留下来的占多少，叫[[explained-variance|解释方差比]]，老实的地图会把它写出来。GPT-2 的[[vocabulary|词汇表]]压到两维，大约只留下 3%。",
		}},
		{"地图在哪里骗人", []string{
			"把地球仪压平，海洋就被撕开。维数这么高，情况更糟：两个词在图上紧挨着，在空间里却可能离得很远，好比一前一后重叠在了一起。所以看大局可以信地图，要信细节，先问问真正的近邻。",
		}},
	},
	Guess: Question{
		Ask:     "这张地图用两维代替 96 维，画出课堂模型的 143 个词。它们之间的差别，留下了多少？",
		Options: []string{"差不多全部，不然就看不懂了", "大约一半", "不到四分之一"},
		Right:   2,
		Why:     "方差的不到四分之一。那为什么还能看出一群一群的呢？因为群与群之间的差别，正是两根轴最能显示的；而群里面的差别都藏在图的后面。准确的数字写在地图下面。",
		Each: []string{
			"看得懂，是因为它留下了大的东西：群与群之间的距离。其余的大部分都没有了。",
			"96 维里取 2 维，能留下一半就已经非常多了。",
			"",
		},
	},
	Live: Live{Part: Space, Text: "The capital of France is Paris", Others: []string{"From Japan to China", "We play football and tennis", "There is oxygen in the air"}},
	Checks: []Question{
		{
			Ask:     "在这样的地图上，两个词紧挨着。由此能知道什么？",
			Options: []string{"它们在空间里也相邻", "它们可能相邻，要问空间本身", "它们意思相同"},
			Right:   1,
			Why:     "空间里近的，在图上往往也近，反过来却不一定：图丢掉了大多数维度，而沿着那些维度，两个词可能离得很远。真正近邻的名单会告诉你。",
			Each:    []string{"也许是，也许不是：沿着被丢掉的那些维度，它们可能离得很远。", "", "近，说的是用法相近。hot（热）和 cold（冷）就很近，意思却相反。"},
		},
		{
			Ask:     "king（国王）和 queen（王后）离得很近，尽管语料里没有一篇文字同时含有两者。这怎么可能？",
			Options: []string{"它们周围的词是同一类", "有人把两者都归进了“人物”一类", "是地图把它们放到一起的"},
			Right:   0,
			Why:     "要猜好 king 后面是什么，需要知道的东西，和 queen 后面几乎一样。所以训练给了它们作用相近的两行。",
			Each:    []string{"", "写训练文字的程序确实是按类别选词的，所以同类的词周围的词也相似。但网络拿到的只有文字；类别只是事后给地图上色用的。", "它们在全部 96 维里都近，彼此互为最近邻。这和地图无关。"},
		},
	},
	Sources: []Source{pearson, mikolov, gpt2},
}
