package empathy

import (
	_ "embed"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// actClasses are the cues of each act.
var actClasses = [ActCount]lexicon.Class{
	EmotionalReaction: lexicon.ActReaction, Interpretation: lexicon.ActInterpretation, Exploration: lexicon.ActExploration,
	Validation: lexicon.ActValidation, Solidarity: lexicon.ActSolidarity, SelfDisclosure: lexicon.ActSelfDisclosure,
	Advice: lexicon.ActAdvice, Information: lexicon.ActInformation, Reassurance: lexicon.ActReassurance,
	Affirmation: lexicon.ActAffirm, Deflection: lexicon.ActDeflection, Refusal: lexicon.ActRefusal,
}

// actMarkers are the induced markers of the acts that were learned.
var actMarkers = map[ActKind]int{
	EmotionalReaction: lexicon.MarkerReaction, Interpretation: lexicon.MarkerInterpretation, Exploration: lexicon.MarkerExploration,
}

//go:embed acts.tsv
var actsTSV string

// actWeight says how cues and markers make the strength of a learned act: the
// logistic of their weighted sum.
type actWeight struct{ bias, cue, marker float64 }

var actWeights = sync.OnceValue(func() map[ActKind]actWeight {
	w, err := readActWeights(actsTSV)
	if err != nil {
		panic("attune: embedded weights of acts: " + err.Error()) // a test reads them
	}
	return w
})

func readActWeights(tsv string) (map[ActKind]actWeight, error) {
	out := map[ActKind]actWeight{}
	for n, line := range strings.Split(strings.TrimSpace(tsv), "\n") {
		if n == 0 {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("line %d: %d fields, want 4", n+1, len(f))
		}
		var k ActKind
		if err := k.UnmarshalText([]byte(f[0])); err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		var x [3]float64
		for i := range x {
			v, err := strconv.ParseFloat(f[i+1], 64)
			if err != nil {
				return nil, fmt.Errorf("line %d: %q is no number", n+1, f[i+1])
			}
			x[i] = v
		}
		out[k] = actWeight{x[0], x[1], x[2]}
	}
	return out, nil
}

// shownFrom is how sure a cue must be to be shown as evidence of an act, and
// listedFrom how strong an act to be listed at all.
const (
	shownFrom  = 0.5
	listedFrom = 0.02
)

// acts lists what the response does, strongest first.
func acts(s *pair.Side) []Act {
	out := make([]Act, 0, 4)
	for k, class := range actClasses {
		x := actStrength(ActKind(k), s)
		if x < listedFrom {
			continue
		}
		out = append(out, Act{Kind: ActKind(k), Strength: x, Evidence: actEvidence(s, class)})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Strength > out[j].Strength })
	return out
}

func actStrength(k ActKind, s *pair.Side) float64 {
	cue := float64(s.Strength[actClasses[k]])
	w, ok := actWeights()[k]
	if !ok {
		return cue
	}
	z := w.bias + w.cue*cue + w.marker*s.Markers[actMarkers[k]]
	return 1 / (1 + math.Exp(-z))
}

func actEvidence(s *pair.Side, class lexicon.Class) (ev []mechanisms.Evidence) {
	for _, m := range s.Doc.Matches {
		if m.Class != class || m.Strength < shownFrom || len(ev) == 3 {
			continue
		}
		start, end := s.Doc.Span(m.Start, m.End)
		ev = append(ev, mechanisms.Evidence{Side: mechanisms.Response, Start: start, End: end, Reason: actNames[actKindOf(class)], Weight: float64(m.Strength)})
	}
	return ev
}

func actKindOf(class lexicon.Class) ActKind {
	for k, c := range actClasses {
		if c == class {
			return ActKind(k)
		}
	}
	return 0
}
