package message

import "tokenscape/embedding"

var englishLanguage = Language{
	Notes: map[embedding.Note]string{
		embedding.NoTokenizer:     "No tokenizer stands beside the weights, and no known encoding has as many tokens: tokens are called by their number, and a text cannot be cut.",
		embedding.LabelsOnly:      "Its tokenizer cuts texts in a way that is not known here. Tokens have their names, and of a text only whole words that are tokens are found.",
		embedding.TokenizerBySize: "No tokenizer stands beside the weights. The encoding is the published one that has just as many tokens.",
		embedding.HeadsAssumed:    "No config.json stands beside the weights. Its attention heads are taken to be 64 wide, as in every published GPT-2.",
		embedding.BlocksUnknown:   "Its layers are not those of a GPT-2 and are not run here: it shows its embeddings, and predicts no next token.",
		embedding.BlocksLeftOut:   "Its layers were left out: it shows its embeddings, and predicts no next token.",
		embedding.OneTensor:       "One tensor of the file was chosen as W_E: what its rows stand for is for you to know.",
		embedding.NoPositions:     "It has no position embedding W_P: its layers work positions in by themselves.",
		embedding.PositionsApart:  "Its position embedding has rows of another length than its token embedding, and its layers bring the two together: only the token embedding is shown.",
		embedding.SumIncomplete:   "Its layers do not read the sum of a token’s row and a position’s row alone: a row for the segment is added, and the sum is normalized.",
		embedding.Scaled:          "Its layers read a token’s row times the square root of the number of dimensions. Shown is the row as it is stored.",
	},
	RowSay:      "W_E has %[1]s rows, one for each token, and %[2]s columns. A token’s row is its vector. No position is added here: the token has this vector wherever it stands.",
	ShowsBlocks: "tokens, vectors, positions, map, next token", ShowsEmbeddings: "tokens, vectors, map, neighbours, analogies, axes",
	InFile:   "%[1]s of %[2]s in the file, %[3]s",
	OwnHead:  "Open GPT-2 itself, or another language model",
	OwnSay:   "A directory as Hugging Face’s programs save it, or one safetensors file, opens as it is. GPT-2 and its kin open with all their layers, and predict. Of Pythia, OPT, BERT, RoBERTa, Llama, Qwen, Gemma and Mistral the embeddings open.",
	OwnHub:   "A name after hf: is fetched from Hugging Face’s hub once and kept: GPT-2 is 548 million bytes, its embeddings alone are 158 million. A download that breaks off goes on at the next start. Where the hub cannot be reached, set HF_ENDPOINT to a mirror.",
	OwnIn:    "A file that calls its embeddings otherwise opens with the tensor’s name after #; without one, the message lists what there is.",
	Commands: [4]string{"GPT-2 small from the hub", "Its embeddings alone", "A directory with config.json and model.safetensors", "One tensor of a file"},
}
