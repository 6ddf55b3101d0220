// Package web is the server: routes, limits and headers around the API, the
// plots and the pages.
//
// [New] wires an [http.Server] with timeouts; every answer carries a strict
// Content-Security-Policy, every error becomes an answer in one place
// (errorHandler), and every request has a turn (takeTurns); what is heavy is
// bounded where it is done too: fitting in package scene, drawing in package
// plot.
package web
