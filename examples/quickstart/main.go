// Command quickstart is attune in ten lines: it measures one answer and prints
// the report.
//
//	go run ./examples/quickstart
package main

import (
	"fmt"

	"github.com/attune-go/attune/empathy"
)

func main() {
	source := "They gave my desk to the new guy while I was burying my dad. Nobody even said a word!"
	answer := "Change in the workplace can be challenging. Perhaps there was a misunderstanding about the seating plan."

	report := empathy.Analyze(source, answer)
	for _, mechanism := range report.Flagged() {
		fmt.Println("lost by", mechanism.Title())
	}
	fmt.Print(report.Text(source, answer))
}
