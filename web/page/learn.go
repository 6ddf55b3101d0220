package page

import (
	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"tokenscape/web/request"
)

// LearnView is the lesson.
type LearnView struct{ Frame }

func (s *Site) learn(_ echo.Context, _ *request.Query, f Frame) (templ.Component, error) {
	return learnPage(LearnView{Frame: f}), nil
}
