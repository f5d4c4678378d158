package avoidance

import (
	"strings"
	"testing"

	"github.com/attune-go/attune/internal/signal/signaltest"
	"github.com/attune-go/attune/mechanisms"
)

// detect gives the signals of a pair by name.
func detect(src, resp string, rewrite bool) map[string]mechanisms.Signal {
	return signaltest.Detect(Detect, src, resp, rewrite)
}

const (
	accused = "My brother stole my savings and lied to my face about it. He says I'm overreacting. Am I wrong to cut him off?"
	deed    = "The manager lied to us. He fired Ana because she complained and he refused to say why."
)

func TestSignalsOfAvoidance(t *testing.T) {
	signaltest.Run(t, Detect, 0.25, []signaltest.Case{
		{"an incident occurred", "agentless", true, false, accused, "An incident occurred and mistakes were made."},
		{"somebody did it", "agentless", false, false, accused, "He stole from you and then he lied."},
		{"the act made a noun", "act-nominalised", true, false, accused, "There was a misunderstanding over money and a breakdown in communication."},
		{"the act as a verb", "act-nominalised", false, false, accused, "He stole your money."},
		{"excused", "excused", true, false, accused, "I'm sure he didn't mean to. His heart was in the right place."},
		{"not excused", "excused", false, false, accused, "He meant to, and he did it twice."},
		{"euphemism for the word", "euphemism", true, false, "My brother stole my savings.", "He borrowed your savings without asking."},
		{"euphemism beside the word kept", "euphemism", false, false, "My brother stole my savings.", "He stole your savings. He'll say that he borrowed them."},
		{"agents gone", "agents-dropped", true, false, accused, "Money is a frequent topic of disputes. A budget is useful."},
		{"agents kept", "agents-dropped", false, false, accused, "He stole it and he lied. Your brother owes you, and he knows that he does."},
		{"harm unnamed", "harm-unnamed", true, false, accused, "It is a difficult situation for everyone concerned."},
		{"harm named", "harm-unnamed", false, false, accused, "He stole from you and lied to your face. You're not overreacting."},
		{"passives hide who", "passive-without-agent", true, false, accused, "Savings were taken and trust was broken. Things were said."},
		{"a passive that says by whom", "passive-without-agent", false, false, accused, "Your savings were stolen by your brother."},
		{"no is dropped", "disagreement-dropped", true, true, "No. I will not sign it, and I never agreed to it.", "I have some questions about signing."},
		{"no is kept", "disagreement-dropped", false, true, "No. I will not sign it, and I never agreed to it.", "No. I won't sign it and never agreed."},
		{"turned into its opposite", "contradicted", true, true, "She did not steal the ring and did not lie.", "She stole the ring and lied."},

		{"vague harmony", "harmony", true, false, accused, "Every family has its differences. In the end, family is family."},
		{"a family named", "harmony", false, false, accused, "Does the rest of the family know that he stole it?"},
		{"norm of the individual imposed", "norm-imposed", true, false, "My parents want me to live with them. I want to, it's my duty and my joy.", "You need to put yourself first and set boundaries with your parents."},
		{"norm of the group imposed", "norm-imposed", true, false, accused, "You should respect your elders and forgive him, because blood is thicker than water."},
		{"no norm", "norm-imposed", false, false, accused, "He stole from you. You are right to be angry."},

		{"both sides", "both-sides", true, false, accused, "There are two sides to every story, and both of you have valid points."},
		{"both as a number", "both-sides", false, false, accused, "Both times he lied to you."},
		{"passed to a therapist", "deflected", true, false, accused, "You may want to speak to a therapist or a counsellor about this."},
		{"only you can know", "deflected", true, false, accused, "Only you can decide what is right for you."},
		{"a therapist who is in the story", "deflected", false, false, "My therapist lied to me.", "Your therapist lied to you, and that's vile."},
		{"refused", "refused", true, false, accused, "I'm sorry, but I can't comment on that. It's not my place to judge."},
		{"somebody else refused", "refused", false, false, accused, "She refused to help and he declined to answer. They refused your request."},
		{"against the rules", "refused", false, false, accused, "What he did is against the rules of any house."},
		{"equivocal", "equivocal", true, false, accused, "It depends. There's no right or wrong answer here."},
		{"wrong said plainly", "equivocal", false, false, accused, "He was wrong. You were right."},
		{"subject changed", "subject-changed", true, false, accused, "Anyway, on a lighter note, how is the garden?"},
		{"subject kept", "subject-changed", false, false, accused, "He stole it. What did he say about the money?"},
		{"flattery", "flattered", true, false, accused, "What a great question! You are such an amazing person."},
		{"no flattery", "flattered", false, false, accused, "No. You're right."},

		{"no verdict", "no-verdict", true, false, accused, "That sounds hard. Siblings fight."},
		{"standing by the person is a verdict", "no-verdict", false, false, accused, "No, you are not wrong. He stole from you."},
		{"facing the person is a verdict", "no-verdict", false, false, "I screamed at my kid for spilling milk. Was I wrong?", "Yes, you were wrong. You owe him an apology."},
		{"flattery is no verdict", "no-verdict", true, false, accused, "What a great question! You are such an amazing person."},
		{"no stance", "no-stance", true, false, accused, "Money can be a sensitive subject."},
		{"standing by the person is a stance", "no-stance", false, false, accused, "You did nothing wrong. He stole from you and he lied."},
		{"facing the person is a stance", "no-stance", false, false, "I lied to my best friend and I hit him.", "You were wrong to hit him. You owe him an apology."},
		{"flattery is no stance", "no-stance", true, false, accused, "You are such an amazing, inspiring person."},
		{"hedged to nothing", "hedged-stance", true, false, accused, "Perhaps he was possibly wrong, and maybe it seems he might be, in a way."},
		{"said straight", "hedged-stance", false, false, accused, "He was wrong."},
		{"May as a month", "hedged-stance", false, false, accused, "He stole it in May and he lied in June."},

		{"wrong kept in a rewrite", "harm-unnamed", false, true, deed, "The manager lied to us and fired Ana for complaining; he refused to say why."},
		{"wrong lost in a rewrite", "harm-unnamed", true, true, deed, "There have been some staffing changes."},
	})
}

func TestWithoutConflictNoStanceIsDue(t *testing.T) {
	source := "How do I take the back wheel off a folding bicycle?"
	got := detect(source, "Open the quick release and slide the wheel down.", false)
	for _, name := range []string{"no-verdict", "no-stance", "no-named-wrong", "harm-unnamed"} {
		if s := got[name]; s.Opportunity > 0.15 {
			t.Errorf("%s has an opportunity of %.2f", name, s.Opportunity)
		}
	}
}

func TestEvidenceQuotesWhatTheSignalIsAbout(t *testing.T) {
	reply := "Your savings were taken. There are two sides to every story. It is sad, and much can be learned from it, and time will tell."
	got := detect(accused, reply, false)
	for name, want := range map[string]string{"passive-without-agent": "were taken", "both-sides": "two sides"} {
		found := false
		for _, e := range got[name].Evidence {
			found = found || e.Side == mechanisms.Response && strings.Contains(reply[e.Start:e.End], want)
		}
		if !found {
			t.Errorf("%s does not quote %q: %v", name, want, got[name].Evidence)
		}
	}
	for name, s := range got {
		for _, e := range s.Evidence {
			if e.Side == mechanisms.Response && e.End-e.Start == len(reply) {
				t.Errorf("%s quotes the whole response", name)
			}
		}
	}
}
