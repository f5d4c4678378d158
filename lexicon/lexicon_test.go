package lexicon

import "testing"

func TestDefaultLoads(t *testing.T) {
	lex, err := Load(Data())
	if err != nil {
		t.Fatal(err)
	}
	if lex.Len() < 50000 {
		t.Errorf("%d forms", lex.Len())
	}
	t.Log(lex.Len(), len(lex.cues.first), len(lex.Terms), len(lex.Items), len(lex.Pairs), len(lex.Dialects), len(lex.Registers), lex.emotions)
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(Data()); err != nil {
			b.Fatal(err)
		}
	}
}
