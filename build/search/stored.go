package search

import (
	"context"
	"encoding/binary"
	"strconv"
	"strings"
)

// stored is a piece of a document as it is in the index.
type stored struct {
	url, title, date string
	tags             []string
	block, line      int             // of the document, of the first passage; newlines of that block before the passage
	trail            []storedPassage // headings above the first passage, the highest first
	passages         []storedPassage
}

type storedPassage struct {
	kind   byte // '1' to '6' for a heading, 'p', 'c'
	anchor string
	text   string
}

func readStored(raw []byte) (stored, error) {
	records := strings.Split(string(raw), string(recordSeparator))
	head := strings.Split(records[0], string(unitSeparator))
	if len(head) != 7 {
		return stored{}, ErrDamaged
	}
	s := stored{url: head[0], title: head[1], date: head[2]}
	if head[3] != "" {
		s.tags = strings.Split(head[3], string(groupSeparator))
	}
	var err1, err2 error
	s.block, err1 = strconv.Atoi(head[4])
	s.line, err2 = strconv.Atoi(head[5])
	if err1 != nil || err2 != nil {
		return stored{}, ErrDamaged
	}
	for _, h := range strings.Split(head[6], string(groupSeparator)) {
		if h != "" {
			s.trail = append(s.trail, storedPassage{kind: h[0], text: h[1:]})
		}
	}
	anchor := ""
	for _, rec := range records[1:] {
		before, text, ok := strings.Cut(rec, string(unitSeparator))
		if !ok || before == "" {
			return stored{}, ErrDamaged
		}
		if before[1:] != "" {
			anchor = before[1:]
		}
		s.passages = append(s.passages, storedPassage{before[0], anchor, text})
	}
	return s, nil
}

// texts fetches of each candidate the piece that holds most of the query, and says how many bytes these are packed.
func (p *plan) texts(ctx context.Context, cs []candidate) ([]stored, int, error) {
	records := make([]extent, len(cs))
	for i, c := range cs {
		records[i] = extent{p.r.records[int(c.doc)/packRecords].name(documentPack), int64(int(c.doc) % packRecords * recordSize), recordSize}
	}
	raw, err := p.r.load(ctx, records, false)
	if err != nil {
		return nil, 0, err
	}
	size := 0
	pieces := make([]extent, len(cs))
	for i := range cs {
		var ok bool
		if pieces[i], ok = p.piece(raw[i], &cs[i]); !ok {
			return nil, 0, ErrDamaged
		}
		size += int(pieces[i].n)
	}
	if raw, err = p.r.load(ctx, pieces, true); err != nil {
		return nil, 0, err
	}
	out := make([]stored, len(cs))
	for i := range out {
		if out[i], err = readStored(raw[i]); err != nil {
			return nil, 0, err
		}
	}
	return out, size, nil
}

// piece is the piece that most chunks seem to be in, longer ones counting more; of equals the first. Pieces that were
// read are passed over; more is left in c when another piece promises as much.
func (p *plan) piece(record []byte, c *candidate) (extent, bool) {
	id, b, _ := readID(record)
	off := int64(b[0])<<16 | int64(b[1])<<8 | int64(b[2])
	n := 0
	for n < eighths && binary.BigEndian.Uint16(b[3+2*n:]) > 0 {
		n++
	}
	if n != 1 && n != 2 && n != 4 && n != 8 {
		return extent{}, false
	}
	best, bestWeight := 0, -1
	c.more = false
	for k := range n {
		if c.pieces>>k&1 != 0 {
			continue
		}
		mask := uint8(1<<(eighths/n)-1) << (k * eighths / n)
		weight := 0
		for i, loc := range c.locs {
			if loc&mask != 0 {
				weight += 8 + min(8, len(p.query.chunks[i].units))
			}
		}
		switch {
		case weight > bestWeight:
			best, bestWeight, c.more = k, weight, false
		case weight == bestWeight:
			c.more = true
		}
	}
	c.pieces |= 1 << best
	c.unread = 0
	for k := range eighths {
		if c.pieces>>(k*n/eighths)&1 == 0 {
			c.unread |= 1 << k
		}
	}
	for k := range best {
		off += int64(binary.BigEndian.Uint16(b[3+2*k:]))
	}
	return extent{id.name(textPack), off, int64(binary.BigEndian.Uint16(b[3+2*best:]))}, true
}
