package page

import (
	"slices"

	"tokenscape/web/message"
	"tokenscape/web/scene"
)

// ChooseView is the choice of what a map is fitted on.
type ChooseView struct {
	Form       string // id of the form that it belongs to
	Categories []Option
	Tokens     []Option // those named one by one, to be let go of
	Relations  []Option // whose pairs are joined
	Unit       bool
}

// Option is a value that can be chosen.
type Option struct {
	Value, Name string
	Chosen      bool
}

func chooseView(form string, choice scene.Choice, t *message.Text) ChooseView {
	v := ChooseView{Form: form, Unit: choice.Unit}
	for _, category := range choice.Model.Categories() {
		v.Categories = append(v.Categories, Option{Value: "category:" + category.Name, Name: t.CategoryName(category.Name),
			Chosen: slices.Contains(choice.Categories, category.Name)})
	}
	for _, id := range choice.Tokens {
		name, _ := shown(choice.Model.Text(id))
		v.Tokens = append(v.Tokens, Option{Value: ref(id), Name: name, Chosen: true})
	}
	for _, r := range choice.Model.Relations() {
		v.Relations = append(v.Relations, Option{Value: r.Name, Name: t.RelationName(r.Name),
			Chosen: slices.Contains(choice.Relations, r.Name)})
	}
	return v
}
