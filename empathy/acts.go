package empathy

import (
	"sort"

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

// shownFrom is how sure a cue must be to be shown as evidence of an act.
const shownFrom = 0.5

// acts lists what the response does, strongest first.
func acts(s *pair.Side) []Act {
	var out []Act
	for k, class := range actClasses {
		if s.Count[class] == 0 {
			continue
		}
		out = append(out, Act{Kind: ActKind(k), Strength: float64(s.Strength[class]), Evidence: actEvidence(s, class)})
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Strength > out[j].Strength })
	return out
}

func actEvidence(s *pair.Side, class lexicon.Class) (ev []mechanisms.Evidence) {
	for _, m := range s.Doc.Matches {
		if m.Class != class || m.Strength < shownFrom || len(ev) == 3 {
			continue
		}
		start, end := s.Doc.Span(m.Start, m.End)
		ev = append(ev, mechanisms.Evidence{Side: mechanisms.Response, Start: start, End: end, Reason: "", Weight: float64(m.Strength)})
	}
	return ev
}
