package signal

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// An Engagement is what engagement is read from: the intercept, the markers of
// replies that people rated as empathic and of those that they labelled as
// doing the acts of EPITOME, how pleasant the reply is and how strong its
// strongest feeling, how far it feels as the person does, how much it speaks of
// itself and of them, and what it does.
type Engagement [engagementActs + 8]float64

// The features that are no acts, before those that are.
const (
	engagementIntercept = iota
	engagementRated     // the mean rating marker, from the intercept of its lexicon on
	engagementReaction  // the mean markers of the acts
	engagementInterpretation
	engagementExploration
	engagementValence
	engagementPeak
	engagementAccord
	engagementSelf
	engagementOther
	engagementActs
)

// engaging are the acts that count.
var engaging = [len(Engagement{}) - engagementActs]lexicon.Class{
	lexicon.ActReaction, lexicon.ActInterpretation, lexicon.ActExploration, lexicon.ActValidation,
	lexicon.ActSolidarity, lexicon.ActAdvice, lexicon.ActReassurance, lexicon.ActRefusal,
}

// EngagementNames names the features, in order.
var EngagementNames = [len(Engagement{})]string{
	"intercept", "marker", "reaction-marker", "interpretation-marker", "exploration-marker", "valence", "peak", "accord", "self", "other",
	"reaction", "interpretation", "exploration", "validation", "solidarity", "advice", "reassurance", "refusal",
}

// Engaging gives the features of a reply, but for its markers; see
// [Engagement.Mark].
func Engaging(p *pair.Pair) (e Engagement) {
	r := &p.Resp
	e[engagementIntercept] = 1
	e[engagementValence], e[engagementPeak] = r.Affect.Valence, r.Feelings.Peak
	e[engagementAccord] = r.Affect.Valence * p.Src.Affect.Valence
	words := float64(max(r.Style.Words, 1))
	e[engagementSelf] = float64(r.Style.Person[lexicon.FirstSingular]) / words
	e[engagementOther] = float64(r.Style.Person[lexicon.Second]) / words
	for k, c := range engaging {
		e[engagementActs+k] = float64(r.Strength[c])
	}
	return e
}

// Mark puts in the mean markers of the reply, that of ratings from its intercept
// on.
func (e *Engagement) Mark(means *[lexicon.MarkerCount]float64, intercept float64) {
	e[engagementRated] = means[lexicon.MarkerRated] + intercept
	e[engagementReaction] = means[lexicon.MarkerReaction]
	e[engagementInterpretation] = means[lexicon.MarkerInterpretation]
	e[engagementExploration] = means[lexicon.MarkerExploration]
}

// Times is the sum of the features, each times its weight.
func (e *Engagement) Times(weights *Engagement) (sum float64) {
	for k, x := range e {
		sum += float64(x * weights[k])
	}
	return sum
}

//go:embed engagement.tsv
var engagementTSV string

// engagementWeights are learned from ratings (Welivita & Pu 2024) and from the
// written pairs of replies by the command in mechanisms/internal/fit: by them,
// poorly rated replies lie at 0 on the mean and well rated ones at 1.
var engagementWeights = sync.OnceValue(func() *Engagement {
	w, err := readEngagement(engagementTSV)
	if err != nil {
		panic("attune: embedded weights of engagement: " + err.Error()) // a test reads them
	}
	return w
})

// readEngagement reads rows of a feature and its weight, all in order.
func readEngagement(tsv string) (*Engagement, error) {
	rows := strings.Split(strings.TrimSuffix(tsv, "\n"), "\n")
	if len(rows) != len(EngagementNames)+1 {
		return nil, fmt.Errorf("%d rows, want a head and %d", len(rows), len(EngagementNames))
	}
	var w Engagement
	for k, name := range EngagementNames {
		feature, weight, _ := strings.Cut(rows[k+1], "\t")
		if feature != name {
			return nil, fmt.Errorf("line %d is of %q, want %q", k+2, feature, name)
		}
		var err error
		if w[k], err = strconv.ParseFloat(weight, 64); err != nil {
			return nil, fmt.Errorf("line %d: %w", k+2, err)
		}
	}
	return &w, nil
}

// Disengaged turns engagement into a severity: 0 from where well rated replies
// lie, 1 some way below poorly rated ones.
func Disengaged(engagement float64) float64 { return Ramp(1-engagement, 0, 1.5) }

// EngagementDue says how far the pair calls for an empathic reply at all.
func EngagementDue(p *pair.Pair) float64 {
	if p.Rewrite {
		return 0
	}
	s := &p.Src
	x := s.Feelings.Peak + 0.5*max(s.Affect.Valence, -s.Affect.Valence) - 0.6*float64(s.Strength[lexicon.AskFact])
	return (0.3 + 0.7*Ramp(x, 0.2, 0.9)) * (1 - 0.9*Told(s))
}

// Beside gives what counts in the score of a pair beside the mechanisms. A
// rewrite has nothing there, and a lexicon without markers says nothing of
// engagement.
func Beside(p *pair.Pair) mechanisms.Beside {
	b := mechanisms.Beside{Estranged: Estrangement(p)}
	base := p.Resp.Doc.Lexicon.Markers(lexicon.Start)
	due := EngagementDue(p)
	if due == 0 || base == nil {
		return b
	}
	e := Engaging(p)
	e.Mark(&p.Resp.Markers, float64(base[lexicon.MarkerRated])/InterceptDiv)
	b.Due, b.Disengaged = due, due*Disengaged(e.Times(engagementWeights()))
	return b
}
