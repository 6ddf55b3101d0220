// Package api answers the HTTP API below /api/v1: JSON in UTF-8, the layout of a
// map as numbers in a format of its own, tables as CSV, and
// application/problem+json (RFC 9457) for everything refused. openapi.yaml,
// served beside the calls, is the whole contract.
//
// A handler reads a [request.Query], calls one function of the domain and
// copies what it gives into the shape of the answer. An answer is written whole
// before it is sent. Layouts, labels, numbers and tables have an ETag; what a map
// of more than 10,000 points needs is packed once and kept while it is in use, so
// that a class which opens one link costs what one pupil does.
package api
