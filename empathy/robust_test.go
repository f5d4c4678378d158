package empathy_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

func TestBadInputGivesADefinedReport(t *testing.T) {
	const fine = "I lost my job today and I don't know how to tell my wife."
	tests := []struct {
		name      string
		src, resp string
		errs      []error
		score     float64 // -1 for any
	}{
		{"both empty", "", "", []error{empathy.ErrEmptySource, empathy.ErrEmptyResponse}, 1},
		{"empty source", "", fine, []error{empathy.ErrEmptySource}, 1},
		{"empty response", fine, "", []error{empathy.ErrEmptyResponse}, 0},
		{"white space", fine, " \t\r\n\u00a0\u3000", []error{empathy.ErrEmptyResponse}, 0},
		{"only punctuation", fine, "... --- !!", []error{empathy.ErrEmptyResponse}, 0},
		{"only emoji", fine, "😭😭😭", nil, -1},
		{"invalid UTF-8", "I am \xff\xfe sad about this.", fine, []error{empathy.ErrInvalidUTF8}, -1},
		{"NUL bytes", "I am\x00 so sad\x00.", "That is\x00 hard.", nil, -1},
		{"right to left", "אני כל כך עצוב היום ואין לי עם מי לדבר על זה בכלל", fine, []error{empathy.ErrLanguage}, -1},
		{"another language", "Ich habe heute meine Arbeit verloren und weiß nicht wie ich es meiner Frau sagen soll", fine, []error{empathy.ErrLanguage}, -1},
		{"too long", strings.Repeat("I am sad. ", 200000), fine, []error{empathy.ErrTooLong}, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := empathy.Analyze(tt.src, tt.resp)
			sound(t, r, tt.src, tt.resp)
			for _, want := range tt.errs {
				if !errors.Is(r.Err(), want) {
					t.Errorf("err %v, want %v", r.Err(), want)
				}
			}
			if len(tt.errs) == 0 && r.Err() != nil {
				t.Errorf("err %v, want none", r.Err())
			}
			if tt.score >= 0 && r.Score != tt.score {
				t.Errorf("score %v, want %v", r.Score, tt.score)
			}
		})
	}
}

func TestFiftyMegabytesOfOneWordAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("50 MB")
	}
	a, err := empathy.New(empathy.WithMaxBytes(64 << 20))
	if err != nil {
		t.Fatal(err)
	}
	word := strings.Repeat("a", 50<<20)
	r := a.Analyze(word, "That must be tiring to type.")
	if r.Err() != nil {
		t.Error(r.Err())
	}
}

func TestLongTextIsCutOnARune(t *testing.T) {
	a, err := empathy.New(empathy.WithMaxBytes(10))
	if err != nil {
		t.Fatal(err)
	}
	r := a.Analyze("so sad 😭😭", "oh no")
	if !errors.Is(r.Err(), empathy.ErrTooLong) || errors.Is(r.Err(), empathy.ErrInvalidUTF8) {
		t.Errorf("err %v", r.Err())
	}
}

// sound checks what holds of every report.
func sound(t testing.TB, r empathy.Report, src, resp string) {
	t.Helper()
	unit := func(what string, x float64) {
		if math.IsNaN(x) || x < 0 || x > 1 {
			t.Errorf("%s is %v", what, x)
		}
	}
	unit("score", r.Score)
	for _, d := range r.Dimensions {
		unit(d.Dimension.String(), d.Score)
	}
	for m, f := range r.Mechanisms {
		unit(f.Mechanism.String(), f.Severity)
		unit("confidence", f.Confidence)
		for _, c := range r.Grid[m] {
			unit("cell", c.Severity)
		}
		for _, s := range f.Signals {
			unit(s.Name, s.Severity)
			for _, e := range s.Evidence {
				spanned(t, src, resp, e)
			}
		}
	}
	for _, a := range r.Acts {
		unit(a.Kind.String(), a.Strength)
		for _, e := range a.Evidence {
			spanned(t, src, resp, e)
		}
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
	_ = r.String()
	_ = r.Text(src, resp)
}

func spanned(t testing.TB, src, resp string, e mechanisms.Evidence) {
	t.Helper()
	s := src
	if e.Side == mechanisms.Response {
		s = resp
	}
	if e.Start < 0 || e.Start >= e.End || e.End > len(s) {
		t.Fatalf("span %d to %d of %d bytes", e.Start, e.End, len(s))
	}
	if !utf8.ValidString(s) {
		return // there are no boundaries to speak of
	}
	if !utf8.RuneStart(s[e.Start]) || e.End < len(s) && !utf8.RuneStart(s[e.End]) {
		t.Errorf("span %d to %d is not on rune boundaries", e.Start, e.End)
	}
}

func FuzzAnalyze(f *testing.F) {
	f.Add("I GOT IN!!! 😭", "That's nice.", false)
	f.Add("was I wrong?", "## Advice\n- **both** sides", false)
	f.Add("\xff\xfe", "\x00", true)
	f.Add("'“don’t” e.g. 3.5%", "https://x.y/z @a #b :-) ``` `", true)
	f.Fuzz(func(t *testing.T, src, resp string, rewrite bool) {
		task := empathy.Reply
		if rewrite {
			task = empathy.Rewrite
		}
		a := taskAnalyzer(t, task)
		r := a.Analyze(src, resp)
		sound(t, r, src, resp)
		if again := a.Analyze(src, resp); encoded(t, again) != encoded(t, r) {
			t.Error("not the same twice")
		}
	})
}
