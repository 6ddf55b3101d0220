package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"tokenscape/embedding"
	"tokenscape/embedding/classroom/descent"
	"tokenscape/embedding/classroom/live"
	"tokenscape/embedding/classroom/vocabulary"
	"tokenscape/web/layout"
	"tokenscape/web/motion"
	"tokenscape/web/request"
	"tokenscape/web/scene"
	"tokenscape/web/training"
)

func TestContractNamesEveryCall(t *testing.T) {
	contract := ask(http.MethodGet, "/api/v1/openapi.yaml", "").Body.String()
	for _, call := range []string{"models", "tokenize", "merges", "vocabulary", "embed", "projection", "neighbors", "analogy", "axis", "predict", "generate", "attention", "lens",
		"layout", "layout/labels", "layout/events", "fidelity", "numbers", "neighborhood", "search", "similarities", "coordinates.csv", "coordinates.json",
		"training", "training/{run}", "training/{run}/events", "training/replay", "training/step", "openapi.yaml"} {
		if !strings.Contains(contract, "\n  /"+call+":\n") {
			t.Errorf("openapi.yaml does not describe /%s", call)
		}
	}
}

// The contract repeats limits that stand in the code.
func TestContractStatesTheLimits(t *testing.T) {
	contract := ask(http.MethodGet, "/api/v1/openapi.yaml", "").Body.String()
	for _, limit := range []string{
		fmt.Sprintf("minimum: 1, maximum: %d, default: %d}}", embedding.MaxGenerated, request.GeneratedTokens),
		fmt.Sprintf("minimum: %v, maximum: 1, default: 1}}", request.MinTopP),
		fmt.Sprintf("maximum: %d, default: 1}}", request.MaxDrawSeed),
		fmt.Sprintf("minItems: 1, maxItems: %d", request.MaxGroup),
		fmt.Sprintf("minItems: 2, maxItems: %d", request.MaxCompared),
		fmt.Sprintf("at most %d bytes and %d steps", embedding.MaxPattern, embedding.MaxPatternSteps),
		fmt.Sprintf("maximum: %d, default: 1}}", scene.MaxSeed),
		fmt.Sprintf("minimum: %d, maximum: %d, default: 30}}", scene.MinPerplexity, scene.MaxPerplexity),
		fmt.Sprintf("minimum: %d, maximum: %d, default: 15}}", scene.MinNeighborhood, scene.MaxNeighborhood),
		fmt.Sprintf("k: {name: k, in: query, schema: {type: integer, minimum: 1, maximum: %d", request.MaxNeighbors),
		fmt.Sprintf("steps: {type: integer, minimum: %d, maximum: %d, default: %d}", live.MinSteps, live.MaxSteps, live.DefaultSteps),
		fmt.Sprintf("width: {enum: [%d, %d], default: %d", live.Widths[0], live.Widths[1], live.DefaultWidth),
		fmt.Sprintf("seed: {type: integer, minimum: 0, maximum: %d", training.MaxSeed),
		fmt.Sprintf("minimum: 1, maximum: %d, default: 1}", descent.MaxSteps),
		fmt.Sprintf("At most %d watch", maxStreams),
		fmt.Sprintf("of the last %d tokens", motion.MaxStops),
		fmt.Sprintf("minimum: 0, maximum: %d, default: 100}", vocabulary.MaxRules),
		fmt.Sprintf("computed at a time, %d wait; one", layout.MaxQueue),
		fmt.Sprintf("for in %.0f seconds is stopped", layout.Grace.Seconds()),
		fmt.Sprintf("wait up to %.0f seconds for it", layout.Patience.Seconds()),
	} {
		if !strings.Contains(contract, limit) {
			t.Errorf("openapi.yaml does not say %q", limit)
		}
	}
}
