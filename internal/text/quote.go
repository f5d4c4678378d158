package text

import "unicode/utf8"

// Bounds of a quotation in tokens; a mark that finds no partner within them is
// taken for a slip. Single quotation marks are easily apostrophes, so that
// they get less.
const (
	maxQuote       = 400
	maxSingleQuote = 100
)

// isQuote reports whether r is a quotation mark. Which way a curly one points
// is not asked, here or below: people and keyboards get it wrong, and straight
// ones must read the same.
func isQuote(r rune) bool { return isSingle(r) || isDouble(r) }

func isSingle(r rune) bool {
	switch r {
	case '\'', '‘', '’', '‚', '‛', '‹', '›', '＇':
		return true
	}
	return false
}

func isDouble(r rune) bool {
	switch r {
	case '"', '“', '”', '„', '‟', '«', '»', '＂':
		return true
	}
	return false
}

// markQuotes flags what stands between quotation marks. The two kinds nest.
func (d *Document) markQuotes() {
	double, single := -1, -1
	for _, q := range d.quotes {
		i := int(q)
		if r, _ := utf8.DecodeRuneInString(d.Text[d.Tokens[i].Start:]); isDouble(r) {
			double = d.doubleQuote(double, i)
		} else {
			single = d.singleQuote(single, i)
		}
	}
}

// doubleQuote pairs the mark at token i with the open one, -1 if none, and
// returns the one that is open then.
func (d *Document) doubleQuote(open, i int) int {
	behind, before := d.gluedTo(i), d.gluedTo(i+1)
	switch {
	case open < 0 && behind && !before:
		return -1 // 5'10"
	case open < 0:
		return i
	case before && !behind && i-open > 1:
		return i // opens; the one before was a slip
	}
	return d.quoted(open, i, maxQuote)
}

// singleQuote does the same for single marks, which may be apostrophes: it
// opens before a word and behind none, and closes behind one and before none.
func (d *Document) singleQuote(open, i int) int {
	behind, before := d.gluedTo(i) && d.Tokens[i-1].Kind != Punct, d.gluedTo(i+1) && d.Tokens[i+1].Kind != Punct
	switch {
	case before && !behind:
		if t := &d.Tokens[i+1]; t.Kind == Number && utf8.RuneCountInString(d.In(i+1)) <= 3 {
			return open // the '90s
		}
		return i
	case open >= 0 && !before && d.gluedTo(i):
		return d.quoted(open, i, maxSingleQuote)
	}
	return open
}

// gluedTo reports whether no white space stands between token i and the one
// before it.
func (d *Document) gluedTo(i int) bool {
	return i > 0 && i < len(d.Tokens) && d.Tokens[i].Flags&glued != 0
}

// quoted flags the tokens between two marks and returns the open mark's new
// position, none.
func (d *Document) quoted(open, end, most int) int {
	if end-open <= most {
		for i := open + 1; i < end; i++ {
			d.Tokens[i].Flags |= Quoted
		}
	}
	return -1
}
