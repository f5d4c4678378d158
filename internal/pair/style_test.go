package pair

import (
	"math"
	"testing"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

func TestStyleMatchIsThatOfIrelandAndPennebaker(t *testing.T) {
	// Ten words each, with so many of each class.
	side := func(counts [lexicon.FunctionClasses]int) Side {
		return Side{Style: Style{Words: 10, Function: counts}}
	}
	one := func(a, b float64) float64 { return 1 - math.Abs(a-b)/(a+b+0.0001) }
	tests := []struct {
		name      string
		src, resp [lexicon.FunctionClasses]int
		want      float64
	}{
		{"the same", [9]int{1, 2, 0, 1, 0, 3, 1, 0, 1}, [9]int{1, 2, 0, 1, 0, 3, 1, 0, 1}, 1},
		{"nothing in common", [9]int{1, 1, 1, 1, 1}, [9]int{0, 0, 0, 0, 0, 1, 1, 1, 1}, one(10, 0)},
		{"one class halved", [9]int{2, 1}, [9]int{1, 1}, (8 + one(20, 10)) / 9},
		{"two classes apart", [9]int{3, 1, 2}, [9]int{1, 1, 0}, (7 + one(30, 10) + one(20, 0)) / 9},
	}
	for _, tt := range tests {
		p := Pair{Src: side(tt.src), Resp: side(tt.resp)}
		if got := p.StyleMatch(); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		p.Src, p.Resp = p.Resp, p.Src
		if got := p.StyleMatch(); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%s, the other way round: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestStyleMatchOfAnEmptySideIsFull(t *testing.T) {
	p := Pair{Src: Side{Style: Style{Words: 3}}}
	if got := p.StyleMatch(); got != 1 {
		t.Errorf("style match %v with an empty response", got)
	}
}

func TestStyleMatchOfTexts(t *testing.T) {
	match := func(src, resp string) float64 {
		var a, z text.Document
		text.Parse(&a, lexicon.Default(), src)
		text.Parse(&z, lexicon.Default(), resp)
		var p Pair
		Build(&p, &a, &z, false)
		return p.StyleMatch()
	}
	const src = "I told him that I would not go back to the house, and he just laughed at me."
	near := match(src, "You told him that you would not go back to it, and he just laughed at you.")
	far := match(src, "Conflicts regarding household attendance cause considerable distress.")
	if near < 0.7 || far > 0.5 || near <= far {
		t.Errorf("style match %.2f of a near reply, %.2f of a far one", near, far)
	}
}
