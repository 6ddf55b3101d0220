package course

var stepsEnglish = Chapter{
	Slug:  "steps",
	Title: "Five steps to the next token",
	About: "What happens between your sentence and the word that is added to it.",
	Ideas: []Idea{
		{"From text to numbers", []string{
			"First comes your text, the [[prompt|prompt]]. Second, it is cut into [[token|tokens]]: that is [[tokenization|tokenization]]. Third, each token becomes a list of numbers, a [[vector|vector]]: that is the [[embedding|embedding]]. A network can only compute, so nothing can begin before this.",
		}},
		{"Through the blocks", []string{
			"Fourth, the vectors pass through a stack of [[block|blocks]], two in our classroom [[model|model]], 96 in GPT-3. In each block [[attention|attention]] lets every token gather what it needs from the tokens before it and from itself, and a [[feed-forward|feed-forward network]] then works on each token by itself. What comes out has the same shape as what went in.",
		}},
		{"From numbers to a token", []string{
			"Fifth, every token of the [[vocabulary|vocabulary]] gets a score, its [[logit|logit]], and [[softmax|softmax]] turns all scores into [[probability|probabilities]] that add up to 1. Not one answer comes out, but a chance for each of all tokens.",
			"Now one is taken. Always to take the likeliest is called [[greedy|greedy decoding]]; to draw one by its probability is [[sampling|sampling]]. The token is put at the end of the text, and the five steps begin anew.",
		}},
		{"The same steps, to learn from", []string{
			"In [[pretraining|pretraining]] the same five steps run on texts that are already written. There the true next token is known, so the network can be told how wrong it was, and [[backpropagation|backpropagation]] works out for every [[weight|weight]] which way to change it to be a little less wrong. All places of a text are practised on at once, and many texts together.",
		}},
	},
	Guess: Question{
		Ask: "After “The capital of France is”, the classroom model finds Paris likeliest. Suppose a program draws the next token by the probabilities, again and again from the same sentence. How often will it draw Paris?",
		Options: []string{
			"Every time: the likeliest token wins",
			"About half of the times",
			"Hardly ever: there are 3,743 tokens to choose from",
		},
		Right: 1,
		Why:   "Paris has a probability of about one half, so in many draws it comes about half of the times; the rest is shared by all others, a great many of them with next to nothing. That is why a chatbot may answer the same question differently each time: nothing in the network has changed, only the draw.",
		Each: []string{
			"That is so in greedy decoding, where the likeliest is always taken. Here one is drawn, like a ball from an urn.",
			"",
			"The tokens are many, but they do not share alike: softmax gives most of them almost nothing.",
		},
	},
	Live: Live{Part: Steps, Text: "The capital of France is", Others: []string{"Monday comes before", "The puppy is a young", "Two plus two is"}},
	Checks: []Question{
		{
			Ask:     "What comes out of the fifth step?",
			Options: []string{"A probability for every token of the vocabulary", "The next token", "The rest of the sentence"},
			Right:   0,
			Why:     "The network itself chooses nothing. It gives each token of its vocabulary a probability; which one is taken is decided afterwards, by the rule that the program follows.",
			Each:    []string{"", "Almost: but the choice is made after the network is done, greedily or by a draw.", "A GPT never sees a whole sentence ahead. It adds one token, and then takes the five steps again."},
		},
		{
			Ask:     "What is different in pretraining?",
			Options: []string{"Other steps are taken", "The text is learnt by heart, word by word", "The true next token is known, and the weights are changed"},
			Right:   2,
			Why:     "The steps are the same. But the text is already there, so each guess can be compared with what really comes, and the weights are moved a little. When you use a model its weights stay as they are.",
			Each:    []string{"The five steps are the very same ones.", "Some of it may get stuck, if it stands there often; but what is practised is guessing, and it works for sentences never read, too.", ""},
		},
	},
	Sources: []Source{vaswani, brown, holtzman, rumelhart},
}

var stepsChinese = Chapter{
	Slug:  "steps",
	Title: "走到下一个词元的五步",
	About: "从你的句子到它后面添上的那个词，中间发生了什么。",
	Ideas: []Idea{
		{"从文字到数字", []string{
			"第一步是你给的文字，叫作[[prompt|提示词]]。第二步，把它切成[[token|词元]]，这叫[[tokenization|词元化]]。第三步，每个词元变成一串数，也就是一个[[vector|向量]]，这叫[[embedding|嵌入]]。网络只会计算，没有数字，什么都无从开始。",
		}},
		{"穿过一层又一层", []string{
			"第四步，这些向量穿过叠在一起的许多[[block|层]]：我们的课堂[[model|模型]]有两层，GPT-3 有 96 层。在每一层里，[[attention|注意力]]让每个词元从它前面的词元和它自己那里收集所需要的东西，然后[[feed-forward|前馈网络]]再对每个词元单独加工。出来的东西和进去的东西形状一样。",
		}},
		{"从数字回到词元", []string{
			"第五步，[[vocabulary|词汇表]]里的每个词元都得到一个分数，叫作 [[logit|logit 分数]]；[[softmax|softmax]] 把所有的分数变成加起来等于 1 的[[probability|概率]]。出来的不是一个答案，而是每个词元各有多大机会。",
			"这时才取一个。每次都取最可能的，叫[[greedy|贪心解码]]；按概率抽一个，叫[[sampling|采样]]。取到的词元接在文字后面，五步又从头开始。",
		}},
		{"同样五步，用来学习", []string{
			"[[pretraining|预训练]]时，同样的五步走在已经写好的文字上。那里真正的下一个词元是知道的，所以能告诉网络它错了多少；[[backpropagation|反向传播]]再为每个[[weight|权重]]算出该往哪边改，才能错得少一点。一段文字的所有位置同时练习，许多段文字又一起练习。",
		}},
	},
	Guess: Question{
		Ask: "在“The capital of France is”（法国的首都是）之后，课堂模型认为 Paris（巴黎）最可能。假如有个程序总从这同一句话出发，按概率抽下一个词元，抽很多次。抽到 Paris 的次数会是多少？",
		Options: []string{
			"每次都是：谁最可能就是谁",
			"大约占一半",
			"几乎抽不到：一共有 3,743 个词元可选呢",
		},
		Right: 1,
		Why:   "Paris 的概率大约是一半，所以抽很多次的话，大约有一半抽到它；剩下的一半由其他词元分享，其中绝大多数分到的几乎是零。聊天机器人对同一个问题每次回答不同，原因就在这里：网络里什么都没变，变的只是抽到了谁。",
		Each: []string{
			"贪心解码才是这样，每次都取最可能的。这里是抽签，就像从袋子里摸球。",
			"",
			"词元虽多，却不是平分的：softmax 给大多数词元的几乎是零。",
		},
	},
	Live: Live{Part: Steps, Text: "The capital of France is", Others: []string{"Monday comes before", "The puppy is a young", "Two plus two is"}},
	Checks: []Question{
		{
			Ask:     "第五步算出来的是什么？",
			Options: []string{"词汇表里每个词元的概率", "下一个词元", "句子余下的部分"},
			Right:   0,
			Why:     "网络自己什么也不选。它给词汇表里的每个词元一个概率，取哪一个是之后的事，由程序采用的规则决定。",
			Each:    []string{"", "差一点：选是在网络算完之后才选的，或者贪心，或者抽签。", "GPT 从来看不到后面的整句话。它只添一个词元，然后再走一遍五步。"},
		},
		{
			Ask:     "预训练的时候，有什么不一样？",
			Options: []string{"走的是另外几步", "一个词一个词地把文字背下来", "真正的下一个词元是知道的，而且权重会改变"},
			Right:   2,
			Why:     "步骤是一样的。但文字已经写好，每一次猜测都能和真正的下文比一比，权重也就跟着挪动一点点。而你使用模型的时候，它的权重是不变的。",
			Each:    []string{"正是同样的五步。", "反复出现的文字确实可能被记住一些；但练的是猜，没读过的句子它也会猜。", ""},
		},
	},
	Sources: []Source{vaswani, brown, holtzman, rumelhart},
}
