package empathy_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/hostile"
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

func TestTextBeyondTheLimitIsNotRead(t *testing.T) {
	const limit = 40
	a, err := empathy.New(empathy.WithMaxBytes(limit))
	if err != nil {
		t.Fatal(err)
	}
	const src, resp = "I was humiliated in front of everybody.", "Perhaps there was a misunderstanding?!"
	if len(src) > limit || len(resp) > limit {
		t.Fatal("the texts are too long themselves")
	}
	blank := strings.Repeat(" ", limit)
	want := a.Analyze((src + blank)[:limit], (resp + blank)[:limit])
	if want.Err() != nil {
		t.Fatal(want.Err())
	}
	for _, tt := range []struct {
		name      string
		src, resp string
		notes     []string
	}{
		{"source", (src + blank)[:limit] + " He lied.", resp, []string{"source of 49 bytes, only the first 40 are read"}},
		{"response", src, (resp + blank)[:limit] + " I am so sorry.", []string{"response of 55 bytes, only the first 40 are read"}},
		{"both", (src + blank)[:limit] + " He lied.", (resp + blank)[:limit] + " I am so sorry.", []string{
			"source of 49 bytes, only the first 40 are read", "response of 55 bytes, only the first 40 are read"}},
	} {
		r := a.Analyze(tt.src, tt.resp)
		sound(t, r, tt.src, tt.resp)
		if !errors.Is(r.Err(), empathy.ErrTooLong) {
			t.Errorf("%s: err %v", tt.name, r.Err())
		}
		var notes []string
		for _, n := range r.Notes {
			notes = append(notes, n.Message)
		}
		if !slices.Equal(notes, tt.notes) {
			t.Errorf("%s: notes %q, want %q", tt.name, notes, tt.notes)
		}
		if !sameNumbers(r, want) {
			t.Errorf("%s: score %v, want %v of what lies within the limit", tt.name, r.Score, want.Score)
		}
	}
}

func TestLimitBelowOneByteIsRefused(t *testing.T) {
	for _, n := range []int{0, -1, math.MinInt} {
		if a, err := empathy.New(empathy.WithMaxBytes(n)); err == nil || a != nil {
			t.Errorf("a limit of %d bytes is taken", n)
		}
	}
}

func TestOneAnalyzerServes64GoroutinesAsItServesOne(t *testing.T) {
	a := analyzer(t)
	pairs := texts(t)[:16]
	for i, text := range hostile.Texts() {
		if i%8 == 0 {
			pairs = append(pairs, empathy.Pair{Source: pairs[i%16].Source, Response: text.Make(256)})
		}
	}
	want := make([]string, len(pairs))
	for i, p := range pairs {
		want[i] = encoded(t, a.Analyze(p.Source, p.Response))
	}
	var wg sync.WaitGroup
	for g := range 64 {
		wg.Go(func() {
			for i := range pairs {
				k := (i + g) % len(pairs) // no two do the same at the same time
				b, err := json.Marshal(a.Analyze(pairs[k].Source, pairs[k].Response))
				if err != nil || string(b) != want[k] {
					t.Errorf("goroutine %d: pair %d is another report (%v)", g, k, err)
				}
			}
		})
	}
	wg.Wait()
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
