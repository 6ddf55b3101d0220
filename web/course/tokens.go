package course

var tokensEnglish = Chapter{
	Slug:  "tokens",
	Title: "Tokens: the pieces that a model reads",
	About: "How a text is cut, why not into letters or words, and what that has to do with strawberries.",
	Ideas: []Idea{
		{"Neither letters nor words", []string{
			"A network needs numbers, so every piece of text gets one, its [[id|id]]. One could number the letters: a short list, but each text becomes a very long row of numbers, and each number costs computing. One could number the words: short rows, but the list never ends, and a new name would have no number at all.",
			"[[token|Tokens]] lie in between. The larger the [[vocabulary|vocabulary]], the shorter the texts; the smaller it is, the longer they get. That is the bargain.",
		}},
		{"How the pieces are found", []string{
			"An [[encoding|encoding]] of the GPTs starts from single [[byte|bytes]], the 256 values that all text in a computer is made of. Then the pair that stands side by side most often is glued into one piece, and again, and again: this is [[bpe|byte-pair encoding]]. What is frequent ends up whole, what is rare stays in pieces. GPT-2 and GPT-3 use 50,257 tokens.",
		}},
		{"Not every language pays the same", []string{
			"What was rare in the texts that an encoding was learnt from is cut small. The encoding of GPT-3 makes eight tokens of 人工智能, “artificial intelligence”; that of GPT-4o makes two. Most Chinese characters have three bytes, and the older encoding may cut right through them.",
		}},
		{"The letters are out of sight", []string{
			"How many r's are in strawberry? cl100k_base, the encoding of GPT-4, cuts str·aw·berry, and the [[model|model]] is given 496, 675, 15717. In these numbers there is no r to count. It would have to have learnt, piece by piece, how each is spelt.",
			"The cut is not the same everywhere: r50k_base, which GPT-3 uses, cuts st·raw·berry. So say which encoding is meant.",
		}},
	},
	Guess: Question{
		Ask:     "At the beginning of a text, strawberry is cut into three tokens. Now it stands within a sentence, after a space. How many tokens are the space and the word together?",
		Options: []string{"Four: one for the space, three for the word", "Three: the space joins the first piece", "One"},
		Right:   2,
		Why:     "One, in all four encodings. In running text nearly every word has a space before it, so a space and a frequent word were glued together. The mark ␣ shows the space: it belongs to the token. To a model “strawberry” and “␣strawberry” are different tokens, with different numbers.",
		Each: []string{
			"A fair thought, if spaces were tokens of their own. But space and word stand together so often that they have become one piece.",
			"The space does join what follows; it joins a piece that is the whole word.",
			"",
		},
	},
	Live: Live{Part: Pieces, Text: "strawberry, strawberry", Others: []string{"unbelievable", "人工智能 is artificial intelligence", "3.14159 🍓 草莓"}},
	Checks: []Question{
		{
			Ask:     "Why do models miscount the r's in strawberry?",
			Options: []string{"They cannot add", "They are given the ids of pieces, not letters", "They have never met the word"},
			Right:   1,
			Why:     "A model reads ids. How the piece behind an id is spelt does not show in it. Many models have learnt the spelling of many pieces all the same, from texts that spell them out, but it takes knowledge, not looking.",
			Each:    []string{"Small sums they often manage. The trouble comes earlier: there is no letter in what they read.", "", "They meet it often enough for it to be a single token after a space."},
		},
		{
			Ask:     "What is the smallest token of such an encoding?",
			Options: []string{"A letter", "A syllable", "A byte"},
			Right:   2,
			Why:     "A byte. That is why any text whatsoever can be cut, in any script, emoji as well: when nothing better fits, there are always the bytes. A single character may then lie in several tokens.",
			Each:    []string{"A plain English letter is one byte, so there it seems so. But é has two bytes, 草 has three, and they may be parted.", "Syllables mean nothing to it. It knows which bytes stand side by side often.", ""},
		},
	},
	Sources: []Source{sennrich, radford2, tiktoken},
}

var tokensChinese = Chapter{
	Slug:  "tokens",
	Title: "词元：模型读的是一块一块的文字",
	About: "文字怎么切，为什么不按字母也不按单词切，这和草莓又有什么关系。",
	Ideas: []Idea{
		{"既不是字母，也不是单词", []string{
			"网络要的是数，所以每一块文字都有一个数，就是它的[[id|编号]]。可以给字母编号：表很短，但每段文字都会变成长长一串数，而每个数都要花计算。也可以给单词编号：串短了，可表永远编不完，遇到一个新名字就没有编号了。",
			"[[token|词元]]介于两者之间。[[vocabulary|词汇表]]越大，文字变成的串越短；词汇表越小，串越长。这就是其中的取舍。",
		}},
		{"这些块是怎么来的", []string{
			"GPT 用的[[encoding|编码]]从单个[[byte|字节]]开始：计算机里的一切文字，都由 256 种字节组成。然后把最常挨在一起的一对粘成一块，再粘一对，再粘一对，这叫[[bpe|字节对编码]]。常见的最后成了一整块，少见的还是零碎的。GPT-2 和 GPT-3 用的是 50,257 个词元。",
		}},
		{"各种语言的价钱不一样", []string{
			"编码是从一批文字里学来的，在那里少见的，就会被切得碎。“人工智能”在 GPT-3 的编码里是八个词元，在 GPT-4o 的编码里是两个。汉字大多有三个字节，旧的编码会从字的中间切开。",
		}},
		{"字母看不见了", []string{
			"strawberry（草莓）里有几个 r？GPT-4 的编码 cl100k_base 把它切成 str·aw·berry，[[model|模型]]拿到的是 496、675、15717。这几个数里没有 r 可数。要想知道，它得一块一块地学会每块是怎么拼写的。",
			"切法并不处处相同：GPT-3 用的 r50k_base 切成 st·raw·berry。所以要说清楚是哪一种编码。",
		}},
	},
	Guess: Question{
		Ask:     "strawberry 出现在一段文字的开头时，被切成三个词元。现在它在句子中间，前面有一个空格。空格加上这个词，一共是几个词元？",
		Options: []string{"四个：空格一个，单词三个", "三个：空格并进第一块", "一个"},
		Right:   2,
		Why:     "一个，四种编码都是这样。在成段的英文里，几乎每个单词前面都有空格，所以空格和常见的单词就粘成了一块。记号 ␣ 表示空格，它是词元的一部分。对模型来说，“strawberry”和“␣strawberry”是两个不同的词元，编号也不同。",
		Each: []string{
			"如果空格单独算一个词元，这样想很合理。但空格和单词太常在一起了，早已成了一块。",
			"空格确实并进了后面那一块，只不过那一块就是整个单词。",
			"",
		},
	},
	Live: Live{Part: Pieces, Text: "strawberry, strawberry", Others: []string{"unbelievable", "人工智能 is artificial intelligence", "3.14159 🍓 草莓"}},
	Checks: []Question{
		{
			Ask:     "模型为什么会数错 strawberry 里的 r？",
			Options: []string{"它们不会做加法", "它们拿到的是块的编号，不是字母", "它们从没见过这个词"},
			Right:   1,
			Why:     "模型读的是编号。编号后面那一块怎么拼写，从编号上看不出来。许多模型还是学会了许多块的拼写，因为有的文字会把字母逐个写出来；但那靠的是记得，不是看得见。",
			Each:    []string{"小的加法它们常常做得对。问题出得更早：它们读到的东西里就没有字母。", "", "见得够多了，多到空格加上它已经是一个词元。"},
		},
		{
			Ask:     "在这样的编码里，最小的词元是什么？",
			Options: []string{"一个字母", "一个音节", "一个字节"},
			Right:   2,
			Why:     "一个字节。正因为这样，任何文字都切得开，不管是哪种文字，表情符号也行：实在没有合适的块，总还有字节。这时一个字会落在好几个词元里。",
			Each:    []string{"普通的英文字母正好是一个字节，所以看起来像。但 é 有两个字节，“草”有三个，都可能被切开。", "它不认识音节，只知道哪些字节常常挨在一起。", ""},
		},
	},
	Sources: []Source{sennrich, radford2, tiktoken},
}
