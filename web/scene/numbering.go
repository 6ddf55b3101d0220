package scene

// Numbering lists the categories that are present on a map, in the model's order,
// and of each point which of them it has, −1 for none: what has a colour and a
// shape everywhere the map is drawn. Numbered by what is present, few categories
// have unlike colours.
func Numbering(s *Scene) (names []string, of []int) {
	present := make(map[string]bool)
	for _, p := range s.Points {
		present[p.Category] = true
	}
	number := map[string]int{"": -1}
	for _, c := range s.Model.Categories() {
		if present[c.Name] {
			number[c.Name] = len(names)
			names = append(names, c.Name)
		}
	}
	of = make([]int, len(s.Points))
	for i, p := range s.Points {
		of[i] = number[p.Category]
	}
	return names, of
}
