package empathy_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/exchange"
	"github.com/attune-go/attune/internal/pair"
	detect "github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms/attenuation"
	"github.com/attune-go/attune/mechanisms/avoidance"
	"github.com/attune-go/attune/mechanisms/distancing"
	"github.com/attune-go/attune/mechanisms/granularity"
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

// BenchmarkSize is [BenchmarkAnalyze] over the shipped pairs of each size, on
// one core and, where it ends in /parallel, on all; where it ends in /quiet,
// over those in which no mechanism is flagged.
func BenchmarkSize(b *testing.B) {
	analyze := func(p *exchange.Pair) { empathy.Analyze(p.Source, p.Response) }
	for _, size := range exchange.Sizes() {
		pairs := size.Pairs()
		if quiet := unflagged(pairs); len(quiet) > 0 {
			b.Run(size.Name+"/quiet", func(b *testing.B) {
				loop(b, quiet, analyze)
			})
		}
		b.Run(size.Name, func(b *testing.B) {
			loop(b, pairs, analyze)
		})
		b.Run(size.Name+"/parallel", func(b *testing.B) {
			b.SetBytes(exchange.Bytes(pairs))
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for n := 0; pb.Next(); n++ {
					p := &pairs[n%len(pairs)]
					empathy.Analyze(p.Source, p.Response)
				}
			})
		})
	}
}

// unflagged are the pairs in which no mechanism is flagged.
func unflagged(pairs []exchange.Pair) (quiet []exchange.Pair) {
	for _, p := range pairs {
		if r := empathy.Analyze(p.Source, p.Response); len(r.Flagged()) == 0 {
			quiet = append(quiet, p)
		}
	}
	return quiet
}

// loop runs f over the pairs, over and over.
func loop(b *testing.B, pairs []exchange.Pair, f func(p *exchange.Pair)) {
	for i := range pairs {
		f(&pairs[i]) // what is loaded on first use
	}
	b.SetBytes(exchange.Bytes(pairs))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		f(&pairs[n%len(pairs)])
		n++
	}
}

// BenchmarkStage tells what the stages of an analysis take, each with those
// before it, which it needs: a stage takes what it has over the one before.
func BenchmarkStage(b *testing.B) {
	pairs := exchange.Sizes()[1].Pairs()
	lex := lexicon.Default()
	var src, resp text.Document
	var p pair.Pair
	var signals detect.Builder
	parse := func(e *exchange.Pair) {
		text.Parse(&src, lex, e.Source)
		text.Parse(&resp, lex, e.Response)
	}
	join := func(e *exchange.Pair) {
		parse(e)
		pair.Build(&p, &src, &resp, false)
	}
	stages := []struct {
		name string
		run  func(e *exchange.Pair)
	}{{"1-parse", parse}, {"2-pair", join}}
	detectors := []struct {
		name string
		run  func(*detect.Builder)
	}{
		{"3-attenuation", attenuation.Detect}, {"4-granularity", granularity.Detect},
		{"5-avoidance", avoidance.Detect}, {"6-distancing", distancing.Detect},
	}
	for i, d := range detectors {
		stages = append(stages, struct {
			name string
			run  func(e *exchange.Pair)
		}{d.name, func(e *exchange.Pair) {
			join(e)
			signals.Reset(&p)
			for _, d := range detectors[:i+1] {
				d.run(&signals)
			}
		}})
	}
	for _, s := range stages {
		b.Run(s.name, func(b *testing.B) { loop(b, pairs, s.run) })
	}
}

// BenchmarkBatch runs a batch on one core and on two.
func BenchmarkBatch(b *testing.B) {
	var pairs []empathy.Pair
	bytes := 0
	for _, p := range exchange.Sizes()[1].Pairs() {
		pairs = append(pairs, empathy.Pair{Source: p.Source, Response: p.Response})
		bytes += p.Len()
	}
	a, err := empathy.New()
	if err != nil {
		b.Fatal(err)
	}
	for _, cores := range []int{1, 2} {
		b.Run(fmt.Sprintf("cores=%d", cores), func(b *testing.B) {
			defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
			b.SetBytes(int64(bytes))
			b.ReportAllocs()
			for b.Loop() {
				for _, err := range a.AnalyzeAll(context.Background(), slices.Values(pairs)) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// coldStart is set where the program runs to time its own first analysis.
const coldStart = "ATTUNE_COLD_START"

// BenchmarkColdStart tells how long the first analysis of a new process takes:
// that of this program, which is started for each.
func BenchmarkColdStart(b *testing.B) {
	var first time.Duration
	n := 0
	for b.Loop() {
		cmd := exec.Command(os.Args[0], "-test.run=^TestColdStart$")
		cmd.Env = append(os.Environ(), coldStart+"=1")
		out, err := cmd.Output()
		if err != nil {
			b.Fatal(err)
		}
		var took int64
		if _, err := fmt.Sscan(string(out), &took); err != nil {
			b.Fatalf("%q: %v", out, err)
		}
		first += time.Duration(took)
		n++
	}
	b.ReportMetric(float64(first.Microseconds())/1000/float64(n), "ms/first")
}

// TestColdStart is the program that [BenchmarkColdStart] starts.
func TestColdStart(t *testing.T) {
	if os.Getenv(coldStart) == "" {
		t.Skip("is started by BenchmarkColdStart")
	}
	p := exchange.Sizes()[0].Pairs()[0]
	start := time.Now()
	empathy.Analyze(p.Source, p.Response)
	fmt.Println(int64(time.Since(start)))
}
