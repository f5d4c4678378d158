package empathy

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
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
var actMarkers = [ActCount]int{
	EmotionalReaction: lexicon.MarkerReaction, Interpretation: lexicon.MarkerInterpretation, Exploration: lexicon.MarkerExploration,
}

//go:embed acts.tsv
var actsTSV string

// actWeight says how cues and markers make the strength of a learned act: the
// logistic of their weighted sum.
type actWeight struct {
	bias, cue, marker float64
	learned           bool // else the cues alone tell
}

var actWeights = sync.OnceValue(func() *[ActCount]actWeight {
	w, err := readActWeights(actsTSV)
	if err != nil {
		panic("attune: embedded weights of acts: " + err.Error()) // a test reads them
	}
	return &w
})

func readActWeights(tsv string) (out [ActCount]actWeight, err error) {
	for n, line := range strings.Split(strings.TrimSpace(tsv), "\n") {
		if n == 0 {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return out, fmt.Errorf("line %d: %d fields, want 4", n+1, len(f))
		}
		var k ActKind
		if err := k.UnmarshalText([]byte(f[0])); err != nil {
			return out, fmt.Errorf("line %d: %w", n+1, err)
		}
		var x [3]float64
		for i := range x {
			v, err := strconv.ParseFloat(f[i+1], 64)
			if err != nil {
				return out, fmt.Errorf("line %d: %q is no number", n+1, f[i+1])
			}
			x[i] = v
		}
		out[k] = actWeight{x[0], x[1], x[2], true}
	}
	return out, nil
}

// shownFrom is how sure a cue must be to be shown as evidence of an act, and
// listedFrom how strong an act to be listed at all.
const (
	shownFrom  = 0.5
	listedFrom = 0.02
)

// maxShown is how many cues are shown of an act.
const maxShown = 3

// acts lists what the response does, strongest first.
func acts(s *pair.Side) []Act {
	var list [ActCount]Act
	n, spans := 0, 0
	for k, class := range actClasses {
		if x := actStrength(ActKind(k), s); x >= listedFrom {
			list[n] = Act{Kind: ActKind(k), Strength: x}
			spans += min(int(s.Count[class]), maxShown)
			n++
		}
	}
	if n == 0 {
		return nil
	}
	out := make([]Act, n)
	copy(out, list[:n])
	if spans > 0 {
		addEvidence(out, s, make([]mechanisms.Evidence, spans))
	}
	slices.SortStableFunc(out, func(x, y Act) int { return cmp.Compare(y.Strength, x.Strength) })
	return out
}

func actStrength(k ActKind, s *pair.Side) float64 {
	cue := float64(s.Strength[actClasses[k]])
	w := &actWeights()[k]
	if !w.learned {
		return cue
	}
	z := w.bias + w.cue*cue + w.marker*s.Markers[actMarkers[k]]
	return 1 / (1 + math.Exp(-z))
}

// addEvidence gives each act the first surest cues for it. It lays them in
// room, which is long enough.
func addEvidence(list []Act, s *pair.Side, room []mechanisms.Evidence) {
	var of [lexicon.ClassCount]*Act
	for i := range list {
		class := actClasses[list[i].Kind]
		n := min(int(s.Count[class]), maxShown)
		of[class], list[i].Evidence, room = &list[i], room[:0:n], room[n:]
	}
	for i := range s.Doc.Matches {
		m := &s.Doc.Matches[i]
		a := of[m.Class]
		if a == nil || m.Strength < shownFrom || len(a.Evidence) == cap(a.Evidence) {
			continue
		}
		start, end := s.Doc.Span(m.Start, m.End)
		a.Evidence = append(a.Evidence, mechanisms.Evidence{
			Side: mechanisms.Response, Start: start, End: end, Reason: a.Kind.String(), Weight: float64(m.Strength),
		})
	}
}
