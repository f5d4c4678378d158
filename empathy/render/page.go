package render

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/mechanisms"
)

var (
	//go:embed page.html.tmpl
	pageTemplate string
	//go:embed page.css
	pageStyle string
	//go:embed page.js
	pageScript string
)

// A pageView is what the template makes a page of: one pair, a corpus or a
// comparison.
type pageView struct {
	Title      string
	Signature  string
	Single     *pairView       // nil for the others, as the next two are
	Summary    *summaryView    // of a corpus
	Comparison *comparisonView // of two systems
	Pairs      []*pairView     // laid out in HTML
	Listed     int             // those, and those in Data
	Data       *dataView       // nil where nothing is to be searched
}

// A dataView is what the page's script lays out on demand.
type dataView struct {
	Mechanisms []string    `json:"mechanisms"` // in full
	Names      []string    `json:"names"`      // in short
	Dimensions []string    `json:"dimensions"`
	Words      []string    `json:"words"` // of the levels of the heat map
	Froms      []int       `json:"froms"` // the hundredths that levels begin with
	Quote      int         `json:"quote"` // bounds that the Go code has
	Quotes     int         `json:"quotes"`
	Snippet    int         `json:"snippet"`
	Pairs      []*pairView `json:"pairs"`
}

func newData(pairs []*pairView) *dataView {
	d := &dataView{Quote: quoteRunes, Quotes: maxQuotes, Snippet: snippetRunes, Pairs: pairs}
	for _, k := range mechanisms.Kinds() {
		d.Mechanisms = append(d.Mechanisms, k.Title())
		d.Names = append(d.Names, k.String())
	}
	for _, k := range dimensions.Kinds() {
		d.Dimensions = append(d.Dimensions, k.String())
	}
	for _, l := range slices.Backward(levels[:]) {
		d.Words = append(d.Words, l.word)
		d.Froms = append(d.Froms, int(l.from))
	}
	return d
}

// Style, Script and Policy are trusted: they are files of this package.

func (*pageView) Style() template.CSS { return template.CSS(pageStyle) }

func (*pageView) Script() template.JS { return template.JS(pageScript) }

// Policy is the content security policy: this page's own script, and nothing
// that could be fetched.
func (*pageView) Policy() string {
	sum := sha256.Sum256([]byte(pageScript))
	return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" +
		base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// parsed is the template. What it calls is in the table of functions or a
// method of a view.
var parsed = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{
		"count": count, "plural": plural,
		"mechanisms": mechanisms.Kinds, "dimensions": dimensions.Kinds,
		"title":   func(kind int) string { return mechanisms.Kind(kind).Title() },
		"short":   func(kind int) string { return mechanisms.Kind(kind).String() },
		"whole":   func(row [dimensions.Count + 1]measureView) measureView { return row[dimensions.Count] },
		"claimed": func(rank int, c *claim) claimedView { return claimedView{c, rank} },
		"about":   func(k fmt.Stringer) string { return about[k.String()] },
		"levels": func() []hundredths {
			var out []hundredths
			for _, l := range slices.Backward(levels[:]) {
				out = append(out, l.from)
			}
			return out
		},
	}).Parse(pageTemplate))
})

// about says what a row or column of the grid is, for those who meet it first.
var about = map[string]string{
	"attenuation": "The feeling is weakened, coarsened or passed over.",
	"granularity": "What mattered is missed or made generic, or buried under what nobody asked for.",
	"avoidance":   "Blame is blurred, a stance evaded, harmony imposed.",
	"distancing":  "Abstraction, impersonal forms and official register put the person at arm’s length.",
	"cognitive":   "What the person means, knows and wants.",
	"cultural":    "Culture-bound meaning, register and norms.",
	"relational":  "The stance between the two.",
}

// write executes the template.
func (p *pageView) write(w io.Writer) error {
	if err := parsed().Execute(w, p); err != nil {
		return fmt.Errorf("render: %w", err)
	}
	return nil
}

// A sideView is a text within its pair: marks need the pair's rank, which
// their descriptions' names begin with.
type sideView struct {
	Title string
	textView
	rank int
}

// Describers lists the elements that describe a mark.
func (s sideView) Describers(seg segment) string {
	var ids []string
	for _, c := range seg.Claims {
		if id := fmt.Sprintf("p%ds%s", s.rank, c.Ref.Label); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		ids = append(ids, fmt.Sprintf("p%dc%d", s.rank, c.ID))
	}
	return strings.Join(ids, " ")
}

// Sides are the two texts, ready to be laid out.
func (v *pairView) Sides() []sideView {
	return []sideView{{"Source", v.Texts[mechanisms.Source], v.Rank}, {"Response", v.Texts[mechanisms.Response], v.Rank}}
}

// A claimedView is a claim within its pair.
type claimedView struct {
	*claim
	Rank int
}
