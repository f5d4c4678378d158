package validate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/attune-go/attune/cmd/attune/internal/command"
)

// few are rows of every set, made up; enough for each row of the output to be
// defined.
var few = map[string]string{
	"affect-tweets": `{"text": "I love this", "valence": 3}
{"text": "I hate this", "valence": -3}
{"text": "The bus is blue", "valence": 0}
`,
	"affect-emobank": `{"text": "I love this!!!", "valence": 4.5, "arousal": 4}
{"text": "a dull grey wall", "valence": 2.5, "arousal": 2}
{"text": "He hit me", "valence": 1.5, "arousal": 4}
`,
	"emotions": `{"text": "I am furious", "emotions": ["anger"]}
{"text": "that is revolting", "emotions": ["disgust"]}
{"text": "I am terrified", "emotions": ["nervousness"]}
{"text": "so happy", "emotions": ["joy", "love"]}
{"text": "I miss her", "emotions": ["grief"]}
{"text": "wait, what?", "emotions": ["confusion"]}
{"text": "the bus is blue", "emotions": ["neutral"]}
`,
	"epitome": `{"source": "my dog died", "response": "so sorry about your dog", "emotional_reaction": 2, "interpretation": 0, "exploration": 0}
{"source": "i failed maths", "response": "that maths exam sounds crushing", "emotional_reaction": 0, "interpretation": 1, "exploration": 0}
{"source": "i hate my job", "response": "what about the job do you hate?", "emotional_reaction": 0, "interpretation": 0, "exploration": 2}
`,
	"empathy-ratings": `{"source": "my dog died", "response": "so sorry about your dog", "responder": "human", "rating": 3}
{"source": "i failed maths", "response": "ok", "responder": "human", "rating": 1}
{"source": "i hate my job", "response": "jobs!", "responder": "human", "rating": 2}
{"source": "my dog died", "response": "your dog", "responder": "chatgpt", "rating": 3}
{"source": "i failed maths", "response": "maths", "responder": "chatgpt", "rating": 1}
`,
	"counsel": `{"source": "my dog died", "response": "so sorry about your dog"}
{"source": "i failed maths", "response": "maths is hard"}
`,
	"rewrite-detox": `{"source": "you bloody idiot", "response": "you are wrong"}
`,
	"contrast": `{"mechanism": "attenuation", "dimension": "cognitive", "task": "reply", "source": "I am furious", "faithful": "furious, of course", "failing": "a bit upset"}
{"mechanism": "avoidance", "dimension": "relational", "task": "rewrite", "source": "He lied", "faithful": "He lied.", "failing": "There was a misunderstanding."}
`,
	"controls": `{"task": "reply", "source": "What is 2+2?", "response": "4"}
`,
	"gaming": `{"kind": "parrot", "source": "He lied to me", "honest": "He lied to your face.", "gamed": "He lied to me. He lied to me."}
`,
}

// write puts sets into a new directory.
func write(t *testing.T, sets map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, rows := range sets {
		if err := os.WriteFile(filepath.Join(dir, name+".jsonl"), []byte(rows), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// call runs the subcommand.
func call(ctx context.Context, args ...string) (stdout, stderr string, err error) {
	var out, errs bytes.Buffer
	err = Run(ctx, args, command.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	return out.String(), errs.String(), err
}

func TestRunPrintsTheRowsOfTheSetsThatAreThere(t *testing.T) {
	out, _, err := call(t.Context(), "-json", "-data", write(t, few))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Signature string
		Rows      []struct {
			Name, Metric     string
			Value, Low, High *float64
			N                *int
		}
		Skipped []string
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v in\n%s", err, out)
	}
	var names []string
	for _, r := range got.Rows {
		names = append(names, fmt.Sprintf("%s %s %d", r.Name, r.Metric, *r.N))
		if *r.Low > *r.Value || *r.Value > *r.High {
			t.Errorf("%s: %v is not within %v to %v", r.Name, *r.Value, *r.Low, *r.High)
		}
	}
	want := []string{
		"affect-tweets.valence pearson 3",
		"affect-emobank.valence pearson 3", "affect-emobank.intensity pearson 3",
		"emotions.ekman auc 7",
		"matched.epitome auc 3", "epitome.emotional_reaction auc 3", "epitome.interpretation auc 3", "epitome.exploration auc 3",
		"matched.ratings-human auc 3", "matched.ratings-chatgpt auc 2", "ratings.all auc 4", "ratings.human auc 2",
		"matched.counsel auc 2",
		"rewrite-detox.direction accuracy 1",
		"contrast.attenuation accuracy 1", "contrast.avoidance accuracy 1",
		"contrast.cognitive accuracy 1", "contrast.relational accuracy 1",
		"contrast.score accuracy 2", "contrast.cells.min accuracy 2", "contrast.specific accuracy 2",
		"controls.alarms share 1",
		"gaming.parrot accuracy 1", "gaming.all accuracy 1",
	}
	if !slices.Equal(names, want) {
		t.Errorf("rows\n%s\nwant\n%s", strings.Join(names, "\n"), strings.Join(want, "\n"))
	}
	skipped := "affect-movies.jsonl, affect-products.jsonl, affect-editorials.jsonl, rewrite-reframe.jsonl, " +
		"contrast.granularity (no items), contrast.distancing (no items), contrast.cultural (no items), " +
		"gaming.stuffing (no items), gaming.template (no items), gaming.hijack (no items), gaming.wrong-feeling (no items), gaming.opposite (no items)"
	for _, s := range strings.Split(skipped, ", ") {
		if !slices.Contains(got.Skipped, s) {
			t.Errorf("%s is not said to be skipped", s)
		}
	}
	if !strings.HasPrefix(got.Signature, "attune:") {
		t.Errorf("signature %q", got.Signature)
	}
}

func TestRunIsTheSameToTheByte(t *testing.T) {
	dir := write(t, few)
	first, _, err := call(t.Context(), "-data", dir)
	if err != nil {
		t.Fatal(err)
	}
	second, _, _ := call(t.Context(), "-data", dir)
	if first != second {
		t.Errorf("first\n%s\nthen\n%s", first, second)
	}
	if !strings.Contains(first, "skipped: affect-movies.jsonl\n") || !strings.Contains(first, "\nemotions.ekman ") {
		t.Errorf("got\n%s", first)
	}
}

func TestRunOfNoDataSkipsAll(t *testing.T) {
	out, _, err := call(t.Context(), "-data", t.TempDir(), "-json")
	if err != nil {
		t.Fatal(err)
	}
	var got Result
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.Rows == nil || len(got.Rows) != 0 || len(got.Skipped) != len(sets) {
		t.Errorf("error %v of %s", err, out)
	}
}

func TestRunTellsWhatIsWrong(t *testing.T) {
	good := write(t, few)
	floors := filepath.Join(good, "floors.tsv")
	if err := os.WriteFile(floors, []byte("a\tmin\tmany\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, want string
		args       []string
	}{
		{"no data flag", "-data is missing", nil},
		{"two formats", "-json and -markdown contradict each other", []string{"-data", good, "-json", "-markdown"}},
		{"a directory that isn't", "nowhere", []string{"-data", "nowhere"}},
		{"a file", "is no directory", []string{"-data", floors}},
		{"a stray argument", `unexpected argument "x"`, []string{"x", "-data", good}},
		{"a row that is no JSON", "affect-tweets.jsonl:2: ", []string{"-data", write(t, map[string]string{"affect-tweets": few["affect-tweets"][:40] + "\n{"})}},
		{"a row without its label", `counsel.jsonl:1: no field "response"`, []string{"-data", write(t, map[string]string{"counsel": `{"source": "a"}`})}},
		{"a mechanism there is not", `unknown mechanism "gravity"`, []string{"-data", write(t, map[string]string{
			"contrast": strings.Replace(few["contrast"], "attenuation", "gravity", 1)})}},
		{"floors that aren't there", "no-floors", []string{"-data", good, "-floors", "no-floors"}},
		{"floors that are wrong", `floors.tsv:1: value "many" is no number`, []string{"-data", good, "-floors", floors}},
	} {
		_, _, err := call(t.Context(), c.args...)
		if err == nil || !strings.Contains(err.Error(), c.want) || command.Code(err) != command.Failure {
			t.Errorf("%s: %v, want an error with %q", c.name, err, c.want)
		}
	}
}

func TestRunStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err := call(ctx, "-data", write(t, few))
	if command.Code(err) != command.Interrupted {
		t.Errorf("got %v", err)
	}
}

func TestFloorsAreHeldAgainstRows(t *testing.T) {
	rows := []Row{{Name: "a", Value: 0.7}, {Name: "alarms", Value: 0.2}}
	for _, c := range []struct {
		name, file, want string
	}{
		{"reached", "# comment\na\tmin\t0.7\n\nalarms\tmax\t0.2\n", ""},
		{"missed", "a\tmin\t0.71\nalarms\tmax\t.25\n", "floor missed: a is 0.7000, want at least 0.71\n"},
		{"exceeded", "alarms\tmax\t0.1\n", "floor missed: alarms is 0.2000, want at most 0.1\n"},
		{"not measured", "b\tmin\t0\n", "floor missed: b was not measured, want at least 0\n"},
	} {
		path := filepath.Join(t.TempDir(), "floors.tsv")
		if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
			t.Fatal(err)
		}
		floors, err := readFloors(path)
		if err != nil {
			t.Fatal(err)
		}
		var told bytes.Buffer
		err = missed(&told, floors, rows)
		if told.String() != c.want || errors.Is(err, command.ErrFindings) != (c.want != "") {
			t.Errorf("%s: told %q, error %v; want %q", c.name, told.String(), err, c.want)
		}
	}
}

func TestFloorsThatAreWrongAreNamed(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"a 0.5", ":1: field count 1"},
		{"a\tmin\t0.5\nb\tabout\t1", `:2: "about", want min or max`},
		{"a\tmin\tNaN", `:1: value "NaN" is no number`},
		{"a\tmin\t1\na\tmax\t1", `:2: row "a" stands twice`},
	} {
		path := filepath.Join(t.TempDir(), "floors.tsv")
		if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readFloors(path); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want an error with %q", c.file, err, c.want)
		}
	}
}
