package plot

import (
	"testing"

	"tokenscape/web/message/messagetest"
)

func TestEveryWordIsWrittenInBothLanguages(t *testing.T) {
	messagetest.Compare(t, languages["en"], languages["zh"], nil)
}
