package course

var chinese = Course{
	Chapters: []Chapter{
		wordsChinese,
		stepsChinese,
		tokensChinese,
		tokenEmbeddingChinese,
		positionEmbeddingChinese,
		sumChinese,
		spaceChinese,
		motionChinese,
		nextChinese,
	},
	Glossary: glossaryChinese,
}
