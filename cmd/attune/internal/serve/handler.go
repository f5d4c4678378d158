package serve

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/attune-go/attune/empathy"
)

//go:embed assets
var assets embed.FS

// A handler answers requests. It is safe for use by several goroutines.
type handler struct {
	analyzers [2]*empathy.Analyzer // by task
	maxBody   int64
	timeout   time.Duration
	turns     chan struct{} // one for each core: more at a time only make all wait longer
}

// newHandler makes the handler of all paths.
func newHandler(o *options, log *slog.Logger) (http.Handler, error) {
	h := &handler{maxBody: o.maxBody, timeout: o.timeout, turns: make(chan struct{}, runtime.GOMAXPROCS(0))}
	for _, t := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		a, err := empathy.New(empathy.WithTask(t))
		if err != nil {
			return nil, err
		}
		h.analyzers[t] = a
	}
	mux := http.NewServeMux()
	mux.Handle("/v1/analyze", only(h.analyze, http.MethodPost))
	mux.Handle("/healthz", only(h.health, http.MethodGet, http.MethodHead))
	for path, file := range map[string]string{"/{$}": "index.html", "/playground.css": "playground.css", "/playground.js": "playground.js"} {
		mux.Handle(path, only(asset(file), http.MethodGet, http.MethodHead))
	}
	mux.Handle("/", endpoint(func(http.ResponseWriter, *http.Request) error {
		return fail(http.StatusNotFound, "there is no such path; there are /, /v1/analyze and /healthz")
	}))
	return logged(guarded(mux), log), nil
}

// A statusError is an error that its request is to blame for, or that tells it
// to come again.
type statusError struct {
	status  int
	message string
}

func (e *statusError) Error() string { return e.message }

func fail(status int, format string, args ...any) error {
	return &statusError{status, fmt.Sprintf(format, args...)}
}

// An endpoint is a handler whose error becomes the answer.
type endpoint func(http.ResponseWriter, *http.Request) error

func (e endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	err := e(w, r)
	if err == nil {
		return
	}
	se := &statusError{http.StatusInternalServerError, "the report could not be made"}
	errors.As(err, &se)
	if se.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	data, err := json.Marshal(map[string]string{"error": se.message})
	if err != nil {
		data = []byte(`{"error":""}`) // a map of strings can be marshalled
	}
	writeJSON(w, se.status, data)
}

// only answers other methods than these with an error that names them.
func only(e endpoint, methods ...string) http.Handler {
	allowed := strings.Join(methods, ", ")
	return endpoint(func(w http.ResponseWriter, r *http.Request) error {
		for _, m := range methods {
			if r.Method == m {
				return e(w, r)
			}
		}
		w.Header().Set("Allow", allowed)
		return fail(http.StatusMethodNotAllowed, "the method is %s, want %s", r.Method, allowed)
	})
}

func writeJSON(w http.ResponseWriter, status int, data []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	w.Write(data) // a client that went away needs no answer
}

func (h *handler) health(w http.ResponseWriter, _ *http.Request) error {
	data, err := json.Marshal(map[string]string{"status": "ok", "signature": h.analyzers[empathy.Reply].Signature()})
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, data)
	return nil
}

// asset serves a file of the page.
func asset(name string) endpoint {
	return func(w http.ResponseWriter, r *http.Request) error {
		http.ServeFileFS(w, r, assets, "assets/"+name)
		return nil
	}
}

// analyze measures the pair in the body of a request.
func (h *handler) analyze(w http.ResponseWriter, r *http.Request) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return fail(http.StatusUnsupportedMediaType, "the Content-Type is %q, want application/json", r.Header.Get("Content-Type"))
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, h.maxBody))
	if err != nil {
		return unread(err)
	}
	p, err := parsePair(body)
	if err != nil {
		return fail(http.StatusBadRequest, "%v", err)
	}
	report, err := h.measure(r.Context(), p)
	if err != nil {
		return err
	}
	data, err := json.Marshal(report)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, data)
	return nil
}

// unread tells why a body could not be read.
func unread(err error) error {
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		return fail(http.StatusRequestEntityTooLarge, "the body is longer than %d bytes", tooLong.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return fail(http.StatusRequestTimeout, "the body took too long to come in")
	}
	return fail(http.StatusBadRequest, "the body ends before its end")
}

// measure waits for its turn and measures a pair.
func (h *handler) measure(ctx context.Context, p *pair) (empathy.Report, error) {
	ctx, cancel := context.WithTimeout(ctx, h.timeout)
	defer cancel()
	select {
	case h.turns <- struct{}{}:
	case <-ctx.Done():
		return empathy.Report{}, fail(http.StatusServiceUnavailable, "too many requests at a time, come again")
	}
	defer func() { <-h.turns }()
	return h.analyzers[p.task].Analyze(p.source, p.response), nil
}

// guarded sets the headers that keep a browser from doing with an answer what
// it is not for. The page needs no more than its own files and this server.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-cache")
		next.ServeHTTP(w, r)
	})
}
