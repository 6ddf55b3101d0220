package request

import (
	"errors"
	"net/http"
	"strconv"

	"tokenscape/embedding"
	"tokenscape/projection/figure"
)

// ErrBusy is the answer when too many maps are being drawn or fitted.
var ErrBusy = errors.New("too many requests at once")

// Problem is an error as it is told to the asker: a page says it in the
// reader's language by its code, the API as application/problem+json.
type Problem struct {
	Status int      // of HTTP
	Code   string   // stable; see the list at [Describe]
	Param  string   // the parameter at fault, or ""
	Value  string   // what it was, shortened, or ""
	Limit  string   // what is allowed, or ""
	Near   []string // values to ask for instead
	Detail string   // the whole in English
}

// Describe is the one place where an error becomes an HTTP answer.
//
//	too_large                          413  Param, Limit (bytes)
//	not_utf8, empty, malformed         400  Param
//	not_a_number, out_of_range         400  Param, Value, Limit
//	not_a_choice                       400  Param, Value, Limit
//	too_many                           400  Param, Limit
//	unknown_model, unknown_encoding    404  Value, Near
//	unknown_token, unknown_category    404  Value, Near
//	not_found                          404
//	method_not_allowed                 405
//	unsupported_media_type             415
//	busy                               503
//	internal                           500
//
// An error of no known kind is internal: its text is for the log, not for the
// asker.
func Describe(err error) Problem {
	var (
		large   *TooLarge
		invalid *Invalid
		unknown *Unknown
		size    *figure.SizeError
		routing *Status
	)
	switch {
	case errors.As(err, &large):
		return Problem{Status: http.StatusRequestEntityTooLarge, Code: "too_large", Param: large.Param,
			Limit: strconv.Itoa(large.Limit), Detail: large.Error()}
	case errors.As(err, &invalid):
		return Problem{Status: http.StatusBadRequest, Code: string(invalid.Fault), Param: invalid.Param,
			Value: invalid.Value, Limit: invalid.Limit, Detail: invalid.Error()}
	case errors.As(err, &unknown):
		return Problem{Status: http.StatusNotFound, Code: unknownCode(unknown.Param), Param: unknown.Param,
			Value: unknown.Value, Near: unknown.Near, Detail: unknown.Error()}
	case errors.Is(err, embedding.ErrEmptyText):
		return Describe(&Invalid{Param: "text", Fault: Empty})
	case errors.As(err, &size):
		return Problem{Status: http.StatusBadRequest, Code: string(OutOfRange), Param: "width", Detail: size.Error()}
	case errors.Is(err, ErrBusy):
		return Problem{Status: http.StatusServiceUnavailable, Code: "busy", Detail: ErrBusy.Error()}
	case errors.As(err, &routing):
		return describeRouting(routing)
	}
	return Problem{Status: http.StatusInternalServerError, Code: "internal",
		Detail: "the server failed; its log says why"}
}

func unknownCode(param string) string {
	switch param {
	case "tokens":
		return "unknown_token"
	case "on":
		return "unknown_category"
	}
	return "unknown_" + param
}

// Status is an error that is only an HTTP status: no such route, a method that
// the route lacks, a body of another type.
type Status struct{ Code int }

func (e *Status) Error() string { return http.StatusText(e.Code) }

func describeRouting(err *Status) Problem {
	p := Problem{Status: err.Code, Detail: http.StatusText(err.Code)}
	switch err.Code {
	case http.StatusNotFound:
		p.Code = "not_found"
	case http.StatusMethodNotAllowed:
		p.Code = "method_not_allowed"
	case http.StatusUnsupportedMediaType:
		p.Code = "unsupported_media_type"
	case http.StatusRequestEntityTooLarge:
		return Describe(&TooLarge{Param: "body", Limit: MaxBody})
	case http.StatusServiceUnavailable:
		p.Code = "busy"
	default:
		return Problem{Status: http.StatusInternalServerError, Code: "internal",
			Detail: "the server failed; its log says why"}
	}
	return p
}
