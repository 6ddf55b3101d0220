package api

import (
	"bytes"
	"cmp"
	"encoding/json"

	"github.com/labstack/echo/v4"

	"tokenscape/projection"
	"tokenscape/web/layout"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
)

// queued is the stage of a layout before which others are computed.
const queued = "queued"

type progress struct {
	Stage string `json:"stage"` // queued, neighbors, steps
	Done  int    `json:"done"`
	Of    int    `json:"of"`              // 0 while it is not known
	Ahead int    `json:"ahead,omitempty"` // while queued: how many are computed before
}

// layoutEvents streams how far the layout of a computed method is.
func (a *API) layoutEvents(c echo.Context) error {
	q := request.Read(c.Request(), a.models())
	choice, err := scene.Read(q)
	if err != nil {
		return err
	}
	if !choice.Method.Computed() {
		return &request.Fault{Code: request.UnknownChoice, Parameter: "method", Value: string(choice.Method), Limit: "tsne, umap"}
	}
	return stream(c, func(send training.Send) error {
		var last []byte
		return a.layouts.Watch(c.Request().Context(), choice, func(e layout.Event) error {
			name, value := eventOf(c, e)
			data, err := json.Marshal(value)
			switch {
			case err != nil:
				return err
			case bytes.Equal(data, last):
				return send(training.Beat, nil)
			}
			last = data
			return send(name, data)
		})
	})
}

func eventOf(c echo.Context, e layout.Event) (name string, data any) {
	switch e.State {
	case layout.Done:
		return "ready", struct{}{}
	case layout.Failed:
		fault := request.FaultOf(e.Err)
		return "failed", problemOf(c, fault.Status(), fault)
	case layout.Queued:
		return "progress", progress{Stage: queued, Ahead: e.Ahead}
	}
	return "progress", progress{Stage: string(cmp.Or(e.Stage, projection.Neighbors)), Done: e.Done, Of: e.Of}
}
