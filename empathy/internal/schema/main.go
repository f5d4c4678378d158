// Command schema writes the JSON Schema of a report, made from the Go types
// and their doc comments, so that schema and library cannot say different
// things; a test compares the two. It is run in the root of the repository:
//
//	go run ./empathy/internal/schema > docs/report.schema.json
package main

import (
	"fmt"
	"os"
)

func main() {
	data, err := generate(".")
	if err != nil {
		fmt.Fprintf(os.Stderr, "schema: %v\n", err)
		os.Exit(1)
	}
	if _, err := os.Stdout.Write(data); err != nil {
		fmt.Fprintf(os.Stderr, "schema: write: %v\n", err)
		os.Exit(1)
	}
}
