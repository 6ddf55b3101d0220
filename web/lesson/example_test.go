package lesson_test

import (
	"context"
	"fmt"

	"tokenscape/embedding/classroom"
	"tokenscape/web/lesson"
	"tokenscape/web/request"
	"tokenscape/web/scene"
)

func Example() {
	m, err := classroom.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	facts, err := lesson.Measure(context.Background(), scene.NewMaps(request.Only(m)), m)
	if err != nil {
		fmt.Println(err)
		return
	}
	plan := lesson.For("en", 20, facts)
	fmt.Println(plan.Title)
	for _, step := range plan.Steps {
		fmt.Println(step.Minutes, step.Title)
	}
	task := plan.Sheet.Pages[0][0]
	first := task.Table.Rows[0]
	fmt.Printf("%s: %s %s\n", task.Head, first[0].Given, first[2].Answer)
	// Output:
	// What does a GPT read?
	// 4 Guess the next word
	// 6 Cut a word
	// 6 Find the groups
	// 4 What was that?
	// Guess the next word: The opposite of hot is … cold
}
