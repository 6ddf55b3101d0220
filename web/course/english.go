package course

var english = Course{
	Chapters: []Chapter{
		wordsEnglish,
		stepsEnglish,
		tokensEnglish,
		tokenEmbeddingEnglish,
		positionEmbeddingEnglish,
		sumEnglish,
		spaceEnglish,
		motionEnglish,
		nextEnglish,
	},
	Glossary: glossaryEnglish,
}
