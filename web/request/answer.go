package request

import (
	"errors"
	"fmt"
	"net/http"

	"tokenscape/embedding"
	"tokenscape/projection/figure"
)

// FaultOf turns any error of a handler into the fault that the visitor is
// told: the one place where an error becomes an HTTP answer. An error of no
// known kind is Internal: its text is for the log alone.
func FaultOf(err error) *Fault {
	var (
		fault *Fault
		size  *figure.SizeError
	)
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.Is(err, embedding.ErrEmptyText):
		return &Fault{Code: NoText, Parameter: "text"}
	case errors.As(err, &size):
		return &Fault{Code: FigureSize, Limit: fmt.Sprintf("%[1]d–%[2]d × %[1]d–%[2]d px, ≤ %[3]d px, %[4]d–%[5]d DPI",
			figure.MinSide, figure.MaxSide, figure.MaxPixels, figure.MinDPI, figure.MaxDPI)}
	}
	return &Fault{Code: Internal}
}

// FaultOfStatus is the fault of an answer that only has an HTTP status, from
// the router for instance.
func FaultOfStatus(status int) *Fault {
	switch status {
	case http.StatusNotFound:
		return &Fault{Code: NotFound}
	case http.StatusMethodNotAllowed:
		return &Fault{Code: WrongMethod}
	case http.StatusRequestEntityTooLarge:
		return &Fault{Code: TextTooLong, Parameter: "body", Limit: fmt.Sprintf("%d bytes", maxBody)}
	case http.StatusUnsupportedMediaType:
		return &Fault{Code: NoBody, Parameter: "Content-Type", Limit: "application/json"}
	case http.StatusServiceUnavailable:
		return &Fault{Code: Busy}
	}
	return &Fault{Code: Internal}
}
