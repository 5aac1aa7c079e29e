package search

import (
	"context"
	"sort"
	"strings"
)

// place is where a term's block is, and the blocks beside it.
type place struct {
	before, at, after extent // before is empty for the first block of a directory page
	afterKey          string // what terms of the block after it are not less than; "" when there is none
}

// continues reports that the block after a term's own also holds terms that begin with it.
func (p place) continues(term string) bool {
	return p.after.n > 0 && strings.HasPrefix(p.afterKey, term)
}

// places finds the blocks of terms by way of the directory.
func (r *Reader) places(ctx context.Context, terms []string) ([]place, error) {
	if len(r.pages) == 0 {
		return make([]place, len(terms)), nil
	}
	index := make([]int, len(terms))
	pages := make([]extent, len(terms))
	for i, t := range terms {
		index[i] = max(0, sort.Search(len(r.pages), func(k int) bool { return r.pages[k].key > t })-1)
		pages[i] = r.pages[index[i]].at
	}
	raw, err := r.load(ctx, pages, true)
	if err != nil {
		return nil, err
	}
	out := make([]place, len(terms))
	for i, t := range terms {
		p, ok := placeIn(raw[i], t)
		if !ok {
			return nil, ErrDamaged
		}
		if next := index[i] + 1; p.after.n == 0 && next < len(r.pages) && strings.HasPrefix(r.pages[next].key, t) {
			if p.after, err = r.firstBlock(ctx, r.pages[next]); err != nil {
				return nil, err
			}
			p.afterKey = r.pages[next].key
		}
		out[i] = p
	}
	return out, nil
}

func (r *Reader) firstBlock(ctx context.Context, p page) (extent, error) {
	raw, err := r.load(ctx, []extent{p.at}, true)
	if err != nil {
		return extent{}, err
	}
	first, ok := placeIn(raw[0], p.key)
	if !ok {
		return extent{}, ErrDamaged
	}
	return first.at, nil
}

// placeIn finds a term's block on a directory page. Blocks beside it on other pages are left empty.
func placeIn(b []byte, term string) (place, bool) {
	id, b, ok := readID(b)
	if !ok {
		return place{}, false
	}
	off, b, ok := uvarint(b, packSize)
	if !ok {
		return place{}, false
	}
	n, b, ok := uvarint(b, len(b))
	if !ok {
		return place{}, false
	}
	var p place
	key := ""
	for i := range n {
		var size int
		if key, b, ok = readKey(b, key); !ok {
			return place{}, false
		}
		if size, b, ok = uvarint(b, packSize); !ok {
			return place{}, false
		}
		e := extent{id.name(blockPack), int64(off), int64(size)}
		off += size
		if i > 0 && key > term {
			p.after, p.afterKey = e, key
			break
		}
		p.before, p.at = p.at, e
	}
	return p, true
}

func (r *Reader) blocks(ctx context.Context, terms []string) ([]place, [][]byte, error) {
	places, err := r.places(ctx, terms)
	if err != nil {
		return nil, nil, err
	}
	var es []extent
	for _, p := range places {
		if p.at.n > 0 {
			es = append(es, p.at)
		}
	}
	loaded, err := r.load(ctx, es, true)
	if err != nil {
		return nil, nil, err
	}
	blocks := make([][]byte, len(terms))
	k := 0
	for i, p := range places {
		if p.at.n > 0 {
			blocks[i] = loaded[k]
			k++
		}
	}
	return places, blocks, nil
}
