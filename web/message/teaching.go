package message

// Teaching is what the pages for teachers say around the lessons of the package
// lesson, and what presentations say around the chapters of the course.
type Teaching struct {
	Name, Say, Minutes, LengthOf                 string // LengthOf: how long one lesson is
	Choose, Plan, Sheet, Key, AllLessons         string
	Show, ShowSay, ChooseChapter, SlideOf        string // SlideOf: which of how many
	Earlier, Later, Leave, FullScreen            string
	GuessHead, AnswerHead, IsRight, CheckHead    string
	LiveHead, LiveText, LiveLink, Timeline       string
	EndHead, NextChapter, BackToChapter          string
	RunHead, RunSay, RunClass, RunOffline        string
	RunModel, RunLarge                           string
	Paper, Print, PrintHelp                      string
	Papers                                       map[string]string // by the value of the parameter paper
	Aims, Needs, Before, Course, Step, Time      string
	Does, Says, Pupils, Expect, Open             string
	Misconceptions, Easier, Harder               string
	Exit, Answer, Home                           string
	PupilName, Date, KeyOf, Task, NumbersFrom    string
	MapSay, GroupSay, ChartSay, WriteHere, Blank string
	Unable, UnableSay, UnableWay                 string
}
