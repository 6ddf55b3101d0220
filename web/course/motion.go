package course

var motionEnglish = Chapter{
	Slug:  "motion",
	Title: "Generation as motion",
	About: "How the text so far sets a direction, and each new token is the next place on a path.",
	Ideas: []Idea{
		{"The last place speaks", []string{
			"When a sentence has passed through all [[block|blocks]], a [[vector|vector]] stands at each of its places. For the next [[token|token]] only the last one counts. It is compared with every row of W_E, and the more a row points in its direction, and the longer it is, the larger that token's [[logit|logit]]. So the text so far sets a direction, and the tokens that lie there are likely.",
		}},
		{"Block by block", []string{
			"The last vector does not jump there. It begins as the last token plus its position, and each block adds something to it. One can look at every stop on the way: take the [[hidden-state|hidden state]] and read it with W_E as if it were the end. This way of looking is called the [[logit-lens|logit lens]]. It is a way of looking, no more: the network itself reads only the last.",
		}},
		{"Token by token", []string{
			"The token that is taken goes to the end of the text. Now it stands at the last place, the blocks work once more, and a new direction comes out. So a sentence draws a path: each new token is the next place, and the whole path so far decides where it goes on.",
		}},
		{"An image, rightly understood", []string{
			"Nothing flies about in there. There are numbers, and they change from block to block; that one can draw them as a path helps us to see it. And the drawing has two [[dimension|dimensions]]: it shows the smaller part of what happens.",
		}},
	},
	Guess: Question{
		Ask: "“The puppy is a young” ends in young. Follow the vector at this last place through the blocks, and read at each stop which token it points to most. What will you see?",
		Options: []string{
			"young all the way: dog is only chosen at the very end",
			"At first young, then dog",
			"dog from the start: the sentence has set it",
		},
		Right: 1,
		Why:   "Before the first block the vector is young plus a position, and points to young. The blocks take in puppy, and the vector moves over to dog, which then also gets the highest [[probability|probability]]. The same place of the text, and another place in the space.",
		Each: []string{
			"The choice comes at the end, but the vector has moved over long before. Otherwise there would be no logits to choose by.",
			"",
			"Before the first block each token is still by itself. That there was a puppy, the last place does not know yet.",
		},
	},
	Live: Live{Part: Motion, Text: "The puppy is a young", Others: []string{"The kitten is a young", "Monday comes before", "The capital of France is"}},
	Checks: []Question{
		{
			Ask:     "What sets the direction in which the path goes on?",
			Options: []string{"The last token alone", "A plan for the whole sentence", "The whole text so far, and the weights"},
			Right:   2,
			Why:     "[[attention|Attention]] gathers from all tokens within the context, and the [[weight|weights]] say what to make of them. Only the next token comes of it; a sentence arises step by step.",
			Each:    []string{"Then “is a young” would always go on alike. Put kitten for puppy, and see.", "No such thing is computed. If a sentence hangs together it is because each step looks back at all before it.", ""},
		},
		{
			Ask:     "You turn up the temperature and draw a token. What does that change?",
			Options: []string{"The direction in which the last vector points", "Only the draw: unlikely tokens get a better chance", "The weights"},
			Right:   1,
			Why:     "The logits are divided by the temperature after all the blocks are done. The vector is the same; but if another token is drawn, the text is another one, and from there on the path is too.",
			Each:    []string{"The vector follows from text and weights. Temperature comes after it.", "", "Weights change in training only."},
		},
	},
	Sources: []Source{lens, holtzman},
}

var motionChinese = Chapter{
	Slug:  "motion",
	Title: "生成，就是在空间里移动",
	About: "已有的文字怎样定下方向，每个新词元怎样成为路上的下一站。",
	Ideas: []Idea{
		{"由最后一个位置说了算", []string{
			"一个句子穿过所有的[[block|层]]以后，它的每个位置上都有一个[[vector|向量]]。对下一个[[token|词元]]来说，只看最后那一个。拿它和 W_E 的每一行比：哪一行越是指向它的方向、本身又越长，那个词元的 [[logit|logit 分数]]就越高。所以，已有的文字定下一个方向，位于那个方向上的词元就有可能。",
		}},
		{"一层一层地走", []string{
			"最后那个向量不是一下子跳过去的。它起初是最后一个词元加上它的位置，然后每一层往上添一点东西。路上的每一站都可以停下来看：取出那里的[[hidden-state|隐藏状态]]，当作已经到了终点，用 W_E 去读它。这种看法叫作 [[logit-lens|logit 透镜]]。它只是一种看法，网络自己只读最后一站。",
		}},
		{"一个词元一个词元地走", []string{
			"取到的词元接到文字末尾。现在它站在最后的位置上，各层再算一遍，得出一个新的方向。于是一个句子画出一条路：每个新词元是下一站，而往哪里走，由走过的整条路决定。",
		}},
		{"这是比方，要理解对", []string{
			"里面并没有东西在飞。有的只是数，一层一层地变；把它们画成一条路，是为了让我们看得见。而且图的[[dimension|维数]]只是二，发生的事情里，它显示的只是一小部分。",
		}},
	},
	Guess: Question{
		Ask: "“The puppy is a young”（小狗是一只年幼的……）以 young 结尾。跟着这最后一个位置上的向量穿过各层，每到一站读一读它最指向哪个词元。你会看到什么？",
		Options: []string{
			"一路都是 young，到最后才选了 dog（狗）",
			"先是 young，后来是 dog",
			"一开始就是 dog，句子早已定好了",
		},
		Right: 1,
		Why:   "第一层之前，向量是 young 加上位置，指向 young。各层把 puppy 吸收进来，向量就移到了 dog 那边，dog 的[[probability|概率]]也随之最高。文字里还是同一个位置，空间里却换了地方。",
		Each: []string{
			"选确实是最后才选的，但向量早就移过去了。不然的话，凭什么分数去选呢？",
			"",
			"第一层之前，每个词元还是各管各的。最后这个位置还不知道前面有只小狗。",
		},
	},
	Live: Live{Part: Motion, Text: "The puppy is a young", Others: []string{"The kitten is a young", "Monday comes before", "The capital of France is"}},
	Checks: []Question{
		{
			Ask:     "路往哪个方向走，由什么决定？",
			Options: []string{"只由最后一个词元", "由一份整句话的计划", "由到此为止的全部文字，加上权重"},
			Right:   2,
			Why:     "[[attention|注意力]]从上下文里的所有词元收集东西，[[weight|权重]]决定怎么用它们。由此得出的只是下一个词元，句子是一步一步走出来的。",
			Each:    []string{"那样的话，“is a young”后面就永远一样了。把 puppy 换成 kitten（小猫）看看。", "没有计算这样的东西。一句话前后连得上，是因为每一步都回头看了前面的全部。", ""},
		},
		{
			Ask:     "你把温度调高，再抽一个词元。改变的是什么？",
			Options: []string{"最后那个向量所指的方向", "只是抽签：不太可能的词元机会变大了", "权重"},
			Right:   1,
			Why:     "所有的层都算完之后，分数才除以温度。向量还是同一个。不过，如果抽到了别的词元，文字就不同了，从那里起路也就不同了。",
			Each:    []string{"向量由文字和权重决定，温度是在那之后的事。", "", "权重只在训练时改变。"},
		},
	},
	Sources: []Source{lens, holtzman},
}
