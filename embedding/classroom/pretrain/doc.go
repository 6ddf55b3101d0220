// Command pretrain makes the classroom model from nothing: it generates the
// corpus, cuts it into tokens, trains a transformer on them, measures it, and
// writes the weights with their model card and the replay of the training. The
// flags' defaults are those of the committed model; “go generate
// ./embedding/classroom” runs it.
package main
