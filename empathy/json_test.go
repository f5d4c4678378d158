package empathy_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/attune-go/attune/empathy"
)

func TestReportJSONIsStable(t *testing.T) {
	for _, c := range []struct {
		file   string
		report empathy.Report
	}{
		{"flagged.json", theft(t)},
		{"calm.json", calm()},
	} {
		got, err := json.MarshalIndent(c.report, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden(t, c.file, string(got)+"\n")
	}
}

func TestReportJSONComesBackTheSame(t *testing.T) {
	for _, r := range []empathy.Report{theft(t), calm()} {
		first, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var back empathy.Report
		if err := json.Unmarshal(first, &back); err != nil {
			t.Fatal(err)
		}
		second, err := json.Marshal(back)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Errorf("got  %s\nwant %s", second, first)
		}
	}
}

func TestReportJSONNamesWhatItDoesNotKnow(t *testing.T) {
	for _, c := range []struct{ name, in string }{
		{"task", `{"task": "haiku"}`},
		{"act", `{"acts": [{"kind": "applause"}]}`},
		{"mechanism", `{"mechanisms": [{"mechanism": "gravity"}]}`},
		{"dimension", `{"dimensions": [{"dimension": "fourth"}]}`},
		{"side", `{"notes": [{"side": "left"}]}`},
	} {
		var r empathy.Report
		if err := json.Unmarshal([]byte(c.in), &r); err == nil {
			t.Errorf("%s: %s was read without an error", c.name, c.in)
		}
	}
}
