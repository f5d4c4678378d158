package empathy

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/mechanisms"
	"github.com/attune-go/attune/mechanisms/attenuation"
	"github.com/attune-go/attune/mechanisms/avoidance"
	"github.com/attune-go/attune/mechanisms/distancing"
	"github.com/attune-go/attune/mechanisms/granularity"
)

// detectors are the rows, in order.
var detectors = [mechanisms.Count]func(*signal.Builder){
	attenuation.Detect, granularity.Detect, avoidance.Detect, distancing.Detect,
}

// bench is the working memory of one analysis. A report holds none of it.
type bench struct {
	src, resp text.Document
	pair      pair.Pair
	builder   signal.Builder
	kept      []weighed
}

// maxKept bounds the memory a bench may hold on to between analyses, in
// tokens.
const maxKept = 1 << 20

// Analyze measures one pair. It never fails: whatever is wrong with the texts
// is told by the notes of the report and by its Err. A text without words
// leaves nothing to measure: no mechanism is applicable, and Score is 1 if
// the source is empty, else 0.
func (a *Analyzer) Analyze(src, resp string) Report {
	r := a.blank()
	w := a.parse(&r, src, resp)
	defer a.release(w)
	if a.readable(&r, w) {
		a.measure(&r, w)
	}
	return r
}

// Alignment says how surely resp answers src and not some other text: log odds,
// at even chances before. Above 0 it does more likely than not; a reply to
// somebody else lies some way below. It rests on what the response takes up of
// the source, early or late, in the same or other words, in what both are about
// and in how their feelings go together, and is no part of a [Report]: a reply
// may be all about the person and yet fail them. The weights were learned from
// pairs and mismatched pairs (Sharma et al. 2020, Welivita & Pu 2024,
// counsel-chat). Where one of the texts says nothing it is that of no evidence,
// about -1.
func (a *Analyzer) Alignment(src, resp string) float64 {
	w := a.parse(new(Report), src, resp)
	defer a.release(w)
	a.build(w)
	return w.pair.Evidence().Alignment()
}

// parse reads both texts, and notes what is wrong with their size.
func (a *Analyzer) parse(r *Report, src, resp string) *bench {
	w, ok := a.pool.Get().(*bench)
	if !ok {
		w = new(bench)
	}
	text.Parse(&w.src, a.lex, a.check(r, mechanisms.Source, src))
	text.Parse(&w.resp, a.lex, a.check(r, mechanisms.Response, resp))
	return w
}

// release gives the working memory back.
func (a *Analyzer) release(w *bench) {
	if cap(w.src.Tokens)+cap(w.resp.Tokens) <= maxKept {
		a.pool.Put(w)
	}
}

// blank is a report that says nothing yet.
func (a *Analyzer) blank() Report {
	r := Report{Score: 1, Task: a.task, Signature: a.sig}
	for k := range r.Mechanisms {
		r.Mechanisms[k].Mechanism = mechanisms.Kind(k)
	}
	for k := range r.Dimensions {
		r.Dimensions[k] = dimensions.Score{Dimension: dimensions.Kind(k), Score: 1}
	}
	return r
}

func (r *Report) note(side mechanisms.Side, err error, format string, args ...any) {
	r.Notes = append(r.Notes, Note{Side: side, Message: fmt.Sprintf(format, args...), err: err})
}

// check cuts a text to size and notes what is wrong with its bytes.
func (a *Analyzer) check(r *Report, side mechanisms.Side, s string) string {
	if len(s) > a.maxBytes {
		n := a.maxBytes
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		r.note(side, ErrTooLong, "%s of %d bytes, only the first %d are read", side, len(s), n)
		s = s[:n]
	}
	return s
}

// readable notes what is wrong with the words, and reports whether there is
// anything to measure.
func (a *Analyzer) readable(r *Report, w *bench) bool {
	ok := true
	for side, d := range [...]*text.Document{&w.src, &w.resp} {
		side := mechanisms.Side(side)
		if d.Invalid >= 0 {
			r.note(side, ErrInvalidUTF8, "%s is not UTF-8 at byte %d", side, d.Invalid)
		}
		switch {
		case !d.Says():
			ok = false
			if side == mechanisms.Source {
				r.note(side, ErrEmptySource, "source has nothing to read")
				break
			}
			r.note(side, ErrEmptyResponse, "response has nothing to read")
			if w.src.Says() {
				r.Score = 0
			}
		case !d.English():
			r.note(side, ErrLanguage, "%s does not look like English", side)
		}
	}
	return ok
}

// build makes a pair of the two texts.
func (a *Analyzer) build(w *bench) {
	w.pair.Similar = a.similar
	pair.Build(&w.pair, &w.src, &w.resp, a.task == Rewrite)
}

// measure runs the detectors and adds up their signals.
func (a *Analyzer) measure(r *Report, w *bench) {
	a.build(w)
	b := &w.builder
	b.Weights = a.weights
	b.Reset(&w.pair)
	for _, detect := range detectors {
		detect(b)
	}
	b.Finish()
	w.kept = a.aggregate(r, w.kept[:0], b, signal.Beside(&w.pair))
	r.show(w.kept, b.Signals)
	r.Acts = acts(&w.pair.Resp)
}

// A weighed signal is one that a report shows, by its place among all signals.
type weighed struct {
	energy float64
	signal int32
	row    mechanisms.Kind
}

// aggregate makes cells, rows, columns and the score from the signals; the score
// counts what there is beside them too. It appends to kept the signals that are
// to be shown, which are those with evidence.
func (a *Analyzer) aggregate(r *Report, kept []weighed, b *signal.Builder, beside mechanisms.Beside) []weighed {
	var cells, scored [mechanisms.Count][dimensions.Count]float64
	var sure, all [mechanisms.Count]float64
	for i := range b.Signals {
		s, e := &b.Signals[i], b.Energies[i].Row
		cells[s.Mechanism][s.Dimension] += e
		scored[s.Mechanism][s.Dimension] += b.Energies[i].Score
		sure[s.Mechanism] += e * s.Confidence
		all[s.Mechanism] += e
		if len(s.Evidence) > 0 {
			kept = insert(kept, weighed{e, int32(i), s.Mechanism})
		}
	}
	var columns [dimensions.Count]float64
	var total float64
	for m := range cells {
		f := &r.Mechanisms[m]
		var row float64
		for d, e := range cells[m] {
			c := &r.Grid[m][d]
			if c.Applicable = b.Cells>>(m*dimensions.Count+d)&1 != 0; !c.Applicable {
				continue
			}
			c.Severity = dimensions.Saturate(e)
			row += e
			columns[d] += e
			total += scored[m][d]
			f.Applicable = true
			r.Dimensions[d].Applicable = true
		}
		f.Severity = dimensions.Saturate(row)
		if all[m] > 0 {
			f.Confidence = sure[m] / all[m]
		}
	}
	for d, e := range columns {
		r.Dimensions[d].Score = 1 - a.weights.Column(dimensions.Kind(d), e)
	}
	r.Score = 1 - a.weights.Overall(total, beside)
	return kept
}

// insert keeps the signals by rows, those that count most first. They come by
// rows, and are few.
func insert(kept []weighed, x weighed) []weighed {
	k := len(kept)
	kept = append(kept, x)
	for ; k > 0 && (kept[k-1].row > x.row || kept[k-1].row == x.row && kept[k-1].energy < x.energy); k-- {
		kept[k] = kept[k-1]
	}
	kept[k] = x
	return kept
}

// show copies the signals that are kept into the report. All lie in one piece of
// memory, and all their evidence in another.
func (r *Report) show(kept []weighed, signals []mechanisms.Signal) {
	n := 0
	for _, k := range kept {
		n += len(signals[k.signal].Evidence)
	}
	all, evidence := make([]mechanisms.Signal, len(kept)), make([]mechanisms.Evidence, 0, n)
	for i, k := range kept {
		from := len(evidence)
		evidence = append(evidence, signals[k.signal].Evidence...)
		all[i] = signals[k.signal]
		all[i].Evidence = slices.Clip(evidence[from:])
		f := &r.Mechanisms[k.row]
		f.Signals = slices.Clip(all[i-len(f.Signals) : i+1])
	}
}
