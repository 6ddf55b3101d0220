// Package evaluation measures how telling a model's space is.
//
// Figures are computed on rows of W_E (V×D) after the mean row is taken off
// and every row is scaled to length one, where not said otherwise; the mean is
// more than half of a row's length and would hide the differences. Purity costs
// n·V·D multiplications for n words in categories, analogies (pairs)²·V·D.
package evaluation
