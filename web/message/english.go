package message

import "tokenscape/web/request"

// English is the text in English.
var English = Text{
	Lang: "en", Tagline: "How a GPT turns your sentence into numbers, and numbers into meaning", Skip: "Skip to the content",
	Journey: "Journey", Tokens: "Tokens", Map: "Map", Predict: "Predict", Learn: "Learn", Models: "Models",
	Light: "Light", Dark: "Dark", Auto: "Auto", Large: "Large", Normal: "Normal", Other: "中文", Theme: "Theme", Size: "Size",
	Model: "Model", UseModel: "Explore with this model",
	Sentence: "Your sentence", Show: "Show", Try: "Or try:", Empty: "There is no text yet. Type a sentence above, or take the ready one:",
	UseReady:   "Use the ready sentence",
	PromptHead: "Prompt", PromptSay: "All begins with your text. A GPT sees none of its letters: it only works with numbers, so the text has to become numbers first.",
	TokensHead: "Tokenization", TokensSay: "The text is cut into tokens: words, parts of words, signs. Each token has a number in a fixed list, its id. The mark ␣ is a space: it belongs to the word after it.",
	Untrained: "untrained", UntrainedSay: "Training never met the tokens marked untrained. Their vectors still stand at their random start and mean nothing.",
	Dropped:     "%d tokens did not fit into the context of %d and were forgotten. The oldest go first:",
	VectorsHead: "Embedding", VectorsSay: "Each token picks its row of the token matrix W_E: a vector of %d numbers that training has set. Its place in the sentence picks a row of the position matrix W_P. Added element by element, they are what the model reads.",
	TokenRow: "token, W_E", PositionRow: "position, W_P", SumRow: "sum, the input",
	Numbers: "All %d numbers of token %d, %s", Element: "Element", Scale: "Blue is negative, white is 0, red is positive; the strongest colour is ±%s.", ChooseToken: "Choose a token to read its numbers.",
	MapHead: "The map", MapSay: "A vector is a place in a space of %d dimensions. Principal component analysis turns that space until two axes show as much of it as a flat picture can. Words used alike lie close together; your sentence runs through them in order.",
	Fitted: "PCA fitted on %d tokens of %s.", Kept: "The picture keeps %s %% of their variance: most of the space lies behind it.", Unit: "unit length", Raw: "as they are", Rows: "Rows",
	Blocks:   "Between the vectors and the answer, the sum passes through %d transformer blocks with %d attention heads each. There every token gathers what it needs from the tokens before it.",
	NextHead: "The next token", NextSay: "At the end, every token of the vocabulary gets a score, the logit. Softmax turns the %d scores into probabilities that add up to 1. Choose one to append it, and the whole journey starts again.",
	Probability: "Probability", Logit: "Logit", Append: "Append", Temperature: "Temperature",
	TemperatureSay: "The logits are divided by the temperature before softmax: below 1 the likeliest gains, above 1 the others do.",
	EnglishOnly:    "This model has read simple English only. Other languages are cut into tokens just as well, but their vectors were never trained.",
	Source:         "From: %s", Download: "Download:",
	TokenLabSay: "See how four published encodings cut the same text. A token may be a word, a piece of one, or a single byte: a character may even be split. Its bytes are then shown in hexadecimal.",
	Encoding:    "Encoding", ID: "id", Bytes: "Bytes", Place: "Place", Counts: "%d characters, %d bytes, %d tokens", Berry: "How many r's in strawberry?",
	Letters: "r's per token", BerrySay: "The model receives the ids, not the letters. Counting the r's means remembering what each piece is made of. How the word is cut depends on the encoding; after a space it is one token in all of them.",
	MapPageSay: "Choose what the map is fitted on. The axes turn to what you choose, and the line below says how much of it they keep.",
	Categories: "Categories", Redraw: "Draw the map", Find: "Find a token", FindSay: "A word with its leading space, for instance “ king”, or id:5822",
	Neighbors: "Nearest to %s", NeighborsSay: "Nearest in the full space of %d dimensions, of the vectors as they are; the picture may tell otherwise.", Cosine: "Cosine", Euclidean: "Distance", Clear: "Clear the choice",
	More: "%d more are not listed.", RowsAre: "Rows: %s.", ByteUnit: " bytes",
	NoPath:    "The text is too long for the addresses of this map's data and picture, so its path is not drawn.",
	MapHelp:   "Map: drag or use the arrow keys to move, + and − to zoom, 0 for all, N for the next point, Enter to choose it, Escape to let go.",
	MapFailed: "The interactive map could not be loaded; this is the drawn one.", Retry: "Try again", Loading: "Loading the map…",
	PredictSay: "Five steps lead to the next token: the prompt, its tokens, their vectors, the transformer, and softmax over the vocabulary. The likeliest token need not be taken: a chatbot usually draws one by these probabilities, which is why it answers differently each time.",
	Greedy:     "Take the likeliest: %s", ModelsSay: "What this program has loaded, and what is known of it.",
	Vocabulary: "Vocabulary V", Dimension: "Vector length D", Context: "Context length", Layers: "Layers × heads", Weights: "Weights", Licence: "Licence", Home: "Back to the journey",
	NearMatches: "Did you mean:", Limit: "Accepted: %s", SourceLine: "Every number here is computed by the model %s while you look.", OpenAPI: "API", Card: "What was measured of it is in its model card, in the source code.",
	Category: map[string]string{
		"adjective": "adjectives", "animal": "animals", "bird": "birds", "body": "body", "building": "buildings", "capital": "capitals", "city": "cities",
		"clothing": "clothing", "color": "colours", "continent": "continents", "country": "countries", "currency": "currencies", "day": "days", "device": "devices",
		"direction": "directions", "disease": "diseases", "drink": "drinks", "element": "elements", "feeling": "feelings", "fish": "fish", "food": "food",
		"fruit": "fruit", "furniture": "furniture", "insect": "insects", "instrument": "instruments", "kitchenware": "kitchenware", "landscape": "landscapes",
		"material": "materials", "month": "months", "name": "names", "nationality": "nationalities", "number": "numbers", "ordinal": "ordinals", "person": "people",
		"profession": "professions", "season": "seasons", "shape": "shapes", "sky": "sky", "sport": "sports", "state": "states", "subject": "subjects", "text": "texts",
		"time": "times", "time of day": "times of day", "tool": "tools", "vegetable": "vegetables", "vehicle": "vehicles", "verb": "verbs", "weather": "weather", "young animal": "young animals",
	},
	Faults: map[request.Code]string{
		request.TextTooLong: "The text is too long.", request.NotUTF8: "The text is not valid UTF-8, so its characters cannot be told.",
		request.NotANumber: "A number was expected.", request.OutOfRange: "The value is out of range.", request.TooMany: "That is too many at once.",
		request.NoText: "A prediction needs some text to start from.", request.NoBody: "The request could not be read.",
		request.UnknownModel: "There is no such model.", request.UnknownEncoding: "There is no such encoding.",
		request.UnknownToken: "That is no single token of this model's encoding. Most words need a space before them.", request.UnknownCategory: "There is no such category.",
		request.UnknownChoice: "That choice does not exist.", request.FigureSize: "A figure of that size cannot be drawn.", request.NotFound: "There is no such page.",
		request.WrongMethod: "This address is not used that way.", request.Busy: "The server is busy. Please try again in a moment.", request.Internal: "Something went wrong on our side. It has been noted.",
	},
	Chapters: []Chapter{
		{"Three words: Generative, Pre-trained, Transformer", []string{
			"Generative: it makes something new. Generative AI makes text, pictures or sound; a GPT makes text, one token at a time.",
			"Pre-trained: before anyone uses it, it has read a great deal of text and learnt to guess the next token. People choose and filter that text, but nobody labels it: the next token is in the text itself.",
			"Transformer: the kind of network, made at Google in 2017 for translation. The first one had an encoder and a decoder; a GPT is a decoder alone.",
		}, "/predict?text=Monday+comes+before", "Watch one guess being made", "Vaswani et al. 2017, Attention Is All You Need; Radford et al. 2018"},
		{"Five steps to a word", []string{
			"A prompt is cut into tokens; each token becomes a vector; the vectors pass through layers of attention and feed-forward networks; softmax gives each token of the vocabulary a probability; and the next token is taken from it.",
			"Taking always the likeliest is called greedy decoding. Otherwise one is drawn by its probability.",
		}, "/?text=The+capital+of+Italy+is", "Follow the five steps", ""},
		{"Tokens", []string{
			"A machine needs numbers, and whole words are too many. Tokens lie between letters and words: a larger vocabulary makes texts shorter, a smaller one makes them longer.",
			"In a byte-level encoding the smallest token is a byte, so any text can be cut. The famous str·aw·berry is how cl100k_base cuts; GPT-2's encoding cuts st·raw·berry.",
		}, "/tokens?text=strawberry", "Cut strawberry four ways", ""},
		{"Token embedding", []string{
			"Each token of the vocabulary has a row of weights, its vector. All rows together are the matrix W_E. In GPT-3 it has 50,257 rows of 12,288 numbers: 617,558,016 weights, 0.35 % of 175 billion.",
			"The rows start random. Training moves them a little at every guess, until tokens that are used alike have vectors alike.",
		}, "/map", "See where the rows went", "Brown et al. 2020, Language Models are Few-Shot Learners, table 2.1; the product is computed"},
		{"Position embedding", []string{
			"The transformer reads all tokens at once, so each must carry its place. GPT-1 to GPT-3 learn a second matrix for that, W_P, with one row for each position; many newer models rotate vectors instead.",
			"The number of positions is the context length: 2,048 tokens in GPT-3. What is older is forgotten. Position tells where a token stands; attention, which uses it, tells which meaning is meant.",
		}, "/?text=The+dog+saw+the+dog&at=1", "Compare one word at two places", "Brown et al. 2020"},
		{"Their sum", []string{
			"Both vectors are added element by element, and the sum is what the first layer reads. No strict theory says that it must be so; it works in practice. In many dimensions the two can keep out of each other's way.",
		}, "/?text=The+king+and+the+queen&at=4", "Read the sum number by number", ""},
		{"Seeing the space", []string{
			"Nobody can picture dozens or thousands of dimensions. A map in two keeps a part of what is there: a few per cent for a large vocabulary, more for a few groups of words. So the map says how much it keeps, and lists true neighbours beside those that only look near.",
		}, "/map?token=%20king", "Ask for the neighbours of king", ""},
		{"Generation as a motion", []string{
			"The text so far points to a place in that space; the next token is the next step. Appended, it changes the sentence, and the path goes on from there.",
		}, "/predict?text=Three+plus+four+is", "Take one step after another", ""},
		{"What comes next", []string{
			"This was the way into the transformer. Inside it, attention lets tokens exchange what they know, and feed-forward layers work on the result. After pretraining, the classic recipe of 2022 goes on with instruction tuning, a reward model, and reinforcement learning from human feedback.",
		}, "/models", "See which model is running", "Ouyang et al. 2022, Training language models to follow instructions with human feedback"},
	},
}
