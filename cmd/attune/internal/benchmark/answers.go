package benchmark

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/attune-go/attune/cmd/attune/internal/records"
	"github.com/attune-go/attune/empathy/benchmark"
)

// answer is a line of a file of answers; other fields are left alone.
type answer struct {
	ID       *string `json:"id"`
	Response *string `json:"response"`
}

// readAnswers reads a file of answers, or in for "-". Every item of the part
// must have one answer. Answers to items outside of the part are allowed, so
// that one file serves for every part; other ids are an error.
func readAnswers(name string, in io.Reader, split benchmark.Split) (map[string]string, error) {
	if name == "-" {
		name = "stdin"
	} else {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	items := map[string]bool{}
	for _, it := range benchmark.Items(benchmark.All) {
		items[it.ID] = true
	}
	answers := map[string]string{}
	var unknown, twice []string
	for line, err := range records.Lines(in, name) {
		if err != nil {
			return nil, err
		}
		a, err := decode(line.Text)
		if err != nil {
			return nil, &records.LineError{File: name, Line: line.Number, Err: err}
		}
		id := *a.ID
		if _, ok := answers[id]; ok {
			twice = append(twice, id)
		}
		if !items[id] {
			unknown = append(unknown, id)
		}
		answers[id] = *a.Response
	}
	var missing []string
	for _, it := range benchmark.Items(split) {
		if _, ok := answers[it.ID]; !ok {
			missing = append(missing, it.ID)
		}
	}
	return answers, complain(name, []complaint{{"unknown", unknown}, {"missing", missing}, {"answered twice", twice}})
}

func decode(line []byte) (a answer, err error) {
	if err := json.Unmarshal(line, &a); err != nil {
		return a, err
	}
	switch {
	case a.ID == nil:
		return a, errors.New(`no field "id"`)
	case a.Response == nil:
		return a, errors.New(`no field "response"`)
	}
	return a, nil
}

// A complaint is something that is wrong with some ids.
type complaint struct {
	what string
	ids  []string
}

// shown is how many ids of a complaint are named.
const shown = 5

// complain makes one error of all complaints, nil if none has ids.
func complain(name string, all []complaint) error {
	var parts []string
	for _, c := range all {
		n := len(c.ids)
		switch {
		case n == 0:
			continue
		case n == 1:
			parts = append(parts, fmt.Sprintf("id %s: %s", c.what, c.ids[0]))
		case n <= shown:
			parts = append(parts, fmt.Sprintf("%d ids %s: %s", n, c.what, strings.Join(c.ids, ", ")))
		default:
			parts = append(parts, fmt.Sprintf("%d ids %s: %s and %d more", n, c.what, strings.Join(c.ids[:shown], ", "), n-shown))
		}
	}
	if parts == nil {
		return nil
	}
	return fmt.Errorf("%s: %s", name, strings.Join(parts, "; "))
}
