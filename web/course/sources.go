package course

// Published work that several chapters lean on; titles are those of the works.
var (
	vaswani   = Source{"Vaswani et al. 2017, Attention Is All You Need", "https://arxiv.org/abs/1706.03762"}
	radford1  = Source{"Radford et al. 2018, Improving Language Understanding by Generative Pre-Training", "https://openai.com/index/language-unsupervised/"}
	brown     = Source{"Brown et al. 2020, Language Models are Few-Shot Learners", "https://arxiv.org/abs/2005.14165"}
	radford2  = Source{"Radford et al. 2019, Language Models are Unsupervised Multitask Learners", "https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf"}
	rumelhart = Source{"Rumelhart, Hinton, Williams 1986, Learning representations by back-propagating errors", "https://doi.org/10.1038/323533a0"}
	holtzman  = Source{"Holtzman et al. 2020, The Curious Case of Neural Text Degeneration", "https://arxiv.org/abs/1904.09751"}
	sennrich  = Source{"Sennrich, Haddow, Birch 2016, Neural Machine Translation of Rare Words with Subword Units", "https://arxiv.org/abs/1508.07909"}
	tiktoken  = Source{"OpenAI 2022, tiktoken: the encodings of the GPTs, and which model uses which", "https://github.com/openai/tiktoken"}
	su        = Source{"Su et al. 2021, RoFormer: Enhanced Transformer with Rotary Position Embedding", "https://arxiv.org/abs/2104.09864"}
	gemini    = Source{"Gemini Team 2024, Gemini 1.5: Unlocking multimodal understanding across millions of tokens of context", "https://arxiv.org/abs/2403.05530"}
	gpt2      = Source{"OpenAI 2019, GPT-2: published weights, tensor wte.weight", "https://huggingface.co/openai-community/gpt2"}
	pearson   = Source{"Pearson 1901, On Lines and Planes of Closest Fit to Systems of Points in Space", "https://doi.org/10.1080/14786440109462720"}
	lens      = Source{"nostalgebraist 2020, interpreting GPT: the logit lens", "https://www.lesswrong.com/posts/AcKRB8wDpdaN6v6ru/interpreting-gpt-the-logit-lens"}
	ouyang    = Source{"Ouyang et al. 2022, Training language models to follow instructions with human feedback", "https://arxiv.org/abs/2203.02155"}
	mikolov   = Source{"Mikolov et al. 2013, Efficient Estimation of Word Representations in Vector Space", "https://arxiv.org/abs/1301.3781"}
	gulati    = Source{"Gulati et al. 2020, Conformer: Convolution-augmented Transformer for Speech Recognition", "https://arxiv.org/abs/2005.08100"}
	dosovit   = Source{"Dosovitskiy et al. 2020, An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale", "https://arxiv.org/abs/2010.11929"}
	jumper    = Source{"Jumper et al. 2021, Highly accurate protein structure prediction with AlphaFold", "https://doi.org/10.1038/s41586-021-03819-2"}
	hu        = Source{"Hu et al. 2023, Planning-oriented Autonomous Driving", "https://arxiv.org/abs/2212.10156"}
	instruct  = Source{"OpenAI 2022, Aligning language models to follow instructions", "https://openai.com/index/instruction-following/"}

	bycroft   = Source{"Bycroft 2023, LLM Visualization", "https://bbycroft.net/llm"}
	alammar   = Source{"Alammar 2018, The Illustrated Transformer", "https://jalammar.github.io/illustrated-transformer/"}
	sanderson = Source{"Sanderson (3Blue1Brown) 2024, Transformers, the tech behind LLMs", "https://www.3blue1brown.com/lessons/gpt"}
	karpathy  = Source{"Karpathy 2023, Let's build GPT: from scratch, in code, spelled out", "https://www.youtube.com/watch?v=kCc8FmEb1nY"}
)
