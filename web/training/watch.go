package training

import (
	"context"
	"encoding/json"

	"tokenscape/embedding/classroom/live"
)

// Events of a run, in the order in which a watcher gets them.
const (
	Begun   = "run"     // what was asked for, and the losses so far
	Queued  = "queued"  // while others are ahead
	Words   = "words"   // the tokens that frames show, before the first
	Frame   = "frame"   // again and again
	Done    = "done"    // one of the last three ends it
	Stopped = "stopped" //
	Failed  = "failed"  //
	Beat    = ""        // nothing new: the watcher is still there
)

// Send passes an event with its JSON on to a watcher. An error ends the watch.
type Send func(event string, data []byte) error

// Watch sends the events of a run until it ends, ctx is done or send fails,
// whose error it returns.
func (t *Trainings) Watch(ctx context.Context, r *live.Run, send Send) error {
	s, leave := t.enter(r)
	defer leave()
	if err := sendJSON(send, Begun, Describe(r)); err != nil {
		return err
	}
	shown := -1 // step of the newest frame sent
	for event := range r.Watch(ctx) {
		var err error
		switch f := event.Frame; {
		case event.State == live.Queued:
			err = sendJSON(send, Queued, map[string]int{"ahead": event.Ahead})
		case f != nil && f.Step > shown:
			err = t.sendFrame(send, s, f, shown < 0)
			shown = f.Step
		default:
			err = send(Beat, nil)
		}
		if err == nil && event.State.Ended() {
			err = sendEnd(send, r, event)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *Trainings) sendFrame(send Send, s *stage, f *live.Frame, first bool) error {
	if first {
		list, err := words(f.Words)
		if err != nil {
			return err
		}
		if err := sendJSON(send, Words, map[string]any{"points": list, "categories": categories(f.Words)}); err != nil {
			return err
		}
	}
	data, err := s.show(f)
	if err != nil || data == nil {
		return err
	}
	return send(Frame, data)
}

func sendEnd(send Send, r *live.Run, event live.Event) error {
	switch event.State {
	case live.Done:
		return sendJSON(send, Done, map[string]string{"model": r.Name()})
	case live.Stopped:
		return send(Stopped, []byte("{}"))
	default:
		return send(Failed, []byte("{}")) // why is for the log: it is the server's own fault
	}
}

func sendJSON(send Send, event string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return send(event, data)
}

// enter finds the stage of a run, which it has while somebody watches: until
// every leave is called.
func (t *Trainings) enter(r *live.Run) (s *stage, leave func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if s = t.stages[r]; s == nil {
		s = &stage{}
		t.stages[r] = s
	}
	s.watchers++
	return s, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if s.watchers--; s.watchers == 0 {
			delete(t.stages, r)
		}
	}
}
