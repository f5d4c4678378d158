package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// measured runs requests through the middleware, and gives the log and what
// each instrument counted.
func measured(t *testing.T, next http.HandlerFunc, requests ...*http.Request) (string, map[string]uint64, []*httptest.ResponseRecorder) {
	t.Helper()
	reader := metric.NewManualReader()
	var log bytes.Buffer
	s, err := NewScorer(chat, metric.NewMeterProvider(metric.WithReader(reader)).Meter("test"), slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	h := s.Wrap(next)
	answers := make([]*httptest.ResponseRecorder, len(requests))
	var wg sync.WaitGroup
	for i, r := range requests {
		answers[i] = httptest.NewRecorder()
		wg.Go(func() { h.ServeHTTP(answers[i], r) })
	}
	wg.Wait()
	var data metricdata.ResourceMetrics
	if err := reader.Collect(context.Background(), &data); err != nil {
		t.Fatal(err)
	}
	counts := map[string]uint64{}
	for _, scope := range data.ScopeMetrics {
		for _, m := range scope.Metrics {
			switch points := m.Data.(type) {
			case metricdata.Histogram[float64]:
				for _, p := range points.DataPoints {
					counts[m.Name+label(p.Attributes.ToSlice())] += p.Count
				}
			case metricdata.Sum[int64]:
				for _, p := range points.DataPoints {
					counts[m.Name+label(p.Attributes.ToSlice())] += uint64(p.Value)
				}
			}
		}
	}
	return log.String(), counts, answers
}

func post(message string) *http.Request {
	return httptest.NewRequest("POST", "/", strings.NewReader(fmt.Sprintf(`{"message": %q}`, message)))
}

func TestEachAnswerIsScoredAndPassedOn(t *testing.T) {
	var requests []*http.Request
	for range 10 {
		requests = append(requests, post(messages[0]))
	}
	log, counts, answers := measured(t, service, requests...)
	for _, name := range []string{"attune.score", "attune.severitymechanism=distancing"} {
		if counts[name] != 10 {
			t.Errorf("%s counted %d of 10 answers; all: %v", name, counts[name], counts)
		}
	}
	var flagged uint64
	for name, n := range counts {
		if strings.HasPrefix(name, "attune.flagged") {
			flagged += n
		}
	}
	if flagged < 10 || flagged%10 != 0 {
		t.Errorf("%d flags of 10 equal answers; all: %v", flagged, counts)
	}
	for _, a := range answers {
		if a.Code != 200 || !strings.Contains(a.Body.String(), "seating plan") {
			t.Errorf("status %d, %s", a.Code, a.Body)
		}
	}
	if n := strings.Count(log, "level=WARN msg=answer empathy.score="); n != 10 {
		t.Errorf("%d answers are logged:\n%s", n, log)
	}
	for _, word := range []string{"desk", "burying", "seating", "misunderstanding"} {
		if strings.Contains(log, word) {
			t.Errorf("%q is in the log:\n%s", word, log)
		}
	}
}

func TestWhatIsNoAnswerIsNotScored(t *testing.T) {
	long := func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		fmt.Fprintf(w, `{"answer": %q}`, strings.Repeat("so sorry ", maxKept))
	}
	empty := func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		io.WriteString(w, `{"answer": ""}`)
	}
	for _, c := range []struct {
		name    string
		next    http.HandlerFunc
		request *http.Request
		unread  uint64
	}{
		{"an error", service, httptest.NewRequest("POST", "/", strings.NewReader("hello")), 0},
		{"no JSON", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello") }, post("a"), 0},
		{"too long to hold", long, post(messages[0]), 0},
		{"empty", empty, post(messages[0]), 1},
	} {
		_, counts, answers := measured(t, c.next, c.request)
		if counts["attune.score"] != 0 || counts["attune.unread"] != c.unread {
			t.Errorf("%s: counted %v", c.name, counts)
		}
		if answers[0].Body.Len() == 0 {
			t.Errorf("%s: the answer was not passed on", c.name)
		}
	}
}

func TestProgramPrintsWhatItMeasured(t *testing.T) {
	var out bytes.Buffer
	if err := run(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"attune.score{} count 3", "attune.flagged{mechanism=", "level=WARN msg=answer"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
