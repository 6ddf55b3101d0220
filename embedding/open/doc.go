// Package open reads a file of the visitor's, or what a name of the hub stands for,
// into models.
//
// A file of word vectors in any format that package wordvec or npy reads becomes a
// model without positions and blocks, whose tokens are the words. What the file is
// is told by its content. A file of numbers alone takes its words from a file
// beside it: of vectors.npy, vectors.tsv or vectors.csv that is vectors.txt,
// vectors.labels.txt, vectors_metadata.tsv or metadata.tsv; without one its tokens
// are called by the number of their row. A projector_config.json, or a directory
// that holds one, becomes a model for each tensor that it names.
//
// A directory in Hugging Face's layout, a .safetensors file or hf:owner/name becomes
// a language model, as package pretrained opens it; hub fetches those of the hub.
//
// Reading takes the matrix once into memory, V·D float32, plus the words. It stops
// when the context ends.
package open
