// Package message holds every word that the pages say, in English and in
// Chinese. A text that is missing does not compile, or fails the package's
// test.
package message
