package render

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/mechanisms"
)

// Bounds on what is told of a pair; the rest is in its report.
const (
	maxSignals      = 4   // of a flagged mechanism
	maxFaintSignals = 2   // of one that isn't flagged
	plainly         = 0.5 // strength from which an act is marked in the response
	snippetRunes    = 140
)

// A pairView is a pair as the page shows it. The template lays it out, and its
// JSON is what the page's script lays out in the same way.
type pairView struct {
	Rank     int                          `json:"i"` // from 1, worst first
	Place    int                          `json:"p"` // from 1, in the order in which pairs were added
	Name     string                       `json:"n"`
	Task     string                       `json:"t"`
	Score    hundredths                   `json:"s"`
	Grid     [mechanisms.Count]rowView    `json:"c"`
	Kept     [dimensions.Count]hundredths `json:"d"`
	Flagged  []int                        `json:"f"` // mechanisms
	Texts    [2]textView                  `json:"x"`
	Findings []findingView                `json:"w"`
	Acts     []actView                    `json:"a"`
	Notes    []string                     `json:"o"`

	Open  bool    `json:"-"`
	exact float64 // the score, to order by
}

// A rowView is a mechanism's cells, and behind them its severity.
type rowView [dimensions.Count + 1]hundredths

// A findingView is a mechanism with the signals that are told of it.
type findingView struct {
	Kind     int          `json:"k"` // the mechanism
	Severity hundredths   `json:"s"`
	Signals  []signalView `json:"g"`
}

// A signalView is a signal with its claims.
type signalView struct {
	Name      string     `json:"n"`
	Dimension string     `json:"d"`
	Severity  hundredths `json:"s"`
	Claims    []*claim   `json:"c"`
	Ref       ref        `json:"-"`
}

// An actView is something the response does.
type actView struct {
	Name     string     `json:"n"`
	Strength hundredths `json:"s"`
	Claims   []*claim   `json:"c"` // none, or the one of its marks
	Ref      ref        `json:"-"`
}

// view makes a pair ready to be laid out. No more than maxText bytes of each
// text are shown.
func view(p *empathy.Result, maxText int) *pairView {
	r := &p.Report
	v := &pairView{
		Name: clean(p.ID), Task: r.Task.String(), Score: number(r.Score), exact: r.Score,
		Flagged: []int{}, Findings: []findingView{}, Acts: []actView{}, Notes: []string{},
	}
	for m := range r.Mechanisms {
		for d, c := range r.Grid[m] {
			v.Grid[m][d] = applicable(c.Severity, c.Applicable)
		}
		f := &r.Mechanisms[m]
		v.Grid[m][dimensions.Count] = applicable(f.Severity, f.Applicable)
		if f.Flagged() {
			v.Flagged = append(v.Flagged, m)
		}
	}
	for d, s := range r.Dimensions {
		v.Kept[d] = applicable(s.Score, s.Applicable)
	}
	for _, n := range r.Notes {
		v.Notes = append(v.Notes, clean(n.Message))
	}
	m := marker{texts: [2]string{p.Source, p.Response}}
	v.addFindings(r, &m)
	v.addActs(r, &m)
	for side := range v.Texts {
		v.Texts[side] = m.text(mechanisms.Side(side), maxText)
	}
	return v
}

// addFindings tells the mechanisms, the most severe first: a word that several
// speak of is marked as that one's.
func (v *pairView) addFindings(r *empathy.Report, m *marker) {
	order := mechanisms.Kinds()
	slices.SortStableFunc(order[:], func(a, b mechanisms.Kind) int {
		return cmp.Compare(r.Mechanisms[b].Severity, r.Mechanisms[a].Severity)
	})
	signals := 0
	for _, k := range order {
		f := &r.Mechanisms[k]
		if !f.Applicable || !(f.Severity >= signal.Faint) {
			continue
		}
		most := maxFaintSignals
		if f.Flagged() {
			most = maxSignals
		}
		fv := findingView{Kind: int(k), Severity: number(f.Severity), Signals: []signalView{}}
		for _, s := range signal.Telling(f.Signals, most) {
			signals++
			sv := signalView{Name: words(s.Name), Dimension: s.Dimension.String(), Severity: number(s.Severity)}
			sv.Ref = ref{strconv.Itoa(signals), int(k)}
			sv.Claims = m.add(s.Evidence, sv.Name, sv.Ref)
			fv.Signals = append(fv.Signals, sv)
		}
		v.Findings = append(v.Findings, fv)
	}
}

// addActs tells what the response does, and marks what it does plainly.
func (v *pairView) addActs(r *empathy.Report, m *marker) {
	marked := 0
	for _, a := range r.Acts {
		av := actView{Name: words(a.Kind.String()), Strength: number(a.Strength), Claims: []*claim{}}
		if a.Strength >= plainly && len(a.Evidence) > 0 {
			av.Ref = ref{label(marked), actKind}
			// An act is one claim, whatever its spans are said to show.
			spans := slices.Clone(a.Evidence)
			for i := range spans {
				spans[i].Reason = ""
			}
			av.Claims = m.add(spans, av.Name, av.Ref)
			if len(av.Claims) > 0 {
				marked++
			}
		}
		v.Acts = append(v.Acts, av)
	}
}

// Clear reports whether no mechanism is flagged.
func (v *pairView) Clear() bool { return len(v.Flagged) == 0 }

// Snippet is the beginning of the source.
func (v *pairView) Snippet() string {
	var s string
	for _, seg := range v.Texts[mechanisms.Source].Segments {
		if s += seg.Text; len(s) > 4*snippetRunes {
			break
		}
	}
	return excerpt(s, snippetRunes)
}

// Called is the name of the pair, or its place.
func (v *pairView) Called() string {
	if v.Name != "" {
		return v.Name
	}
	return "pair " + strconv.Itoa(v.Place)
}

// Cells are those of the row, without the mechanism's own.
func (r rowView) Cells() []hundredths { return r[:dimensions.Count] }
