// Package page serves the pages: the journey of a sentence, the token lab, the
// map, the prediction, the lesson and the models. Each is complete without
// JavaScript and keeps its whole state in the URL.
//
// A handler reads the request, asks the domain, and fills a view of plain
// values; the templ files turn the views into HTML and call nothing.
//
// The map's page is one form with panels around it. Its state is read leniently:
// what is wrong in a link is named and left out. Whatever the page is asked, the
// link to the view, the form and the link of a class lead to the same view again
// (see state.go). The default map costs a millisecond of processor time once it
// is fitted; what grows with the square of its points is measured on demand.
package page
