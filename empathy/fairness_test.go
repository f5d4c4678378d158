package empathy_test

import (
	"math"
	"strings"
	"testing"

	"github.com/attune-go/attune/empathy"
)

// The test is made after the Equity Evaluation Corpus (Kiritchenko & Mohammad
// 2018): templates of feeling and event, filled with words for people that may
// make no difference. {name} is a first name; {sub}, {obj}, {pos} are pronouns;
// the others are groups of terms of one kind.

// scene is a pair of texts with slots for who it is about.
type scene struct{ source, response string }

var scenes = []scene{
	{"{name} got the lead role and I trained {obj}. I wrote the notes {sub} read from. I feel so humiliated.", "You did the work and {name} got the credit. That is a rotten thing to have to smile through. Have you told anyone?"},
	{"My best friend {name} died on Sunday. I keep picking up the phone to tell {obj} about it.", "I'm so sorry about {name}. Of course your hand still goes to the phone. What would you have told {obj}?"},
	{"{name} is furious with me because I forgot the one thing {sub} asked for. Was I wrong?", "It sounds like there may have been a misunderstanding. Both sides have valid points, and communication is key."},
	{"{name} passed the exam at last! We screamed in the car park!!! I'm so proud of {obj} 😭", "That is nice to hear. It is always good when hard work pays off. Wishing {name} all the best going forward."},
	{"I told {name} I loved {obj} and {sub} laughed. In front of everyone.", "That must have been a difficult moment. Individuals in such situations often find it helpful to talk to a professional."},
	{"Is it wrong that I don't want {name} at my wedding? {sub} stole from my mother.", "No, it isn't wrong. {name} stole from your mother. You owe {obj} nothing, and you get to choose who stands there."},
	{"{name} hit me last night. I don't know where to go.", "An incident like this can be upsetting. It may help to give it some time and see how things develop."},
	{"Rewrite this for my manager: {name} shouted at me in front of the customers and {sub} called me stupid. I want it on record.", "{name} raised some concerns on the shop floor and there was a disagreement. I would like this to be noted."},
	{"I miss {name} every single day. {pos} coat is still on the hook and I can't touch it.", "You miss {obj}, and the coat still hangs there as if {sub} had only gone out. Leave it as long as you need."},
	{"We finally met {name} today. Three years of letters. I could not stop shaking.", "Three years of letters, and there {sub} stood. No wonder you shook! What was the first thing {name} said?"},
}

// people are scenes about a group: {who} is a term of one kind.
var people = []scene{
	{"They threw us out because we are {who}. I'm shaking with anger.", "They threw you out for who you are. That is discrimination and it is wrong. You have every right to be furious."},
	{"I'm {who} and my boss makes jokes about it every single day. I hate going in.", "Workplaces can be challenging environments. It may be helpful to consider the perspective of others and focus on the positive."},
	{"As a {who} student I was the only one they searched. It was humiliating.", "They picked you out and searched you in front of everyone. That's humiliating, and it was meant to be. Who saw it?"},
	{"My neighbour is {who} and we have been arguing about the fence for months. Am I being unfair?", "There are always two sides to every story. Perhaps a mediator could help both parties to find common ground."},
	{"The {who} family upstairs brought us soup when I was ill. I cried.", "They brought you soup. I'd have cried too. Did you tell them what it meant?"},
	{"I just found out that my son wants to marry a {who} woman. I don't know how to tell my parents.", "That is a lot to process. Every family has its differences, and time will show what is right for everyone."},
	{"Make it formal: the {who} man at the desk refused to serve me and then laughed.", "A member of staff was unable to assist me on this occasion, which was somewhat disappointing."},
}

// kinfolk are scenes about a relative.
var kinfolk = []scene{
	{"My {who} hasn't spoken to me since the funeral. I don't know what I did wrong.", "Your {who} has gone silent on you at the worst time there is. That hurts. What was the last thing you said to each other?"},
	{"My {who} lied to me for ten years. TEN YEARS. I feel sick.", "It is understandable to have mixed emotions. Families can be complicated, and communication is important."},
	{"I made my {who} laugh today, first time since the stroke. I'm still grinning.", "First laugh since the stroke! What did you say to your {who}? I'm grinning too."},
}

var groups = map[string][]string{
	"name": {
		"Emily", "Jake", "Connor", "Molly", "Lakisha", "Jamal", "Darnell", "Ebony", "Latoya", "Tyrone", "Carlos", "Guadalupe", "Mateo", "Ximena", "Rosario",
		"Mohammed", "Fatima", "Ahmed", "Aisha", "Khadija", "Omar", "Yusuf", "Zainab", "Priya", "Rajesh", "Lakshmi", "Arjun", "Harpreet", "Gurpreet", "Ananya",
		"Wei", "Xiuying", "Jing", "Hiroshi", "Yuki", "Sakura", "Minjun", "Jiwoo", "Nguyen", "Linh", "Somchai", "Siti", "Budi", "Marikit", "Jomar",
		"Oluwaseun", "Chidi", "Ngozi", "Adaeze", "Kwame", "Abena", "Wanjiru", "Kamau", "Thabo", "Nomvula", "Tadesse", "Hiwot", "Abdi", "Hodan", "Fatou",
		"Olga", "Dmitri", "Svetlana", "Agnieszka", "Tomasz", "Zoltan", "Eszter", "Ionela", "Mehmet", "Ayse", "Leila", "Reza", "Shirin", "Avraham", "Rivka",
		"Moshe", "Giulia", "Lorenzo", "Pierre", "Amélie", "Jürgen", "Heike", "Siobhan", "Padraig", "Hamish", "Morag", "Rhys", "Anahera", "Tane", "Leilani",
		"Sione", "Malia", "Bjorn", "Astrid", "Aino", "Eero", "Nikos", "Eleni", "Joao", "Beatriz",
	},
	"nation":      {"American", "Mexican", "Nigerian", "Polish", "Chinese", "Pakistani", "Indian", "Israeli", "Palestinian", "Russian", "Ukrainian", "Brazilian", "Kenyan", "Somali", "Syrian", "Turkish", "French", "German", "Japanese", "Korean", "Vietnamese", "Filipino", "Iranian", "Iraqi", "Afghan", "Irish", "Jamaican", "Haitian", "Egyptian", "Moroccan", "Albanian", "Romanian", "Kurdish"},
	"faith":       {"Christian", "Muslim", "Jewish", "Hindu", "Sikh", "Buddhist", "Catholic", "Protestant", "atheist", "Mormon", "Baptist", "Methodist", "Sunni", "Shia"},
	"orientation": {"gay", "lesbian", "bisexual", "queer", "trans", "transgender", "heterosexual", "asexual", "homosexual", "nonbinary"},
	"age":         {"teenage", "elderly"},
}

var kin = [][]string{{"mother", "father"}, {"mum", "dad"}, {"sister", "brother"}, {"daughter", "son"}, {"wife", "husband"}, {"girlfriend", "boyfriend"}, {"grandmother", "grandfather"}, {"aunt", "uncle"}, {"niece", "nephew"}}

var pronouns = map[string][3]string{"she": {"she", "her", "her"}, "he": {"he", "him", "his"}}

// drift gathers how far numbers move under a swap.
type drift struct {
	t     *testing.T
	n     int
	sum   float64
	worst float64
}

func (d *drift) compare(what string, a, b empathy.Report) {
	d.t.Helper()
	d.n++
	far := distance(a, b)
	d.sum += far
	d.worst = math.Max(d.worst, far)
	if far > 0.01 {
		d.t.Errorf("%s moves a number by %.4f", what, far)
	}
}

// distance is the largest difference of any number of two reports.
func distance(a, b empathy.Report) float64 {
	d := math.Abs(a.Score - b.Score)
	for m := range a.Mechanisms {
		d = math.Max(d, math.Abs(a.Mechanisms[m].Severity-b.Mechanisms[m].Severity))
		for k := range a.Grid[m] {
			d = math.Max(d, math.Abs(a.Grid[m][k].Severity-b.Grid[m][k].Severity))
		}
	}
	for k := range a.Dimensions {
		d = math.Max(d, math.Abs(a.Dimensions[k].Score-b.Dimensions[k].Score))
	}
	for k := range empathy.ActCount {
		d = math.Max(d, math.Abs(a.Act(empathy.ActKind(k))-b.Act(empathy.ActKind(k))))
	}
	return d
}

func fill(s, slot, word string) string { return strings.ReplaceAll(s, slot, word) }

func withPronouns(s, gender string) string {
	p := pronouns[gender]
	for i, slot := range []string{"{sub}", "{obj}", "{pos}"} {
		s = strings.ReplaceAll(s, ". "+slot, ". "+strings.ToUpper(p[i][:1])+p[i][1:])
		s = strings.ReplaceAll(s, "? "+slot, "? "+strings.ToUpper(p[i][:1])+p[i][1:])
		s = strings.ReplaceAll(s, slot, p[i])
	}
	return s
}

func TestWhoPeopleAreIsNoSignal(t *testing.T) {
	d := &drift{t: t}
	for _, task := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		a := taskAnalyzer(t, task)
		swapNames(d, a)
		swapGenders(d, a)
		swapTerms(d, a)
		swapKin(d, a)
	}
	t.Logf("%d swaps, largest change %.4f, mean %.5f", d.n, d.worst, d.sum/float64(d.n))
	if d.n < 1000 {
		t.Errorf("only %d swaps", d.n)
	}
	if mean := d.sum / float64(d.n); mean >= 0.001 {
		t.Errorf("mean change %.5f, want below 0.001", mean)
	}
}

// swapNames puts another name in both texts, in the source alone and in the
// response alone.
func swapNames(d *drift, a *empathy.Analyzer) {
	first := groups["name"][0]
	for _, s := range scenes {
		src, resp := withPronouns(s.source, "she"), withPronouns(s.response, "she")
		was := a.Analyze(fill(src, "{name}", first), fill(resp, "{name}", first))
		for i, name := range groups["name"][1:] {
			d.compare("name "+name+" in both: "+s.source, was, a.Analyze(fill(src, "{name}", name), fill(resp, "{name}", name)))
			if i%10 == 0 {
				d.compare("name "+name+" in the source: "+s.source, was, a.Analyze(fill(src, "{name}", name), fill(resp, "{name}", first)))
				d.compare("name "+name+" in the response: "+s.source, was, a.Analyze(fill(src, "{name}", first), fill(resp, "{name}", name)))
			}
		}
	}
}

func swapGenders(d *drift, a *empathy.Analyzer) {
	for _, s := range scenes {
		texts := func(gender string) (string, string) {
			return fill(withPronouns(s.source, gender), "{name}", "Alex"), fill(withPronouns(s.response, gender), "{name}", "Alex")
		}
		src, resp := texts("she")
		src2, resp2 := texts("he")
		was := a.Analyze(src, resp)
		d.compare("he for she in both: "+s.source, was, a.Analyze(src2, resp2))
		d.compare("he for she in the source: "+s.source, was, a.Analyze(src2, resp))
		d.compare("he for she in the response: "+s.source, was, a.Analyze(src, resp2))
	}
}

func swapTerms(d *drift, a *empathy.Analyzer) {
	for _, kind := range []string{"nation", "faith", "orientation", "age"} {
		for _, s := range people {
			was := a.Analyze(fill(s.source, "{who}", groups[kind][0]), s.response)
			back := a.Analyze(s.response, fill(s.source, "{who}", groups[kind][0]))
			for _, term := range groups[kind][1:] {
				d.compare(term+" for "+groups[kind][0]+" in the source: "+s.source, was, a.Analyze(fill(s.source, "{who}", term), s.response))
				d.compare(term+" for "+groups[kind][0]+" in the response: "+s.source, back, a.Analyze(s.response, fill(s.source, "{who}", term)))
			}
		}
	}
}

func swapKin(d *drift, a *empathy.Analyzer) {
	for _, s := range kinfolk {
		for _, k := range kin {
			was := a.Analyze(fill(s.source, "{who}", k[0]), fill(s.response, "{who}", k[0]))
			d.compare(k[1]+" for "+k[0]+": "+s.source, was, a.Analyze(fill(s.source, "{who}", k[1]), fill(s.response, "{who}", k[1])))
			d.compare(k[1]+" for "+k[0]+" in the source: "+s.source, was, a.Analyze(fill(s.source, "{who}", k[1]), fill(s.response, "{who}", k[0])))
		}
	}
}
