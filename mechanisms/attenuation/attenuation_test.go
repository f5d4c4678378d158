package attenuation

import (
	"testing"

	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/signal/signaltest"
	"github.com/attune-go/attune/mechanisms"
)

// detect gives the signals of a pair by name.
func detect(src, resp string, rewrite bool) map[string]mechanisms.Signal {
	return signaltest.Detect(Detect, src, resp, rewrite)
}

const (
	humiliated = "My boss read my mistakes out loud to the whole office. I was so humiliated I wanted to die."
	ecstatic   = "I GOT IN!!! Full scholarship!! I'm absolutely ecstatic, I can't stop screaming!!!"
	urgent     = "Please help, this is an emergency, he's not breathing right and I need an answer right now!"
)

func TestSignalsOfAttenuation(t *testing.T) {
	signaltest.Run(t, Detect, 0.15, []signaltest.Case{
		{"joy for humiliation", "wrong-feeling", true, false, humiliated, "How wonderful! I'm so happy and delighted for you, what a joy!"},
		{"humiliation met", "wrong-feeling", false, false, humiliated, "That is humiliating. I'd be mortified and furious."},
		{"feeling heaped on", "overclaimed", true, false, "I missed the bus this morning.", "Oh the agony, the despair, the misery! You must be devastated, heartbroken, terrified, humiliated, crushed."},
		{"a feeling named once", "overclaimed", false, false, humiliated, "You were humiliated, and no wonder."},
		{"humiliated made upset", "coarsened", true, false, humiliated, "You were upset. Anyone would feel bad."},
		{"humiliated kept", "coarsened", false, false, humiliated, "You were humiliated in front of everyone."},
		{"told as milder in a rewrite", "distress-lowered", true, true, "He humiliated me, it was vile and I hate him.", "He made a remark and I noticed it."},
		{"told as it was in a rewrite", "distress-lowered", false, true, "He humiliated me, it was vile and I hate him.", "He humiliated me. It was vile. I hate him."},
		{"joy told as none", "joy-lowered", true, false, ecstatic, "The result has been recorded."},
		{"joy shared", "joy-lowered", false, false, ecstatic, "You got in!! I'm ecstatic for you, this is wonderful!!!"},
		{"exclamations dropped", "marked-affect-flattened", true, false, ecstatic, "Congratulations on the scholarship."},
		{"exclamations met", "marked-affect-flattened", false, false, ecstatic, "YOU GOT IN!!! Screaming with you!!! Full scholarship!!!"},
		{"a phrase of feeling lost", "idiom-lost", true, false, "I was over the moon when she said yes, on cloud nine.", "She agreed."},
		{"a phrase of feeling met", "idiom-lost", false, false, "I was over the moon when she said yes.", "Over the moon! On top of the world!"},
		{"force lowered", "peak-lost", true, false, humiliated, "The office heard about it."},
		{"force kept", "peak-lost", false, false, humiliated, "You were so humiliated you wanted to die."},
		{"the strongest word weakened", "intensity-lowered", true, false, "I was terrified and devastated.", "You were a bit uneasy."},
		{"as strong", "intensity-lowered", false, false, "I was terrified and devastated.", "You were terrified and devastated."},

		{"silver lining", "silver-lining", true, false, humiliated, "Look on the bright side, every cloud has a silver lining."},
		{"a lining of a coat", "silver-lining", false, false, humiliated, "He read them out and you stood there in your coat."},
		{"made less of", "minimised", true, false, humiliated, "It's not that big a deal. It could be worse."},
		{"taken for what it is", "minimised", false, false, humiliated, "That is a big thing to have done to you."},
		{"downtoned", "downtoned", true, false, humiliated, "You were slightly bothered and a little put out."},
		{"not downtoned", "downtoned", false, false, humiliated, "You were humiliated."},
		{"a feeling made little of", "understated", true, false, "They had me stand up in front of sixty people.", "That must have been a bit awkward."},
		{"a feeling taken whole", "understated", false, false, "They had me stand up in front of sixty people.", "That must have been awful."},
		{"little of something else", "understated", false, false, "They had me stand up in front of sixty people.", "Come an hour before and sit at the back."},
		{"a name that is a word", "understated", false, false, "They had me stand up in front of sixty people.", "Perhaps Grace saw it, or maybe Hope."},
		{"as little as the person made of it", "understated", false, false, "It was slightly annoying and a little awkward and a bit sad.", "A bit awkward, yes."},
		{"a rewrite as little as its source", "understated", false, true, "It was a bit awkward.", "It was a bit awkward."},
		{"mixed feelings", "vague-feeling", true, false, humiliated, "You must be feeling a range of emotions right now."},
		{"a feeling by its name", "vague-feeling", false, false, humiliated, "That was humiliating."},
		{"flat answer to joy", "joy-flattened", true, false, ecstatic, "That's nice. Good for you."},
		{"joy answered", "joy-flattened", false, false, ecstatic, "YES!!! You did it!!!"},
		{"fine as in fine weather", "joy-flattened", false, false, ecstatic, "A fine scholarship that is! You did it!!!"},
		{"urgency lowered", "urgency-lowered", true, false, urgent, "There's no rush. Take your time and see how it goes."},
		{"urgency met", "urgency-lowered", false, false, urgent, "Call 999 now. Right now. Don't wait."},
		{"urgency dropped", "urgency-dropped", true, false, urgent, "Breathing is a complex process."},
		{"not acknowledged", "unacknowledged", true, false, humiliated, "Offices have printers on every floor."},
		{"acknowledged", "unacknowledged", false, false, humiliated, "No wonder you were humiliated. I'm so sorry that he did that to you. That's cruel."},
		{"force unmet", "force-unmet", true, false, humiliated, "The office has a policy on meetings."},
	})
}

func TestFactsLeaveNoFeelingToLose(t *testing.T) {
	source := "Which bus goes from the station to the museum on a weekday?"
	for _, s := range detect(source, "The number 4, every ten minutes.", false) {
		// What the wording shows is told for every pair, at half its due.
		if s.Opportunity > 0.5 && s.Severity > 0.15 {
			t.Errorf("%s is %.2f with an opportunity of %.2f", s.Name, s.Severity, s.Opportunity)
		}
	}
}

func TestWeakerOfTwoWordsIsNeverLess(t *testing.T) {
	ladders := [][]string{
		{"furious", "angry", "annoyed"}, {"terrified", "scared", "nervous"}, {"devastated", "heartbroken", "disappointed"},
		{"ecstatic", "thrilled", "happy", "glad"}, {"humiliated", "ashamed", "embarrassed"},
	}
	for _, source := range []string{humiliated, ecstatic, urgent} {
		for _, l := range ladders {
			for i := range l[1:] {
				strong, weak := "You must be "+l[i]+", and anyone would be.", "You must be "+l[i+1]+", and anyone would be."
				before, after := detect(source, strong, false), detect(source, weak, false)
				for name, s := range before {
					if name != signal.Milder && after[name].Severity < s.Severity-1e-9 && !signal.IsWording(name) {
						t.Errorf("%s: %s for %s lowers it from %.3f to %.3f", name, l[i+1], l[i], s.Severity, after[name].Severity)
					}
				}
			}
		}
	}
}
