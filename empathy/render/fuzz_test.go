package render_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/compare"
	"github.com/attune-go/attune/empathy/render"
	"github.com/attune-go/attune/mechanisms"
)

// tag is a tag as the template writes them. What stands in its texts and in
// its attributes can hold no other.
var tag = regexp.MustCompile(`^</?([a-z]+[1-6]?)((?: [a-zA-Z-]+(?:="[^"<>]*")?)*)/?>$`)

var attribute = regexp.MustCompile(` ([a-zA-Z-]+)(?:="[^"]*")?`)

var (
	tags = strings.Fields(`article b bdi body button caption circle code dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 head header html i input
		label legend li main mark meta noscript option p path q rect script section select small span style summary sup svg table tbody td tfoot th thead title tr ul`)
	attributes = strings.Fields(`aria-describedby aria-hidden aria-label aria-labelledby autocomplete charset checked class colspan content cx cy d data-listed dir for height hidden
		http-equiv id lang name open placeholder preserveAspectRatio role rx r scope spellcheck tabindex type value viewBox width x y`)
)

// injected is put around every string that a page is made of.
const injected = `"'><xss onx="1">&` + "`" + `</script><!--`

// checkEscaped fails if anything but the template's own tags is in a page.
func checkEscaped(t *testing.T, page string) {
	t.Helper()
	if !utf8.ValidString(page) {
		t.Fatal("not UTF-8")
	}
	// That its attribute is none of the page's is for the loop below to see: a
	// piece of text may well end before a quotation mark of the page's own.
	if strings.Contains(page, "<xss") {
		t.Fatal("input stands in the page as it is")
	}
	page = without(without(strings.TrimPrefix(page, "<!DOCTYPE html>"), "<style>", "</style>"), "<script>", "</script>")
	for _, rest := range strings.Split(page, "<")[1:] {
		end := strings.IndexByte(rest, '>')
		m := tag.FindStringSubmatch("<" + rest[:end+1])
		if m == nil || !slices.Contains(tags, m[1]) {
			t.Fatalf("no tag of the template: <%.60q", rest)
		}
		for _, a := range attribute.FindAllStringSubmatch(m[2], -1) {
			if !slices.Contains(attributes, a[1]) {
				t.Fatalf("no attribute of the template: %s in %q", a[1], m[0])
			}
		}
	}
}

// without leaves out what lies between two strings.
func without(page, start, end string) string {
	before, rest, _ := strings.Cut(page, start)
	_, after, _ := strings.Cut(rest, end)
	return before + after
}

// segmentsOf puts the pieces of a text together again.
func segmentsOf(pieces []any) string {
	var b strings.Builder
	for _, p := range pieces {
		if marked, ok := p.([]any); ok {
			p = marked[0]
		}
		b.WriteString(p.(string))
	}
	return b.String()
}

func FuzzRender(f *testing.F) {
	f.Add("night-shift", "I cried <b>alone</b>", "Noted.", "because", 2, 7, 0, 3, uint8(1), 0.9)
	f.Add("", "", "", "", 0, 0, 0, 0, uint8(0), 0.0)
	f.Add("\xff", "a\xf0\x9f\x98b", "\x00\r\n\u2028", "\u202e", -1, 3, 1, 99, uint8(200), 1e300)
	f.Fuzz(func(t *testing.T, name, src, resp, reason string, start, end, start2, end2 int, odd uint8, severity float64) {
		src += injected
		evidence := []mechanisms.Evidence{
			{Side: mechanisms.Source, Start: start, End: end, Reason: reason},
			{Side: mechanisms.Response, Start: start2, End: end2, Reason: reason + injected},
			{Side: mechanisms.Side(odd), Start: start2, End: end, Reason: name},
		}
		s := mechanisms.Signal{
			Reading: dimensions.Reading{Dimension: dimensions.Kind(odd), Severity: severity, Opportunity: 1, Confidence: 1},
			Name:    name + injected, Evidence: evidence,
		}
		r := empathy.Report{Score: severity, Task: empathy.Task(odd), Signature: reason + injected, Notes: []empathy.Note{{Message: resp + injected}}}
		for m := range r.Mechanisms {
			r.Mechanisms[m] = mechanisms.Finding{Mechanism: mechanisms.Kind(odd), Severity: severity, Applicable: true, Signals: []mechanisms.Signal{s, s}}
			r.Grid[m][0] = empathy.Cell{Severity: severity, Applicable: odd%2 == 0}
		}
		r.Acts = []empathy.Act{{Kind: empathy.ActKind(odd), Strength: severity, Evidence: evidence}}
		result := empathy.Result{Pair: empathy.Pair{ID: name + injected, Source: src, Response: resp}, Report: r}

		checkEscaped(t, pageOf(t, result))
		page := corpusOf(t, &render.Corpus{Title: reason + injected, Resamples: -1}, result, result)
		checkEscaped(t, page)
		two := compare.Comparison{Changed: []compare.Change{{A: result, B: result}}, Signature: reason + injected, Pairs: start}
		two.Score = compare.Difference{Pairs: 1, A: severity, B: severity, Mean: severity, Low: -severity, High: severity, P: severity, Significant: true}
		checkEscaped(t, comparisonOf(t, render.Comparison{A: name + injected, B: reason + injected, Result: &two}))
		for side, want := range []string{src, resp} {
			// Line ends aside, which may be cut in two, a text is shown whole.
			want = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(want, "\ufffd"), unseen), "")
			got := strings.Join(strings.FieldsFunc(segmentsOf(data(t, page).Pairs[0].X[side].S), unseen), "")
			if len(src) < 1<<14 && len(resp) < 1<<14 && got != want {
				t.Fatalf("text %q is shown as %q", want, got)
			}
		}
	})
}

// unseen are those runes that pages show otherwise than they are: line ends,
// control characters, and what stands for bytes that are none.
func unseen(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r == '\ufffd'
}
