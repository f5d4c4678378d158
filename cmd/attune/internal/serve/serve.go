// Package serve is the subcommand that measures pairs over HTTP: an endpoint
// for programs and a page on which to paste two texts and see the report live.
//
//	GET  /            the page
//	POST /v1/analyze  {"source": "...", "response": "...", "task": "reply"} -> the report
//	GET  /healthz     {"status": "ok", "signature": "..."}
//
// It listens on loopback unless told otherwise: what people write to each
// other is private, and the server asks nobody who they are. For the same
// reason the log tells the length of a body and never what is in it.
//
// Whatever is wrong with a request is answered with a status of 4xx and
// {"error": "..."}; what is wrong with the texts is told by the notes of the
// report, as everywhere.
package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/attune-go/attune/cmd/attune/internal/command"
)

const usage = `Usage:
  attune serve [flags]

Serves a page on which to paste two texts and see the report live, and a JSON
endpoint: POST /v1/analyze with {"source": ..., "response": ..., "task": ...}
answers with the report. Ctrl-C stops it after the requests at hand.

Exit code: 0 stopped by a signal, 2 a wrong flag or an address that cannot be
listened on.
`

// Limits on a connection. Reading and writing a body are bounded by the flag
// -timeout.
const (
	headerTimeout = 5 * time.Second
	idleTimeout   = time.Minute
	maxHeader     = 16 << 10
)

type options struct {
	addr    string
	maxBody int64
	timeout time.Duration
	logJSON bool
}

func parse(args []string, std command.Streams) (*options, error) {
	o := &options{}
	fs := command.Flags("serve")
	fs.StringVar(&o.addr, "addr", "127.0.0.1:8787", "`HOST:PORT` to listen on; port 0 takes a free one")
	fs.Int64Var(&o.maxBody, "max-body", 4<<20, "longest body of a request, in `BYTES`")
	fs.DurationVar(&o.timeout, "timeout", 10*time.Second, "longest `TIME` for a request to come in, to wait for its turn, and to be answered, each")
	fs.BoolVar(&o.logJSON, "log-json", false, "log as JSON rather than as text")
	rest, err := command.Parse(fs, args, usage, std.Out)
	if err != nil {
		return nil, err
	}
	switch {
	case len(rest) > 0:
		return nil, fmt.Errorf("unexpected argument %q", rest[0])
	case o.maxBody <= 0:
		return nil, fmt.Errorf("-max-body %d, want at least 1", o.maxBody)
	case o.timeout <= 0:
		return nil, fmt.Errorf("-timeout %s, want more than 0", o.timeout)
	}
	return o, nil
}

// Run serves until ctx is cancelled, then lets the requests at hand end. See
// the package comment for what it serves.
func Run(ctx context.Context, args []string, std command.Streams) error {
	o, err := parse(args, std)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(std.Err, nil))
	if o.logJSON {
		log = slog.New(slog.NewJSONHandler(std.Err, nil))
	}
	handler, err := newHandler(o, log)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if a, ok := listener.Addr().(*net.TCPAddr); ok && !a.IP.IsLoopback() {
		log.Warn("listening beyond this machine: whoever reaches the address can use it")
	}
	log.Info("listening", "url", "http://"+listener.Addr().String())
	return serve(ctx, listener, handler, o, log)
}

// serve answers on the listener until ctx is cancelled.
func serve(ctx context.Context, l net.Listener, h http.Handler, o *options, log *slog.Logger) error {
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       headerTimeout + o.timeout,
		// A request may wait for its turn before it is answered.
		WriteTimeout:   headerTimeout + 3*o.timeout,
		IdleTimeout:    idleTimeout,
		MaxHeaderBytes: maxHeader,
		ErrorLog:       slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	log.Info("stopping")
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), headerTimeout+o.timeout)
	defer cancel()
	err := srv.Shutdown(end)
	if err != nil {
		err = errors.Join(fmt.Errorf("requests were cut off: %w", err), srv.Close())
	}
	<-failed // the goroutine has ended
	return err
}
