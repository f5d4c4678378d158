package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// A summaryView is what the page tells of a whole corpus.
type summaryView struct {
	Pairs, Flagged, Noted int
	Task                  string
	Score                 measureView
	Rows                  [mechanisms.Count][dimensions.Count + 1]measureView // a row ends with the mechanism
	Kept                  [dimensions.Count]measureView
}

func summarise(s *empathy.Summary) *summaryView {
	v := &summaryView{Pairs: s.Pairs, Flagged: s.Score.Flagged, Noted: s.Noted, Task: strings.ReplaceAll(s.Task, "+", " and "), Score: measured(&s.Score)}
	for m := range s.Mechanisms {
		for d := range s.Grid[m] {
			v.Rows[m][d] = measured(&s.Grid[m][d])
		}
		v.Rows[m][dimensions.Count] = measured(&s.Mechanisms[m])
	}
	for d := range s.Dimensions {
		v.Kept[d] = measured(&s.Dimensions[d])
	}
	return v
}

// A measureView is a measure of a corpus: a number, how sure it is, and how
// the pairs spread.
type measureView struct {
	N               int // pairs in which it is applicable
	Mean, Low, High hundredths
	Sure            bool // Low and High are an interval
	Q1, Median, Q3  hundredths
	Share           string // of the pairs that are flagged, in per cent
	deciles         [10]int
}

func measured(m *empathy.Measure) measureView {
	has := m.Pairs > 0
	return measureView{
		N: m.Pairs, Mean: applicable(m.Mean.Value, has), Low: number(m.Mean.Low), High: number(m.Mean.High), Sure: m.Mean.Low < m.Mean.High,
		Q1: applicable(m.Quantiles[1], has), Median: applicable(m.Quantiles[2], has), Q3: applicable(m.Quantiles[3], has),
		Share: percent(m.Flagged, m.Pairs), deciles: m.Deciles,
	}
}

// A bar of a histogram is a rectangle in a picture of histogramWidth by
// histogramHeight.
type bar struct {
	X, Y, Width, Height int
	Hit                 bool // lies where a mechanism is flagged
}

const (
	histogramWidth  = 200
	histogramHeight = 60
)

// Bars draw how many pairs fall into each tenth between 0 and 1.
func (m measureView) Bars() []bar {
	highest := 0
	for _, n := range m.deciles {
		highest = max(highest, n)
	}
	const step = histogramWidth / len(m.deciles)
	var bars []bar
	for i, n := range m.deciles {
		if n == 0 {
			continue
		}
		height := max(n*histogramHeight/highest, 2) // one pair among thousands is to be seen
		bars = append(bars, bar{i*step + 1, histogramHeight - height, step - 2, height, hundredths(i*10) >= flagAt})
	}
	return bars
}

// Label tells the picture to those who don't see it.
func (m measureView) Label() string {
	if m.N == 0 {
		return "not applicable in any pair"
	}
	label := fmt.Sprintf("histogram of %s: mean %s, median %s, middle half from %s to %s; pairs in each tenth from 0 to 1:", plural(m.N, "pair"), m.Mean, m.Median, m.Q1, m.Q3)
	for _, n := range m.deciles {
		label += " " + strconv.Itoa(n)
	}
	return label
}
