package request

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
)

// Code names a kind of fault, for the words of each language.
type Code string

// The faults.
const (
	TextTooLong     Code = "text-too-long"
	NotUTF8         Code = "not-utf8"
	NotANumber      Code = "not-a-number"
	OutOfRange      Code = "out-of-range"
	TooMany         Code = "too-many"
	NoText          Code = "no-text"
	NoToken         Code = "no-token"
	NoDirection     Code = "no-direction"
	TextTooShort    Code = "text-too-short"
	ShortSentence   Code = "short-sentence"
	NoCounts        Code = "no-counts"
	NoBlocks        Code = "no-blocks"
	NoStart         Code = "no-start"
	NotShown        Code = "not-shown"
	WrongPattern    Code = "wrong-pattern"
	NotReady        Code = "not-ready"
	Untrained       Code = "untrained-token"
	ModelTooLarge   Code = "model-too-large"
	NoBody          Code = "unreadable-body"
	UnknownModel    Code = "unknown-model"
	UnknownEncoding Code = "unknown-encoding"
	UnknownToken    Code = "unknown-token"
	UnknownCategory Code = "unknown-category"
	UnknownRelation Code = "unknown-relation"
	UnknownChoice   Code = "unknown-choice"
	UnknownChapter  Code = "unknown-chapter"
	FigureSize      Code = "figure-size"
	NoReplay        Code = "no-replay"
	NotFound        Code = "not-found"
	WrongMethod     Code = "wrong-method"
	Busy            Code = "busy"
	QueueFull       Code = "queue-full"
	UnknownRun      Code = "unknown-run"
	RunUnderWay     Code = "run-under-way"
	NotOwner        Code = "not-owner"
	CrossSite       Code = "cross-site"
	Internal        Code = "internal"
)

var statuses = map[Code]int{
	TextTooLong: http.StatusRequestEntityTooLarge,
	NotUTF8:     http.StatusBadRequest, NotANumber: http.StatusBadRequest, OutOfRange: http.StatusBadRequest,
	TooMany: http.StatusBadRequest, NoText: http.StatusBadRequest, NoToken: http.StatusBadRequest, NoDirection: http.StatusBadRequest, TextTooShort: http.StatusBadRequest, Untrained: http.StatusBadRequest, ModelTooLarge: http.StatusBadRequest, NoBody: http.StatusBadRequest,
	UnknownChoice: http.StatusBadRequest, FigureSize: http.StatusBadRequest,
	ShortSentence: http.StatusBadRequest, NoCounts: http.StatusBadRequest, NoBlocks: http.StatusBadRequest, NoStart: http.StatusBadRequest, WrongPattern: http.StatusBadRequest,
	NotShown: http.StatusNotFound, NotReady: http.StatusServiceUnavailable,
	UnknownModel: http.StatusNotFound, UnknownEncoding: http.StatusNotFound, UnknownToken: http.StatusNotFound,
	UnknownCategory: http.StatusNotFound, UnknownRelation: http.StatusNotFound, NoReplay: http.StatusNotFound, NotFound: http.StatusNotFound, UnknownChapter: http.StatusNotFound,
	QueueFull:  http.StatusServiceUnavailable,
	UnknownRun: http.StatusNotFound, RunUnderWay: http.StatusConflict, NotOwner: http.StatusForbidden, CrossSite: http.StatusForbidden,
	WrongMethod: http.StatusMethodNotAllowed, Busy: http.StatusServiceUnavailable, Internal: http.StatusInternalServerError,
}

// Codes lists every kind of fault.
func Codes() []Code {
	return slices.Sorted(maps.Keys(statuses))
}

// Fault is a request that cannot be answered as asked.
type Fault struct {
	Code      Code
	Parameter string   // which one is at fault, or ""
	Value     string   // what was given, cut short
	Reason    string   // of a pattern: what is wrong with it, a regexp/syntax.ErrorCode
	Limit     string   // the limit that was passed, or what is accepted
	Near      []string // what the visitor may have meant
}

func (f *Fault) Error() string {
	s := string(f.Code)
	if f.Parameter != "" {
		s += " in " + f.Parameter
	}
	if f.Value != "" {
		s += fmt.Sprintf(": %q", f.Value)
	}
	if f.Reason != "" {
		s += ": " + f.Reason
	}
	if f.Limit != "" {
		s += " (accepted: " + f.Limit + ")"
	}
	return s
}

// Status is the HTTP status of the fault.
func (f *Fault) Status() int { return statuses[f.Code] }

// Short cuts what a visitor sent to what an error page can bear.
func Short(s string) string {
	const most = 60
	runes := []rune(s[:min(len(s), 4*most)])
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}
