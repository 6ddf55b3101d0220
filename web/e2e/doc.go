// Package e2e drives the built server with a headless Chromium, as a pupil,
// a teacher and a stranger would: it walks a sentence through every page in
// both languages, with and without JavaScript, by mouse, touch and keyboard,
// from 360 pixels to a projector.
//
// Whatever a page does that it must not fails the test that opened it: a
// console error, an exception, a violation of the content security policy, a
// failed request, a request to another host.
//
// The tests need Chromium and axe-core: `go run ./web/e2e/setup` installs both.
// Pictures of every page are left in the folder screenshots for people to see.
// The package exports nothing, so it has no example.
package e2e
