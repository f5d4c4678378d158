package lexicon

import "math/bits"

// A Symbol is one step of a text as cues see it: a form, or one of the marks
// below. Hyphens, quotation marks and mark-up are no symbols.
type Symbol = Form

// Symbols that are no words. They are numbered below every real form, and the
// slots of cues below all, so that the edges of a node begin with its slots.
const (
	Unknown Symbol = iota // a word that the lexicon does not know

	symAny  // _
	symGap  // ~
	symEnd  // $
	symFeel // <feel>
	symPoss // <poss>
	symNum  // <num>
	symInt  // <int>
	symKin  // <kin>

	Number   // digits
	Start    // the start of a sentence
	Stop     // the end of a sentence with neither ? nor !
	Question // ?
	Exclaim  // !
	Comma    // a comma
	Break    // any other punctuation
	Emoji    // an emoji or emoticon that the lexicon does not know

	firstForm
)

var symbolNames = [firstForm]string{
	Unknown: "", Number: "\x00number", Start: "^", Stop: "\x00stop", Question: "?", Exclaim: "!", Comma: ",", Break: "\x00break", Emoji: "\x00emoji",
	symAny: "_", symGap: "~", symEnd: "$", symFeel: "<feel>", symPoss: "<poss>", symNum: "<num>", symInt: "<int>", symKin: "<kin>",
}

// slots is a set of the slots of cues: those that lead on from a node, or
// those that a symbol can fill. The bit of a slot is its symbol less one.
type slots uint8

const (
	slotAny slots = 1 << iota
	slotGap
	slotEnd
	slotFeel
	slotPoss
	slotNum
	slotInt
	slotKin
)

// count is how many slots the set holds.
func (s slots) count() uint32 { return uint32(bits.OnesCount8(uint8(s))) }

// isSlot reports whether s is a slot of cues.
func isSlot(s Symbol) bool { return symAny <= s && s <= symKin }

// slotOf gives the bit of a slot.
func slotOf(s Symbol) slots { return 1 << (s - symAny) }

// slotsOf gives the slots that a symbol with the given traits can fill.
func slotsOf(s Symbol, t Trait) slots {
	switch {
	case s == Number:
		return slotAny | slotNum
	case s == Unknown:
		return slotAny
	case s == Stop || s == Question || s == Exclaim:
		return slotEnd
	case s < firstForm:
		return 0
	}
	fits := slotAny
	for _, x := range [...]struct {
		trait Trait
		slot  slots
	}{{Feeling, slotFeel}, {Possessive, slotPoss}, {NumberWord, slotNum}, {Intensifier, slotInt}, {Kin, slotKin}} {
		if t&x.trait != 0 {
			fits |= x.slot
		}
	}
	return fits
}
