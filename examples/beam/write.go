package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"path"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func init() {
	register.DoFn1x2[[]byte, int, []byte](&shardFn{})
	register.DoFn2x0[[]byte, func(int, []byte)](&blankFn{})
	register.DoFn3x1[context.Context, int, func(*[]byte) bool, error](&writeFn{})
	register.Emitter2[int, []byte]()
	register.Iter1[[]byte]()
}

// write writes lines to the file called name, or to so many shards of it.
// Unlike textio's, a file that gets no line is written too: what an earlier
// run left in it would pass for a result of this one.
func write(s beam.Scope, name string, shards int, lines beam.PCollection) {
	keyed := beam.ParDo(s, &shardFn{shards}, lines)
	blank := beam.ParDo(s, &blankFn{shards}, beam.Impulse(s))
	groups := beam.GroupByKey(s, beam.Flatten(s, keyed, blank))
	beam.ParDo0(s, &writeFn{name, shards}, groups)
}

// shardFn chooses the shard of a line by what is in it, so that a bundle that
// is run again makes the same choice.
type shardFn struct{ Shards int }

// ProcessElement gives the line its shard.
func (f *shardFn) ProcessElement(line []byte) (int, []byte) {
	h := fnv.New32a()
	h.Write(line)
	return int(h.Sum32() % uint32(f.Shards)), line
}

// blankFn makes an empty line for each shard, which [writeFn] leaves out.
type blankFn struct{ Shards int }

// ProcessElement is called once.
func (f *blankFn) ProcessElement(_ []byte, emit func(int, []byte)) {
	for i := range f.Shards {
		emit(i, nil)
	}
}

// writeFn writes shards.
type writeFn struct {
	Name   string
	Shards int
}

// ProcessElement writes all lines of one shard.
func (f *writeFn) ProcessElement(ctx context.Context, shard int, lines func(*[]byte) bool) (err error) {
	name := shardName(f.Name, shard, f.Shards)
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	file, err := fs.OpenWrite(ctx, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriterSize(file, 1<<20)
	var line []byte
	for lines(&line) {
		if len(line) > 0 {
			w.Write(line)
			w.WriteByte('\n')
		}
	}
	return w.Flush() // with the error of any write
}

// shardName puts the number of a shard before the extension of name, if there
// are several.
func shardName(name string, shard, shards int) string {
	if shards == 1 {
		return name
	}
	ext := path.Ext(name)
	return fmt.Sprintf("%s-%05d-of-%05d%s", name[:len(name)-len(ext)], shard, shards, ext)
}
