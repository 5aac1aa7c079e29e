package search

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	blockSize   = 1500 // bytes of a block before compression, about
	inlineLimit = 1024 // postings up to which a list stands in its block whole
	stopPercent = 40   // of all documents: the list of a term that more have excludes too little to be stored whole
	inlineBest  = 512  // postings of a longer one that do: those of the highest impact
)

// block is a finished one: the shortest string that separates it from the block before, and its bytes.
type block struct {
	key   string
	bytes []byte
	names []int // where in bytes, until it is compressed, the name of the pack of long lists belongs
}

// blockWriter turns terms, which must come sorted, into compressed blocks. A block that refers to a pack of long lists
// waits uncompressed until that pack is full and has a name.
type blockWriter struct {
	documents int
	packs     *packer
	deflate   deflater
	done      []block
	waiting   []block
	long      []byte // the pack of long lists being filled

	terms, counts []byte // of the block being filled
	names         []int  // in counts
	n             int
	first, last   string
	postings      postingWriter
	longPostings  postingWriter
}

// add takes a term with its documents, ascending, and their infos.
func (w *blockWriter) add(term string, docs, infos []uint32) {
	full := w.longList(docs, infos)
	if w.n > 0 && (len(w.terms)+len(w.counts)+w.postings.size() >= blockSize || len(w.long)+len(full) > packSize) {
		w.flush()
	}
	if len(w.long)+len(full) > packSize {
		w.sealLong()
	}
	shared := 0
	if w.n > 0 {
		shared = sharedPrefix(w.last, term)
	} else {
		w.first = separator(w.last, term)
	}
	w.terms = binary.AppendUvarint(w.terms, uint64(shared))
	w.terms = binary.AppendUvarint(w.terms, uint64(len(term)-shared))
	w.terms = append(w.terms, term[shared:]...)
	w.counts = binary.AppendUvarint(w.counts, uint64(len(docs)))
	if len(docs) > inlineLimit {
		w.counts = binary.AppendUvarint(w.counts, uint64(len(full)))
		if len(full) > 0 {
			w.names = append(w.names, len(w.counts))
			w.counts = append(w.counts, make([]byte, len(packID{}))...)
			w.counts = binary.AppendUvarint(w.counts, uint64(len(w.long)))
			w.long = append(w.long, full...)
		}
		docs, infos = best(docs, infos)
	}
	w.postings.add(docs, infos)
	w.last = term
	w.n++
}

// longList is the whole list of a common term, compressed; nothing when the list stands in its block whole, or when no
// reader would spend its budget on it.
func (w *blockWriter) longList(docs, infos []uint32) []byte {
	if len(docs) <= inlineLimit || 100*len(docs) > stopPercent*w.documents {
		return nil
	}
	w.longPostings.reset()
	w.longPostings.add(docs, infos)
	if full := w.deflate.bytes(w.longPostings.appendTo(nil)); len(full) <= longBudget {
		return full
	}
	return nil
}

func (w *blockWriter) flush() {
	if w.n == 0 {
		return
	}
	b := binary.AppendUvarint(nil, uint64(w.n))
	b = append(b, w.terms...)
	for i := range w.names {
		w.names[i] += len(b)
	}
	b = append(b, w.counts...)
	b = w.postings.appendTo(b)
	w.waiting = append(w.waiting, block{key: w.first, bytes: b, names: slices.Clone(w.names)})
	w.terms, w.counts, w.names, w.n = w.terms[:0], w.counts[:0], w.names[:0], 0
	w.postings.reset()
	if len(w.long) == 0 {
		w.compress(packID{})
	}
}

// sealLong gives the pack of long lists its name and writes it into the blocks that waited for it.
func (w *blockWriter) sealLong() {
	var id packID
	if len(w.long) > 0 {
		id = w.packs.seal(longPack, w.long)
		w.long = nil
	}
	w.compress(id)
}

func (w *blockWriter) compress(id packID) {
	for _, b := range w.waiting {
		for _, at := range b.names {
			copy(b.bytes[at:], id[:])
		}
		w.done = append(w.done, block{key: b.key, bytes: w.deflate.bytes(b.bytes)})
	}
	w.waiting = w.waiting[:0]
}

// finish gives all the blocks.
func (w *blockWriter) finish() []block {
	w.flush()
	w.sealLong()
	return w.done
}

// best are the postings with the highest impact, among equals the latest documents, in the order of the documents.
func best(docs, infos []uint32) ([]uint32, []uint32) {
	var count [16]int
	for _, info := range infos {
		count[info>>17]++
	}
	room, floor := inlineBest, 15
	for ; floor > 0 && count[floor] < room; floor-- {
		room -= count[floor]
	}
	skip := count[floor] - room // of those at the floor, the oldest
	bestDocs, bestInfos := make([]uint32, 0, inlineBest), make([]uint32, 0, inlineBest)
	for i, info := range infos {
		impact := int(info >> 17)
		if impact < floor {
			continue
		}
		if impact == floor && skip > 0 {
			skip--
			continue
		}
		bestDocs, bestInfos = append(bestDocs, docs[i]), append(bestInfos, info)
	}
	return bestDocs, bestInfos
}

// separator is the shortest prefix of b, in whole characters, that is greater than a.
func separator(a, b string) string {
	n := min(sharedPrefix(a, b)+1, len(b))
	for n < len(b) && !utf8.RuneStart(b[n]) {
		n++
	}
	return strings.Clone(b[:n])
}

// sharedPrefix is the number of bytes, in whole characters, with which a and b begin alike.
func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(b) && !utf8.RuneStart(b[n]) || n < len(a) && !utf8.RuneStart(a[n])) {
		n--
	}
	return n
}
