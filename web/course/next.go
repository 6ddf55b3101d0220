package course

var nextEnglish = Chapter{
	Slug:  "next",
	Title: "What comes next",
	About: "Why a pretrained model does not answer questions yet, what is done about it, and where to read on.",
	Ideas: []Idea{
		{"Inside the blocks", []string{
			"You have now seen the way into a [[transformer|Transformer]] and the way out. In between are the [[block|blocks]]. Their [[attention|attention]] asks for every [[token|token]] which of the tokens before it matter, and how much; their [[feed-forward|feed-forward networks]] hold most of the [[weight|weights]] of a large [[model|model]]. That is a chapter of its own, and a good next one.",
		}},
		{"It goes on with a text, and no more", []string{
			"[[pretraining|Pretraining]] teaches one thing: to go on as the texts of the [[corpus|corpus]] do. A question is a text too. What a pretrained model does with it depends on what stood after questions in its corpus. A large one may well go on with further questions. It has learnt to continue, not to be asked.",
		}},
		{"From continuing to answering", []string{
			"The classic recipe is that of InstructGPT, from 2022, in four stages. After pretraining comes [[instruction-tuning|instruction tuning]]: people write questions with good answers, and the model practises on them. Then people put several answers in order, best first, and a second network, the [[reward-model|reward model]], learns to judge as they do. Last, the model is trained to give answers that the reward model likes: [[rlhf|reinforcement learning from human feedback]].",
			"Pretraining is by far the longest and costliest stage. For GPT-3 it took 3,640 petaflop/s-days of computing; instruction tuning and reinforcement learning of InstructGPT took 4.9 and 60. And it is the one for which nobody writes or judges an answer.",
		}},
		{"Know the model you have used", []string{
			"Our classroom model has 589,344 weights. It was trained in minutes, on 173,237 short documents that a program wrote. They deal with 1,485 words, in 50 categories. Outside this small world its predictions mean nothing. But it is built like GPT-2, and each number that you have seen is its own.",
		}},
	},
	Guess: Question{
		Ask: "The classroom model goes on with “The capital of France is” rightly: Paris. Now it reads “What is the capital of France?” What will it expect next?",
		Options: []string{
			"Paris: it knows the answer, after all",
			"The end of the text, or the beginning of some other sentence",
			"Another question",
		},
		Right: 1,
		Why:   "It expects that the text ends here, or that some new sentence begins, with The or We; Paris hardly gets a chance. Such is what stands after a question mark in its corpus, for there no question is ever answered. It has what it takes to say Paris, as the other sentence shows, but it was never taught to be asked. That is what instruction tuning is for.",
		Each: []string{
			"It would need to have learnt that a question is followed by an answer. In its corpus none is.",
			"",
			"A large model, pretrained on pages of the internet, may well do so. This one has seen no lists of questions.",
		},
	},
	Live: Live{Part: Card, Text: "What is the capital of France?", Others: []string{"The capital of France is", "Do you like cooking with Anna?", "The king"}},
	Checks: []Question{
		{
			Ask:     "In which stage do people put answers in order, the best first?",
			Options: []string{"For the reward model", "In pretraining", "In instruction tuning"},
			Right:   0,
			Why:     "From such orders the reward model learns what people prefer. It can then judge far more answers than people ever could.",
			Each:    []string{"", "There people choose and filter texts; nothing is judged.", "There people write answers themselves, as examples."},
		},
		{
			Ask:     "Which stage is the longest and costs the most?",
			Options: []string{"Instruction tuning", "Reinforcement learning", "Pretraining"},
			Right:   2,
			Why:     "Pretraining: for GPT-3 some fifty times as much computing as both later stages of InstructGPT together. What a model knows comes from there; the later stages teach it how to behave.",
			Each:    []string{"It is the cheapest: people write the examples, so there are not many of them.", "It costs more than instruction tuning, but little beside the first stage.", ""},
		},
	},
	Sources: []Source{ouyang, brown, instruct},
	Further: []Reading{
		{"Walk through a GPT in three dimensions, each multiplication of it", bycroft},
		{"The Transformer explained in pictures, step by step", alammar},
		{"Films that make attention and embeddings move", sanderson},
		{"Build a GPT yourself, line by line, in an afternoon", karpathy},
	},
}

var nextChinese = Chapter{
	Slug:  "next",
	Title: "接下来是什么",
	About: "为什么预训练好的模型还不会回答问题，人们怎么办，以及去哪里继续读。",
	Ideas: []Idea{
		{"层里面", []string{
			"走进 [[transformer|Transformer]] 的路和走出来的路，你都看过了。中间是一个个的[[block|层]]。层里的[[attention|注意力]]为每个[[token|词元]]问一句：前面哪些词元要紧，有多要紧；层里的[[feed-forward|前馈网络]]则装着大[[model|模型]]的大部分[[weight|权重]]。这可以单独讲一章，正好作为下一章。",
		}},
		{"它只会往下写", []string{
			"[[pretraining|预训练]]只教一件事：照着[[corpus|语料]]里的文字往下写。问题也是文字。预训练好的模型怎么对待它，要看语料里的问题后面跟着什么。大模型很可能接着写出更多的问题。它学的是续写，不是被提问。",
		}},
		{"从续写到回答", []string{
			"经典的做法是 2022 年的 InstructGPT，一共四个阶段。预训练之后是[[instruction-tuning|指令微调]]：由人写出问题和好的回答，让模型照着练。然后由人把几个回答从好到坏排序，另一个网络，也就是[[reward-model|奖励模型]]，学着像人一样评判。最后训练模型写出奖励模型喜欢的回答，这叫[[rlhf|人类反馈强化学习]]。",
			"预训练是其中最长、花费最大的阶段，而且大得多。GPT-3 的预训练用了 3,640 petaflop/s-day 的计算量，而 InstructGPT 的指令微调和强化学习分别用了 4.9 和 60。也只有这个阶段，不要人来写回答，也不要人来评判回答。",
		}},
		{"认识一下你用过的模型", []string{
			"我们的课堂模型有 589,344 个权重，几分钟就训练好了。训练用的是 173,237 篇由程序写成的短文，讲的是 50 个类别的 1,485 个词。出了这个小小的世界，它的预测就没有意义。但它的构造和 GPT-2 一样，你看到的每个数都是它自己的。",
		}},
	},
	Guess: Question{
		Ask: "课堂模型会把“The capital of France is”（法国的首都是）接对：Paris。现在它读到“What is the capital of France?”（法国的首都是哪里？）它会猜接下来是什么？",
		Options: []string{
			"Paris，它毕竟知道答案",
			"文字结束，或者另起一句别的话",
			"又一个问题",
		},
		Right: 1,
		Why:   "它猜文字到此结束，或者另起一句，比如以 The 或 We 开头；Paris 几乎没有机会。在它的语料里，问号后面就是这些东西，因为那里没有一个问题得到过回答。前一个句子表明，说出 Paris 的本事它是有的，但没有人教过它怎样被提问。指令微调就是做这件事的。",
		Each: []string{
			"那它得先学过问题后面跟着回答。它的语料里没有这样的例子。",
			"",
			"在互联网网页上预训练的大模型很可能这样。这一个没见过成串的问题。",
		},
	},
	Live: Live{Part: Card, Text: "What is the capital of France?", Others: []string{"The capital of France is", "Do you like cooking with Anna?", "The king"}},
	Checks: []Question{
		{
			Ask:     "在哪个阶段，由人把回答从好到坏排序？",
			Options: []string{"为奖励模型准备的时候", "预训练", "指令微调"},
			Right:   0,
			Why:     "从这样的排序里，奖励模型学到人更喜欢什么。之后它能评判的回答，比人能评判的多得多。",
			Each:    []string{"", "那里人只挑选和过滤文字，不评判什么。", "那里由人自己写回答，作为范例。"},
		},
		{
			Ask:     "哪个阶段最长，花费最大？",
			Options: []string{"指令微调", "强化学习", "预训练"},
			Right:   2,
			Why:     "预训练：GPT-3 的预训练用掉的计算量，是 InstructGPT 后面两个阶段加起来的五十多倍。模型知道的东西来自这里，后面的阶段教它怎样待人。",
			Each:    []string{"它是最便宜的：范例由人来写，所以不会很多。", "它比指令微调贵，但和第一个阶段相比算不了什么。", ""},
		},
	},
	Sources: []Source{ouyang, brown, instruct},
	Further: []Reading{
		{"在三维空间里走遍一个 GPT，每一次乘法都看得见（英文）", bycroft},
		{"用图一步一步讲解 Transformer（英文）", alammar},
		{"让注意力和嵌入动起来的影片（英文，有中文字幕）", sanderson},
		{"花一个下午，一行一行地自己写一个 GPT（英文）", karpathy},
	},
}
