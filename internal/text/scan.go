package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"github.com/kljensen/snowball/english"

	"github.com/attune-go/attune/lexicon"
)

// Parse takes s apart into d, whose buffers it uses again.
func Parse(d *Document, lex *lexicon.Lexicon, s string) {
	d.reset(lex, s)
	sc := scanner{d: d, lex: lex, lineStart: true}
	for pos := 0; pos < len(s); {
		pos = sc.line(pos)
	}
	sc.endSentence()
	d.markQuotes()
	d.match()
	d.negate()
}

func (d *Document) reset(lex *lexicon.Lexicon, s string) {
	*d = Document{
		Text: s, Lexicon: lex, Invalid: -1,
		Tokens: d.Tokens[:0], Sentences: d.Sentences[:0], Matches: d.Matches[:0],
		symbols: d.symbols[:0], index: d.index[:0], tags: d.tags[:0],
	}
	if !utf8.ValidString(s) {
		d.Invalid = firstInvalid(s)
	}
}

func firstInvalid(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return -1
}

// scanner cuts one text into tokens, a line at a time.
type scanner struct {
	d         *Document
	lex       *lexicon.Lexicon
	first     int // first token of the open sentence
	clause    int32
	fence     bool // within a fenced code block
	lineStart bool
	flags     Flags // of the line
}

// line scans one line from pos and returns where the next one begins.
func (sc *scanner) line(pos int) int {
	s := sc.d.Text
	end, next := len(s), len(s)
	if i := strings.IndexAny(s[pos:], "\n\r\u2028\u2029"); i >= 0 {
		end = pos + i
		_, n := utf8.DecodeRuneInString(s[end:])
		next = end + n
		if s[end] == '\r' && next < len(s) && s[next] == '\n' {
			next++
		}
	}
	body, flags := blockMarkup(s[pos:end])
	switch {
	case strings.HasPrefix(strings.TrimLeft(s[pos:end], " \t"), "```"):
		sc.fence = !sc.fence
		sc.endSentence()
		return next
	case sc.fence:
		sc.d.Code += end - pos
		return next
	case body == "":
		sc.endSentence()
		return next
	}
	start := end - len(body)
	if flags&(Bullet|Heading) != 0 || flags&Quoted != sc.flags&Quoted || sc.breaksBefore(body) {
		sc.endSentence()
	}
	sc.flags = flags
	sc.inline(start, end)
	if flags&(Heading) != 0 {
		sc.endSentence()
	}
	return next
}

// blockMarkup cuts the mark-up of a heading, list item or quoted block off
// the front of a line, and white space off both ends... of its front only,
// since spans count from the end.
func blockMarkup(line string) (string, Flags) {
	var flags Flags
	for {
		line = strings.TrimLeft(line, " \t\u00a0\u3000")
		switch {
		case line == "":
			return "", flags
		case line[0] == '>':
			line, flags = line[1:], flags|Quoted
			continue
		case line[0] == '#':
			n := len(line) - len(strings.TrimLeft(line, "#"))
			if n <= 6 && n < len(line) && line[n] == ' ' {
				return strings.TrimLeft(line[n:], " "), flags | Heading
			}
		case strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "+ ") || strings.HasPrefix(line, "• "):
			_, n := utf8.DecodeRuneInString(line)
			line, flags = line[n+1:], flags|Bullet
			continue
		case isRule(line):
			return "", flags
		default:
			if n := numbering(line); n > 0 {
				line, flags = line[n:], flags|Bullet
				continue
			}
		}
		return line, flags
	}
}

func isRule(line string) bool {
	t := strings.TrimRight(line, " \t")
	return len(t) >= 3 && (strings.Trim(t, "-") == "" || strings.Trim(t, "*") == "" || strings.Trim(t, "_") == "" || strings.Trim(t, "=") == "")
}

// numbering gives the length of "1. " or "2) " at the start of a line.
func numbering(line string) int {
	n := 0
	for n < len(line) && n < 3 && '0' <= line[n] && line[n] <= '9' {
		n++
	}
	if n > 0 && n+1 < len(line) && (line[n] == '.' || line[n] == ')') && line[n+1] == ' ' {
		return n + 2
	}
	return 0
}

// breaksBefore reports whether a line break parts sentences: not where a
// sentence plainly goes on, in lower case after a word or a comma.
func (sc *scanner) breaksBefore(body string) bool {
	n := len(sc.d.Tokens)
	if n == sc.first {
		return false
	}
	last := sc.d.Tokens[n-1]
	if last.Kind == Punct {
		switch sc.d.Text[last.Start] {
		case ',', ';', '-', '(':
			return false
		}
		return true
	}
	r, _ := utf8.DecodeRuneInString(body)
	return !unicode.IsLower(r)
}

// inline scans the words of one line.
func (sc *scanner) inline(pos, end int) {
	it := words.FromString(sc.d.Text[pos:end])
	base := pos
	skip := pos
	for it.Next() {
		w := it.Value()
		at := base + it.Start()
		if at < skip {
			continue
		}
		c := w[0]
		switch {
		case c == ' ' || c == '\t':
		case c < utf8.RuneSelf && (c|0x20 >= 'a' && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_'):
			skip = sc.wordLike(w, at, end)
		case c < utf8.RuneSelf:
			skip = sc.punct(at, end)
		default:
			skip = sc.wide(w, at, end)
		}
	}
}

// wordLike takes a segment that begins with an ASCII letter, digit or
// underscore, and returns where scanning goes on.
func (sc *scanner) wordLike(w string, at, end int) int {
	s := sc.d.Text
	if n := link(s[at:end]); n > 0 {
		sc.add(at, at+n, Link, 0)
		return at + n
	}
	if len(w) <= 3 && at+len(w) < end && !isLetter(s[at+len(w)]) && s[at+len(w)] != ' ' || strings.IndexByte(w, '_') > 0 {
		if f, n := sc.emoticon(s[at:end], at); n >= len(w) {
			sc.addForm(at, at+n, f)
			return at + n
		}
	}
	for w != "" && w[0] == '_' {
		w, at = w[1:], at+1
	}
	stop := at + len(w)
	for len(w) > 0 && w[len(w)-1] == '_' {
		w = w[:len(w)-1]
	}
	for w != "" {
		i := splitPoint(w)
		sc.word(w[:i], at)
		if i == len(w) {
			break
		}
		if c := w[i]; c == '.' || c == ':' {
			sc.mark(at+i, at+i+1)
		}
		w, at = w[i+1:], at+i+1
	}
	return stop
}

// splitPoint finds where a Unicode word holds two: "end.Next", "and:but",
// "snake_case"; not in 3.5, U.S. or don't.
func splitPoint(w string) int {
	for i := 1; i+1 < len(w); i++ {
		switch w[i] {
		case '_', ':':
			return i
		case '.':
			if isLetter(w[i-1]) && isLetter(w[i+1]) && i > 1 && w[i-2] != '.' {
				return i
			}
		}
	}
	return len(w)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf }

// word adds one word or number.
func (sc *scanner) word(w string, at int) {
	kind := Word
	if c := w[0]; '0' <= c && c <= '9' {
		kind = Number
	}
	flags, latin := shape(w)
	sc.d.Letters += len(w)
	if latin {
		sc.d.Latin += len(w)
	}
	sc.d.Words++
	if flags&Caps != 0 {
		sc.d.Caps++
	}
	sc.add(at, at+len(w), kind, flags)
}

// shape tells capitals and script.
func shape(w string) (f Flags, latin bool) {
	upper, lower, letters := 0, 0, 0
	latin = true
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= utf8.RuneSelf {
			return wideShape(w)
		}
		switch {
		case 'A' <= c && c <= 'Z':
			upper++
		case 'a' <= c && c <= 'z':
			lower++
		}
	}
	letters = upper + lower
	if upper > 0 && 'A' <= w[0] && w[0] <= 'Z' {
		f |= Title
	}
	if lower == 0 && upper >= 2 && letters == upper {
		f |= Caps
	}
	return f, latin
}

func wideShape(w string) (f Flags, latin bool) {
	upper, lower := 0, 0
	latin = true
	for i, r := range w {
		if unicode.IsUpper(r) {
			upper++
			if i == 0 {
				f |= Title
			}
		} else if unicode.IsLower(r) {
			lower++
		}
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			latin = false
		}
	}
	if lower == 0 && upper >= 2 {
		f |= Caps
	}
	return f, latin
}

// link gives the length of a URL or e-mail address at the start of s.
func link(s string) int {
	if c := s[0] | 0x20; c != 'h' && c != 'w' {
		return 0
	}
	low := s[:min(len(s), 8)]
	if !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://") && !strings.HasPrefix(low, "www.") {
		return 0
	}
	n := strings.IndexAny(s, " \t<>\"")
	if n < 0 {
		n = len(s)
	}
	return len(strings.TrimRight(s[:n], ".,;:!?)*_'"))
}

// emoticon looks for an emoticon that the lexicon knows at the start of s:
// the longest within the run of characters up to the next space.
func (sc *scanner) emoticon(s string, at int) (lexicon.Form, int) {
	if at > 0 {
		if c := sc.d.Text[at-1]; isLetter(c) && s[0] != '<' {
			return 0, 0
		}
	}
	n := strings.IndexAny(s, " \t")
	if n < 0 {
		n = len(s)
	}
	for n = min(n, 8); n >= 2; n-- {
		if n < len(s) && (isLetter(s[n]) || '0' <= s[n] && s[n] <= '9') {
			continue
		}
		if plainWord(s[:n]) {
			continue
		}
		if f := sc.lex.Emoticon(s[:n]); f != 0 {
			return f, n
		}
	}
	return 0, 0
}

func plainWord(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !isLetter(c) && c != '\'' && c != '.' && c != ',' {
			return false
		}
	}
	return true
}

// punct takes ASCII punctuation at pos.
func (sc *scanner) punct(at, end int) int {
	s := sc.d.Text
	c := s[at]
	if f, n := sc.emoticon(s[at:end], at); n > 0 {
		sc.addForm(at, at+n, f)
		return at + n
	}
	switch c {
	case '*', '~', '\\', '|', '\x00':
		return at + 1
	case '`':
		if i := strings.IndexByte(s[at+1:end], '`'); i > 0 {
			sc.d.Code += i + 2
			return at + i + 2
		}
		return at + 1
	case '@', '#':
		n := 1
		for at+n < end && (isLetter(s[at+n]) || s[at+n] == '_' || '0' <= s[at+n] && s[at+n] <= '9') {
			n++
		}
		if c == '@' && n > 1 {
			sc.add(at, at+n, Link, 0)
			return at + n
		}
		return at + 1 // a hashtag reads as its word
	case '.', '!', '?':
		n := at + 1
		for n < end && (s[n] == '.' || s[n] == '!' || s[n] == '?') {
			n++
		}
		sc.mark(at, n)
		return n
	}
	n := at + 1
	for c == '-' && n < end && s[n] == '-' {
		n++
	}
	sc.mark(at, n)
	return n
}

// wide takes a segment that begins with a character outside ASCII.
func (sc *scanner) wide(w string, at, end int) int {
	r, n := utf8.DecodeRuneInString(w)
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && len(w) > n:
		for len(w) > 0 && w[len(w)-1] == '_' {
			w = w[:len(w)-1]
		}
		sc.word(w, at)
	case unicode.IsSpace(r) || r == utf8.RuneError || unicode.Is(unicode.Cf, r):
	case r == '…' || r == '！' || r == '？' || r == '。' || r == '‽':
		sc.mark(at, at+len(w))
	case unicode.IsPunct(r):
		sc.mark(at, at+len(w))
	case unicode.IsSymbol(r) || r >= 0x1F000:
		f := sc.lex.Lookup(w)
		if f == 0 {
			f = sc.lex.Lookup(baseEmoji(w))
		}
		if f == 0 && !pictographic(r) {
			sc.mark(at, at+len(w))
			break
		}
		sc.addForm(at, at+len(w), f)
	}
	return at + len(w)
}

func pictographic(r rune) bool {
	return r >= 0x1F000 || 0x2600 <= r && r <= 0x27BF || r == '❤' || r == '⭐'
}

// baseEmoji drops skin tones and what is joined behind the first character.
func baseEmoji(w string) string {
	_, n := utf8.DecodeRuneInString(w)
	return w[:n]
}

// mark adds punctuation, and ends the sentence or clause where it does.
func (sc *scanner) mark(at, end int) {
	sc.add(at, end, Punct, 0)
	t := &sc.d.Tokens[len(sc.d.Tokens)-1]
	switch c := sc.d.Text[at]; c {
	case '.', '!', '?', 0xE2, 0xEF, 0xE3:
		sc.terminal(t, at, end)
	case ',', ';', ':', '(', ')', '-':
		if c != '-' || end-at > 1 || spaced(sc.d.Text, at, end) {
			sc.clause++
		}
	}
}

func spaced(s string, at, end int) bool {
	return at > 0 && s[at-1] == ' ' && end < len(s) && s[end] == ' '
}

// terminal decides whether . ! ? … end the sentence, and marks its mood.
func (sc *scanner) terminal(t *Token, at, end int) {
	run := sc.d.Text[at:end]
	r, _ := utf8.DecodeRuneInString(run)
	switch r {
	case '.', '!', '?', '！', '？', '。', '…', '‽':
	case '–', '—':
		sc.clause++
		return
	default:
		return
	}
	if strings.ContainsAny(run, "!?！？‽") {
		if utf8.RuneCountInString(run) > 1 {
			t.Flags |= Strong
		}
	} else if run == "." && sc.abbreviates(at) {
		return
	} else if run != "." && run != "。" && !sc.capitalFollows(end) {
		sc.clause++
		return // an ellipsis within a sentence
	}
	sc.endSentence()
}

// abbreviates reports whether the full stop at pos belongs to the word before.
func (sc *scanner) abbreviates(at int) bool {
	n := len(sc.d.Tokens) - 2
	if n < sc.first {
		return false
	}
	w := sc.d.Tokens[n]
	if int(w.End) != at || w.Kind != Word {
		return false
	}
	name := sc.d.Text[w.Start:w.End]
	if len(name) == 1 && w.Has(Title) && name != "I" && sc.capitalFollows(at+1) {
		return true
	}
	return isAbbreviation(name) || strings.Contains(name, ".") && !sc.capitalFollows(at+1)
}

// abbreviations take a full stop without ending a sentence.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true, "vs": true, "eg": true, "ie": true,
	"jr": true, "sr": true, "fr": true, "rev": true, "gen": true, "capt": true, "lt": true, "col": true, "sgt": true,
	"approx": true, "dept": true, "fig": true, "govt": true, "hon": true, "e.g": true, "i.e": true, "cf": true,
}

func isAbbreviation(w string) bool {
	if len(w) > 6 {
		return false
	}
	return abbreviations[strings.ToLower(w)]
}

// capitalFollows reports whether the next letter or digit is no small letter.
func (sc *scanner) capitalFollows(pos int) bool {
	for _, r := range sc.d.Text[pos:min(len(sc.d.Text), pos+24)] {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) || unicode.IsDigit(r) || r == '\n' {
			return true
		}
	}
	return true
}

func (sc *scanner) addForm(at, end int, f lexicon.Form) {
	sc.add(at, end, Emoji, 0)
	t := &sc.d.Tokens[len(sc.d.Tokens)-1]
	t.Form = f
	if f == 0 {
		t.Form = lexicon.Emoji
	}
	t.Key = keyBit | uint32(t.Form)
}

// add appends a token to the open sentence.
func (sc *scanner) add(at, end int, kind Kind, flags Flags) {
	d := sc.d
	t := Token{Start: int32(at), End: int32(end), Kind: kind, Flags: flags | sc.flags, Sentence: int32(len(d.Sentences)), Clause: sc.clause}
	if kind == Word || kind == Number {
		sc.identify(&t)
		if sc.opening() {
			t.Flags |= Opens
		}
	}
	d.Tokens = append(d.Tokens, t)
}

// opening reports whether the open sentence has no word yet.
func (sc *scanner) opening() bool {
	for i := len(sc.d.Tokens) - 1; i >= sc.first; i-- {
		if k := sc.d.Tokens[i].Kind; k == Word || k == Number {
			return false
		}
	}
	return true
}

// keyBit tells keys made of a number from those of a family.
const keyBit = 1 << 31

// identify finds form and key of a word: the record of the lexicon where it
// knows it, else that of the word with drawn-out letters cut short, else the
// hash of its stem.
func (sc *scanner) identify(t *Token) {
	w := sc.d.Text[t.Start:t.End]
	f := sc.lex.Lookup(w)
	if hasRun(w) {
		t.Flags |= Elongated
	}
	if f == 0 {
		if short, ok := shorten(w); ok {
			for _, s := range short {
				if f = sc.lex.Lookup(s); f != 0 {
					break
				}
			}
		}
		if n := len(w) - 2; f == 0 && n > 0 && (strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s")) {
			f = sc.lex.Lookup(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"))
		}
	}
	if f != 0 {
		t.Form, t.Key = f, sc.lex.Entry(f).Family
		return
	}
	if t.Kind == Number {
		t.Form = lexicon.Number
	}
	t.Key = stemKey(sc.lex, w)
}

// maxStem bounds what is stemmed: no English word is longer.
const maxStem = 40

// stemKey is the family of the stem of an unknown word where the lexicon has
// one, so that it meets its known relatives, else a hash.
func stemKey(lex *lexicon.Lexicon, w string) uint32 {
	if len(w) > maxStem {
		w = w[:maxStem]
	}
	w = strings.TrimSuffix(lexicon.Fold(w), "'s")
	stem := english.Stem(w, false)
	if f := lex.Lookup(stem); f != 0 {
		return lex.Entry(f).Family
	}
	h := uint32(2166136261)
	for _, c := range []byte(stem) {
		h = (h ^ uint32(c)) * 16777619
	}
	return h | keyBit
}

// shorten undoes drawn-out letters: runs of three or more become two, or one.
func shorten(w string) (out [2]string, ok bool) {
	if len(w) > 200 || !hasRun(w) {
		return out, false
	}
	for k := range out {
		var b strings.Builder
		run, last := 0, rune(-1)
		for _, r := range w {
			r = unicode.ToLower(r)
			if r == last {
				run++
			} else {
				run, last = 1, r
			}
			if run <= 2-k {
				b.WriteRune(r)
			}
		}
		out[k] = b.String()
	}
	return out, true
}

func hasRun(w string) bool {
	for i := 2; i < len(w); i++ {
		if w[i]|0x20 == w[i-1]|0x20 && w[i]|0x20 == w[i-2]|0x20 && isLetter(w[i]) {
			return true
		}
	}
	return false
}

// endSentence closes the open sentence, if it holds any token.
func (sc *scanner) endSentence() {
	d := sc.d
	if len(d.Tokens) == sc.first {
		return
	}
	s := Sentence{First: int32(sc.first), Last: int32(len(d.Tokens)), Bullet: sc.flags&Bullet != 0}
	for i := sc.first; i < len(d.Tokens); i++ {
		t := &d.Tokens[i]
		if t.Kind != Punct {
			s.Words++
			s.Question, s.Exclaim = false, false
			continue
		}
		run := d.Text[t.Start:t.End]
		s.Question = s.Question || strings.ContainsAny(run, "?？‽")
		s.Exclaim = s.Exclaim || strings.ContainsAny(run, "!！‽")
	}
	if s.Words == 0 && len(d.Sentences) > 0 {
		// Punctuation by itself belongs to the sentence before it.
		prev := &d.Sentences[len(d.Sentences)-1]
		prev.Last = s.Last
		prev.Question, prev.Exclaim = prev.Question || s.Question, prev.Exclaim || s.Exclaim
		for i := sc.first; i < len(d.Tokens); i++ {
			d.Tokens[i].Sentence--
		}
	} else {
		d.Sentences = append(d.Sentences, s)
	}
	sc.first = len(d.Tokens)
	sc.clause++
}
