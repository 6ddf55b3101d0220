// Package descent is gradient descent seen closely: what a few steps on one
// short text do to a transformer.
//
// [Follow] takes n+1 tokens as n positions: at each the model reads a token and
// is asked for the next. It notes the distribution before, trains a clone by
// AdamW, as pretraining does but at a constant rate and without weight decay,
// and notes what changed: the probability and the loss −ln p of each target,
// in nats, and how far the targets' rows of W_E (D numbers each) moved. The
// transformer that it is given stays as it is.
//
// It costs a clone, its gradient and two moments, four times the parameters in
// float32, and about three forward passes of n positions a step.
package descent
