package validate

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
)

// What stands beside a row in the document. None of it is measured here, and
// no row depends on it.
var (
	//go:embed others.tsv
	othersTSV string // row, who, figure on the development half, on the kept half
	//go:embed heldout.tsv
	heldOutTSV string // row, value; written by mechanisms/internal/fit
	//go:embed heldout-lexicon.tsv
	heldOutLexiconTSV string // row, value; what lexicon/internal/generate prints, as told in docs
)

// absent marks a field without a figure.
const absent = "-"

// tabbed reads a table and leaves out its header.
func tabbed(table string) ([][]string, error) {
	r := csv.NewReader(strings.NewReader(table))
	r.Comma = '\t'
	lines, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	return lines[1:], nil
}

// others words what other measures reach, by row: "VADER 0.870 [0.875]", with
// the kept half in brackets.
func others() (map[string]string, error) {
	lines, err := tabbed(othersTSV)
	if err != nil {
		return nil, fmt.Errorf("others.tsv: %w", err)
	}
	said := map[string]string{}
	for _, f := range lines {
		name, who := f[0], f[1]
		if f[2] != absent {
			who += " " + f[2]
		}
		if f[3] != absent {
			who += " [" + f[3] + "]"
		}
		if said[name] != "" {
			who = said[name] + ", " + who
		}
		said[name] = who
	}
	return said, nil
}

// heldOut gives what attune reaches on texts left out of what was learned, by
// row.
func heldOut() (map[string]string, error) {
	said := map[string]string{}
	for name, table := range map[string]string{"heldout.tsv": heldOutTSV, "heldout-lexicon.tsv": heldOutLexiconTSV} {
		lines, err := tabbed(table)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, f := range lines {
			said[f[0]] = f[1]
		}
	}
	return said, nil
}
