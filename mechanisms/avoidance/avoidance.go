// Package avoidance detects conflict avoidance: the response blurs who did
// what, harmonises a conflict away or evades a stance.
//
// The cognitive cell follows blame: agents deleted (Halliday 1994), acts
// nominalised or named by a euphemism (Allan & Burridge 2006), disagreement
// dropped. The cultural cell looks for imposed norms and vague harmony. The
// relational cell looks for equivocation (Bavelas et al. 1990): both-sides
// talk, deflection to a third party, refusal, a change of subject, no answer
// to "was I wrong?". Standing by the person and facing them honestly both
// count as stance; flattery does not.
package avoidance

import (
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

var (
	agentless   = signal.NewGroup("no agent", lexicon.Agentless)
	nominal     = signal.NewGroup("the act made a noun", lexicon.NominalWrong)
	softened    = signal.NewGroup("softened", lexicon.SoftenedVerb)
	excuse      = signal.NewGroup("excuses", lexicon.Excuse)
	harmony     = signal.NewGroup("vague harmony", lexicon.VagueHarmony)
	imposed     = signal.NewGroup("imposes a norm", lexicon.ImposedIndividualist, lexicon.ImposedCollectivist, lexicon.ImposedOther)
	bothSides   = signal.NewGroup("both sides", lexicon.BothSides)
	deflect     = signal.NewGroup("passes it on", lexicon.DeflectProfessional, lexicon.DeflectAuthority, lexicon.DeflectSelf, lexicon.ActDeflection)
	refusal     = signal.NewGroup("declines to say", lexicon.Refusal, lexicon.ActRefusal)
	equivocate  = signal.NewGroup("equivocates", lexicon.Equivocation)
	change      = signal.NewGroup("changes the subject", lexicon.TopicChange)
	flattery    = signal.NewGroup("flattery, no stance", lexicon.Flattery)
	hedges      = signal.NewGroup("hedged", lexicon.HedgeEpistemic, lexicon.HedgeAttribution, lexicon.HedgeShield)
	conflicts   = signal.NewGroup("the conflict", lexicon.Accusation, lexicon.Injustice, lexicon.AngerTarget)
	asksJudge   = signal.NewGroup("asks for a stance", lexicon.VerdictRequest, lexicon.MoralQuestion, lexicon.AskJudge)
	anyConflict = append([]lexicon.Class{lexicon.Disagreement, lexicon.Confession}, conflicts.Classes...)
	norms       = signal.NewGroup("norm at stake, passed over", lexicon.NormDuty, lexicon.NormHonour, lexicon.NormHierarchy, lexicon.NormFaith, lexicon.NormCommunity, lexicon.NormGender)
	stances     = []lexicon.Class{lexicon.VerdictWith, lexicon.VerdictAgainst, lexicon.BlameNamed, lexicon.OwnFault}
)

// Detect adds the signals of the pair.
func Detect(b *signal.Builder) {
	b.Mechanism = mechanisms.Avoidance
	s := &b.Pair.Src
	conflict := s.Chance(anyConflict...)
	asked := s.Chance(asksJudge.Classes...)
	heat := signal.Ramp(-s.Affect.Valence+s.Affect.Ekman[lexicon.Anger]-0.4, 0, 0.8)
	stake := max(conflict, asked, 0.6*heat)
	if b.Pair.Rewrite && stake < 0.35 {
		stake = 0.35 // what is restated may not be blurred, whatever it is
	}
	stake = max(stake, 0.25)

	b.Cue("agentless", dimensions.Cognitive, agentless, stake)
	b.Cue("act-nominalised", dimensions.Cognitive, nominal, stake)
	b.Cue("softened", dimensions.Cognitive, softened, stake)
	b.Cue("excused", dimensions.Cognitive, excuse, stake)
	euphemism(b, stake)
	agents(b, stake)
	harm(b, conflict)
	passive(b, stake)
	negation(b, stake)

	b.Cue("harmony", dimensions.Cultural, harmony, stake)
	b.Cue("norm-imposed", dimensions.Cultural, imposed, max(stake, 0.6))
	normsDropped(b)

	b.Cue("both-sides", dimensions.Relational, bothSides, stake)
	b.Cue("deflected", dimensions.Relational, deflect, stake)
	b.Cue("refused", dimensions.Relational, refusal, stake)
	b.Cue("equivocal", dimensions.Relational, equivocate, stake)
	b.Cue("subject-changed", dimensions.Relational, change, stake)
	b.Cue("flattered", dimensions.Relational, flattery, stake)
	stance(b, conflict, asked, heat)
	hedged(b, stake)
	b.Wording(max(stake, 0.5))
}

// euphemism: a direct word of the source has a euphemism for it in the
// response, and is itself gone.
func euphemism(b *signal.Builder, stake float64) {
	got := 0
	euphemised(b.Pair, func(_, _ *lexicon.Match) { got++ })
	if b.Signal("euphemism", dimensions.Cognitive, float64(got)/1.5, max(stake, 0.6), 0.7) {
		euphemised(b.Pair, func(m, w *lexicon.Match) {
			b.Span(mechanisms.Response, w.Start, w.End, "euphemism", 0.9)
			b.Span(mechanisms.Source, m.Start, m.End, "said plainly", 0.8)
		})
	}
	weak := func(x *pair.Side) float64 {
		return dense(float64(x.Count[lexicon.EuphemismWeak]), &x.Style)
	}
	if !b.Signal("weak-words", dimensions.Cognitive, signal.Ramp(b.Beyond(weak), 0.02, 0.24), stake, 0.5) {
		return
	}
	d := b.Pair.Resp.Doc
	for i := range d.Matches {
		if w := &d.Matches[i]; w.Class == lexicon.EuphemismWeak {
			b.Span(mechanisms.Response, w.Start, w.End, "weak word", 0.4)
		}
	}
}

// enoughEuphemisms is how many are counted: they fill the evidence, and more
// make the signal no more severe. With it the cost stays linear.
const enoughEuphemisms = 5

// euphemised goes through the pairs of a direct word of the source that is gone,
// with none as direct in its place, and a euphemism for it.
func euphemised(p *pair.Pair, fn func(direct, euphemism *lexicon.Match)) {
	s, r := &p.Src, &p.Resp
	if s.Count[lexicon.EuphemismStrong] == 0 || r.Count[lexicon.EuphemismWeak] == 0 {
		return
	}
	var weak, plain rows
	for i := range r.Doc.Matches {
		switch w := &r.Doc.Matches[i]; w.Class {
		case lexicon.EuphemismWeak:
			weak.add(w.Row)
		case lexicon.EuphemismStrong:
			plain.add(w.Row)
		}
	}
	got := 0
	for i := range s.Doc.Matches {
		m := &s.Doc.Matches[i]
		if m.Class != lexicon.EuphemismStrong || !weak.has(m.Row) || plain.has(m.Row) || keeps(s.Doc, r, m) {
			continue
		}
		for k := range r.Doc.Matches {
			if w := &r.Doc.Matches[k]; w.Class == lexicon.EuphemismWeak && w.Row == m.Row {
				fn(m, w)
				if got++; got == enoughEuphemisms {
					return
				}
			}
		}
	}
}

// rows is a set of rows of a table, as many as any list of euphemisms has;
// rows further down share their bits.
type rows [64]uint64

func (s *rows) add(row int32)      { s[row/64%64] |= 1 << (row % 64) }
func (s *rows) has(row int32) bool { return s[row/64%64]&(1<<(row%64)) != 0 }

func keeps(d *text.Document, r *pair.Side, m *lexicon.Match) bool {
	for i := m.Start; i < m.End; i++ {
		if r.Find(d.Tokens[i].Key) >= 0 {
			return true
		}
	}
	return false
}

// agents: those who act in the source are missing from the response: third
// persons, kin, and roles such as boss or landlord.
func agents(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src, &b.Pair.Resp
	theirs := dense(float64(s.Agents), &s.Style)
	ours := dense(float64(r.Agents), &r.Style)
	if !b.Signal("agents-dropped", dimensions.Cognitive, signal.Drop(min(theirs, 0.24), ours), stake*signal.Ramp(theirs, 0.02, 0.12), 0.6) {
		return
	}
	for i := range s.Doc.Tokens {
		if s.Doc.Entry(i).Person == lexicon.Third {
			b.Span(mechanisms.Source, int32(i), int32(i)+1, "who acted", 0.5)
		}
	}
}

// dense is how often something stands among the words that tell what
// happened: leaving out who did it makes it no denser.
func dense(n float64, y *pair.Style) float64 { return n / float64(max(y.Said, 6)) }

// harm: what was done is not named in the response, in no words of its own.
func harm(b *signal.Builder, conflict float64) {
	var all, lost float64
	harms(b.Pair, func(_ *lexicon.Match, kept bool) {
		all++
		if !kept {
			lost++
		}
	})
	lost *= 1 - 0.7*b.Pair.Resp.Chance(stances...)
	if b.Signal("harm-unnamed", dimensions.Cognitive, lost/(all+1e-9), conflict, 0.6) {
		harms(b.Pair, func(m *lexicon.Match, kept bool) {
			if !kept {
				b.Span(mechanisms.Source, m.Start, m.End, "done, not named", float64(m.Strength))
			}
		})
	}
}

// harms goes through what the source says was done, with whether the response
// keeps a word of it.
func harms(p *pair.Pair, fn func(m *lexicon.Match, kept bool)) {
	d := p.Src.Doc
	for i := range d.Matches {
		switch m := &d.Matches[i]; m.Class {
		case lexicon.Accusation, lexicon.Injustice, lexicon.AngerTarget, lexicon.Confession:
			fn(m, keeps(d, &p.Resp, m))
		}
	}
}

// passive: who did it goes missing with the passive.
func passive(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src.Style, &b.Pair.Resp.Style
	rate := dense(float64(r.Agentless), r) - dense(float64(s.Agentless), s)
	if !b.Signal("passive-without-agent", dimensions.Cognitive, signal.Ramp(rate, 0.02, 0.16), stake, 0.5) {
		return
	}
	for _, x := range b.Pair.Resp.Passives {
		if x.Agentless {
			b.Span(mechanisms.Response, x.First, x.Last, "does not say by whom", 0.5)
		}
	}
}

// negation: refusals and contradictions of the source are dropped, or the
// response denies what the source says.
func negation(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src.Style, &b.Pair.Resp.Style
	n := func(y *pair.Style) float64 { return dense(float64(y.Function[7]), y) }
	if b.Signal("disagreement-dropped", dimensions.Cognitive, signal.Drop(min(n(s), 0.2), n(r)), stake*signal.Ramp(n(s), 0, 0.1), 0.5) {
		d := b.Pair.Src.Doc
		b.Tokens(mechanisms.Source, "says no", 0.5, func(i int) bool { return d.Entry(i).Function&lexicon.Negation != 0 })
	}
	var flipped, all float64
	for i := range b.Pair.Links {
		l := &b.Pair.Links[i]
		if l.To < 0 {
			continue
		}
		all++
		if flips(b.Pair, l) {
			flipped++
		}
	}
	if !b.Signal("contradicted", dimensions.Relational, signal.Ramp(flipped/(all+1), 0.1, 0.5), 1, 0.5) {
		return
	}
	for i := range b.Pair.Links {
		if l := &b.Pair.Links[i]; l.To >= 0 && flips(b.Pair, l) {
			b.Span(mechanisms.Response, l.To, l.To+1, "turned into its opposite", 0.7)
		}
	}
}

// flips reports whether a word that is kept is negated on one side only.
func flips(p *pair.Pair, l *pair.Link) bool {
	return p.Src.Doc.Tokens[l.Token].Has(text.Negated) != p.Resp.Doc.Tokens[l.To].Has(text.Negated)
}

// normsDropped: duties, honour, faith at stake in the source are passed over.
func normsDropped(b *signal.Builder) {
	s, r := b.Chance(mechanisms.Source, norms), b.Pair.Resp.Chance(norms.Classes...)
	if b.Signal("norm-passed-over", dimensions.Cultural, signal.Drop(s, r), s, 0.5) {
		b.Cues(mechanisms.Source, norms)
	}
}

// stance: a stance was due and none was taken.
func stance(b *signal.Builder, conflict, asked, heat float64) {
	if b.Pair.Rewrite {
		return
	}
	r := &b.Pair.Resp
	taken := r.Chance(stances...)
	direct := max(taken, 0.7*float64(r.Strength[lexicon.DirectAnswer]))
	if b.Signal("no-verdict", dimensions.Relational, 1-direct, asked, 0.6) {
		b.Cues(mechanisms.Source, asksJudge)
	}
	if b.Signal("no-stance", dimensions.Relational, 1-taken, max(conflict, 0.5*heat), 0.5) {
		b.Cues(mechanisms.Source, conflicts)
	}
	named := max(float64(r.Strength[lexicon.BlameNamed]), float64(r.Strength[lexicon.OwnFault]))
	if b.Signal("no-named-wrong", dimensions.Cognitive, 1-named, max(conflict, 0.4*heat), 0.5) {
		b.Cues(mechanisms.Source, conflicts)
	}
}

// hedged: a stance wrapped in so many hedges that it is none.
func hedged(b *signal.Builder, stake float64) {
	thick := func(s *pair.Side) float64 {
		n := 0
		for _, c := range hedges.Classes {
			n += int(s.Count[c])
		}
		return dense(float64(n), &s.Style)
	}
	if b.Signal("hedged-stance", dimensions.Relational, signal.Ramp(b.Beyond(thick), 0.04, 0.24), stake, 0.5) {
		b.Cues(mechanisms.Response, hedges)
	}
}
