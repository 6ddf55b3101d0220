package scene_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"tokenscape/web/request"
	"tokenscape/web/scene"
)

// However a state is written, reading it costs no more than its size, and what
// was read can be written and read again.
func FuzzState(f *testing.F) {
	for _, state := range []string{
		"", "selected=1-3,7,9-8,99999999999&fit=selection&pc=1,2,3&view=0,0,1&turn=9,9", "color=pc:1&token=id:1&hide=none&magnify=1e9",
		"method=axis&from=id:1&to=id:2&up_from=id:1&up_to=id:2", "view=NaN,Inf,-0&turn=,&pc=1,,2", "fit=sentence&text=a+b&labels=0&links=both",
		"beside=tsne&beside_pc=3,4&method=umap&neighbors=2&pins=a&pins=b", "selected=0-9999,0-9999", "from=man,woman;king+queen&tokens=,,&also=%20", "selected=-,--,1--2",
	} {
		f.Add(state)
	}
	f.Fuzz(func(t *testing.T, state string) {
		q := query(t, state)
		strict, _, strictErr := read(q)
		if len(strict.Selected) > scene.MaxSelected {
			t.Fatalf("%d tokens are selected", len(strict.Selected))
		}
		q = query(t, state)
		q.Lenient()
		c, v, err := read(q)
		if err != nil {
			var fault *request.Fault
			if errors.As(err, &fault) && slices.Contains([]request.Code{request.UnknownModel, request.TextTooLong, request.NotUTF8}, fault.Code) {
				return
			}
			t.Fatalf("a lenient reading: %v", err)
		}
		if strictErr == nil && len(q.Skipped()) > 0 {
			t.Fatalf("a state without fault, of which %v is skipped", q.Skipped())
		}
		values := c.Values()
		for name, list := range v.Values(c.Model) {
			values[name] = list
		}
		values.Set("text", q.Text(""))
		again, look, err := read(query(t, values.Encode()))
		if err != nil {
			t.Fatalf("%s: %v", values.Encode(), err)
		}
		if fmt.Sprint(again.Values()) != fmt.Sprint(c.Values()) || fmt.Sprint(look.Values(c.Model)) != fmt.Sprint(v.Values(c.Model)) {
			t.Fatalf("%v %v, read again %v %v", c.Values(), v.Values(c.Model), again.Values(), look.Values(c.Model))
		}
	})
}
