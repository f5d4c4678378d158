// Command middleware shows attune inside a service: a net/http middleware that
// scores each answer of a model in the process that sends it, logs the numbers
// with slog and records them with OpenTelemetry. Nothing of the texts is logged.
//
//	cd examples/middleware && go run .
//
// The program serves a small chat on loopback, sends it three messages, and
// prints what was logged and measured. In a service of your own, give [NewScorer]
// the meter of your provider, and Wrap the handler that calls the model; the
// instruments are attune.score, attune.severity by mechanism, attune.flagged by
// mechanism and attune.unread. An alert on the rate of attune.flagged after a
// deployment tells of a prompt that went cold.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "middleware:", err)
		os.Exit(1)
	}
}

// messages are what people write to the demonstration.
var messages = []string{
	"They gave my desk to the new guy while I was burying my dad. Nobody even said a word!",
	"Your app froze my card at the pharmacy, with my son wheezing next to me. I have never been so ashamed.",
	"How many grams are in a kilogram?",
}

// model stands in for a language model: it answers two of them as it should.
func model(message string) string {
	switch {
	case strings.Contains(message, "desk"):
		return "Change in the workplace can be challenging. Perhaps there was a misunderstanding about the seating plan."
	case strings.Contains(message, "card"):
		return "I'm so sorry, that was our fault. Your son was wheezing and we froze your card; of course you felt ashamed, and you did nothing wrong. I've unlocked it. How is he?"
	}
	return "1,000."
}

// service answers {"message": ...} with {"answer": ...}.
func service(w http.ResponseWriter, r *http.Request) {
	var in struct{ Message string }
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, "want JSON with a message", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"answer": model(in.Message)}) // a client that went away needs no answer
}

// run serves, asks, and prints the log and the metrics.
func run(out io.Writer) error {
	reader := metric.NewManualReader()
	provider := metric.NewMeterProvider(metric.WithReader(reader))
	log := slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{ReplaceAttr: withoutTime}))
	scorer, err := NewScorer(chat, provider.Meter("github.com/attune-go/attune/examples/middleware"), log)
	if err != nil {
		return err
	}
	server := httptest.NewServer(scorer.Wrap(http.HandlerFunc(service)))
	for _, m := range messages {
		body, err := json.Marshal(map[string]string{"message": m})
		if err != nil {
			return err
		}
		resp, err := http.Post(server.URL, "application/json", strings.NewReader(string(body)))
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	server.Close() // waits for the requests, and so for the scores
	var data metricdata.ResourceMetrics
	if err := reader.Collect(context.Background(), &data); err != nil {
		return err
	}
	print(out, &data)
	return provider.Shutdown(context.Background())
}

func withoutTime(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}

// print writes the metrics as a person would want them; a service exports them
// instead.
func print(out io.Writer, data *metricdata.ResourceMetrics) {
	for _, scope := range data.ScopeMetrics {
		for _, m := range scope.Metrics {
			switch points := m.Data.(type) {
			case metricdata.Histogram[float64]:
				for _, p := range points.DataPoints {
					fmt.Fprintf(out, "%s{%s} count %d, mean %.2f\n", m.Name, label(p.Attributes.ToSlice()), p.Count, p.Sum/float64(p.Count))
				}
			case metricdata.Sum[int64]:
				for _, p := range points.DataPoints {
					fmt.Fprintf(out, "%s{%s} %d\n", m.Name, label(p.Attributes.ToSlice()), p.Value)
				}
			}
		}
	}
}

func label(attributes []attribute.KeyValue) string {
	parts := make([]string, len(attributes))
	for i, a := range attributes {
		parts[i] = fmt.Sprintf("%s=%s", a.Key, a.Value.String())
	}
	return strings.Join(parts, ",")
}
