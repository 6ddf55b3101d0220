package course

var chinese = Course{
	Chapters: []Chapter{
		wordsChinese,
	},
	Glossary: glossaryChinese,
}
