package message

var englishMoving = Moving{
	Head:      "Motion through the space",
	Say:       "For the model a token is a place in a space of %d dimensions: a vector of %[1]d numbers. On the way through the blocks those numbers change, so the place moves. Here you can follow it on the map that also shows the words.",
	LensSay:   "To name where a vector has come to, we read it as the model reads its last one: through the last norm, and then against every row of W_E, which gives each token a logit. This is the logit lens (nostalgebraist 2020). At the last stop it is exactly the prediction. At the stops before, it is a way of reading that we bring along: the model never turns those vectors into words, and what we read there is not what it “thinks”.",
	ShadowSay: "The picture is a shadow, too. The way runs through %d dimensions and a plane has two: of the length of this way it shows %s, and the rest points out of the picture. Places that seem near each other here may be far apart. Go by the table, which is measured in all dimensions.",

	What: "What moves:", Layers: "one place, block by block", Tokens: "the text as it grows",
	LayersSay: "%s stands at position %d. Stop 1 is its input vector, and each stop after it is what one more block has made of that, %d blocks in all.",
	AnswerSay: "At the end %s is the likeliest to come next; the table says how it stood at each stop.",
	TokensSay: "Each stop is the last vector at one token: where the text points once the model has read that far. Beside it stands the token that really comes next, and how the model ranked it.",
	Position:  "The place that moves", Stops: "The stops",
	Input: "input vector", After: "after block %d", AfterToken: "after %s",
	Earlier: "Previous stop", Later: "Next stop", Whole: "The whole way",
	Table: "The stops in numbers, measured in all %d dimensions", Stop: "Stop", Lens: "Likeliest by the lens", Cosine: "Nearest by cosine",
	Answer: "Rank of %s", Next: "What really comes next", Rank: "rank %s of %s", Unranked: "never met in training",
	Moved: "Moved by", Seen: "of it in the picture",
	CosineSay: "The lens goes by the product of a vector with a row, so a long row gains by its length; the cosine asks for the direction alone. That is why the two columns can differ. Both are of all %s rows of W_E.",
	MovedSay:  "“Moved by” is the distance from the stop before, with every vector brought to length one, as on the map: 0 is the same direction, 1.41 a right angle, 2 the opposite. Without that the stops would lie far outside the map, for they are much longer than the rows.",
	NoStops:   "The first %d tokens have no stop here; the model has read them all the same.",
	Now:       "Stop %d of %d, %s. By the lens: %s. By cosine: %s.",
	Alt:       "Map of the words with a way of %d stops on it: %s. The table below has the numbers.",
	Lines:     "A dotted line leads from each stop to the token likeliest there; at the marker, dashed lines lead to all that are named.",
	Angle:     "At the last stop the cosine with %s is %s, an angle of %s°: the vector points towards its token and does not lie on it, in all dimensions as little as in the picture.",
	Slider:    "Stop %s",
	TooLong:   "The text is too long for a figure of its own; the table has the numbers.",
	Save:      "Save the picture:", SaveSay: "The GIF moves from stop to stop.",
}
