package lexicon

import (
	"errors"
	"fmt"
	"strings"
)

// maxExpansions bounds what one cue may expand to, so that a slip in a file
// cannot fill memory.
const maxExpansions = 4096

var (
	errParen  = errors.New("unbalanced parenthesis")
	errNested = errors.New("parentheses do not nest")
	errEmpty  = errors.New("empty cue")
	errCase   = errors.New("upper case in a cue")
)

// expand gives every plain sequence that the alternations of a cue allow.
func expand(cue string) ([]string, error) {
	if !strings.ContainsAny(cue, "()") {
		return []string{cue}, nil
	}
	out := []string{""}
	for rest := cue; rest != ""; {
		open := strings.IndexAny(rest, "()")
		if open < 0 {
			for i := range out {
				out[i] += rest
			}
			break
		}
		if rest[open] == ')' {
			return nil, errParen
		}
		end := strings.IndexByte(rest[open:], ')')
		if end < 0 {
			return nil, errParen
		}
		inner := rest[open+1 : open+end]
		if strings.IndexByte(inner, '(') >= 0 {
			return nil, errNested
		}
		branches := strings.Split(inner, "|")
		next := make([]string, 0, len(out)*len(branches))
		for _, o := range out {
			for _, b := range branches {
				next = append(next, o+rest[:open]+b)
			}
		}
		if len(next) > maxExpansions {
			return nil, fmt.Errorf("more than %d expansions", maxExpansions)
		}
		out, rest = next, rest[open+end+1:]
	}
	return out, nil
}

// addCue enters every expansion of a cue.
func (b *builder) addCue(cue string, h hit) error {
	seqs, err := expand(cue)
	if err != nil {
		return err
	}
	for _, seq := range seqs {
		if err := b.addSequence(seq, h); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) addSequence(seq string, h hit) error {
	path := b.path[:0]
	for rest := seq; rest != ""; {
		var w string
		w, rest = nextField(rest)
		if w == "" {
			continue
		}
		s, comma, err := b.symbol(w)
		if err != nil {
			return err
		}
		path = append(path, s)
		if comma {
			path = append(path, Comma)
		}
	}
	for len(path) > 0 && (path[0] == symAny || path[0] == symGap) {
		path = path[1:]
	}
	if len(path) == 0 {
		return errEmpty
	}
	b.path = path
	b.cues.add(path, h)
	return nil
}

// nextField cuts the first field off s; spaces and hyphens part fields.
func nextField(s string) (field, rest string) {
	i := strings.IndexAny(s, " -")
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i+1:]
}

var marks = map[string]Symbol{
	"^": Start, "$": symEnd, "?": Question, "!": Exclaim, ",": Comma, "_": symAny, "~": symGap,
	"<feel>": symFeel, "<poss>": symPoss, "<num>": symNum, "<int>": symInt, "<kin>": symKin,
}

// symbol gives the symbol that a word of a cue stands for, and whether a
// comma is tied to it.
func (b *builder) symbol(w string) (s Symbol, comma bool, err error) {
	if c := w[0]; len(w) == 1 || c == '<' {
		if s, ok := marks[w]; ok {
			return s, false, nil
		}
		if c == '<' && strings.HasSuffix(w, ">") {
			return 0, false, fmt.Errorf("unknown slot %s", w)
		}
	}
	if len(w) > 1 && w[len(w)-1] == ',' {
		w, comma = w[:len(w)-1], true
	}
	for i := 0; i < len(w); i++ {
		if 'A' <= w[i] && w[i] <= 'Z' {
			return 0, false, errCase
		}
	}
	return b.form(Fold(w)), comma, nil
}
