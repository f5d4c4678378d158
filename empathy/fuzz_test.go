package empathy_test

import (
	"encoding/json"
	"testing"

	"github.com/attune-go/attune/empathy"
)

// FuzzUnmarshalReport: whatever is read as a report can be told, with texts
// that it does not fit, and is the same when it is written and read again.
func FuzzUnmarshalReport(f *testing.F) {
	for _, p := range texts(f)[:20] {
		f.Add([]byte(encoded(f, empathy.Analyze(p.Source, p.Response))), p.Response, p.Source)
	}
	f.Add([]byte(`{"mechanisms": [{"mechanism": "avoidance", "severity": 1, "applicable": true, "signals": [{"mechanism": "avoidance", "dimension": "cognitive", "severity": 9, "evidence": [{"side": "response", "start": 3, "end": -1}]}]}]}`), "a", "b")
	f.Add([]byte(`{"acts": [{"kind": "advice", "strength": 1e308, "evidence": [{"side": "source", "start": 1, "end": 2}]}], "notes": [{"side": "source", "message": "\u001b[31m"}]}`), "é", "\xff")
	f.Fuzz(func(t *testing.T, b []byte, src, resp string) {
		var r, again empathy.Report
		if json.Unmarshal(b, &r) != nil {
			return
		}
		_ = r.String()
		_ = r.Text(src, resp)
		_, _, _ = r.Flagged(), r.Err(), r.LogValue()
		if err := json.Unmarshal([]byte(encoded(t, r)), &again); err != nil {
			t.Fatal(err)
		}
		if encoded(t, again) != encoded(t, r) {
			t.Error("not the same when read again")
		}
	})
}

// FuzzUnmarshalCorpus: any bytes are refused or are a corpus that can be told
// and written again.
func FuzzUnmarshalCorpus(f *testing.F) {
	for _, n := range []int{0, 1, 40} {
		var c empathy.Corpus
		for _, r := range invented(n) {
			if err := c.Add(&r); err != nil {
				f.Fatal(err)
			}
		}
		b, err := c.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var c, again empathy.Corpus
		if c.UnmarshalBinary(b) != nil {
			return
		}
		_ = c.Summary(2, 1)
		out, err := c.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if err := again.UnmarshalBinary(out); err != nil {
			t.Fatal(err)
		}
	})
}
