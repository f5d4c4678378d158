// Package attenuation detects sentiment attenuation: the feeling of the person
// is misread, coarsened, flattened, lowered or never acknowledged.
//
// The cognitive cell asks whether the right feeling was read, and as finely as
// it was told (emotional granularity, Barrett 2004). The cultural cell asks
// what became of marked affect: idiom, exclamation, prayer, expletive, emoji,
// capitals, words of feeling from other languages. The relational cell asks
// whether force and urgency were met, and whether comfort was put in the place
// of acknowledgement.
package attenuation

import (
	"math"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

var (
	silverLining = signal.NewGroup("silver lining", lexicon.SilverLining)
	minimise     = signal.NewGroup("makes less of it", lexicon.Minimise)
	vague        = signal.NewGroup("vague feeling", lexicon.VagueFeeling)
	flatPraise   = signal.NewGroup("flat answer to joy", lexicon.FlatPraise)
	urgency      = signal.NewGroup("urgent", lexicon.Urgency)
	urgencyLow   = signal.NewGroup("lowers the urgency", lexicon.UrgencyLow)
	softened     = signal.NewGroup("mild word", lexicon.EuphemismWeak, lexicon.SoftenedVerb)
	met          = signal.NewGroup("meets the force", lexicon.IntensifyMet, lexicon.Celebrate, lexicon.BlameNamed)
	acknowledged = signal.NewGroup("acknowledges", lexicon.Acknowledge, lexicon.ActInterpretation, lexicon.ActReaction, lexicon.ActValidation, lexicon.VerdictWith, lexicon.Celebrate, lexicon.IntensifyMet)
)

// Detect adds the signals of the pair.
func Detect(b *signal.Builder) {
	b.Mechanism = mechanisms.Attenuation
	p := b.Pair
	stake := stakes(&p.Src)
	wrongFeeling(b, stake)
	overclaimed(b)
	polarity(b, stake)
	coarsened(b, stake)
	emotionDrift(b, stake)
	flattened(b)
	terms(b)
	lowered(b, stake)
	peakLost(b, stake)
	unacknowledged(b, stake)
	b.Cue("silver-lining", dimensions.Relational, silverLining, stake)
	b.Cue("minimised", dimensions.Relational, minimise, stake)
	b.Cue("vague-feeling", dimensions.Cognitive, vague, stake)
	toned(b, stake)
	mild(b, stake)
	joy(b, stake)
	hurry(b)
	force(b, stake)
	b.Wording(max(stake, 0.5))
	b.MilderWording(max(stake, 0.5))
}

// stakes says how much feeling the source gives to lose.
func stakes(s *pair.Side) float64 {
	f := &s.Feelings
	x := 0.9*f.Peak + 0.25*min(2, f.Marked) + 0.5*math.Abs(s.Affect.Valence) + 0.35*max(0, s.Affect.Intensity-0.5)
	x += 0.3 * float64(s.Strength[lexicon.Urgency]+s.Strength[lexicon.Accusation]+s.Strength[lexicon.AngerTarget])
	if s.Style.Person[lexicon.FirstSingular]+s.Style.Person[lexicon.FirstPlural] == 0 {
		x *= 0.75
	}
	return signal.Ramp(x, 0.25, 1)
}

// answered is the chance that cues of a group mean what they say, each counted
// by a part of its strength. In a sentence that names a feeling all such cues
// together count as one, whatever the feeling is: a weaker word for it may
// fit a cue that the stronger one did not.
func answered(s *pair.Side, g *signal.Group, part float64) float64 {
	d := s.Doc
	miss := 1.0
	last := int32(-1)    // the sentence of the last cue
	var names, told bool // it names a feeling; it was counted as one
	for i := range d.Matches {
		m := &d.Matches[i]
		if !g.Has(m.Class) {
			continue
		}
		if k := d.Tokens[m.Start].Sentence; k != last {
			last, told = k, false
			names = namesFeeling(d, d.Sentences[k].First, d.Sentences[k].Last)
		}
		switch {
		case !names:
			miss *= 1 - part*min(1, float64(m.Strength))
		case !told:
			told = true
			miss *= 1 - part*asOne
		}
	}
	return 1 - miss
}

// asOne is the strength of all cues of a sentence that names a feeling.
const asOne = 0.8

// toned: words that make less of what they stand by, and those that stand by
// a feeling. The latter is a failing whether or not the person named what they
// felt: "that must have been a bit awkward" takes the measure of it.
func toned(b *signal.Builder, stake float64) {
	x := b.Beyond(func(s *pair.Side) float64 { return diminished(s, everything, nil) })
	if b.Signal("downtoned", dimensions.Relational, x, max(stake, 0.5), 0.7) {
		diminished(&b.Pair.Resp, everything, func(m *lexicon.Match, _ int32) {
			b.Span(mechanisms.Response, m.Start, m.End, "downtoned", 1-float64(m.Strength))
		})
	}
	felt := func(s *pair.Side) float64 { return diminished(s, evaluative, nil) }
	if x = b.Beyond(felt); !b.Pair.Rewrite {
		x *= 1 - felt(&b.Pair.Src)
	}
	if b.Signal("understated", dimensions.Relational, x, 1, 0.7) {
		diminished(&b.Pair.Resp, evaluative, func(m *lexicon.Match, last int32) {
			b.Span(mechanisms.Response, m.Start, last, "makes little of the feeling", 1-float64(m.Strength))
		})
	}
}

// toneReach is how many tokens behind it a downtoner reaches.
const toneReach = 3

// diminished is how far downtoners take off what stands behind them and is of
// some kind: all that they leave is the product of what each leaves. Each that
// does is told to at, if there is one, with the end of what it stands before.
func diminished(s *pair.Side, kind func(*lexicon.Entry) bool, at func(m *lexicon.Match, last int32)) float64 {
	if s.Count[lexicon.Downtoner] == 0 {
		return 0
	}
	d := s.Doc
	left := 1.0
	for i := range d.Matches {
		m := &d.Matches[i]
		if m.Class != lexicon.Downtoner || pair.Denied(m) {
			continue
		}
		for k := m.End; k < min(m.End+toneReach, int32(len(d.Tokens))); k++ {
			if !kind(d.Entry(int(k))) {
				continue
			}
			left *= min(1, float64(m.Strength))
			if at != nil {
				at(m, k+1)
			}
			break
		}
	}
	return 1 - left
}

func everything(*lexicon.Entry) bool { return true }

// evaluative reports whether a word names a feeling or is rated, and cannot be
// a name or say who somebody is.
func evaluative(e *lexicon.Entry) bool {
	return !e.Is(lexicon.NameWord) && !e.Is(lexicon.Identity) && (e.Emotion != 0 || math.Abs(float64(e.Valence)) > 0.5)
}

// mild: mild words, without the cues that hold a word for a feeling: how
// strong those are is measured by itself, and a weaker one must not count for
// being in a list.
func mild(b *signal.Builder, stake float64) {
	r := &b.Pair.Resp
	x := b.Beyond(func(s *pair.Side) float64 { return unfelt(s, softened) })
	if !b.Signal("mild-words", dimensions.Cognitive, x, stake, 0.8) {
		return
	}
	for i := range r.Doc.Matches {
		m := &r.Doc.Matches[i]
		if softened.Has(m.Class) && !namesFeeling(r.Doc, m.Start, m.End) {
			b.Span(mechanisms.Response, m.Start, m.End, softened.Reason, float64(m.Strength))
		}
	}
}

// unfelt is the chance that any cue that holds no word for a feeling means
// what it says.
func unfelt(s *pair.Side, g *signal.Group) float64 {
	miss := 1.0
	for i := range s.Doc.Matches {
		m := &s.Doc.Matches[i]
		if g.Has(m.Class) && !namesFeeling(s.Doc, m.Start, m.End) {
			miss *= 1 - min(1, float64(m.Strength))
		}
	}
	return 1 - miss
}

func namesFeeling(d *text.Document, first, last int32) bool {
	for i := first; i < last; i++ {
		if d.Entry(int(i)).Emotion != 0 {
			return true
		}
	}
	return false
}

// wrongFeeling: the response shows strong feeling of the other kind, and none
// of the person's.
func wrongFeeling(b *signal.Builder, stake float64) {
	lean, answer := leaning(&b.Pair.Src), leaning(&b.Pair.Resp)
	if f := &b.Pair.Src.Feelings; !b.Pair.Rewrite {
		// How strongly the person puts it counts; both sides are read alike
		// only where one restates the other.
		lean = 0.5*(f.Positive-f.Negative)/(f.Positive+f.Negative+0.3) + 0.5*b.Pair.Src.Affect.Valence
	}
	wrong := math.Sqrt(max(0, -lean*answer)) * 1.4
	if b.Signal("wrong-feeling", dimensions.Cognitive, wrong, stake, 0.7) {
		peak(b, mechanisms.Response, "another feeling")
		peak(b, mechanisms.Source, "the feeling told")
	}
}

// leaning says how far a side leans to pleasant feeling, 1, or unpleasant, -1,
// however strongly it is put.
func leaning(s *pair.Side) float64 {
	f := &s.Feelings
	return 0.5*(f.Pleasant-f.Unpleasant)/(f.Pleasant+f.Unpleasant+0.3) + 0.5*s.Level.Valence
}

// overclaimed: words of feeling of one kind are heaped on the person, of which
// the source shows little or nothing. Feeling put into somebody's mouth is not
// feeling kept, whichever way it leans.
func overclaimed(b *signal.Builder) {
	s, r := &b.Pair.Src.Feelings, &b.Pair.Resp.Feelings
	excess := max(r.Pleasant-r.Unpleasant-2*s.Positive, r.Unpleasant-r.Pleasant-2*s.Negative)
	thick := signal.Density(r.Pleasant+r.Unpleasant, b.Pair.Resp.Style.Words)
	if b.Signal("overclaimed", dimensions.Cognitive, signal.Ramp(excess, 1.2, 4)*signal.Ramp(thick, 0.05, 0.11), 1, 0.6) {
		peak(b, mechanisms.Response, "feeling the person did not show")
	}
}

// polarity: unpleasant feeling told as less so, and pleasant as less so. They
// are two signals, since the first is by far the commoner failing, and what
// is told more gravely than it was is none of this mechanism's.
func polarity(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src, &b.Pair.Resp
	v, w := s.Affect.Valence, r.Level.Valence
	if b.Pair.Rewrite {
		v, stake = s.Level.Valence, max(stake, 0.5)
	}
	distress := min(w, 0.3) - v + weaker(s.Feelings.Negative, r.Feelings.Negative)
	if b.Signal("distress-lowered", dimensions.Cognitive, distress, stake, 0.6) {
		peak(b, mechanisms.Source, "the feeling told")
	}
	joy := v - max(w, -0.3) + weaker(s.Feelings.Positive, r.Feelings.Positive)
	if b.Signal("joy-lowered", dimensions.Cognitive, joy, stake, 0.6) {
		peak(b, mechanisms.Source, "the feeling told")
	}
}

// weaker is how far a sum of intensities fell, as a part of a valence.
func weaker(src, resp float64) float64 {
	return 0.5 * (src/(src+1) - resp/(resp+1))
}

func peak(b *signal.Builder, side mechanisms.Side, reason string) {
	s := b.Side(side)
	if i := s.Feelings.PeakUnit; i >= 0 {
		u := &s.Units[i]
		b.Span(side, u.First, u.Last, reason, u.Intensity())
	}
}

// coarsened: fine feelings in the source, only general ones in the response.
func coarsened(b *signal.Builder, stake float64) {
	fine := min(1, b.Pair.Src.Feelings.Fine)
	share := b.Beyond(func(s *pair.Side) float64 {
		f := &s.Feelings
		return f.Vague / (f.Vague + f.Fine + 0.4)
	})
	if b.Signal("coarsened", dimensions.Cognitive, share, fine*stake, 0.7) {
		feelingSpans(b, mechanisms.Response, true, "vague for a precise feeling")
		feelingSpans(b, mechanisms.Source, false, "precise feeling")
	}
}

func feelingSpans(b *signal.Builder, side mechanisms.Side, vague bool, reason string) {
	s := b.Side(side)
	for _, i := range s.Felt {
		u := &s.Units[i]
		if u.Emotion == 0 || u.Intensity() < 0.2 {
			continue
		}
		if (s.Doc.Lexicon.FineName(u.Fine) == "general") == vague {
			b.Span(side, u.First, u.Last, reason, u.Intensity())
		}
	}
}

// emotionDrift: the profile over the six emotions is another.
func emotionDrift(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src.Level.Ekman, &b.Pair.Resp.Level.Ekman
	var gap float64
	for k := range s {
		w := 1.0
		if k == lexicon.Surprise {
			w = 0.5
		}
		gap += w * max(0, s[k]-r[k])
	}
	if b.Signal("emotion-lost", dimensions.Cognitive, gap, stake, 0.6) {
		peak(b, mechanisms.Source, "the feeling told")
	}
}

// flattened: what marks the affect of the source is not met.
func flattened(b *signal.Builder) {
	s, r := b.Pair.Src.Feelings.Marked, b.Pair.Resp.Feelings.Marked
	if !b.Signal("marked-affect-flattened", dimensions.Cultural, signal.Drop(min(s, 3), r), signal.Ramp(s, 0.2, 1.5), 0.7) {
		return
	}
	d := b.Pair.Src.Doc
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Kind == text.Emoji || t.Has(text.Elongated) || t.Kind == text.Punct && d.Text[t.Start] == '!' {
			b.Span(mechanisms.Source, int32(i), int32(i)+1, "marked affect", 0.6)
		}
	}
	peak(b, mechanisms.Source, "marked affect")
}

// terms: idioms and phrases of feeling with no strong phrase in return.
func terms(b *signal.Builder) {
	var s, r float64
	phrases(&b.Pair.Src, func(_ *pair.Unit, x float64) { s += x })
	phrases(&b.Pair.Resp, func(_ *pair.Unit, x float64) { r += x })
	if b.Signal("idiom-lost", dimensions.Cultural, signal.Drop(min(s, 2), r), min(1, s), 0.6) {
		phrases(&b.Pair.Src, func(u *pair.Unit, x float64) {
			b.Span(mechanisms.Source, u.First, u.Last, "phrase of feeling", x)
		})
	}
}

// phrases goes through the phrases of feeling and those in other languages,
// with their intensity.
func phrases(s *pair.Side, fn func(*pair.Unit, float64)) {
	for _, i := range s.Felt {
		u := &s.Units[i]
		if u.Last-u.First < 2 && !s.Doc.Lexicon.Entry(u.Form).Is(lexicon.Loan) {
			continue
		}
		if x := u.Intensity(); x >= 0.3 {
			fn(u, x)
		}
	}
}

// lowered: arousal and mean intensity fall.
func lowered(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src, &b.Pair.Resp
	if b.Pair.Rewrite {
		stake = max(stake, 0.5)
	}
	arousal := 2*(s.Level.Intensity-r.Level.Intensity) + weaker(s.Feelings.Positive+s.Feelings.Negative, r.Feelings.Positive+r.Feelings.Negative)
	if b.Signal("arousal-lowered", dimensions.Relational, arousal, stake, 0.6) {
		peak(b, mechanisms.Response, "lower than what was told")
		peak(b, mechanisms.Source, "the force of it")
	}
	b.Signal("intensity-lowered", dimensions.Relational, signal.Drop(s.Feelings.Mean, r.Feelings.Mean), stake, 0.6)
}

// peakLost: the strongest feeling word has no equal in the response.
func peakLost(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src.Feelings, &b.Pair.Resp.Feelings
	if b.Signal("peak-lost", dimensions.Relational, signal.Drop(s.Peak, r.Peak), stake, 0.6) {
		peak(b, mechanisms.Source, "strongest feeling")
	}
	density := signal.Drop(signal.Density(s.Positive+s.Negative, b.Pair.Src.Style.Words), signal.Density(r.Positive+r.Negative, b.Pair.Resp.Style.Words))
	b.Signal("affect-thinned", dimensions.Relational, density, stake, 0.5)
}

// unacknowledged: nothing in the response acknowledges a feeling.
func unacknowledged(b *signal.Builder, stake float64) {
	miss := 1 - answered(&b.Pair.Resp, acknowledged, 0.8)
	miss *= 1 - 0.5*min(1, b.Pair.Resp.Feelings.Named)
	if b.Pair.Rewrite {
		stake = 0
	}
	if b.Signal("unacknowledged", dimensions.Relational, miss, stake, 0.6) {
		peak(b, mechanisms.Source, "feeling not acknowledged")
	}
}

// joy: a triumph answered flatly.
func joy(b *signal.Builder, stake float64) {
	s := &b.Pair.Src
	glad := signal.Ramp(s.Affect.Valence+0.5*float64(s.Strength[lexicon.AskCelebrate]), 0.1, 0.6)
	if b.Signal("joy-flattened", dimensions.Relational, b.Chance(mechanisms.Response, flatPraise), stake*glad, 0.7) {
		b.Cues(mechanisms.Response, flatPraise)
	}
}

// hurry: urgency that is lowered or dropped.
func hurry(b *signal.Builder) {
	urgent := float64(b.Pair.Src.Strength[lexicon.Urgency])
	if b.Signal("urgency-lowered", dimensions.Relational, b.Chance(mechanisms.Response, urgencyLow), max(0.4, urgent), 0.7) {
		b.Cues(mechanisms.Response, urgencyLow)
	}
	kept := float64(b.Pair.Resp.Strength[lexicon.Urgency])
	if b.Signal("urgency-dropped", dimensions.Relational, signal.Drop(urgent, kept), urgent, 0.7) {
		b.Cues(mechanisms.Source, urgency)
	}
}

// force: nothing in the response has the force of the source.
func force(b *signal.Builder, stake float64) {
	miss := 1 - answered(&b.Pair.Resp, met, 1)
	miss *= 1 - 0.6*min(1, b.Pair.Resp.Feelings.Marked)
	if b.Pair.Rewrite {
		stake = 0
	}
	if b.Signal("force-unmet", dimensions.Cultural, miss, stake, 0.5) {
		peak(b, mechanisms.Source, "force not met")
	}
}
