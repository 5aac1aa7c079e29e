package search

import (
	"context"
	"fmt"
	"testing"
)

// folder serves an index from memory and counts what is fetched from it.
type folder struct {
	files    map[string][]byte
	bytes    int64
	requests int
}

func newFolder(files []File) *folder {
	f := &folder{files: map[string][]byte{}}
	for _, file := range files {
		f.files[file.Name] = file.Bytes
	}
	return f
}

func (f *folder) fetch(_ context.Context, name string, off, n int64) ([]byte, error) {
	b, ok := f.files[name]
	if !ok {
		return nil, fmt.Errorf("%s: no such file", name)
	}
	if n < 0 {
		off, n = 0, int64(len(b))
	}
	off = min(off, int64(len(b)))
	b = b[off:min(off+n, int64(len(b)))]
	f.bytes += int64(len(b))
	f.requests++
	return b, nil
}

func index(t testing.TB, docs ...Document) *Reader {
	t.Helper()
	var ts []*Tokens
	for _, d := range docs {
		ts = append(ts, Tokenize(d, DefaultOptions()))
	}
	r, err := Open(context.Background(), newFolder(Encode(ts, DefaultOptions())).fetch)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func urls(t testing.TB, r *Reader, query string) []string {
	t.Helper()
	res, err := r.Search(context.Background(), query, 10)
	if err != nil {
		t.Fatalf("%q: %v", query, err)
	}
	var out []string
	for _, h := range res.Hits {
		out = append(out, h.URL)
	}
	return out
}
