package validate

import (
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/cmd/attune/internal/records"
)

// A Floor is what a row must reach.
type Floor struct {
	Row   string
	Max   bool // the row may be at most Value; else at least
	Value float64
}

// readFloors reads a tab-separated file of row, min or max, and value. Lines
// that begin with # are comments.
func readFloors(path string) ([]Floor, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var floors []Floor
	seen := map[string]bool{}
	for line, err := range records.Lines(f, path) {
		if err != nil {
			return nil, err
		}
		if line.Text[0] == '#' {
			continue
		}
		floor, err := parseFloor(string(line.Text))
		if err == nil && seen[floor.Row] {
			err = fmt.Errorf("row %q stands twice", floor.Row)
		}
		if err != nil {
			return nil, &records.LineError{File: path, Line: line.Number, Err: err}
		}
		seen[floor.Row] = true
		floors = append(floors, floor)
	}
	return floors, nil
}

func parseFloor(line string) (Floor, error) {
	fields := strings.Split(line, "\t")
	if len(fields) != 3 {
		return Floor{}, fmt.Errorf("field count %d, want row, min or max, and value between tabs", len(fields))
	}
	floor := Floor{Row: fields[0], Max: fields[1] == "max"}
	if !floor.Max && fields[1] != "min" {
		return Floor{}, fmt.Errorf("%q, want min or max", fields[1])
	}
	var err error
	if floor.Value, err = strconv.ParseFloat(fields[2], 64); err != nil || math.IsNaN(floor.Value) {
		return Floor{}, fmt.Errorf("value %q is no number", fields[2])
	}
	return floor, nil
}

// missed tells the floors that the rows don't reach. A row that was not
// measured reaches none: a gate must not open because the data went missing.
func missed(w io.Writer, floors []Floor, rows []Row) error {
	measured := map[string]float64{}
	for _, r := range rows {
		measured[r.Name] = r.Value
	}
	n := 0
	for _, f := range floors {
		want := "at least"
		if f.Max {
			want = "at most"
		}
		value, ok := measured[f.Row]
		switch {
		case !ok:
			fmt.Fprintf(w, "floor missed: %s was not measured, want %s %g\n", f.Row, want, f.Value)
		case f.Max && value > f.Value, !f.Max && value < f.Value:
			fmt.Fprintf(w, "floor missed: %s is %.4f, want %s %g\n", f.Row, value, want, f.Value)
		default:
			continue
		}
		n++
	}
	if n > 0 {
		return command.Findingsf("%d of %d floors missed", n, len(floors))
	}
	return nil
}
