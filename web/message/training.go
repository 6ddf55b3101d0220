package message

import "fmt"

// Training is what the page of pretraining says.
type Training struct {
	Head, Say, Weights, Stages, StagesSource string

	ReplayHead, ReplaySay, NoReplay, Choose      string
	Axes, AxesTrained, AxesStep                  string // the switch
	AxesTrainedSay, AxesStepSay                  string
	Step, Tokens, Loss, Doubt, Purity, Kept      string // readings
	LossSay, PuritySay, CurveHead, CurveAlt      string
	CurveSay, Rounded, Straight                  string
	Snapshots, Earlier, Later                    string
	ReplayAlt, RunOptions                        string // step; seed, vector length, steps
	Play, Pause, Speed, Slider                   string
	LookHead, LookSay, Text, Start, Steps, Take  string
	Random, Trained                              string
	Input, Guesses, Target, Moved                string
	ProbabilityMoves, LossMoves                  string // heads: before → after
	LookMean, LookOthers, LookAlone, LookRefused string
	LiveHead, LiveSay, LiveCost, Begin           string
	Seed, SeedSay, Width, Runs, Gone             string
	Queued, Preparing, Running                   string // what a run does
	Done, Stopped, Broken                        string
	Lost, Offline, Progress, Watch, Share        string
	Stop, Discard, Use                           string
	LiveMap, LiveCurve, LiveLoss, Elapsed        string
	ScaleHead, Here, ScaleSource, Pace           string
	Parameters, Matrix, Length, Read, Took       string // rows of the table
	StepsOf, Seconds                             string
	billions                                     float64 // of how many ones the unit below is
	billionsOf                                   string  // with the unit
}

// Billions writes a large number in the language's own unit.
func (t *Training) Billions(n float64) string {
	return fmt.Sprintf(t.billionsOf, fmt.Sprintf("%.4g", n/t.billions))
}
