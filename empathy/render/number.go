package render

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/attune-go/attune/internal/signal"
)

// hundredths is a number from 0 to 1 as a page prints it: cut to two digits
// rather than rounded, so that a severity just below a threshold isn't printed
// as one that reached it.
type hundredths int

// notApplicable is the severity of a cell in which nothing was to be lost.
const notApplicable hundredths = -1

// flagAt is mechanisms.FlagAt.
const flagAt hundredths = 50

// number cuts x to hundredths. What is no number from 0 to 1 is brought there.
func number(x float64) hundredths {
	if !(x > 0) { // nor is NaN
		return 0
	}
	return hundredths(math.Floor(min(x, 1)*100 + 1e-9))
}

// applicable is number, or notApplicable.
func applicable(x float64, ok bool) hundredths {
	if !ok {
		return notApplicable
	}
	return number(x)
}

// Applicable is false for a cell in which nothing was to be lost.
func (h hundredths) Applicable() bool { return h >= 0 }

// String gives "0.36", or "n/a".
func (h hundredths) String() string {
	if h < 0 {
		return "n/a"
	}
	return fmt.Sprintf("%d.%02d", h/100, h%100)
}

// Lost turns a score into the severity that it has left.
func (h hundredths) Lost() hundredths {
	if h < 0 {
		return h
	}
	return 100 - h
}

// levels are the steps of the heat map, each with its word.
var levels = [...]struct {
	from hundredths
	word string
}{{75, "severe"}, {flagAt, "flagged"}, {25, "some"}, {10, "slight"}, {0, "little"}}

// Level is the step of the heat map: 4 for the worst, 0 for little or nothing.
func (h hundredths) Level() int {
	for i, l := range levels {
		if h >= l.from {
			return len(levels) - 1 - i
		}
	}
	return 0
}

// Word names the level, so that colour isn't needed to read it.
func (h hundredths) Word() string {
	if h < 0 {
		return "not applicable"
	}
	return levels[len(levels)-1-h.Level()].word
}

// Class is the style of a cell of the heat map.
func (h hundredths) Class() string {
	if h < 0 {
		return "na"
	}
	return "v" + strconv.Itoa(h.Level())
}

// count gives n with commas between thousands.
func count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// percent gives a share in whole per cent, and tells little from nothing.
func percent(part, whole int) string {
	switch {
	case whole == 0 || part == 0:
		return "0%"
	case part == whole:
		return "100%"
	}
	p := int(math.Round(100 * float64(part) / float64(whole)))
	return strconv.Itoa(min(max(p, 1), 99)) + "%"
}

// plural gives "1 pair" or "1,200 pairs".
func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return count(n) + " " + noun
}

// words turns the name of a signal or an act into plain words. The dimension
// of learned wording is told anyway.
func words(name string) string {
	if signal.IsWording(name) {
		return "wording"
	}
	return strings.ReplaceAll(clean(name), "-", " ")
}
