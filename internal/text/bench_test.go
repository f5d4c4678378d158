package text

import (
	"strings"
	"testing"

	"github.com/attune-go/attune/lexicon"
)

// Samples of what is parsed day by day: what people write, and what a model
// writes back.
const (
	sampleSource = "My dad died three weeks ago and I still can’t open the door to his room. Everyone at work keeps telling me \"he’s in a better place\" " +
		"and I just want to scream!! I'm not angry at them, not really... I'm angry that nobody called me that night. " +
		"He was 71, he'd never missed a single one of my birthdays, and the hospital didn’t ring until 9:30. Was I wrong to shout at my sister? 😭"
	sampleReply = "I'm so sorry about your dad. Three weeks is no time at all, and a closed door can hold a whole life behind it.\n\n" +
		"**A few things that might help tonight:**\n\n" +
		"- Leave the door shut for as long as you need; there is no deadline for grief.\n" +
		"- Tell your sister what you told me: that you were *angry at the silence*, not at her.\n" +
		"- If \"he's in a better place\" hurts, you're allowed to say so.\n\n" +
		"You weren't wrong to be furious that nobody called. It doesn't make you a bad sister, and it won't undo the years he never missed. " +
		"Would you like to tell me about one of those birthdays? See https://example.org/grief for people who'll listen at any hour."
)

// sampleOf repeats the samples to about n bytes.
func sampleOf(n int) string {
	both := sampleSource + "\n\n" + sampleReply + "\n\n"
	return strings.Repeat(both, n/len(both)+1)
}

func BenchmarkParse(b *testing.B) {
	lex := lexicon.Default()
	for _, c := range []struct{ name, text string }{
		{"message", sampleSource},
		{"answer", sampleReply},
		{"64KiB", sampleOf(64 << 10)},
	} {
		b.Run(c.name, func(b *testing.B) {
			var d Document
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				Parse(&d, lex, c.text)
			}
		})
	}
}
