package request

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tokenscape/embedding"
)

// Ref names a token in a link: by its text, or as id:N when the text is not
// valid UTF-8 or would be read as a number.
func Ref(m *embedding.Model, id embedding.TokenID) string {
	text := m.Text(id)
	if text == "" || !utf8.ValidString(text) || strings.HasPrefix(text, "id:") {
		return "id:" + strconv.Itoa(int(id))
	}
	return text
}
