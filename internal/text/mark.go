package text

import (
	"unicode/utf8"

	"github.com/attune-go/attune/lexicon"
)

// mark adds the punctuation of one character r and n bytes at pos, or the run
// of terminals that begins there, and returns where scanning goes on.
func (sc *scanner) mark(pos, end int, r rune, n int) int {
	if mood := moodOf(r); mood != 0 {
		return sc.terminal(pos, end)
	}
	if isQuote(r) {
		sc.addQuote(pos, pos+n, r)
		return pos + n
	}
	f := breakOf(r)
	if r == '-' {
		for pos+n < end && sc.d.Text[pos+n] == '-' {
			n++
		}
		if n > 1 {
			f = lexicon.Break
		}
	}
	t := sc.addPunct(pos, pos+n, f, r)
	switch r {
	case ',', ';', ':', '(', ')', '—', '–', '，', '、', '；', '：', '（', '）', '،', '؛':
		sc.clause++
	case '-':
		if n > 1 {
			sc.clause++
		}
		// Whether a single hyphen is a dash shows with what comes next.
		sc.dash = n == 1 && t.Flags&glued == 0
	}
	return pos + n
}

// breakOf is what cues see of a mark that ends no sentence. Quotation marks,
// hyphens, currency signs and the like are not seen.
func breakOf(r rune) lexicon.Form {
	switch r {
	case ',', '，', '、', '،':
		return lexicon.Comma
	case ';', ':', '(', ')', '=', '+', '&', '/', '%', '<', '>', '—', '–', '；', '：', '（', '）', '؛':
		return lexicon.Break
	}
	return 0
}

// Moods of terminal punctuation, as bits.
const (
	moodStop = 1 << iota
	moodAsk
	moodShout
	moodTrail // an ellipsis
)

func moodOf(r rune) uint8 {
	switch r {
	case '.', '。', '．', '｡', '।', '۔':
		return moodStop
	case '?', '？', '؟', '⁇':
		return moodAsk
	case '!', '！', '‼':
		return moodShout
	case '‽', '⁉', '⁈':
		return moodAsk | moodShout
	case '…':
		return moodTrail
	}
	return 0
}

// terminal takes a run of terminal punctuation: "?!", "...", "!!!".
func (sc *scanner) terminal(pos, end int) int {
	s := sc.d.Text
	stop, moods, stops, loud := pos, uint8(0), 0, 0
	for stop < end {
		r, n := rune(s[stop]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[stop:end])
		}
		mood := moodOf(r)
		if mood == 0 {
			break
		}
		switch {
		case mood == moodStop:
			stops++
		case mood&(moodAsk|moodShout) != 0:
			loud++
			if n > 1 && r != '？' && r != '！' && r != '؟' {
				loud++ // two in one character
			}
		}
		moods |= mood
		stop += n
	}
	if stops > 1 {
		moods |= moodTrail
	}
	sc.addTerminal(pos, stop, moods, loud > 1)
	return stop
}
