// Package api answers the HTTP API below /api/v1: JSON in UTF-8, and
// application/problem+json (RFC 9457) for everything refused. openapi.yaml,
// served beside the calls, is the whole contract.
//
// A handler reads a [request.Query], calls one function of the domain and
// copies what it gives into the shape of the answer.
package api
