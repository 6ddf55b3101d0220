package course_test

import (
	"fmt"

	"tokenscape/web/course"
)

func ExampleFor() {
	chapter := course.For("en").Chapters[0]
	fmt.Println(chapter.Slug, len(chapter.Ideas), chapter.Live.Text)
	fmt.Println(chapter.Checks[1].Ask)
	fmt.Println(chapter.Checks[1].Options[chapter.Checks[1].Right])
	// Output:
	// words 3 Monday comes before
	// Which part of the Transformer of 2017 does a GPT do without?
	// The encoder
}

func ExampleSpans() {
	for _, span := range course.Spans("It adds one [[token|token]], then one more.") {
		fmt.Printf("%q %q\n", span.Words, span.Term)
	}
	// Output:
	// "It adds one " ""
	// "token" "token"
	// ", then one more." ""
}
