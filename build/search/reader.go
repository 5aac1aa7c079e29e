package search

import (
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"fmt"
	"io"
	"slices"
	"sync"
)

// Fetch gives n bytes of an index's file from off on, or all of it when n < 0. A source that cannot give ranges may
// always give the whole file. It must not give more than it was asked for otherwise.
type Fetch func(ctx context.Context, name string, off, n int64) ([]byte, error)

// Reader answers queries from an index. It is safe for concurrent use and keeps what it has fetched.
type Reader struct {
	fetch     Fetch
	documents int // document numbers: memos, long ones counted once for each segment
	memos     int
	years     []yearRun
	records   []packID
	hints     [maxTerm + 1]extent // by the length of the words
	pages     []page

	mu    sync.Mutex
	cache map[extent][]byte // as fetched, but for what is compressed: that is kept inflated
	kept  int
}

type yearRun struct{ year, end int }

// extent is a range of a file; n is 0 when there is none.
type extent struct {
	name   string
	off, n int64
}

const (
	maxInflated = 1 << 20  // of a block, a page, a piece or a list: far more than the encoder writes
	maxKept     = 16 << 20 // bytes that a reader remembers
	mergeGap    = 512      // ranges of one file that are closer than this are fetched as one
)

// Open reads the root of an index.
func Open(ctx context.Context, f Fetch) (*Reader, error) {
	b, err := f(ctx, RootName, 0, -1)
	if err != nil {
		return nil, fmt.Errorf("search index: %w", err)
	}
	if !bytes.HasPrefix(b, []byte(rootMagic)) {
		return nil, fmt.Errorf("search index: %s: not an index of this version: %w", RootName, ErrDamaged)
	}
	raw, err := inflate(b[len(rootMagic):])
	if err != nil {
		return nil, fmt.Errorf("search index: %s: %w", RootName, err)
	}
	r := &Reader{fetch: f, cache: map[extent][]byte{}}
	if !r.readRoot(raw) {
		return nil, fmt.Errorf("search index: %s: %w", RootName, ErrDamaged)
	}
	return r, nil
}

// Len is how many memos the index holds.
func (r *Reader) Len() int { return r.memos }

// load gives the content of extents, those of records as they are, all others inflated. Neighbours are fetched as one.
func (r *Reader) load(ctx context.Context, es []extent, compressed bool) ([][]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	missing := make([]extent, 0, len(es))
	for _, e := range es {
		if _, ok := r.cache[e]; !ok && !slices.Contains(missing, e) {
			missing = append(missing, e)
		}
	}
	slices.SortFunc(missing, func(a, b extent) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.off, b.off))
	})
	fresh := map[extent][]byte{}
	for len(missing) > 0 {
		n, end := 1, missing[0].off+missing[0].n
		for n < len(missing) && missing[n].name == missing[0].name && missing[n].off-end <= mergeGap {
			end = max(end, missing[n].off+missing[n].n)
			n++
		}
		if err := r.get(ctx, missing[:n], end, compressed, fresh); err != nil {
			return nil, err
		}
		missing = missing[n:]
	}
	out := make([][]byte, len(es))
	for i, e := range es {
		if b, ok := fresh[e]; ok {
			out[i] = b
		} else {
			out[i] = r.cache[e]
		}
	}
	r.keep(fresh)
	return out, nil
}

// get fetches extents of one file that lie side by side.
func (r *Reader) get(ctx context.Context, es []extent, end int64, compressed bool, fresh map[extent][]byte) error {
	name, off := es[0].name, es[0].off
	b, err := r.fetch(ctx, name, off, end-off)
	if err != nil {
		return fmt.Errorf("search index: %s: %w", name, err)
	}
	if int64(len(b)) > end-off && int64(len(b)) >= end {
		b = b[off:end] // the whole file, from a source without ranges
	}
	for _, e := range es {
		if e.off-off+e.n > int64(len(b)) {
			return fmt.Errorf("search index: %s: cut short: %w", name, ErrDamaged)
		}
		part := b[e.off-off : e.off-off+e.n]
		if compressed {
			if part, err = inflate(part); err != nil {
				return fmt.Errorf("search index: %s: %w", name, err)
			}
		}
		fresh[e] = part
	}
	return nil
}

func (r *Reader) keep(fresh map[extent][]byte) {
	if r.kept > maxKept {
		clear(r.cache)
		r.kept = 0
	}
	for e, b := range fresh {
		r.cache[e] = b
		r.kept += len(b)
	}
}

func inflate(b []byte) ([]byte, error) {
	out, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b)), maxInflated+1))
	if err != nil || len(out) > maxInflated {
		return nil, ErrDamaged
	}
	return out, nil
}
