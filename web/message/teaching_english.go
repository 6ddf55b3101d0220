package message

var englishTeaching = Teaching{
	Name: "For teachers", Say: "Three lessons, ready to give, for classes from 14 years on. Each has a plan with minutes, a sheet to print for pupils, its key, and links that open the program just where the lesson needs it.",
	Minutes: "%d minutes", LengthOf: "A lesson of %d minutes.",
	Choose: "Choose a lesson", Plan: "Plan", Sheet: "Pupil sheet", Key: "Key", AllLessons: "All lessons",
	RunHead:    "How to run the program for a class",
	RunSay:     "On one computer with a projector the program runs as it is:",
	RunClass:   "So that pupils reach it on their own devices, let the class's network in. The program then prints the addresses to type, and one of them belongs on the board:",
	RunOffline: "It needs no internet and no accounts, and keeps nothing of what pupils type. One laptop serves a class of 300.",
	RunModel:   "The lessons are written for the classroom model, which is loaded when you choose no other one. All numbers in plans, sheets and keys are computed by the running model while you look.",
	RunLarge:   "For the back row there is large type, at the foot of every page.",
	Paper:      "Paper:", Papers: map[string]string{"a4": "A4", "letter": "US Letter"}, Print: "Print",
	PrintHelp: "To print, use the menu of your browser, or Ctrl and P (⌘ and P on a Mac). Only the sheets come out on paper.",
	Aims:      "What pupils can do afterwards", Needs: "What is needed", Before: "Before the lesson", Course: "The lesson", Step: "Step", Time: "Minutes",
	Does: "Teacher", Says: "To say", Pupils: "Pupils", Expect: "Answers to expect", Open: "Open",
	Misconceptions: "What pupils often think, and what to answer", Easier: "If it is too hard", Harder: "If it is too easy",
	Exit: "Question at the end", Answer: "What a good answer says", Home: "Homework",
	PupilName: "Name", Date: "Date", KeyOf: "Key: %s", Task: "%d. %s", NumbersFrom: "All numbers on this sheet are computed by the model %s. Published encodings: those of OpenAI's tiktoken.",
	MapSay: "Map of %d words: %s", GroupSay: "%s: %s.", ChartSay: "Axes to draw in: %s across, %s upwards. The values are in the table.", WriteHere: "Room to write", Blank: "to fill in",
	Unable:    "No loaded model can give this lesson",
	UnableSay: "The lessons ask for a model with positions and blocks that knows their words. The classroom model is one. Start the program with it beside your own:",
	UnableWay: "The loaded models",
}
