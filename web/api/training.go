package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"tokenscape/embedding/classroom/descent"
	"tokenscape/embedding/classroom/live"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
)

func (a *API) listRuns(echo.Context, *request.Query) (any, error) {
	runs := []training.Run{}
	for _, r := range a.trainings.List() {
		runs = append(runs, training.Describe(r))
	}
	return map[string]any{"runs": runs, "limits": map[string]any{
		"at_a_time": live.Concurrent, "queue": live.MaxQueue, "models": live.MaxModels,
		"widths": live.Widths, "min_steps": live.MinSteps, "max_steps": live.MaxSteps, "max_seed": training.MaxSeed,
		"grace_seconds": live.Grace.Seconds(),
	}}, nil
}

func (a *API) startRun(c echo.Context, q *request.Query) (any, error) {
	options := training.ReadOptions(q)
	if q.Err() != nil {
		return nil, q.Err()
	}
	run, err := a.trainings.Start(training.Greet(c.Response(), c.Request()), options)
	if err != nil {
		return nil, err
	}
	c.Response().Header().Set(echo.HeaderLocation, Prefix+"/training/"+run.Name())
	return training.Describe(run), nil
}

// run is the one that the path names.
func (a *API) run(c echo.Context) (*live.Run, error) {
	name := c.Param("run")
	run, ok := a.trainings.Get(name)
	if !ok {
		return nil, &live.UnknownRunError{Name: name}
	}
	return run, nil
}

func (a *API) showRun(c echo.Context, _ *request.Query) (any, error) {
	run, err := a.run(c)
	if err != nil {
		return nil, err
	}
	return training.Describe(run), nil
}

// endRun discards the run, and stops it first if need be.
func (a *API) endRun(c echo.Context) error {
	if err := a.trainings.Discard(training.Visitor(c.Request()), c.Param("run")); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

type snapshot struct {
	Step        int        `json:"step"`
	Tokens      int        `json:"tokens"`
	Loss        float64    `json:"loss"`
	Purity      float64    `json:"purity"`
	Ratio       []float64  `json:"explained_variance_ratio"`
	Coordinates []float64  `json:"coordinates"` // x and y of each point in turn
	Relations   []relation `json:"relations"`
}

func (a *API) replay(c echo.Context, q *request.Query) (any, error) {
	choice, err := scene.Read(q)
	refit := q.Choice("axes", "trained", "step") == "step"
	if q.Err() != nil {
		return nil, q.Err()
	}
	if err != nil {
		return nil, err
	}
	t, err := a.maps.Trajectory(c.Request().Context(), choice, refit)
	if err != nil {
		return nil, err
	}
	points := make([]named, len(t.Points))
	for i, p := range t.Points {
		points[i] = name(t.Model, p.ID)
	}
	snapshots := make([]snapshot, len(t.Snapshots))
	var joined []pair // the same at each snapshot
	for i, s := range t.Snapshots {
		var relations []relation
		joined, relations = joins(t.At(i, choice.Relations))
		snapshots[i] = snapshot{Step: s.Step, Tokens: s.Tokens, Loss: s.Loss, Purity: s.Purity,
			Ratio: s.Ratio, Coordinates: training.Flat(s.Coordinates), Relations: relations}
	}
	losses := make([][2]float64, len(t.Losses))
	for i, l := range t.Losses {
		losses[i] = [2]float64{float64(l.Step), training.Round(l.Loss)}
	}
	low, high := t.Extent()
	return map[string]any{
		"model": t.Model.Name(), "axes": q.Choice("axes", "trained", "step"), "rows": rowsName(choice), "fitted_on": t.FittedOn,
		"categories": modelCategories(t.Model), "points": points, "snapshots": snapshots, "losses": losses,
		"extent": [2][2]float64{low, high}, "pairs": joined,
	}, nil
}

func rowsName(c scene.Choice) string {
	if c.Unit {
		return "unit"
	}
	return "raw"
}

type prediction struct {
	Probability float64 `json:"probability"`
	Loss        float64 `json:"loss"`
	Rank        int     `json:"rank"`
}

type guessed struct {
	Input      named       `json:"input"`
	Target     named       `json:"target"`
	Candidates []candidate `json:"candidates"` // before the steps
	Before     prediction  `json:"before"`
	After      prediction  `json:"after"`
	Moved      float64     `json:"moved"` // the target's row of W_E
}

func (a *API) step(c echo.Context, q *request.Query) (any, error) {
	look := training.ReadLook(q)
	if q.Err() != nil {
		return nil, q.Err()
	}
	t, err := a.trainings.Look(c.Request().Context(), look)
	if err != nil {
		return nil, err
	}
	m := look.Model
	positions := make([]guessed, len(t.Positions))
	for i, p := range t.Positions {
		positions[i] = guessed{Input: name(m, p.Input), Target: name(m, p.Target), Candidates: candidates(m, p.Candidates),
			Before: predictionOf(p.Before), After: predictionOf(p.After), Moved: t.Moved(p.Target)}
	}
	return map[string]any{
		"model": m.Name(), "start": q.Choice("start", "random", "trained"), "steps": look.Steps, "max_steps": descent.MaxSteps,
		"rate": t.Rate, "losses": t.Losses, "others_moved": t.Others, "positions": positions,
	}, nil
}

func predictionOf(p descent.Prediction) prediction { return prediction{p.Probability, p.Loss, p.Rank} }
