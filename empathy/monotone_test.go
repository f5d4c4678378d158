package empathy_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/benchmark"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// The third property of the design: an edit that can only take from the person
// never makes the mechanism it belongs to look better. Edits are made to the
// responses of the written items by lists of what is weaker, what is a hedge,
// and what has lost its agent.
//
// The property holds by construction where an edit changes nothing but its own
// measure. It does not hold in full: a word put into a sentence may part a cue
// of several words or complete another, and a noun in the place of a verb is
// another word with a wording of its own. The shares that hold are the floors.

// slack is what floating-point sums in another order may differ by.
const slack = 1e-9

// An edit is a response before and after.
type edit struct {
	what          string
	task          empathy.Task
	source        string
	before, after string
}

// hold analyses edits and fails unless after so large a share of them the
// severity of the mechanism is no less than before.
func hold(t *testing.T, m mechanisms.Kind, edits []edit, floor float64) {
	t.Helper()
	if len(edits) < 2000 {
		t.Fatalf("only %d edits", len(edits))
	}
	analyzers := map[empathy.Task]*empathy.Analyzer{
		empathy.Reply: taskAnalyzer(t, empathy.Reply), empathy.Rewrite: taskAnalyzer(t, empathy.Rewrite),
	}
	fell, worst, example := 0, 0.0, ""
	for _, e := range edits {
		a := analyzers[e.task]
		was, is := a.Analyze(e.source, e.before).Mechanisms[m].Severity, a.Analyze(e.source, e.after).Mechanisms[m].Severity
		if is >= was-slack {
			continue
		}
		if fell++; was-is > worst {
			worst = was - is
			example = fmt.Sprintf("%q takes it from %.4f to %.4f:\n%s\n%s", e.what, was, is, e.before, e.after)
		}
	}
	share := 1 - float64(fell)/float64(len(edits))
	t.Logf("%s: %d of %d edits lower it, by %.4f at most", m, fell, len(edits), worst)
	if share < floor {
		t.Errorf("%s is no lower after %.4f of the edits, want %.4f; %s", m, share, floor, example)
	}
}

// A base is a pair that edits are made to.
type base struct {
	task             empathy.Task
	source, response string
}

func bases() (out []base) {
	for _, it := range benchmark.Items(benchmark.All) {
		out = append(out, base{it.Task, it.Source, it.Faithful}, base{it.Task, it.Source, it.Failing})
	}
	for _, c := range benchmark.Controls(benchmark.All) {
		out = append(out, base{c.Task, c.Source, c.Response})
	}
	return out
}

// pick draws n edits of those that make gives for bases drawn at random.
func pick(n int, seed uint64, make func(*rand.Rand, base) (edit, bool)) (out []edit) {
	rng := rand.New(rand.NewPCG(3, seed))
	all := bases()
	for tries := 0; len(out) < n && tries < 200*n; tries++ {
		b := all[rng.IntN(len(all))]
		if e, ok := make(rng, b); ok {
			e.task, e.source = b.task, b.source
			if e.before == "" {
				e.before = b.response
			}
			out = append(out, e)
		}
	}
	return out
}

// ladders are words of one feeling, the strongest first. Each is at least as
// fine as those behind it.
var ladders = [][]string{
	{"livid", "furious", "enraged", "outraged", "angry", "frustrated", "annoyed", "irked", "miffed"},
	{"humiliated", "mortified", "disgraced", "ashamed", "embarrassed"},
	{"devastated", "heartbroken", "crushed", "hurt", "disappointed", "upset"},
	{"miserable", "depressed", "sad", "unhappy", "upset"},
	{"terrified", "petrified", "panicked", "scared", "afraid", "anxious", "worried", "nervous", "uneasy", "concerned"},
	{"ecstatic", "overjoyed", "elated", "thrilled", "delighted", "excited", "happy", "pleased", "glad"},
	{"disgusted", "revolted", "sickened", "repelled"},
	{"overwhelmed", "swamped", "exhausted", "drained"},
	{"lonely", "isolated", "abandoned", "excluded"},
	{"relieved", "calm"},
	{"proud", "confident"},
}

// nouns are ladders of names of feelings.
var nouns = [][]string{
	{"fury", "rage", "anger", "frustration", "annoyance", "irritation"},
	{"terror", "panic", "fear", "anxiety", "worry", "unease", "concern"},
	{"despair", "heartbreak", "misery", "sadness", "disappointment"},
	{"humiliation", "shame", "embarrassment"},
	{"elation", "joy", "delight", "happiness", "pleasure"},
}

// weaker lists, for each word of some ladders, those that are rated weaker.
func weaker(ladders [][]string) (words []string, than map[string][]string) {
	lex := lexicon.Default()
	than = map[string][]string{}
	for _, l := range ladders {
		for i, strong := range l {
			a := lex.Entry(lex.Lookup(strong))
			for _, weak := range l[i+1:] {
				b := lex.Entry(lex.Lookup(weak))
				if a.Is(lexicon.Ambiguous) || b.Is(lexicon.Ambiguous) {
					continue // what it is depends on what stands around it
				}
				if a.Emotion != 0 && a.Emotion == b.Emotion && a.Intensity > b.Intensity && b.Valence != 0 && a.Valence/b.Valence >= 1 {
					than[strong] = append(than[strong], weak)
				}
			}
			if len(than[strong]) > 0 {
				words = append(words, strong)
			}
		}
	}
	return words, than
}

// Sentences that name a feeling of the person.
var (
	adjectiveFrames = []string{
		"You sound {w}.", "No wonder you are {w}.", "I'd be {w} too.", "You have every right to be {w}.", "Anyone would feel {w}.",
		"You were {w}, and nobody saw it.", "I am {w} for you.", "You must have been so {w} that day.", "Being {w} is what this does to people.",
	}
	nounFrames = []string{"All that {w} has to go somewhere.", "Your {w} makes sense.", "I can hear the {w} in that.", "So much {w} in one day."}
)

// weaken puts a weaker word in the place of a feeling word of the response, or
// of one that is put into it first.
func weaken(frames []string, ladders [][]string, inPlace bool) func(*rand.Rand, base) (edit, bool) {
	words, than := weaker(ladders)
	return func(rng *rand.Rand, b base) (edit, bool) {
		resp := b.response
		var at [][]int
		for _, w := range wordAt.FindAllStringIndex(resp, -1) {
			if inPlace && len(than[resp[w[0]:w[1]]]) > 0 {
				at = append(at, w)
			}
		}
		if len(at) == 0 || rng.IntN(4) == 0 {
			s := words[rng.IntN(len(words))]
			named := strings.ReplaceAll(frames[rng.IntN(len(frames))], "{w}", s)
			resp = between(rng, resp, named)
			i := strings.Index(resp, named) + strings.Index(named, s)
			at = [][]int{{i, i + len(s)}}
		}
		w := at[rng.IntN(len(at))]
		was := resp[w[0]:w[1]]
		is := than[was][rng.IntN(len(than[was]))]
		return edit{what: is + " for " + was, before: resp, after: resp[:w[0]] + is + resp[w[1]:]}, true
	}
}

var wordAt = regexp.MustCompile(`[A-Za-z]+`)

// sentenceEnd is where another sentence may begin.
var sentenceEnd = regexp.MustCompile(`[a-z][.!?] `)

// between puts a sentence between two of a text or at its end.
func between(rng *rand.Rand, text, sentence string) string {
	at := sentenceEnd.FindAllStringIndex(text, -1)
	if k := rng.IntN(len(at) + 1); k < len(at) {
		return text[:at[k][1]] + sentence + " " + text[at[k][1]:]
	}
	return text + " " + sentence
}

func TestWeakerFeelingNeverLowersAttenuation(t *testing.T) {
	edits := pick(2400, 1, weaken(adjectiveFrames, ladders, true))
	edits = append(edits, pick(600, 4, weaken(nounFrames, nouns, false))...)
	hold(t, mechanisms.Attenuation, edits, 0.995)
}

// Hedges that open a sentence and hedges within one.
var (
	openers = []string{
		"Perhaps", "Maybe", "I think", "It seems", "It seems that", "I guess", "I suppose", "Possibly,", "Presumably", "Arguably,",
		"In my opinion,", "To some extent,", "It's possible that", "I believe", "Apparently", "In a way,", "Generally speaking,", "I'd say", "It appears that", "Probably",
	}
	inner = []string{"perhaps", "probably", "possibly", "somewhat", "apparently", "maybe", "more or less", "arguably", "in a way", "presumably", "to some extent", "generally"}
)

var (
	sentenceStart = regexp.MustCompile(`(?:^|[a-z][.!?] )([A-Z][a-z']*|I)\b`)
	copula        = regexp.MustCompile(`\b(?:is|are|was|were|that's|it's|you're|isn't|wasn't)\b `)
)

// hedge puts a hedge before a sentence or behind a form of "be".
func hedge(rng *rand.Rand, b base) (edit, bool) {
	resp := b.response
	if rng.IntN(2) == 0 {
		at := copula.FindAllStringIndex(resp, -1)
		if len(at) == 0 {
			return edit{}, false
		}
		i, h := at[rng.IntN(len(at))][1], inner[rng.IntN(len(inner))]
		return edit{what: h, after: resp[:i] + h + " " + resp[i:]}, true
	}
	at := sentenceStart.FindAllStringSubmatchIndex(resp, -1)
	if len(at) == 0 {
		return edit{}, false
	}
	w, h := at[rng.IntN(len(at))], openers[rng.IntN(len(openers))]
	first := resp[w[2]:w[3]]
	if lower := strings.ToLower(first); first != "I" && !strings.HasPrefix(first, "I'") && lexicon.Default().Lookup(lower) != 0 {
		first = lower
	}
	return edit{what: h, after: resp[:w[2]] + h + " " + first + resp[w[3]:]}, true
}

func TestHedgeNeverLowersDistancing(t *testing.T) {
	hold(t, mechanisms.Distancing, pick(3000, 2, hedge), 0.995)
}

// deeds are told with who did them, then without: in the passive, and as a
// noun.
var deeds = [][3]string{
	{"He stole it.", "It was stolen.", "There was a theft."},
	{"She lied to you.", "You were lied to.", "There were some lies."},
	{"They threw you out.", "You were thrown out.", "There was an eviction."},
	{"Your boss shouted at you.", "You were shouted at.", "There was some shouting."},
	{"He hit you.", "You were hit.", "There was an incident."},
	{"She broke her promise.", "The promise was broken.", "There was a broken promise."},
	{"Your brother took the money.", "The money was taken.", "Money went missing."},
	{"They ignored your complaint.", "Your complaint was ignored.", "There was a dismissal of the complaint."},
	{"He humiliated you in front of everyone.", "You were humiliated in front of everyone.", "There was a humiliation in front of everyone."},
	{"Your landlord stopped the heating.", "The heating was stopped.", "There was a stoppage of the heating."},
	{"She read your diary.", "Your diary was read.", "There was a breach of privacy."},
	{"They fired you by text.", "You were fired by text.", "There was a termination by text."},
	{"Your mother sold the ring.", "The ring was sold.", "There was a sale of the ring."},
	{"He blamed you for it.", "You were blamed for it.", "There was some blame for it."},
	{"The nurse gave the wrong dose.", "The wrong dose was given.", "There was a dosage error."},
	{"My teacher called me stupid.", "I was called stupid.", "There was some name-calling."},
	{"They promised you the job.", "You were promised the job.", "There was a promise of the job."},
	{"She cheated on you.", "You were cheated on.", "There was an infidelity."},
	{"He betrayed your trust.", "Your trust was betrayed.", "There was a betrayal of trust."},
	{"Your manager took the credit.", "The credit was taken.", "There was a mix-up over the credit."},
	{"The driver injured her.", "She was injured.", "There was an injury."},
	{"They searched your bag.", "Your bag was searched.", "There was a search of your bag."},
	{"Your sister told everyone.", "Everyone was told.", "There was a disclosure to everyone."},
	{"He locked the door on you.", "The door was locked on you.", "There was a locked door."},
	{"They threatened your family.", "Your family was threatened.", "There were threats to your family."},
	{"She insulted your mother.", "Your mother was insulted.", "There were insults."},
	{"He pushed me down the stairs.", "I was pushed down the stairs.", "There was a shove on the stairs."},
	{"They abandoned you.", "You were abandoned.", "There was an abandonment."},
	{"She refused to help.", "Help was refused.", "There was a refusal to help."},
	{"They discriminated against you.", "You were discriminated against.", "There was discrimination."},
}

// done finds a deed with a pronoun for who did it and a short object.
var done = regexp.MustCompile(`\b(?:He|She|They) (took|broke|stole|sold|cut|lost|ruined|cancelled|ignored|blamed|called|mocked|fired|left|sent|told|kept|changed|moved|threw|gave|read|opened|posted|used|promised|deleted) ((?:your|my|the|his|her|their|a) [a-z]+(?: [a-z]+)?|you|it|me)([.,;!?])`)

var participles = map[string]string{"took": "taken", "broke": "broken", "stole": "stolen", "threw": "thrown", "gave": "given"}

var subjects = map[string]string{"you": "You", "it": "It", "me": "I"}

// passive turns a deed of a text into the passive without an agent.
func passive(rng *rand.Rand, text string) (string, string, bool) {
	at := done.FindAllStringSubmatchIndex(text, -1)
	if len(at) == 0 {
		return "", "", false
	}
	w := at[rng.IntN(len(at))]
	verb, object := text[w[2]:w[3]], text[w[4]:w[5]]
	if p, ok := participles[verb]; ok {
		verb = p
	}
	be := "was"
	if object == "you" || strings.HasSuffix(object, "s") {
		be = "were"
	}
	subject, ok := subjects[object]
	if !ok {
		subject = strings.ToUpper(object[:1]) + object[1:]
	}
	return text[w[0]:w[1]], text[:w[0]] + subject + " " + be + " " + verb + text[w[6]:], true
}

// deleteAgent takes the agent out of a deed of the response, or of one that is
// put into it first: by the passive, form 1, or by a noun, form 2.
func deleteAgent(form int) func(*rand.Rand, base) (edit, bool) {
	return func(rng *rand.Rand, b base) (edit, bool) {
		if form == 1 && rng.IntN(2) == 0 {
			if what, after, ok := passive(rng, b.response); ok {
				return edit{what: "the passive of " + what, after: after}, true
			}
		}
		d := deeds[rng.IntN(len(deeds))]
		before := between(rng, b.response, d[0])
		return edit{what: d[form], before: before, after: strings.Replace(before, d[0], d[form], 1)}, true
	}
}

func TestDeletedAgentNeverLowersAvoidance(t *testing.T) {
	t.Run("passive", func(t *testing.T) { hold(t, mechanisms.Avoidance, pick(2500, 3, deleteAgent(1)), 0.999) })
	t.Run("noun", func(t *testing.T) { hold(t, mechanisms.Avoidance, pick(2500, 3, deleteAgent(2)), 0.89) })
}
