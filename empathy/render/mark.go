package render

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/attune-go/attune/mechanisms"
)

// Bounds on what is told of a signal.
const (
	maxClaims  = 4
	maxSpans   = 12 // of a claim, marked in the text
	maxQuotes  = 3  // of a claim, in the list of reasons
	quoteRunes = 56
)

// actKind is the kind of a mark that shows an act; those before it are the
// mechanisms.
const actKind = mechanisms.Count

// A claim is one reason with the spans it was given for. It is a line in the
// list of reasons, and what the marks of those spans are described by.
type claim struct {
	ID     int // from 0, in the order of the list
	Side   mechanisms.Side
	Reason string // "" where the signal's name says it all
	Whole  bool   // speaks of the text as a whole, which isn't marked
	Quotes []string
	Ref    ref

	spans []span
}

// MarshalJSON gives what the page's script cannot find in the segments.
func (c *claim) MarshalJSON() ([]byte, error) {
	whole := 0
	if c.Whole {
		whole = 1
	}
	return json.Marshal([]any{int(c.Side), c.Reason, whole})
}

// A ref is the footnote a mark leads to: a figure for a signal, a letter for
// an act.
type ref struct {
	Label string
	Kind  int // a mechanism, or actKind
}

type span struct{ start, end int }

// A segment is a piece of a text over which the same claims are made.
type segment struct {
	Text   string
	Claims []*claim // in the order of the list
	ends   []*claim // those whose run of segments ends here
}

// MarshalJSON gives a string, or one with the numbers of its claims.
func (s segment) MarshalJSON() ([]byte, error) {
	if len(s.Claims) == 0 {
		return json.Marshal(s.Text)
	}
	ids := make([]int, len(s.Claims))
	for i, c := range s.Claims {
		ids[i] = c.ID
	}
	return json.Marshal([]any{s.Text, ids})
}

// Kind is that of the first claim, which is the one of the worst mechanism.
func (s segment) Kind() int { return s.Claims[0].Ref.Kind }

// Refs are the footnotes of the claims that end with the segment: "1 4 a", with
// narrow spaces at which no line breaks.
func (s segment) Refs() string {
	var labels []string
	for _, c := range s.ends {
		if !slices.Contains(labels, c.Ref.Label) {
			labels = append(labels, c.Ref.Label)
		}
	}
	return strings.Join(labels, "\u202f")
}

// A textView is one of the two texts.
type textView struct {
	Segments []segment `json:"s"`
	Cut      int       `json:"c"` // bytes that are not shown
}

// A marker collects the claims of a pair and cuts its texts into segments.
type marker struct {
	texts  [2]string
	claims []*claim
}

// add makes claims of the evidence of a signal or an act called name: one for
// each side and reason.
func (m *marker) add(evidence []mechanisms.Evidence, name string, r ref) []*claim {
	claims := []*claim{}
	for _, e := range evidence {
		reason := clean(e.Reason)
		if reason == name {
			reason = ""
		}
		s, whole, ok := m.span(e)
		if !ok {
			continue
		}
		i := slices.IndexFunc(claims, func(c *claim) bool { return c.Side == e.Side && c.Reason == reason && c.Whole == whole })
		if i < 0 {
			if len(claims) == maxClaims {
				continue
			}
			i = len(claims)
			claims = append(claims, &claim{ID: len(m.claims), Side: e.Side, Reason: reason, Whole: whole, Ref: r})
			m.claims = append(m.claims, claims[i])
		}
		if c := claims[i]; !whole && len(c.spans) < maxSpans {
			c.spans = append(c.spans, s)
		}
	}
	return claims
}

// span fits evidence to the runes of its text. whole is true where it is the
// text from its first to its last word, ok is false where it doesn't lie in
// the text.
func (m *marker) span(e mechanisms.Evidence) (s span, whole, ok bool) {
	if e.Side > mechanisms.Response {
		return s, false, false
	}
	text := m.texts[e.Side]
	if e.Start < 0 || e.End > len(text) || e.Start >= e.End {
		return s, false, false
	}
	s = span{e.Start, e.End}
	for s.start > 0 && !utf8.RuneStart(text[s.start]) {
		s.start--
	}
	for s.end < len(text) && !utf8.RuneStart(text[s.end]) {
		s.end++
	}
	outside := func(part string) bool { return strings.TrimSpace(part) == "" }
	return s, outside(text[:s.start]) && outside(text[s.end:]), true
}

// text cuts a text into segments where a claim begins or ends, and gives the
// claims their quotes. No more than most bytes are shown.
func (m *marker) text(side mechanisms.Side, most int) textView {
	text := m.texts[side]
	end := len(text)
	if end > most {
		for end = most; end > 0 && !utf8.RuneStart(text[end]); end-- {
		}
	}
	edges := []int{0, end}
	for _, c := range m.claims {
		for _, s := range c.spans {
			if c.Side == side {
				edges = append(edges, min(s.start, end), min(s.end, end))
			}
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	v := textView{Segments: []segment{}, Cut: len(text) - end}
	for i := 1; i < len(edges); i++ {
		v.add(segment{Text: text[edges[i-1]:edges[i]], Claims: m.over(side, edges[i-1], edges[i])})
	}
	v.finish()
	return v
}

// over lists the claims that speak of a part of a text which no edge cuts.
func (m *marker) over(side mechanisms.Side, start, end int) []*claim {
	var out []*claim
	for _, c := range m.claims {
		if c.Side == side && slices.ContainsFunc(c.spans, func(s span) bool { return s.start <= start && end <= s.end }) {
			out = append(out, c)
		}
	}
	return out
}

// add puts a segment behind the others, or makes it part of the last.
func (v *textView) add(s segment) {
	if n := len(v.Segments); n > 0 && slices.Equal(v.Segments[n-1].Claims, s.Claims) {
		v.Segments[n-1].Text += s.Text
		return
	}
	v.Segments = append(v.Segments, s)
}

// finish cleans the segments, quotes them in their claims and finds where each
// claim's runs of segments end.
func (v *textView) finish() {
	runs := map[*claim]string{}
	for i := range v.Segments {
		s := &v.Segments[i]
		s.Text = legible(s.Text)
		for _, c := range s.Claims {
			runs[c] += s.Text
			if i+1 < len(v.Segments) && slices.Contains(v.Segments[i+1].Claims, c) {
				continue
			}
			s.ends = append(s.ends, c)
			if q := excerpt(runs[c], quoteRunes); len(c.Quotes) < maxQuotes && !slices.Contains(c.Quotes, q) {
				c.Quotes = append(c.Quotes, q)
			}
			delete(runs, c)
		}
	}
}

// label gives the footnote of the nth act: a, b, ... z, a2, b2 ...
func label(n int) string {
	s := string(rune('a' + n%26))
	if n >= 26 {
		s += strconv.Itoa(n/26 + 1)
	}
	return s
}

// legible gives s as HTML can hold it: lines end in "\n", and bytes that are
// not UTF-8 and control characters show as U+FFFD.
func legible(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(s, "\ufffd"))
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return '\ufffd'
		}
		return r
	}, s)
}

// clean gives s as one line.
func clean(s string) string { return strings.Join(strings.Fields(legible(s)), " ") }

// excerpt gives s as one line of so many runes at most, with the cut marked.
func excerpt(s string, most int) string {
	runes := []rune(clean(s))
	if len(runes) <= most {
		return string(runes)
	}
	return strings.TrimRight(string(runes[:most-1]), " ") + "…"
}
