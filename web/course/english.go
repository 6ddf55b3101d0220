package course

var english = Course{
	Chapters: []Chapter{
		wordsEnglish,
	},
	Glossary: glossaryEnglish,
}
