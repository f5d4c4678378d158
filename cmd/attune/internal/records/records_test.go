package records

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// told writes what Read yields in a form that is easily compared: a row's
// line, task and texts, or the error.
func told(r io.Reader, name string) string {
	var b strings.Builder
	for rec, err := range Read(r, name) {
		if err != nil {
			fmt.Fprintf(&b, "! %v\n", err)
			continue
		}
		fmt.Fprintf(&b, "%d %s %q %q\n", rec.Line, rec.Task, rec.Source, rec.Response)
	}
	return b.String()
}

func TestReadTakesRowsAndTellsBadOnes(t *testing.T) {
	const good = `{"source": "a", "response": "b"}`
	for _, c := range []struct{ name, file, in, want string }{
		{"empty file", "x.jsonl", "", ""},
		{"empty csv", "x.csv", "", ""},
		{"only white space", "x.jsonl", " \n\r\n\t\n", ""},
		{"one row, no line end", "x.jsonl", good, "1  \"a\" \"b\"\n"},
		{"empty lines", "x.jsonl", "\n\n" + good + "\n\n" + good + "\n", "3  \"a\" \"b\"\n5  \"a\" \"b\"\n"},
		{"CRLF", "x.jsonl", good + "\r\n" + good + "\r\n", "1  \"a\" \"b\"\n2  \"a\" \"b\"\n"},
		{"byte order mark", "x.jsonl", "\ufeff" + good, "1  \"a\" \"b\"\n"},
		{"task", "x.jsonl", `{"task": "rewrite", "source": "", "response": "😭"}`, "1 rewrite \"\" \"😭\"\n"},
		{"null task", "x.jsonl", `{"task": null, "source": "a", "response": "b"}`, "1  \"a\" \"b\"\n"},
		{"escaped NUL", "x.jsonl", `{"source": "a\u0000", "response": "b"}`, "1  \"a\\x00\" \"b\"\n"},
		{"no JSON", "x.jsonl", "nonsense\n" + good, "! x.jsonl:1: not a JSON object: invalid character 'o' in literal null (expecting 'u')\n2  \"a\" \"b\"\n"},
		{"cut short", "x.jsonl", `{"source": "a", "resp` + "\n" + good, "! x.jsonl:1: not a JSON object: the line ends within it\n2  \"a\" \"b\"\n"},
		{"open object", "x.jsonl", `{"source": "a"`, "! x.jsonl:1: not a JSON object: the line ends within it\n"},
		{"an array", "x.ndjson", "1\n[1]\n", "! x.ndjson:1: a number, want a JSON object\n! x.ndjson:2: an array, want a JSON object\n"},
		{"two objects", "x.jsonl", good + good, "! x.jsonl:1: text behind the JSON object\n"},
		{"no source", "x.jsonl", `{"response": "b"}`, "! x.jsonl:1: no field \"source\"\n"},
		{"other case", "x.jsonl", `{"Source": "a", "response": "b"}`, "! x.jsonl:1: no field \"source\"\n"},
		{"no response", "x.jsonl", `{"source": "b"}`, "! x.jsonl:1: no field \"response\"\n"},
		{"null text", "x.jsonl", `{"source": null, "response": "b"}`, "! x.jsonl:1: field \"source\" is null, want a string\n"},
		{"number", "x.jsonl", `{"source": "a", "response": 1}`, "! x.jsonl:1: field \"response\" is a number, want a string\n"},
		{"twice", "x.jsonl", `{"source": "a", "response": "b", "source": "c"}`, "! x.jsonl:1: field \"source\" stands twice\n"},
		{"invalid UTF-8", "x.jsonl", "{\"source\": \"a\xff\", \"response\": \"b\"}\n" + good, "! x.jsonl:1: not valid UTF-8 at byte 14\n2  \"a\" \"b\"\n"},
		{"raw NUL", "x.jsonl", "{\"source\": \"a\x00\", \"response\": \"b\"}\n", "! x.jsonl:1: not a JSON object: invalid character '\\x00' in string literal\n"},
		{"a JSON array file", "x.json", "[\n" + good + "]", "! x.json: " + ErrArray.Error() + "\n"},
		{"UTF-16", "x.csv", "\xff\xfes\x00", "! x.csv: " + ErrUTF16.Error() + "\n"},

		{"csv", "x.csv", "id,Source,RESPONSE,task\n1,a,b,rewrite\n2,c,d,\n", "2 rewrite \"a\" \"b\"\n3  \"c\" \"d\"\n"},
		{"csv header only", "x.csv", "source,response\n", ""},
		{"csv, BOM and CRLF", "x.csv", "\ufeffsource,response\r\na,b\r\n", "2  \"a\" \"b\"\n"},
		{"csv, quoted lines", "x.csv", "source,response\n\"a\nb\",\"c \"\"d\"\"\"\ne,f\n", "2  \"a\\nb\" \"c \\\"d\\\"\"\n4  \"e\" \"f\"\n"},
		{"csv without the column", "x.csv", "id,text\n1,a\n", "! x.csv: no column \"source\" in the header (\"id, text\")\n"},
		{"csv without the other", "x.csv", "source;response\n1;a\n", "! x.csv: no column \"source\" in the header (\"source;response\")\n"},
		{"csv, column twice", "x.csv", "source,response,Source\n", "! x.csv: two columns are called \"source\"\n"},
		{"csv, short row", "x.csv", "source,response\na\nc,d\n", "! x.csv:2: field count 1, the header has 2\n3  \"c\" \"d\"\n"},
		{"csv, stray quote", "x.csv", "source,response\na\"b,c\nd,e\n", "! x.csv:2: column 2: bare \" in non-quoted-field\n3  \"d\" \"e\"\n"},
		{"csv, open quote", "x.csv", "source,response\na,\"b\nd,e\n", "! x.csv:2: line 3, column 5: extraneous or missing \" in quoted-field\n"},
		{"csv, invalid UTF-8", "x.csv", "source,response\na\xff,b\nc,d\n", "! x.csv:2: field \"source\": not valid UTF-8 at byte 2\n3  \"c\" \"d\"\n"},
		{"csv, NUL", "x.csv", "source,response\na\x00,b\n", "2  \"a\\x00\" \"b\"\n"},

		{"stdin that is JSONL", "stdin", " " + good, "1  \"a\" \"b\"\n"},
		{"stdin that is CSV", "stdin", "source,response\na,b\n", "2  \"a\" \"b\"\n"},
	} {
		if got := told(strings.NewReader(c.in), c.file); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, c.want)
		}
		if got := told(iotest.OneByteReader(strings.NewReader(c.in)), c.file); got != c.want {
			t.Errorf("%s, byte by byte: got\n%swant\n%s", c.name, got, c.want)
		}
	}
}

func TestReadKeepsFieldsAsTheyWereWritten(t *testing.T) {
	const in = `{ "z":1.50, "a\u0062" : {"k": [1, 2]} ,"source":"\u0061","n":12345678901234567890,"response":"b", "t":"<&>", "e": 1e400, "x": null}`
	var got strings.Builder
	for rec, err := range Read(strings.NewReader(in), "x.jsonl") {
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range rec.Fields {
			fmt.Fprintf(&got, "%s=%s|%s|%v\n", f.Key, f.Value, f.Plain(), f.Text)
		}
	}
	want := `"z"=1.50|1.50|false
"a\u0062"={"k": [1, 2]}|{"k": [1, 2]}|false
"source"="\u0061"|a|true
"n"=12345678901234567890|12345678901234567890|false
"response"="b"|b|true
"t"="<&>"|<&>|false
"e"=1e400|1e400|false
"x"=null||false
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

func TestReadNamesRowsByIDOrPlace(t *testing.T) {
	const in = "ID,source,response\nq7,a,b\n,a,b\n"
	var got []string
	for rec, err := range Read(strings.NewReader(in), "x.csv") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, rec.Name())
	}
	if strings.Join(got, " ") != "q7 x.csv:3" {
		t.Errorf("got %v", got)
	}
}

// endless yields one byte for ever, n times.
type endless struct {
	c byte
	n int
}

func (e *endless) Read(p []byte) (int, error) {
	n := min(len(p), e.n)
	for i := range n {
		p[i] = e.c
	}
	e.n -= n
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func TestReadBoundsRows(t *testing.T) {
	const good = "\n{\"source\": \"a\", \"response\": \"b\"}\n"
	huge := func() io.Reader { return &endless{'x', 100 << 20} }
	for _, c := range []struct {
		name, file string
		in         io.Reader
		want       string
	}{
		{"long line", "x.jsonl", io.MultiReader(huge(), strings.NewReader(good)), "! x.jsonl:1: longer than 16 MiB\n2  \"a\" \"b\"\n"},
		{"long last line", "x.jsonl", io.MultiReader(strings.NewReader(good), huge()), "2  \"a\" \"b\"\n! x.jsonl:3: longer than 16 MiB\n"},
		{"long csv row", "x.csv", io.MultiReader(strings.NewReader("source,response\na,b\n\""), huge()), "2  \"a\" \"b\"\n! x.csv: a row is longer than 16 MiB, or a quoted field in it has no end; the rest is not read\n"},
		{"long header", "x.csv", huge(), "! x.csv: longer than 16 MiB\n"},
	} {
		if got := told(c.in, c.file); got != c.want {
			t.Errorf("%s: got\n%.300swant\n%s", c.name, got, c.want)
		}
	}
}

func TestReadTellsWhatTheReaderFailsWith(t *testing.T) {
	broken := errors.New("broken pipe")
	for _, file := range []string{"x.jsonl", "x.csv"} {
		in := io.MultiReader(strings.NewReader("source,response\n"), iotest.ErrReader(broken))
		var last error
		for _, last = range Read(in, file) {
		}
		var line *LineError
		if !errors.Is(last, broken) || errors.As(last, &line) {
			t.Errorf("%s: the last error is %v", file, last)
		}
	}
}

func TestPairQuotesItsTexts(t *testing.T) {
	p := Pair("a\n\"b\" <c>", "\xff")
	if got := string(p.Fields[0].Value); got != `"a\n\"b\" <c>"` {
		t.Errorf("source %s", got)
	}
	if got := string(p.Fields[1].Value); got != `"\ufffd"` {
		t.Errorf("response %s", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("x.jsonl", []byte(`{"source": "a", "response": "b", "n": [1, {"k": null}]}`+"\n\n{"))
	f.Add("x.csv", []byte("source,response,id\n\"a\nb\",c,1\nd\n"))
	f.Add("stdin", []byte("\ufeff {\"source\": \"\\ud800\", \"response\": \"\"}"))
	f.Fuzz(func(t *testing.T, name string, in []byte) {
		for rec, err := range Read(strings.NewReader(string(in)), name) {
			if err != nil {
				continue
			}
			texts := 0
			for _, field := range rec.Fields {
				if field.Text {
					texts++
				}
				if len(field.Key) == 0 || len(field.Value) == 0 {
					t.Errorf("row %d has a field without name or value", rec.Line)
				}
			}
			if texts != 2 || rec.Line < 1 {
				t.Errorf("row %d has %d texts", rec.Line, texts)
			}
		}
	})
}
