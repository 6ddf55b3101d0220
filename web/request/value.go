package request

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding"
)

// Choice is one of the words allowed, the first when none is given.
func (q *Query) Choice(name string, allowed ...string) string {
	v := q.values.Get(name)
	if v == "" {
		return allowed[0]
	}
	if !slices.Contains(allowed, v) {
		q.Refuse(&Fault{Code: UnknownChoice, Parameter: name, Value: Short(v), Limit: strings.Join(allowed, ", ")})
		return allowed[0]
	}
	return v
}

// Metric is how nearness is to be measured, the cosine when it is not given.
func (q *Query) Metric() embedding.Metric {
	var names []string
	for _, m := range embedding.Metrics() {
		names = append(names, string(m))
	}
	return embedding.Metric(q.Choice("metric", names...))
}

// Switch is true for 1, and false for 0 or when the parameter is not given.
func (q *Query) Switch(name string) bool { return q.Choice(name, "0", "1") == "1" }

// Int is a whole number from low to high, otherwise when none is given.
func (q *Query) Int(name string, otherwise, low, high int) int {
	v := q.values.Get(name)
	if v == "" {
		return otherwise
	}
	n, err := strconv.Atoi(v)
	limit := fmt.Sprintf("%d–%d", low, high)
	switch {
	case errors.Is(err, strconv.ErrRange), err == nil && (n < low || n > high):
		q.Refuse(&Fault{Code: OutOfRange, Parameter: name, Value: Short(v), Limit: limit})
	case err != nil:
		q.Refuse(&Fault{Code: NotANumber, Parameter: name, Value: Short(v), Limit: limit})
	default:
		return n
	}
	return otherwise
}

// Float is a number from low to high, otherwise when none is given.
func (q *Query) Float(name string, otherwise, low, high float64) float64 {
	v := q.values.Get(name)
	if v == "" {
		return otherwise
	}
	x, err := strconv.ParseFloat(v, 64)
	limit := fmt.Sprintf("%v–%v", low, high)
	switch {
	case err != nil && !errors.Is(err, strconv.ErrRange), math.IsNaN(x):
		q.Refuse(&Fault{Code: NotANumber, Parameter: name, Value: Short(v), Limit: limit})
	case x < low || x > high:
		q.Refuse(&Fault{Code: OutOfRange, Parameter: name, Value: Short(v), Limit: limit})
	default:
		return x
	}
	return otherwise
}

// Temperature is the temperature of a prediction, 1 when none is given.
func (q *Query) Temperature() float64 {
	return q.Float("temperature", 1, MinTemperature, MaxTemperature)
}
