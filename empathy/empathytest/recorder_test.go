package empathytest

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// recorder is a testing.TB that keeps what a test would print.
type recorder struct {
	testing.TB // for the methods that assertions don't use; calling one fails
	name       string

	mu           sync.Mutex
	errors, logs []string
}

func (r *recorder) Helper()      {}
func (r *recorder) Name() string { return r.name }

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

func (r *recorder) Logf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.logs = append(r.logs, fmt.Sprintf(format, args...))
}

func (r *recorder) Failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.errors) > 0
}

func (r *recorder) printed() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.errors, "\n")
}

// says reports whether what is printed holds want, wherever its lines break.
func (r *recorder) says(want string) bool {
	return strings.Contains(strings.Join(strings.Fields(r.printed()), " "), strings.Join(strings.Fields(want), " "))
}
