package request

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/descent"
	"tokenscape/embedding/classroom/live"
	"tokenscape/projection/figure"
)

// FaultOf turns any error of a handler into the fault that the visitor is
// told: the one place where an error becomes an HTTP answer. An error of no
// known kind is Internal: its text is for the log alone.
func FaultOf(err error) *Fault {
	var (
		fault *Fault
		size  *figure.SizeError
		long  *descent.TooLongError
		large *descent.TooLargeError
		row   *descent.UntrainedTokenError
		full  *live.QueueFullError
		other *live.BusyError
		run   *live.UnknownRunError
		wrong *live.OptionError
		bad   *embedding.PatternError
		much  *embedding.InsideError
	)
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.As(err, &bad):
		return &Fault{Code: WrongPattern, Parameter: "q", Value: Short(cmp.Or(bad.Part, bad.Pattern)), Reason: string(bad.Code), Limit: bad.Limit}
	case errors.As(err, &much):
		return &Fault{Code: TooMany, Parameter: "text", Limit: fmt.Sprintf("%d tokens", much.Limit)}
	case errors.Is(err, embedding.ErrEmptyText):
		return &Fault{Code: NoText, Parameter: "text"}
	case errors.Is(err, embedding.ErrNoBlocks):
		return &Fault{Code: NoBlocks, Parameter: "model"}
	case errors.Is(err, embedding.ErrNoStart):
		return &Fault{Code: NoStart, Parameter: "model"}
	case errors.Is(err, embedding.ErrNoDirection):
		return &Fault{Code: NoDirection, Parameter: "to"}
	case errors.Is(err, descent.ErrTooShort):
		return &Fault{Code: TextTooShort, Parameter: "text", Limit: "2 tokens"}
	case errors.As(err, &long):
		return &Fault{Code: TooMany, Parameter: "text", Limit: fmt.Sprintf("%d tokens", long.Limit)}
	case errors.As(err, &large):
		return &Fault{Code: ModelTooLarge, Parameter: "model", Limit: fmt.Sprintf("%d parameters", large.Limit)}
	case errors.As(err, &row):
		return &Fault{Code: Untrained, Parameter: "text", Value: fmt.Sprintf("id:%d", row.ID)}
	case errors.As(err, &full):
		return &Fault{Code: QueueFull, Limit: fmt.Sprintf("%d", full.Limit)}
	case errors.As(err, &other):
		return &Fault{Code: RunUnderWay, Parameter: "run", Value: other.Run, Near: []string{other.Run}}
	case errors.As(err, &run):
		return &Fault{Code: UnknownRun, Parameter: "run", Value: Short(run.Name)}
	case errors.As(err, &wrong):
		return &Fault{Code: OutOfRange, Parameter: wrong.Option, Value: strconv.Itoa(wrong.Value), Limit: wrong.Limits}
	case errors.Is(err, live.ErrNotOwner):
		return &Fault{Code: NotOwner, Parameter: "run"}
	case errors.Is(err, live.ErrClosed):
		return &Fault{Code: Busy}
	case errors.As(err, &size) && size.Moving:
		return &Fault{Code: FigureSize, Limit: fmt.Sprintf("≤ %d px", figure.MaxMovingPixels)}
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
