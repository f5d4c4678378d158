package serve

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/empathy"
)

const (
	secret = "my landlord kept the deposit and I was humiliated"
	good   = `{"source": "` + secret + `", "response": "Perhaps there was a misunderstanding."}`
)

func testHandler(t *testing.T, log io.Writer) http.Handler {
	t.Helper()
	h, err := newHandler(&options{maxBody: 64 << 10, timeout: 10 * time.Second}, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ask sends a request to a handler.
func ask(h http.Handler, method, path, kind, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestAnalyzeGivesTheBytesOfTheReport(t *testing.T) {
	h := testHandler(t, io.Discard)
	const source, response = secret, "Perhaps there was a <b>misunderstanding</b>."
	for _, task := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		a, err := empathy.New(empathy.WithTask(task))
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(a.Analyze(source, response))
		if err != nil {
			t.Fatal(err)
		}
		body, err := json.Marshal(map[string]any{"source": source, "response": response, "task": task, "id": 7})
		if err != nil {
			t.Fatal(err)
		}
		w := ask(h, "POST", "/v1/analyze", "application/json; charset=utf-8", string(body))
		if w.Code != http.StatusOK || !bytes.Equal(w.Body.Bytes(), want) {
			t.Errorf("%s: status %d, got  %s\nwant %s", task, w.Code, w.Body, want)
		}
		if kind := w.Header().Get("Content-Type"); kind != "application/json" {
			t.Errorf("Content-Type %q", kind)
		}
	}
}

func TestAnalyzeTellsTextsItCannotReadByNotes(t *testing.T) {
	w := ask(testHandler(t, io.Discard), "POST", "/v1/analyze", "application/json", `{"source": "", "response": "b"}`)
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "source has nothing to read") {
		t.Errorf("status %d, %s", w.Code, w.Body)
	}
}

// badRequests are requests with what is wrong with them.
var badRequests = []struct {
	name, method, path, kind, body string
	status                         int
	want                           string // in the message
}{
	{"method", "GET", "/v1/analyze", "", "", 405, "the method is GET, want POST"},
	{"method of the page", "POST", "/", "", "", 405, "want GET, HEAD"},
	{"method of the health", "DELETE", "/healthz", "", "", 405, "want GET, HEAD"},
	{"path", "GET", "/v2/analyze", "", "", 404, "no such path"},
	{"no content type", "POST", "/v1/analyze", "", good, 415, "want application/json"},
	{"form", "POST", "/v1/analyze", "application/x-www-form-urlencoded", good, 415, `"application/x-www-form-urlencoded", want application/json`},
	{"broken content type", "POST", "/v1/analyze", "application/json;;", good, 415, "want application/json"},
	{"too long", "POST", "/v1/analyze", "application/json", `{"source": "` + strings.Repeat("a", 64<<10) + `"}`, 413, "longer than 65536 bytes"},
	{"empty", "POST", "/v1/analyze", "application/json", "", 400, "the body is empty"},
	{"white space", "POST", "/v1/analyze", "application/json", " \n", 400, "the body is empty"},
	{"no JSON", "POST", "/v1/analyze", "application/json", "hello", 400, "the body is not JSON"},
	{"cut short", "POST", "/v1/analyze", "application/json", good[:30], 400, "the JSON ends before its end"},
	{"array", "POST", "/v1/analyze", "application/json", "[]", 400, "of JSON type array, want an object"},
	{"null", "POST", "/v1/analyze", "application/json", "null", 400, `"source" is missing`},
	{"text behind", "POST", "/v1/analyze", "application/json", good + "{}", 400, "more behind the JSON object"},
	{"no source", "POST", "/v1/analyze", "application/json", `{"response": "b"}`, 400, `the field "source" is missing`},
	{"no response", "POST", "/v1/analyze", "application/json", `{"source": "a"}`, 400, `the field "response" is missing`},
	{"null source", "POST", "/v1/analyze", "application/json", `{"source": null, "response": "b"}`, 400, `the field "source" is missing`},
	{"number", "POST", "/v1/analyze", "application/json", `{"source": "a", "response": 7}`, 400, `the field "response" is of JSON type number, want a string`},
	{"task", "POST", "/v1/analyze", "application/json", `{"source": "a", "response": "b", "task": "haiku"}`, 400, `the field "task": unknown task "haiku", want reply or rewrite`},
	{"not UTF-8", "POST", "/v1/analyze", "application/json", `{"source": "a` + "\xff" + `", "response": "b"}`, 400, "the body is not UTF-8"},
	{"deep", "POST", "/v1/analyze", "application/json", `{"source": ` + strings.Repeat("[", 20_000), 400, "the body is not JSON"},
}

// message is that of an answer that is an error; the test fails if it is none.
func message(t *testing.T, body []byte) string {
	t.Helper()
	var e map[string]string
	if err := json.Unmarshal(body, &e); err != nil || len(e) != 1 || e["error"] == "" {
		t.Errorf("the answer is %q, want an error as JSON", body)
	}
	return e["error"]
}

func TestBadRequestsAreToldWhatIsWrong(t *testing.T) {
	h := testHandler(t, io.Discard)
	for _, c := range badRequests {
		w := ask(h, c.method, c.path, c.kind, c.body)
		if got := message(t, w.Body.Bytes()); w.Code != c.status || !strings.Contains(got, c.want) {
			t.Errorf("%s: status %d, %q; want %d, %q", c.name, w.Code, got, c.status, c.want)
		}
		if kind := w.Header().Get("Content-Type"); kind != "application/json" {
			t.Errorf("%s: Content-Type %q", c.name, kind)
		}
	}
	if w := ask(h, "GET", "/v1/analyze", "", ""); w.Header().Get("Allow") != "POST" {
		t.Errorf("Allow %q", w.Header().Get("Allow"))
	}
}

func TestHealth(t *testing.T) {
	w := ask(testHandler(t, io.Discard), "GET", "/healthz", "", "")
	want := fmt.Sprintf(`{"signature":%q,"status":"ok"}`, empathy.Analyze("", "").Signature)
	if w.Code != http.StatusOK || w.Body.String() != want {
		t.Errorf("status %d, %s, want %s", w.Code, w.Body, want)
	}
}

func TestPageIsServedWithAllItNeeds(t *testing.T) {
	h := testHandler(t, io.Discard)
	for path, want := range map[string]struct{ kind, text string }{
		"/":               {"text/html", `<script src="playground.js"`},
		"/playground.js":  {"text/javascript", "v1/analyze"},
		"/playground.css": {"text/css", "prefers-color-scheme: dark"},
	} {
		w := ask(h, "GET", path, "", "")
		if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), want.kind) || !strings.Contains(w.Body.String(), want.text) {
			t.Errorf("%s: status %d, type %s, %d bytes", path, w.Code, w.Header().Get("Content-Type"), w.Body.Len())
		}
		if strings.Contains(w.Body.String(), "//cdn") || strings.Contains(w.Body.String(), "https:") {
			t.Errorf("%s reaches for the network", path)
		}
		// Texts of strangers are shown: markup in them must stay text.
		if strings.Contains(w.Body.String(), "innerHTML") || strings.Contains(w.Body.String(), "insertAdjacentHTML") {
			t.Errorf("%s writes markup", path)
		}
		if !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s may load anything", path)
		}
	}
}

func TestLogTellsNoText(t *testing.T) {
	var log bytes.Buffer
	h := testHandler(t, &log)
	ask(h, "POST", "/v1/analyze", "application/json", good)
	ask(h, "POST", "/v1/analyze", "application/json", `{"source": "`+secret)
	ask(h, "POST", "/v1/analyze?q="+strings.ReplaceAll(secret, " ", "+"), "text/plain; x="+`"`+secret+`"`, good)
	ask(h, "GET", "/"+strings.ReplaceAll(secret, " ", "%20"), "", "")
	ask(h, "landlord", "/healthz", "", "")
	if n := strings.Count(log.String(), "msg=request"); n != 5 {
		t.Errorf("%d requests are logged, want 5:\n%s", n, &log)
	}
	for _, want := range []string{"path=/v1/analyze status=200", fmt.Sprintf("in=%d", len(good)), "status=415", "status=404", "method=other"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %s in\n%s", want, &log)
		}
	}
	for _, part := range []string{"landlord", "humiliated", "deposit"} {
		if strings.Contains(log.String(), part) {
			t.Errorf("%s is in the log:\n%s", part, &log)
		}
	}
}

func TestRequestsThatFindNoTurnAreAskedToComeAgain(t *testing.T) {
	h := &handler{timeout: time.Millisecond, maxBody: 1 << 10, turns: make(chan struct{}, 1)}
	h.turns <- struct{}{}
	w := ask(endpoint(h.analyze), "POST", "/v1/analyze", "application/json", good)
	if got := message(t, w.Body.Bytes()); w.Code != 503 || w.Header().Get("Retry-After") == "" || !strings.Contains(got, "come again") {
		t.Errorf("status %d, %q", w.Code, got)
	}
}

// running serves on a free port until stop is called.
type running struct {
	url  string
	stop func() error
}

func start(t *testing.T, o *options) *running {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	h, err := newHandler(o, log)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, l, h, o, log) }()
	stop := sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() { stop() })
	return &running{"http://" + l.Addr().String(), stop}
}

func TestFiftyClientsAtATimeAndNoGoroutineLeftBehind(t *testing.T) {
	const clients, rounds = 50, 6
	before := runtime.NumGoroutine()
	s := start(t, &options{maxBody: 64 << 10, timeout: 30 * time.Second})
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}, Timeout: time.Minute}
	want, err := json.Marshal(empathy.Analyze(secret, "Perhaps there was a misunderstanding."))
	if err != nil {
		t.Fatal(err)
	}
	do := func(method, path, kind, body string) (int, []byte, error) {
		r, err := http.NewRequest(method, s.url+path, strings.NewReader(body))
		if err != nil {
			return 0, nil, err
		}
		r.Header.Set("Content-Type", kind)
		resp, err := client.Do(r)
		if err != nil {
			return 0, nil, err
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		return resp.StatusCode, data, err
	}
	var wg sync.WaitGroup
	for i := range clients {
		wg.Go(func() {
			for j := range rounds {
				if status, body, err := do("POST", "/v1/analyze", "application/json", good); err != nil || status != 200 || !bytes.Equal(body, want) {
					t.Errorf("good: status %d, error %v, %.200s", status, err, body)
				}
				c := badRequests[(i*rounds+j)%len(badRequests)]
				status, body, err := do(c.method, c.path, c.kind, c.body)
				if err != nil || status != c.status {
					t.Errorf("%s: status %d, want %d, error %v", c.name, status, c.status, err)
					continue
				}
				message(t, body)
			}
		})
	}
	wg.Wait()
	client.CloseIdleConnections()
	if err := s.stop(); err != nil {
		t.Errorf("stopped with %v", err)
	}
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

func TestABodyThatDoesNotComeInIsNotWaitedFor(t *testing.T) {
	w := httptest.NewRecorder()
	r := httptest.NewRequest("POST", "/v1/analyze", io.MultiReader(strings.NewReader("{"), &failing{os.ErrDeadlineExceeded}))
	r.Header.Set("Content-Type", "application/json")
	testHandler(t, io.Discard).ServeHTTP(w, r)
	if got := message(t, w.Body.Bytes()); w.Code != http.StatusRequestTimeout || !strings.Contains(got, "too long to come in") {
		t.Errorf("status %d, %q", w.Code, got)
	}
	w = httptest.NewRecorder()
	r = httptest.NewRequest("POST", "/v1/analyze", &failing{io.ErrUnexpectedEOF})
	r.Header.Set("Content-Type", "application/json")
	testHandler(t, io.Discard).ServeHTTP(w, r)
	if got := message(t, w.Body.Bytes()); w.Code != http.StatusBadRequest || !strings.Contains(got, "ends before its end") {
		t.Errorf("status %d, %q", w.Code, got)
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

func TestStopLetsTheRequestAtHandEnd(t *testing.T) {
	s := start(t, &options{maxBody: 64 << 10, timeout: 10 * time.Second})
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	in := bufio.NewReader(conn)
	fmt.Fprintf(conn, "POST /v1/analyze HTTP/1.1\r\nHost: attune\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(good))
	if resp, err := http.ReadResponse(in, nil); err != nil || resp.StatusCode != http.StatusContinue {
		t.Fatalf("no leave to go on: %v, %v", resp, err)
	}
	stopped := make(chan error, 1)
	go func() { stopped <- s.stop() }() // while the body is waited for
	for err == nil {                    // until no other request is let in
		var other *http.Response
		if other, err = http.Get(s.url + "/healthz"); err == nil {
			other.Body.Close()
		}
	}
	if _, err := io.WriteString(conn, good); err != nil {
		t.Fatal(err)
	}
	if resp, err := http.ReadResponse(in, nil); err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("the request at hand: %v, %v", resp, err)
	}
	if err := <-stopped; err != nil {
		t.Errorf("stopped with %v", err)
	}
}

// lockedBuffer is written to by the server while the test reads it.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func TestRunServesUntilItIsStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var errs lockedBuffer
	done := make(chan error, 1)
	go func() {
		done <- Run(ctx, []string{"-addr", "127.0.0.1:0", "-log-json"}, command.Streams{Out: io.Discard, Err: &errs})
	}()
	for end := time.Now().Add(10 * time.Second); !strings.Contains(errs.String(), `"url":"http://127.0.0.1:`); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it does not listen: %s", errs.String())
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("stopped with %v", err)
	}
}

func TestRunTellsWrongCalls(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"argument", []string{"x"}, `unexpected argument "x"`},
		{"flag", []string{"-port", "1"}, "flag provided but not defined: -port"},
		{"body", []string{"-max-body", "0"}, "-max-body 0, want at least 1"},
		{"timeout", []string{"-timeout", "-1s"}, "-timeout -1s, want more than 0"},
		{"address taken", []string{"-addr", taken.Addr().String()}, "address already in use"},
		{"no address", []string{"-addr", "nowhere"}, "missing port"},
	} {
		err := Run(context.Background(), c.args, command.Streams{Out: io.Discard, Err: io.Discard})
		if err == nil || command.Code(err) != command.Failure || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}
