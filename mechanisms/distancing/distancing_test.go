package distancing

import (
	"testing"

	"github.com/attune-go/attune/internal/signal/signaltest"
	"github.com/attune-go/attune/mechanisms"
)

// detect gives the signals of a pair by name.
func detect(src, resp string, rewrite bool) map[string]mechanisms.Signal {
	return signaltest.Detect(Detect, src, resp, rewrite)
}

// personalSource speaks as a person does, of something near.
const personalSource = "I'm so hurt. My sister didn't invite me to her wedding and I can't stop crying about it. What did I do?"

func TestSignalsOfDistance(t *testing.T) {
	signaltest.Run(t, Detect, 0.1, []signaltest.Case{
		{"may as a possibility", "hedged", true, false, personalSource, "She may have had her reasons, and it may be that you will understand them."},
		{"may as a month", "hedged", false, false, personalSource, "Her wedding was in May and you heard in June. You must be so hurt."},
		{"kind of as a hedge", "hedged", true, false, personalSource, "That is kind of hard, and you are sort of hurt, perhaps."},
		{"kind as a sort", "hedged", false, false, personalSource, "What kind of music did they play while you sat at home crying?"},
		{"I think as a hedge", "hedged", true, false, personalSource, "I think she was wrong."},
		{"I think the world of you", "hedged", false, false, personalSource, "I think the world of you, and she hurt you."},
		{"I think about you", "hedged", false, false, personalSource, "I think about you every day since you told me."},
		{"could you as a request", "hedged", false, false, personalSource, "Could you come over tonight? I'll cook for you."},
		{"could be as a possibility", "hedged", true, false, personalSource, "It could be that she forgot, or it could mean that she was ashamed."},
		{"a plain answer", "hedged", false, false, personalSource, "You did nothing. She left you out, and it hurts like hell."},

		{"held at a distance", "attributed", true, false, personalSource, "According to studies, people reportedly feel left out in such cases."},
		{"says it as its own", "attributed", false, false, personalSource, "You were left out and that hurts."},

		{"a model's disclaimer", "disclaimer", true, false, personalSource, "As an AI language model, I don't have feelings, but this sounds hard."},
		{"no professional", "disclaimer", true, false, personalSource, "I'm not a therapist, so take this with a grain of salt."},
		{"a word about work", "disclaimer", false, false, personalSource, "As a nurse I saw this in so many families. You did nothing."},

		{"official language", "bureaucratic", true, false, personalSource, "Please be advised that your message has been received and will be processed in due course."},
		{"official language around a hedge", "bureaucratic", true, false, personalSource, "It has perhaps been noted."},
		{"a warm line", "bureaucratic", false, false, personalSource, "Oh love. Come here. You did nothing to deserve that."},

		{"corporate language", "corporate", true, false, personalSource, "Let's circle back on your key learnings and leverage this opportunity going forward."},
		{"clinical language", "clinical", true, false, personalSource, "The patient presents with low mood and reports interpersonal difficulties."},
		{"a doctor named", "clinical", false, false, personalSource, "Did the doctor see how hurt you were?"},

		{"the person as individuals", "impersonal", true, false, personalSource, "Individuals in such situations often experience distress. One may feel excluded."},
		{"one as a number", "impersonal", false, false, personalSource, "You lost one sister that day and I'm so sorry."},

		{"chummy to a letter", "over-familiar", true, false, "Respected Sir, kindly advise whether the book is to be returned. I remain, yours faithfully, K. Rao", "Hiya! Yeah nope, no worries, keep it lol. Cheers!!"},
		{"a letter to a letter", "over-familiar", false, false, "Respected Sir, kindly advise whether the book is to be returned. I remain, yours faithfully, K. Rao", "Dear Mr Rao, You may keep the book. Yours sincerely, L. Mathew"},

		{"a lecture", "lecturing", true, false, personalSource, "It is important to remember that communication is key in any relationship."},
		{"no lecture", "lecturing", false, false, personalSource, "She left you out. I'd be crying too."},

		{"nobody is spoken to", "not-addressed", true, false, personalSource, "Weddings are a frequent source of family tension and exclusion is common."},
		{"spoken to", "not-addressed", false, false, personalSource, "You did nothing, and you get to be hurt."},
		{"nobody speaks", "no-persons", true, false, personalSource, "Weddings are a frequent source of family tension and exclusion is common."},
		{"both speak", "no-persons", false, false, personalSource, "I'm so sorry. You did nothing wrong."},

		{"passives", "passive", true, false, personalSource, "The invitation was withheld and the guests were selected. Hurt was caused."},
		{"no passives", "passive", false, false, personalSource, "She kept the invitation back and she chose her guests."},
		{"acts made nouns", "nominalised", true, false, personalSource, "The exclusion and the termination of communication constitute a deterioration of the relationship."},
		{"acts as verbs", "nominalised", false, false, personalSource, "She shut you out and stopped talking."},
		{"long words", "long-words", true, false, personalSource, "Interpersonal complications frequently necessitate considerable psychological readjustment."},
		{"short words", "long-words", false, false, personalSource, "She left you out. It hurts."},
		{"long sentences", "long-sentences", true, false, personalSource, "While it is of course the case that weddings tend to bring with them a number of decisions which are hard for all of the people who are asked to take them, it is also the case that some of them turn out in a way that nobody would have wished for."},
		{"short sentences", "long-sentences", false, false, personalSource, "She left you out. It hurts. Come over."},
		{"formal words", "formal", true, false, personalSource, "We regret to inform you that the aforementioned omission was inadvertent; kindly accept our apologies."},
		{"plain words", "formal", false, false, personalSource, "She left you out and you're hurt."},
		{"nothing contracted", "uncontracted", true, false, personalSource, "I am sorry. You did not do anything. She is wrong and it is cruel."},
		{"contracted", "uncontracted", false, false, personalSource, "I'm sorry. You didn't do a thing. She's wrong and it's cruel."},
		{"possibilities", "modal", true, false, personalSource, "You could ask and she might answer. It may pass. You should wait."},
		{"facts", "modal", false, false, personalSource, "She left you out. You cried."},

		{"dialect not met", "dialect-unmet", true, false, "Abeg o, my oga dey vex me well well. Wetin I go do now?", "It is advisable to speak to your manager about this matter."},
		{"dialect met", "dialect-unmet", false, false, "Abeg o, my oga dey vex me well well. Wetin I go do now?", "Abeg, that your oga na wahala o. Wetin he talk? Make you no mind am."},
		{"code-switching not met", "code-switch-unmet", true, false, "Ay dios, she died ayer, mija. Nunca la olvido, te juro.", "I am sorry that she passed yesterday."},
		{"code-switching met", "code-switch-unmet", false, false, "Ay dios, she died ayer, mija. Nunca la olvido, te juro.", "Ay dios, mija. Claro, nunca. Ahora un abrazo, siempre."},

		{"address lost in a rewrite", "address-lost", true, true, "You lied to me and you never said sorry.", "There was a lie and an apology was not made."},
		{"address kept in a rewrite", "address-lost", false, true, "You lied to me and you never said sorry.", "You lied to me and never apologised."},
		{"first person lost in a rewrite", "person-lost", true, true, "I begged and I waited and nobody helped me.", "Requests were made and no help came."},
		{"first person kept in a rewrite", "person-lost", false, true, "I begged and I waited and nobody helped me.", "I begged, I waited, and nobody helped me."},
		{"everybody gone from a rewrite", "persons-gone", true, true, "I told you he would leave and he left us.", "The departure had been foreseen and took place."},
		{"style kept in a rewrite", "style-unmatched", false, true, "I told you he would leave us, and in the end he did leave us, and now I am alone with it all.", "I told you he would leave us, and in the end he did, and now I am alone with it all."},
		{"style of a notice", "style-unmatched", true, true, "I told you he would leave us, and in the end he did leave us, and now I am alone with it all.", "Departure confirmed. Household reduced. Responsibility remaining: one adult, complete."},
	})
}

func TestFormalAndFactualSourcesLeaveLittleToLose(t *testing.T) {
	answer := "The office is open from nine to five. Applications are to be submitted in writing, and receipt is confirmed within ten days."
	for name, source := range map[string]string{
		"factual": "What are the opening hours of the registry office in Leeds, and how does one apply?",
		"formal":  "To whom it may concern: please confirm the procedure for the submission of applications pursuant to section 4.",
	} {
		t.Run(name, func(t *testing.T) {
			for _, s := range detect(source, answer, false) {
				if s.Opportunity > 0.15 && s.Name != "disclaimer" && s.Severity > 0 {
					t.Errorf("%s has an opportunity of %.2f", s.Name, s.Opportunity)
				}
			}
		})
	}
	for _, s := range detect(personalSource, answer, false) {
		if s.Name == "not-addressed" && s.Opportunity < 0.5 {
			t.Errorf("%s has an opportunity of %.2f where a person speaks", s.Name, s.Opportunity)
		}
	}
}

func TestAFamiliarToneIsDueToAFriend(t *testing.T) {
	const reply = "Hiya! Yeah nope, no worries, keep it lol. Cheers!!"
	if s, ok := detect("omg hiya!! got the book lol, u want it back?", reply, false)["over-familiar"]; ok {
		t.Errorf("severity %.2f of a tone like the person's own", s.Severity)
	}
}
