// Package page serves the pages: the journey of a sentence, the token lab, the
// map, the prediction, the lesson and the models. Each is complete without
// JavaScript and keeps its whole state in the URL.
//
// A handler reads the request, asks the domain, and fills a view of plain
// values; the templ files turn the views into HTML and call nothing.
package page
