package hub

import (
	"fmt"
	"time"
)

// Kind is what went wrong.
type Kind int

// The kinds of errors.
const (
	Unreachable  Kind = iota + 1 // no answer: no network, a wrong address, a firewall
	Unauthorized                 // 401
	Forbidden                    // 403
	NotFound                     // 404: the repository, the revision or the file
	Range                        // 416, or another range than was asked for
	Busy                         // 429, and the time to wait is long
	Server                       // 5xx, again and again
	Redirect                     // too many, to nowhere, or away from https
	Broken                       // the connection breaks off again and again
	Length                       // more or fewer bytes than the hub states
	Checksum                     // other bytes than the hub states
	Disk                         // the file cannot be written
	Status                       // an answer that none of these is
)

// says is what each kind means to a person, and the way out.
var says = map[Kind]string{
	Unreachable:  "the hub does not answer. Check the network; HF_ENDPOINT names a mirror, where the hub itself cannot be reached",
	Unauthorized: "the hub wants to know who asks: the name is wrong, or the model is private or wants its terms accepted. Set HF_TOKEN to a token of yours",
	Forbidden:    "the hub does not give this to you: accept the model's terms on its page, or set HF_TOKEN to a token that may read it",
	NotFound:     "the hub has no such thing. Check owner, name and, after @, the revision",
	Range:        "the hub does not give the part of the file that was asked for. Start again; what was fetched is kept",
	Busy:         "the hub has had too many requests from here. Start again later; what was fetched is kept",
	Server:       "the hub has a fault of its own. Start again later; what was fetched is kept",
	Redirect:     "the hub leads to a place that is not followed",
	Broken:       "the connection breaks off again and again. Start again; what was fetched is kept",
	Length:       "the file is not as long as the hub says. Start again",
	Checksum:     "the file that came is not the one that the hub has: its checksum differs, and it was thrown away. Start again",
	Disk:         "the file cannot be written; what was fetched is kept. Make room on the disk, or set HF_HOME to a folder that has it",
	Status:       "the hub gives an answer that is not understood",
}

// Error is the failure of a fetch.
type Error struct {
	Kind   Kind
	Repo   Repository
	File   string        // "" for the repository as a whole
	Status int           // of the answer; 0 for none
	After  time.Duration // for how long the hub asks to be left alone; 0 when it does not say
	Err    error         // what is behind it, or nil
}

func (e *Error) Error() string {
	what := e.Repo.String()
	if e.File != "" {
		what += ", " + e.File
	}
	s := what + ": " + says[e.Kind]
	if e.After > 0 {
		s += fmt.Sprintf(", not before %v have passed", e.After.Round(time.Second))
	}
	switch {
	case e.Err != nil:
		s += fmt.Sprintf(" (%v)", e.Err)
	case e.Status != 0:
		s += fmt.Sprintf(" (status %d)", e.Status)
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }
