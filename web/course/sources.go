package course

// Published work that several chapters lean on; titles are those of the works.
var (
	vaswani  = Source{"Vaswani et al. 2017, Attention Is All You Need", "https://arxiv.org/abs/1706.03762"}
	radford1 = Source{"Radford et al. 2018, Improving Language Understanding by Generative Pre-Training", "https://openai.com/index/language-unsupervised/"}
	brown    = Source{"Brown et al. 2020, Language Models are Few-Shot Learners", "https://arxiv.org/abs/2005.14165"}
	gulati   = Source{"Gulati et al. 2020, Conformer: Convolution-augmented Transformer for Speech Recognition", "https://arxiv.org/abs/2005.08100"}
	dosovit  = Source{"Dosovitskiy et al. 2020, An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale", "https://arxiv.org/abs/2010.11929"}
	jumper   = Source{"Jumper et al. 2021, Highly accurate protein structure prediction with AlphaFold", "https://doi.org/10.1038/s41586-021-03819-2"}
	hu       = Source{"Hu et al. 2023, Planning-oriented Autonomous Driving", "https://arxiv.org/abs/2212.10156"}
)
