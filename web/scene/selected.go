package scene

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tokenscape/embedding"
	"tokenscape/web/request"
)

const (
	selectedForm = "262-270,318"
	maxWrong     = 5 // parts, after which the rest is not read
)

// selected reads the selection: ids and ranges of ids, ascending and each once.
// A range is of the ids that the encoding has.
func selected(q *request.Query, m *embedding.Model) []embedding.TokenID {
	value := q.Values().Get("selected")
	if value == "" {
		return nil
	}
	var ids []embedding.TokenID
	size := embedding.TokenID(m.Tokenizer().Size())
	wrong := 0
	for part := range strings.SplitSeq(value, ",") {
		from, to, err := idRange(part)
		f := &request.Fault{Parameter: "selected", Value: request.Short(part)}
		switch {
		case err != nil:
			f.Code, f.Limit = request.NotANumber, selectedForm
		case to >= size:
			f.Code, f.Limit = request.UnknownToken, fmt.Sprintf("0–%d", size-1)
		case len(ids)+int(to-from) >= MaxSelected:
			f.Code, f.Limit = request.TooMany, strconv.Itoa(MaxSelected)
		default:
			for id := from; id <= to; id++ {
				if _, ok := m.Tokenizer().Bytes(id); ok {
					ids = append(ids, id)
				}
			}
			continue
		}
		q.Refuse(f, part)
		if wrong++; wrong == maxWrong {
			break
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if wrong > 0 {
		q.Replace("selected", Ranges(ids))
	}
	return ids
}

// idRange reads an id, or two with a hyphen between.
func idRange(part string) (from, to embedding.TokenID, err error) {
	first, last, ranged := strings.Cut(part, "-")
	low, err := strconv.ParseUint(first, 10, 31)
	if err != nil {
		return 0, 0, err
	}
	high := low
	if ranged {
		if high, err = strconv.ParseUint(last, 10, 31); err != nil {
			return 0, 0, err
		}
	}
	if high < low {
		return 0, 0, strconv.ErrRange
	}
	return embedding.TokenID(low), embedding.TokenID(high), nil
}

// Ranges writes ascending ids as the parameter selected holds them: runs of
// three and more as a range.
func Ranges(ids []embedding.TokenID) string {
	var parts []string
	for i := 0; i < len(ids); {
		end := i
		for end+1 < len(ids) && ids[end+1] == ids[end]+1 {
			end++
		}
		switch end - i {
		case 0:
			parts = append(parts, strconv.Itoa(int(ids[i])))
		case 1:
			parts = append(parts, strconv.Itoa(int(ids[i])), strconv.Itoa(int(ids[end])))
		default:
			parts = append(parts, fmt.Sprintf("%d-%d", ids[i], ids[end]))
		}
		i = end + 1
	}
	return strings.Join(parts, ",")
}
