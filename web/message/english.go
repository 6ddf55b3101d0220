package message

import (
	"regexp/syntax"

	"tokenscape/web/request"
)

// English is the text in English.
var English = Text{
	Lang: "en", Tagline: "How a GPT turns your sentence into numbers, and numbers into meaning", Skip: "Skip to the content",
	Journey: "Journey", Tokens: "Tokens", Map: "Map", Predict: "Predict", Train: "Train", Learn: "Learn", Models: "Models",
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
	Numbers: "All %d numbers of token %d, %s", Element: "Element", Scale: "Blue is negative, red is positive, and the fainter a colour the nearer to 0; the strongest colour is ±%s.", ChooseToken: "Choose a token to read its numbers.",
	MapHead: "The map", MapAlt: "Map of the tokens.", MapSay: "A vector is a place in a space of %d dimensions. Principal component analysis turns that space until two axes show as much of it as a flat picture can. Words used alike lie close together; your sentence runs through them in order.",
	Fitted: "PCA fitted on %d tokens of %s.", Kept: "The picture keeps %s %% of their variance: most of the space lies behind it.", Unit: "unit length", Raw: "as they are", Rows: "Rows",
	Blocks:   "Between the vectors and the answer, the sum passes through %d transformer blocks with %d attention heads each. There every token gathers what it needs from the tokens before it.",
	NextHead: "The next token", NextSay: "At the end, every token of the vocabulary gets a score, the logit. Softmax turns the %d scores into probabilities that add up to 1. Choose one to append it, and the whole journey starts again.",
	Probability: "Probability", Logit: "Logit", Temperature: "Temperature",
	TemperatureSay: "The logits are divided by the temperature before softmax: below 1 the likeliest gains, above 1 the others do.",
	EnglishOnly:    "This model has read simple English only. Other languages are cut into tokens just as well, but their vectors were never trained.",
	Source:         "From: %s", Download: "Download:",
	Encoding: "Encoding", ID: "id", Bytes: "Bytes",
	MapPageSay: "Choose what the map is fitted on. The axes turn to what you choose, and the line below says how much of it they keep.",
	Categories: "Categories", Redraw: "Draw the map",
	Pairs: "Pairs of words joined by lines", Lines: "Lines join pairs of words (%s: %d).",
	Parallel:   "For %s the mean cosine is %s in all %d dimensions and %s in this picture; with partners exchanged among the pairs it would be %s in all dimensions.",
	CosineSay:  "The mean cosine compares the direction of each pair with that of every other: 1 when all are parallel, about 0 when they have nothing in common. As much as exchanged pairs have comes from the two groups lying apart; what is beyond it comes from the relation.",
	MeanCosine: "Mean cosine, %s",
	HeldOut:    "Dashed: the two words never stood in one document of the training text.",
	NoPairs:    "None of the pairs chosen has both words on this map.",
	Neighbors:  "Nearest to %s", NeighborsSay: "Nearest in the full space of %d dimensions, of the vectors as they are; the picture may tell otherwise.", Cosine: "Cosine", Euclidean: "Distance", Clear: "Clear the choice",
	More: "%d more are not listed.", RowsAre: "Rows: %s.", PerCent: "%s %%", Named: "%s: %s",
	NoPath:    "The text is too long for the addresses of this map's data and picture, so its path is not drawn.",
	MapHelp:   "Map: drag or use the arrow keys to move, + and − to zoom, 0 for all, N for the next point, Enter to choose it, Escape to let go.",
	MapFailed: "The interactive map could not be loaded; this is the drawn one.", Retry: "Try again", Loading: "Loading the map…",
	PredictSay: "Five steps lead to the next token: the prompt, its tokens, their vectors, the transformer, and softmax over the vocabulary. The likeliest token need not be taken: a chatbot usually draws one by these probabilities, which is why it answers differently each time.",
	Greedy:     "Take the likeliest: %s", ModelsSay: "What this program has loaded, and what is known of it.",
	Vocabulary: "Vocabulary V", Dimension: "Vector length D", Context: "Context length", Layers: "Layers × heads", Weights: "Weights", Licence: "Licence", Home: "Back to the journey",
	NearMatches: "Did you mean:", Limit: "Accepted: %s.", SourceLine: "Every number here is computed by the model %s while you look.", OpenAPI: "API",
	Category: map[string]string{
		"adjective": "adjectives", "animal": "animals", "bird": "birds", "body": "body", "building": "buildings", "capital": "capitals", "city": "cities",
		"clothing": "clothing", "color": "colours", "continent": "continents", "country": "countries", "currency": "currencies", "day": "days", "device": "devices",
		"direction": "directions", "disease": "diseases", "drink": "drinks", "element": "elements", "feeling": "feelings", "fish": "fish", "food": "food",
		"fruit": "fruit", "furniture": "furniture", "insect": "insects", "instrument": "instruments", "kitchenware": "kitchenware", "landscape": "landscapes",
		"material": "materials", "month": "months", "name": "names", "nationality": "nationalities", "number": "numbers", "ordinal": "ordinals", "person": "people",
		"profession": "professions", "season": "seasons", "shape": "shapes", "sky": "sky", "sport": "sports", "state": "states", "subject": "subjects", "text": "texts",
		"time": "times", "time of day": "times of day", "tool": "tools", "vegetable": "vegetables", "vehicle": "vehicles", "verb": "verbs", "weather": "weather", "young animal": "young animals",
	},
	Relation: map[string]string{
		"capital": "country – capital", "people": "country – nationality", "woman": "man – woman", "young": "animal – young",
		"past": "verb – past tense", "ing": "verb – -ing form",
	},
	Faults: map[request.Code]string{
		request.TextTooLong: "The text is too long.", request.NotUTF8: "The text is not valid UTF-8, so its characters cannot be told.",
		request.NotANumber: "A number was expected.", request.OutOfRange: "The value is out of range.", request.TooMany: "That is too many at once.",
		request.NoText: "A prediction needs some text to start from.", request.NoBody: "The request could not be read.",
		request.UnknownModel: "There is no such model.", request.UnknownEncoding: "There is no such encoding.",
		request.UnknownToken: "That is no single token of this model's encoding. Most words need a space before them.", request.UnknownCategory: "There is no such category.", request.UnknownRelation: "There is no such relation.",
		request.UnknownChoice: "That choice does not exist.", request.FigureSize: "A figure of that size cannot be drawn.", request.NotFound: "There is no such page.",
		request.WrongMethod: "This address is not used that way.", request.Busy: "The server is busy. Please try again in a moment.",
		request.NoToken: "A token is missing here.", request.NoDirection: "Both groups have the same mean, so no direction leads from one to the other.",
		request.TextTooShort: "That is too short: there is no next token to learn from.", request.Untrained: "The model never met a token of this text, so it has no row to move.",
		request.ModelTooLarge: "This model is too large to take steps with here.", request.NoReplay: "There is no recording of this model's training.", request.QueueFull: "Too many trainings are waiting already. Please try again in a minute, or watch one of them.",
		request.UnknownRun: "There is no such training, or no longer.", request.RunUnderWay: "Your own training has not ended yet.", request.NotOwner: "Only who started the training can end it.",
		request.ShortSentence: "The sentence is too short: axes need at least two tokens.", request.NoCounts: "How often each token stood in this model's training text is not known.",
		request.NotShown: "That token is not on this map.", request.WrongPattern: "That pattern cannot be searched for.", request.NotReady: "This map is still being computed. Please try again in a moment.",
		request.CrossSite: "Another site's page asked for this; that is refused.", request.Internal: "Something went wrong on our side. It has been noted.",
	},
	Patterns: map[syntax.ErrorCode]string{
		syntax.ErrInvalidCharClass: "“%s” is no class of characters.", syntax.ErrInvalidCharRange: "“%s” is no range of characters: the first has to come before the last.",
		syntax.ErrInvalidEscape: "“%s” has no meaning: after a backslash only certain letters and signs may stand.", syntax.ErrInvalidNamedCapture: "“%s” does not name a group as it should, or looks behind, which RE2 does not.",
		syntax.ErrInvalidPerlOp: "“%s” is not known here: RE2 neither looks ahead nor behind.", syntax.ErrInvalidRepeatOp: "“%s” repeats what is repeated already.",
		syntax.ErrInvalidRepeatSize: "“%s” is no number of repetitions, or too large a one.", syntax.ErrInvalidUTF8: "“%s” is not valid UTF-8.",
		syntax.ErrMissingBracket: "A closing ] is missing in “%s”.", syntax.ErrMissingParen: "A closing ) is missing in “%s”.",
		syntax.ErrMissingRepeatArgument: "“%s” has nothing before it to repeat.", syntax.ErrTrailingBackslash: "“%s” ends with a backslash; something has to follow it.",
		syntax.ErrUnexpectedParen: "There is a ) too many in “%s”.", syntax.ErrNestingDepth: "“%s” has too many parentheses within each other.",
		syntax.ErrLarge: "“%s” is too long, or would take too many steps.", syntax.ErrInternalError: "“%s” cannot be made sense of.",
	},
	Limits: map[string]string{
		"bytes": "%s bytes", "tokens": "%s tokens", "parameters": "%s weights", "steps": "%s steps",
		"a JSON object": "a JSON object", "a string, a number, or a list of them": "a string, a number, or a list of them",
	},
	CardWords: englishCard,
	Training:  englishTraining,
	Asking:    englishAsking,
	Lab:       englishLab,
	Exploring: englishExploring,
	Vectors:   englishVectors,
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
		}, "/train", "Watch the rows find their places", "Brown et al. 2020, Language Models are Few-Shot Learners, table 2.1; the product is computed"},
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
