package empathy_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/attune-go/attune/empathy"
)

// benchPairs are the exchanges of the development sets where they are, else
// the sample that the command ships.
func benchPairs(b *testing.B) (pairs [][2]string) {
	b.Helper()
	for _, names := range [][]string{
		{"../../shared/data/empathy-ratings.jsonl", "../../shared/data/counsel.jsonl"},
		{"../cmd/attune/internal/sample/pairs.jsonl"},
	} {
		for _, name := range names {
			f, err := os.Open(name)
			if err != nil {
				continue
			}
			sc := bufio.NewScanner(f)
			sc.Buffer(nil, 1<<20)
			for sc.Scan() {
				var p struct{ Source, Response string }
				if err := json.Unmarshal(sc.Bytes(), &p); err != nil {
					b.Fatal(err)
				}
				pairs = append(pairs, [2]string{p.Source, p.Response})
			}
			f.Close()
		}
		if len(pairs) > 0 {
			return pairs
		}
	}
	b.Fatal("no pairs")
	return nil
}

// BenchmarkAnalyze tells how many bytes of source and response a core reads.
func BenchmarkAnalyze(b *testing.B) {
	pairs := benchPairs(b)
	size := 0
	for _, p := range pairs {
		size += len(p[0]) + len(p[1])
	}
	b.SetBytes(int64(size / len(pairs)))
	b.ReportAllocs()
	empathy.Analyze("warm", "up")
	n := 0
	for b.Loop() {
		p := &pairs[n%len(pairs)]
		n++
		empathy.Analyze(p[0], p[1])
	}
}
