package lexicon

// A tableDecoder reads the tables.
type tableDecoder struct {
	*pools
	decoder
}

func (d *tableDecoder) value() float32 { return d.pools.value(&d.decoder) }
func (d *tableDecoder) form() Form     { return Form(d.below(d.forms)) }

func (d *tableDecoder) string() string {
	if i := d.below(len(d.strings)); !d.bad() {
		return d.strings[i]
	}
	return ""
}

// list reads things until their count is reached.
func list[T any](d *decoder, read func() T) []T {
	n := d.count()
	if n == 0 {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		out[i] = read()
	}
	return out
}

func (d *tableDecoder) tables(l *Lexicon) bool {
	l.emotions = list(&d.decoder, d.string)
	l.fines = list(&d.decoder, d.string)
	l.weights = list(&d.decoder, d.weights)
	l.Terms = list(&d.decoder, func() Term {
		return Term{Valence: d.value(), Intensity: d.value(), Emotion: uint8(d.uint()), Fine: uint16(d.uint())}
	})
	l.Pairs = list(&d.decoder, func() Pair { return Pair{Domain: d.string()} })
	l.Dialects = list(&d.decoder, func() Dialect { return Dialect{Variety: d.string(), Gloss: d.string()} })
	l.Registers = list(&d.decoder, func() Register { return Register{Formality: d.value()} })
	l.Items = d.items()
	l.senses = list(&d.decoder, func() senses { return senses{d.form(), list(&d.decoder, d.sense)} })
	l.respellings = list(&d.decoder, func() respelling { return respelling{d.form(), d.form()} })
	return d.whole()
}

func (d *tableDecoder) weights() Induced {
	in := Induced{Valence: d.value(), Arousal: d.value()}
	for k := range in.Emotion {
		in.Emotion[k] = d.value()
	}
	return in
}

func (d *tableDecoder) sense() Sense {
	return Sense{Context: Context(d.uint()), Valence: d.value(), Forms: list(&d.decoder, d.form), Tags: list(&d.decoder, d.string)}
}

// items reads the distinct lists of general words, the distinct items made of
// them, and which of those each item is.
func (d *tableDecoder) items() []*Item {
	generics := list(&d.decoder, func() []Form { return list(&d.decoder, d.form) })
	kinds := list(&d.decoder, func() Item {
		it := Item{Kind: d.string(), Culture: d.string()}
		if i := d.below(len(generics)); !d.bad() {
			it.Generic = generics[i]
		}
		return it
	})
	return list(&d.decoder, func() *Item {
		if i := d.below(len(kinds)); !d.bad() {
			return &kinds[i]
		}
		return nil
	})
}
