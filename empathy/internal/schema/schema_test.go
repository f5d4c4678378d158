package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/attune-go/attune/empathy"
)

const (
	root = "../../.."
	file = root + "/docs/report.schema.json"
)

func TestPublishedSchemaIsCurrent(t *testing.T) {
	want, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("docs/report.schema.json is not what the Go types say; run go run ./empathy/internal/schema > docs/report.schema.json")
	}
}

// published is the schema as a user would compile it.
func published(t *testing.T) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// decoded is a report as a reader of its JSON has it.
func decoded(t *testing.T, r empathy.Report) map[string]any {
	t.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v.(map[string]any)
}

const (
	source   = "My manager put his name on my report in front of the whole board. I was humiliated, I couldn't even speak!"
	response = "It sounds like there was a misunderstanding. Perhaps both sides should be taken into consideration."
)

func TestReportsMeetTheSchema(t *testing.T) {
	schema := published(t)
	rewrite, err := empathy.New(empathy.WithTask(empathy.Rewrite), empathy.WithMaxBytes(64))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]empathy.Report{
		"reply":   empathy.Analyze(source, response),
		"rewrite": rewrite.Analyze(source, response),
		"empty":   empathy.Analyze("", ""),
		"bytes":   empathy.Analyze("\xff", "日本語のテキストです。"),
	} {
		if err := schema.Validate(decoded(t, r)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A field that the schema doesn't know would go by unchecked.
func TestSchemaKnowsEveryFieldOfAReport(t *testing.T) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	r := decoded(t, empathy.Analyze(source, response+" \xff"))
	for _, list := range []string{"acts", "notes", "mechanisms"} {
		if r[list] == nil {
			t.Fatalf("the report has no %s to look at", list)
		}
	}
	for _, name := range fieldNames(r) {
		if !bytes.Contains(data, []byte(`"`+name+`": {`)) {
			t.Errorf("field %s is not in the schema", name)
		}
	}
}

// fieldNames lists the names of all fields of a value and of those in it.
func fieldNames(v any) (out []string) {
	switch v := v.(type) {
	case map[string]any:
		for name, inner := range v {
			out = append(append(out, name), fieldNames(inner)...)
		}
	case []any:
		for _, inner := range v {
			out = append(out, fieldNames(inner)...)
		}
	}
	return out
}

func TestSchemaTurnsAwayWhatIsNoReport(t *testing.T) {
	schema := published(t)
	for _, c := range []struct {
		name  string
		spoil func(r map[string]any)
		want  string
	}{
		{"no score", func(r map[string]any) { delete(r, "score") }, "missing property 'score'"},
		{"score out of range", func(r map[string]any) { r["score"] = 1.5 }, "maximum"},
		{"score below range", func(r map[string]any) { r["score"] = -0.5 }, "minimum"},
		{"unknown task", func(r map[string]any) { r["task"] = "haiku" }, "must be one of"},
		{"three mechanisms", func(r map[string]any) { r["mechanisms"] = r["mechanisms"].([]any)[:3] }, "minItems"},
		{"unknown mechanism", func(r map[string]any) { r["mechanisms"].([]any)[0].(map[string]any)["mechanism"] = "gravity" }, "must be one of"},
		{"grid of numbers", func(r map[string]any) { r["grid"].([]any)[0].([]any)[0] = 0.5 }, "want object"},
		{"null acts", func(r map[string]any) { r["acts"] = nil }, "want array"},
		{"span before the text", func(r map[string]any) { firstEvidence(t, r)["start"] = -1 }, "minimum"},
		{"half a byte", func(r map[string]any) { firstEvidence(t, r)["end"] = 1.5 }, "want integer"},
	} {
		r := decoded(t, empathy.Analyze(source, response))
		c.spoil(r)
		if err := schema.Validate(r); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in it", c.name, err, c.want)
		}
	}
}

// firstEvidence finds some evidence of a report, which must have some.
func firstEvidence(t *testing.T, r map[string]any) map[string]any {
	t.Helper()
	for _, f := range r["mechanisms"].([]any) {
		signals, _ := f.(map[string]any)["signals"].([]any)
		for _, s := range signals {
			if evidence, _ := s.(map[string]any)["evidence"].([]any); len(evidence) > 0 {
				return evidence[0].(map[string]any)
			}
		}
	}
	t.Fatal("the report has no evidence")
	return nil
}
