package empathytest

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/attune-go/attune/empathy"
)

var update = flag.Bool("attune.update", false, "write the golden reports of empathytest anew")

// updateVariable does what the flag does. The flag is known only to test
// binaries that import this package, so with ./... it stops the others.
const updateVariable = "ATTUNE_UPDATE"

// goldenTolerance is how far a number may be from the golden one: processors
// that fuse multiplication and addition differ in the last digits.
const goldenTolerance = 1e-6

// A golden is what a file holds. It has the form that attune score -texts
// -format json prints for one pair.
type golden struct {
	Source   string         `json:"source"`
	Response string         `json:"response"`
	Report   empathy.Report `json:"report"`
}

// Golden compares the report on an answer with the one of a file, by custom
// testdata/NAME.json, and marks the test as failed where they differ: where
// the texts are others, where a number moved, or where the golden report was
// made by a measure of another signature, whose numbers cannot be compared.
// Limits among opts are put on the answer as well.
//
// The flag -attune.update, or ATTUNE_UPDATE=1 in the environment, writes the
// files anew, and reviewing them is then a matter of reading the diff:
//
//	go test -run TestSupportAnswers -attune.update
//	ATTUNE_UPDATE=1 go test ./...
func Golden(tb testing.TB, file, src, resp string, opts ...Option) empathy.Report {
	tb.Helper()
	s, ok := settle(tb, opts)
	r := s.measure(src, resp)
	if broken := s.breaches(&r); len(broken) > 0 {
		tb.Errorf("%s", failure(&r, src, resp, broken))
	}
	anew, err := updating()
	switch {
	case err != nil:
		tb.Errorf("empathytest: %v", err)
	case anew && ok:
		if err := writeGolden(file, golden{stored(src), stored(resp), r}); err != nil {
			tb.Errorf("empathytest: write golden report: %v", err)
			break
		}
		tb.Logf("attune: wrote %s", file)
	case !anew:
		compareGolden(tb, file, golden{src, resp, r})
	}
	return r
}

func updating() (bool, error) {
	if *update {
		return true, nil
	}
	v := os.Getenv(updateVariable)
	if v == "" {
		return false, nil
	}
	on, err := strconv.ParseBool(v)
	if err != nil {
		return false, fmt.Errorf("%s is %q, want 1 or 0", updateVariable, v)
	}
	return on, nil
}

// compareGolden fails the test where got is not what the file holds.
func compareGolden(tb testing.TB, file string, got golden) {
	tb.Helper()
	want, err := readGolden(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		tb.Errorf("attune: there is no golden report %s yet; to write it:\n\t%s", file, updateCommand(tb.Name()))
		return
	case err != nil:
		tb.Errorf("empathytest: read golden report: %v", err)
		return
	}
	why := mismatch(file, &want, &got)
	if len(why) == 0 {
		return
	}
	broken := make([]breach, len(why))
	for i, w := range why {
		broken[i] = breach{w, noticeable(&got.Report)}
	}
	var between []passage
	if want.Response != stored(got.Response) {
		between = []passage{{label: "golden", text: want.Response}}
	}
	tb.Errorf("%s\n\nIf that is meant, write it anew:\n\t%s", failure(&got.Report, got.Source, got.Response, broken, between...), updateCommand(tb.Name()))
}

// maxDifferences bounds how many numbers are told.
const maxDifferences = 12

// mismatch tells in what a golden report is another than the one at hand.
func mismatch(file string, want, got *golden) []string {
	var why []string
	if want.Report.Signature != got.Report.Signature {
		why = append(why, fmt.Sprintf("%s was made by another measure, and its numbers cannot be compared: it has signature %s, this measure has %s",
			file, want.Report.Signature, got.Report.Signature))
	}
	if want.Source != stored(got.Source) {
		why = append(why, "the source is another than that of "+file)
	}
	if want.Response != stored(got.Response) {
		why = append(why, "the response is another than that of "+file)
	}
	moved := differences("", tree(want.Report), tree(got.Report))
	if n := len(moved) - maxDifferences; n > 0 {
		moved = append(moved[:maxDifferences], fmt.Sprintf("and %d more", n))
	}
	return append(why, moved...)
}

// tree is a report as the plain values of its JSON.
func tree(r empathy.Report) any {
	r.Signature = "" // it is told before all else
	var v any
	data, err := json.Marshal(r)
	if err == nil {
		err = json.Unmarshal(data, &v)
	}
	if err != nil {
		return err.Error()
	}
	return v
}

// differences tells the places at which two JSON values differ. Of lists of
// evidence it tells only that they do.
func differences(path string, want, got any) []string {
	if same(want, got) {
		return nil
	}
	var out []string
	wm, gm := object(want), object(got)
	wl, _ := want.([]any)
	gl, _ := got.([]any)
	switch {
	case strings.HasSuffix(path, "signals") || strings.HasSuffix(path, "evidence"):
		return []string{path + " differ"}
	case wm != nil && gm != nil:
		for _, k := range slices.Sorted(maps.Keys(wm)) {
			out = append(out, differences(strings.TrimPrefix(path+"."+k, "."), wm[k], gm[k])...)
		}
		for _, k := range slices.Sorted(maps.Keys(gm)) {
			if _, known := wm[k]; !known {
				out = append(out, strings.TrimPrefix(path+"."+k, ".")+" is new")
			}
		}
		return out
	case wl != nil && len(wl) == len(gl):
		for i := range wl {
			out = append(out, differences(fmt.Sprintf("%s[%s]", path, index(wl[i], i)), wl[i], gl[i])...)
		}
		return out
	}
	return []string{fmt.Sprintf("%s was %s, is %s", path, brief(want), brief(got))}
}

func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// index names an element of a list: by what it is about, or by its number.
func index(v any, i int) string {
	for _, key := range []string{"mechanism", "dimension", "kind"} {
		if name, ok := object(v)[key].(string); ok {
			return name
		}
	}
	return strconv.Itoa(i)
}

func brief(v any) string {
	switch v := v.(type) {
	case nil:
		return "absent"
	case float64:
		return strconv.FormatFloat(v, 'g', 4, 64)
	case []any:
		return fmt.Sprintf("a list of %d", len(v))
	}
	return fmt.Sprint(v)
}

// same reports whether two JSON values are equal, numbers nearly so.
func same(a, b any) bool {
	switch a := a.(type) {
	case float64:
		b, ok := b.(float64)
		return ok && math.Abs(a-b) <= goldenTolerance
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, same)
	case map[string]any:
		b, ok := b.(map[string]any)
		return ok && maps.EqualFunc(a, b, same)
	}
	return a == b
}

// stored is a text as JSON can hold it.
func stored(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

func readGolden(file string) (g golden, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return g, err
	}
	if err := json.Unmarshal(data, &g); err != nil {
		return g, fmt.Errorf("%s: %w", file, err)
	}
	return g, nil
}

// writeGolden puts a file in its place in one step, so that tests that run
// beside it never read half of one.
func writeGolden(file string, g golden) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(g); err != nil {
		return err
	}
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(dir, ".golden-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(b.Bytes())
	if err := errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}

// updateCommand is the command that writes the golden reports of one test.
func updateCommand(test string) string {
	parts := strings.Split(test, "/")
	for i, p := range parts {
		parts[i] = "^" + regexp.QuoteMeta(p) + "$"
	}
	run := strings.ReplaceAll(strings.Join(parts, "/"), "'", `'\''`)
	return fmt.Sprintf("go test -run '%s' -attune.update", run)
}
