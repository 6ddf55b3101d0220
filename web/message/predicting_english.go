package message

var englishPredicting = Predicting{
	Head: "How the next token is found",
	Say:  "A GPT does one thing: it reads a text and says which token may come next, and how likely each one is. Here all of it lies open, on your own sentence. Five steps lead from the text to the token; then the token is added, and everything begins again.",
	Flow: "The five steps on your sentence",

	Tokens: "Tokens", Vectors: "Vectors", Blocks: "Blocks", Logits: "Logits", Choice: "Choice", ChoiceHead: "Softmax and the choice",
	TokensIn: "Tokens: %d", VectorsIn: "%d × %d numbers", BlocksIn: "Blocks: %d, heads in each: %d", LogitsIn: "A score for each of %s tokens", ChoiceIn: "%s, %s",

	TokensSay: "The text is cut into tokens, the pieces of the model's fixed list. From here on the model has no letters, only these numbers. Choose a token to follow it through the model; at first it is the last one, because its vector is the one that foretells what comes next.",
	Fit:       "The context has room for %d tokens, so the oldest were dropped: %d.",

	VectorsSay:  "Token %s picks its row of the token matrix W_E, its place %d picks a row of the position matrix W_P, and the two are added, number by number. The sum, %d numbers, is what enters the first block.",
	VectorsNote: "GPT-3 does the same with vectors of 12,288 numbers.",

	BlocksSay:  "In each block two things are added to the vector. Attention adds what the token gathers from itself and from the tokens before it. The feed-forward network then works on each vector alone and adds what it makes of it. Nothing is replaced: in + attention + feed-forward = out, and what comes out of one block goes into the next.",
	BlocksFrom: "The strips show token %s.", In: "goes in", Attention: "+ attention", FeedForward: "+ feed-forward", Out: "= comes out",
	Block: "Block %d", Length: "length %s, colours to ±%s",
	StreamScale: "Blue is negative, red is positive. Each strip has a scale of its own, which stands beside it; the bar compares the lengths of the vectors. The length is the root of the sum of the squares.",
	StreamTable: "All %[2]d numbers in block %[1]d", BlocksSize: "This model has %d blocks with %d heads each and %d numbers a vector. GPT-3 has 96 blocks with 96 heads each and 12,288 numbers a vector; its blocks are built in the same way.",

	AttentionHead:    "Where each token looks",
	AttentionSay:     "In each head every token asks a question, its query, and every token offers a key. The better a key fits the query, the greater its weight; softmax makes the weights of a row add up to 1. The token then takes in that much of what the others hold. The upper right is empty: no token can look at what comes after it.",
	AttentionFormula: "weights = softmax(q · K / √%d): a head works with %[1]d of the %[2]d numbers.",
	Heads:            "Choose a head to look into:", HeadsPart: "These small pictures show the newest %d tokens.", HeadFirst: "At first the head is chosen in which %s looks hardest at another token.", HeadOf: "Block %d, head %d",
	MatrixAlt:  "Attention of head %[2]d in block %[1]d: each row is a token that looks, each column a token that it looks at. %[3]s looks most at %[4]s, with %[5]s. The table below has all numbers.",
	MatrixSay:  "Block %d, head %d. Each row is a token that looks, each column one that it looks at; the darker, the more. The row of the chosen token is framed.",
	MatrixPart: "Only the newest %d of %d tokens are drawn.",
	RowSay:     "Where %s looks in this head", Query: "Looks", Key: "Looked at", Weight: "Weight",
	MatrixTable: "All weights of this head as a table, in per cent",
	Pointed:     "{query} looks at {key}: {weight} %", Point: "Point at a square to read its weight; click to choose its row.",

	LogitsSay: "What has come out for the last token is brought to a common size by a last norm. Then it is multiplied with each row of W_E, number by number, and the products are added up: a score for every token of the vocabulary, its logit. The better the two match, the higher the score.",
	LogitsTop: "The highest logit is that of %s, %s; that of the second, %s, is %s. The %s others lie between %s and %s.",
	LogitsAlt: "How many tokens have which logit: most lie around %s, those chosen for the table far on the right, up to %s.",
	Output:    "last vector, after the norm", RowOfToken: "W_E, row of %s", Product: "The sum of the %d products of the two strips is the logit of %s: %s.",
	SpreadSay:      "All logits, counted by their size; a line stands at each of the %d highest. Heights are the square roots of the counts, so that few can be seen beside many.",
	VocabularySize: "This model scores %s tokens, GPT-3 scores 50,257.",

	ChoiceSay:     "Softmax turns the scores into probabilities. Each logit is divided by the temperature, e is raised to the result, and each of these numbers is divided by the sum of all. Top-k and top-p may then cut off the unlikely ones, and what is kept is shared out anew. At last one token is taken; a chatbot usually draws it by these probabilities, which is why it answers differently each time.",
	Formula:       "z is the logit divided by the temperature, z₁ that of the likeliest token. Taking off z₁ keeps the numbers small and changes no share, for it divides all of them by the same number.",
	ByTemperature: "÷ %s", Exponent: "e to the power z − z₁", Share: "Share", Cumulative: "Added up", Verdict: "Kept?", Final: "Probability",
	Kept: "kept", ByTopK: "cut by top-k", ByTopP: "cut by top-p", Others: "%s others", All: "All %s", Table: "Softmax, step by step",
	Worked:  "For %[1]s: %[2]s ÷ %[3]s = %[4]s. e to the power (%[4]s − %[5]s) is %[6]s. Divided by the sum, %[7]s, that is %[8]s.",
	KeptAll: "Nothing is cut: all %s tokens can be drawn.", KeptSome: "Tokens kept: %s. Together they hold %s, which is now shared out anew as 100 %%.",
	Nucleus:    "Top-p goes down the list until the shares add up to at least %s; the token that reaches it is the last one kept.",
	AfterTopK:  "Top-k comes first, so the shares are added up among the %s tokens that it leaves.",
	Arithmetic: "How one line is worked out",

	Controls: "How the token is chosen", TopK: "Top-k", TopP: "Top-p", How: "Take", Draw: "one drawn by its probability", Greedy: "always the likeliest (greedy)", Seed: "Seed", Apply: "Apply",
	TopKSay: "Top-k keeps so many of the likeliest tokens; 0 keeps all.", TopPSay: "Top-p keeps the fewest of the likeliest tokens that together reach this share; 1 keeps all.",
	NextSeed: "Draw with seed %d", TopPSource: "Fan et al. 2018, Hierarchical Neural Story Generation (top-k); Holtzman et al. 2020, The Curious Case of Neural Text Degeneration (top-p)",
	BarSay: "The probabilities laid end to end fill the numbers from 0 to 1. A number is drawn, each as likely as any other, and takes the token on whose part it falls.",
	BarAlt: "The probabilities end to end from 0 to 1: %s. The number drawn is %s.",
	Drawn:  "With the seed %d and after %s tokens the number is u = %s. It falls on the part of %s, from %s to %s.",
	Took:   "The likeliest token is taken: %s, with the probability %s. Nothing is drawn, so the same text always goes on in the same way.",
	Ends:   "This token is the mark that ended each document of the training text. When a chatbot's model writes such a mark, its answer is complete.",
	Take:   "Take it: %s", TakeLikeliest: "Take the likeliest instead: %s",

	WriteHead: "Again and again: writing",
	WriteSay:  "The token chosen is put at the end of the text, the model reads the longer text, and the next one is chosen. That is all that writing is for a GPT. Let this model go on from your text, with the choices set above.",
	WriteMore: "Tokens to write:", WriteNone: "none", Written: "The text so far",
	WroteStep: "%[1]s · u = %[2]s, on the part from %[3]s to %[4]s", WroteGreedy: "%s · the likeliest", WroteEnd: "The model has ended the text.",
	WroteDropped: "The context is full: the model no longer sees the oldest %s.",
	Past:         "Go on past the end", GoOn: "Take all tokens up to here (%d) and look into the next prediction", Rival: "%s, %s",
	Back: "Back", Play: "Play", Pause: "Pause", Forward: "Next token", Loading: "The model is writing …", Failed: "That did not work. Try again.", StepOf: "Token %s",
	Recut: "The model goes on from the tokens that it chose. Put together as text they may be cut in another way.",

	SizeSource:      "Brown et al. 2020, Language Models are Few-Shot Learners, table 2.1",
	AttentionSource: "Vaswani et al. 2017, Attention Is All You Need, equation 1",
}
