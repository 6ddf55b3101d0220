package api

import (
	"github.com/labstack/echo/v4"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

type candidate struct {
	named
	Probability float64 `json:"probability"`
	Logit       float32 `json:"logit"`
}

func candidates(m *embedding.Model, list []embedding.Candidate) []candidate {
	all := make([]candidate, len(list))
	for i, c := range list {
		all[i] = candidate{name(m, c.ID), c.Probability, c.Logit}
	}
	return all
}

// weighed is a candidate with the arithmetic of its probability.
type weighed struct {
	candidate
	Scaled     float64       `json:"scaled"`
	Exp        float64       `json:"exp"`
	Cumulative float64       `json:"cumulative"`
	Cut        embedding.Cut `json:"cut"`
	Final      float64       `json:"final"`
	From       float64       `json:"from"`
	To         float64       `json:"to"`
}

func weigh(m *embedding.Model, w embedding.Weighed) weighed {
	return weighed{candidate{name(m, w.ID), w.Probability, w.Logit}, w.Scaled, w.Exp, w.Cumulative, w.Cut, w.Final, w.From, w.To}
}

// chosen is a choice, with the k likeliest candidates.
type chosen struct {
	Sum       float64   `json:"sum"`
	Kept      int       `json:"kept"`
	KeptShare float64   `json:"kept_share"`
	Drawn     *float64  `json:"drawn"` // null when greedy
	Rank      int       `json:"rank"`  // of the token chosen, from 1
	Chosen    weighed   `json:"chosen"`
	Next      []weighed `json:"next"`
}

func chosenOf(m *embedding.Model, c *embedding.Choice, k int) chosen {
	answer := chosen{Sum: c.Sum, Kept: c.Kept, KeptShare: c.KeptShare, Rank: c.Index + 1, Chosen: weigh(m, c.Token()), Next: []weighed{}}
	if !c.Greedy {
		answer.Drawn = &c.Drawn
	}
	for _, w := range c.Candidates[:min(k, len(c.Candidates))] {
		answer.Next = append(answer.Next, weigh(m, w))
	}
	return answer
}

// sampled is how the tokens of an answer were chosen.
type sampled struct {
	Model       string  `json:"model"`
	Temperature float64 `json:"temperature"`
	TopK        int     `json:"top_k"`
	TopP        float64 `json:"top_p"`
	How         string  `json:"how"`
	Seed        uint64  `json:"seed"`
	Used        int     `json:"context_used"`
	Dropped     int     `json:"dropped"`
}

func sampledOf(m *embedding.Model, s *embedding.Sequence, how embedding.Sampling) sampled {
	return sampled{m.Name(), how.Temperature, how.TopK, how.TopP, request.How(how), how.Seed, len(s.Tokens), len(s.Dropped)}
}

func predict(_ echo.Context, q *request.Query) (any, error) {
	m, text := q.Model(), q.Text("")
	k := q.Int("k", request.NeighborsAskedFor, 1, request.MaxNeighbors)
	how := q.Sampling(m)
	if q.Err() != nil {
		return nil, q.Err()
	}
	s := m.Embed(text)
	choice, err := m.Next(s, how)
	if err != nil {
		return nil, err
	}
	return struct {
		sampled
		chosen
	}{sampledOf(m, s, how), chosenOf(m, choice, k)}, nil
}

// written is one token that the model wrote.
type written struct {
	Place   int  `json:"place"`   // tokens of the text before it
	Dropped int  `json:"dropped"` // of those, what the model no longer saw
	Ends    bool `json:"ends"`    // it is the token that ends a text
	chosen
}

// wordsListed is how many candidates stand beside each token written, unless told.
const wordsListed = 3

func (a *API) generate(c echo.Context, q *request.Query) (any, error) {
	m, text := q.Model(), q.Text("")
	n, k := q.Generated(), q.Int("k", wordsListed, 1, request.MaxNeighbors)
	past, how := q.Switch("past"), q.Sampling(m)
	if q.Err() != nil {
		return nil, q.Err()
	}
	giveBack, err := a.turns.Take(c.Request().Context())
	if err != nil {
		return nil, err
	}
	defer giveBack()
	s, added, ended := m.Embed(text), "", false
	steps := []written{}
	for w, err := range m.Generate(s, n, past, how) {
		if err != nil {
			return nil, err
		}
		if err := c.Request().Context().Err(); err != nil {
			return nil, &request.Fault{Code: request.Busy} // who asked has left
		}
		added, ended = added+m.Text(w.Token().ID), w.Ends
		steps = append(steps, written{w.Place, w.Dropped, w.Ends, chosenOf(m, w.Choice, k)})
	}
	return struct {
		sampled
		Added string    `json:"added"`
		Ended bool      `json:"ended"`
		Steps []written `json:"steps"`
	}{sampledOf(m, s, how), valid(added), ended, steps}, nil
}
