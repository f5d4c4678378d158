package serve

import (
	"log/slog"
	"net/http"
	"time"
)

// logged logs each request: what was asked, what came of it, how long it took.
// Of texts it tells the length alone. The pattern stands in the place of the
// path, in which a person could write as well.
func logged(next http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		t := &tally{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(t, r)
		level := slog.LevelInfo
		if t.status >= http.StatusInternalServerError {
			level = slog.LevelError
		}
		log.LogAttrs(r.Context(), level, "request",
			slog.String("method", known(r.Method)),
			slog.String("path", r.Pattern),
			slog.Int("status", t.status),
			slog.Int64("in", max(r.ContentLength, 0)),
			slog.Int("out", t.bytes),
			slog.Duration("took", time.Since(begun)),
		)
	})
}

// known gives a method of HTTP, and "other" for one that a client made up.
func known(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return method
	}
	return "other"
}

// tally notes what is answered.
type tally struct {
	http.ResponseWriter
	status int
	bytes  int
	begun  bool
}

func (t *tally) WriteHeader(status int) {
	if !t.begun {
		t.status, t.begun = status, true
	}
	t.ResponseWriter.WriteHeader(status)
}

func (t *tally) Write(p []byte) (int, error) {
	t.begun = true
	n, err := t.ResponseWriter.Write(p)
	t.bytes += n
	return n, err
}

// Unwrap lets an [http.ResponseController] reach the connection.
func (t *tally) Unwrap() http.ResponseWriter { return t.ResponseWriter }
