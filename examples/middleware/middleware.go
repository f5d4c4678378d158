package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/attune-go/attune/empathy"
)

// maxKept bounds how much of a message and of an answer is held to be scored.
const maxKept = 256 << 10

// A Pair finds what the person wrote and what the model answered in the bodies
// of a request and its response; false where there is nothing to score.
type Pair func(request, response []byte) (source, answer string, ok bool)

// A Scorer scores the answers that pass through a service.
type Scorer struct {
	pair     Pair
	log      *slog.Logger
	analyzer *empathy.Analyzer

	score    metric.Float64Histogram
	severity metric.Float64Histogram
	flagged  metric.Int64Counter
	unread   metric.Int64Counter
}

// NewScorer makes a scorer that records to the instruments of meter and logs
// to log.
func NewScorer(pair Pair, meter metric.Meter, log *slog.Logger) (*Scorer, error) {
	analyzer, err := empathy.New()
	if err != nil {
		return nil, err
	}
	s := &Scorer{pair: pair, log: log, analyzer: analyzer}
	tenths := metric.WithExplicitBucketBoundaries(.1, .2, .3, .4, .5, .6, .7, .8, .9)
	if s.score, err = meter.Float64Histogram("attune.score", tenths, metric.WithUnit("1"),
		metric.WithDescription("How much of the person's perspective an answer keeps, 0 to 1.")); err != nil {
		return nil, fmt.Errorf("instrument: %w", err)
	}
	if s.severity, err = meter.Float64Histogram("attune.severity", tenths, metric.WithUnit("1"),
		metric.WithDescription("How much an answer loses by a mechanism, 0 to 1; only where there was something to lose.")); err != nil {
		return nil, fmt.Errorf("instrument: %w", err)
	}
	if s.flagged, err = meter.Int64Counter("attune.flagged", metric.WithUnit("{answer}"),
		metric.WithDescription("Answers flagged for a mechanism.")); err != nil {
		return nil, fmt.Errorf("instrument: %w", err)
	}
	if s.unread, err = meter.Int64Counter("attune.unread", metric.WithUnit("{answer}"),
		metric.WithDescription("Answers that could not be measured as they should: empty, too long, another language.")); err != nil {
		return nil, fmt.Errorf("instrument: %w", err)
	}
	return s, nil
}

// Wrap scores each answer of next that has the status 200, when it is whole;
// one that is streamed has then reached the person already. It adds well under
// a millisecond to an answer of a few paragraphs.
func (s *Scorer) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request bounded
		r.Body = struct {
			io.Reader
			io.Closer
		}{io.TeeReader(r.Body, &request), r.Body}
		response := &recorder{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(response, r)
		if response.status != http.StatusOK || request.cut || response.body.cut {
			return
		}
		if source, answer, ok := s.pair(request.Bytes(), response.body.Bytes()); ok {
			s.record(context.WithoutCancel(r.Context()), source, answer)
		}
	})
}

// record scores one answer. The log tells numbers and no text: what people
// write to a service is private.
func (s *Scorer) record(ctx context.Context, source, answer string) {
	report := s.analyzer.Analyze(source, answer)
	if err := report.Err(); err != nil {
		s.unread.Add(ctx, 1)
		s.log.WarnContext(ctx, "answer not measured", "err", err)
		return
	}
	s.score.Record(ctx, report.Score)
	for _, f := range report.Mechanisms {
		if !f.Applicable {
			continue
		}
		mechanism := metric.WithAttributes(attribute.String("mechanism", f.Mechanism.String()))
		s.severity.Record(ctx, f.Severity, mechanism)
		if f.Flagged() {
			s.flagged.Add(ctx, 1, mechanism)
		}
	}
	level := slog.LevelInfo
	if len(report.Flagged()) > 0 {
		level = slog.LevelWarn
	}
	s.log.Log(ctx, level, "answer", "empathy", report)
}

// chat finds the pair of a service that takes {"message": ...} and gives
// {"answer": ...}.
func chat(request, response []byte) (source, answer string, ok bool) {
	var in struct{ Message string }
	var out struct{ Answer string }
	if json.Unmarshal(request, &in) != nil || json.Unmarshal(response, &out) != nil {
		return "", "", false
	}
	return in.Message, out.Answer, true
}

// bounded keeps what is written to it up to maxKept.
type bounded struct {
	bytes.Buffer
	cut bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxKept {
		b.cut = true
		return len(p), nil
	}
	return b.Buffer.Write(p)
}

// recorder keeps what is answered while it is sent.
type recorder struct {
	http.ResponseWriter
	status int
	body   bounded
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	r.body.Write(p)
	return r.ResponseWriter.Write(p)
}

// Unwrap lets an [http.ResponseController] flush a streamed answer.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
