package search

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// RootName is the one file of an index whose name is fixed and whose content changes.
const RootName = "root"

// rootMagic begins the root; its last character is the version of the format.
const rootMagic = "msi1"

// Encode makes the files of an index. Documents are numbered in the order given, which should be the oldest first: of
// two equal matches the later one wins. Packs of text depend on little more than the memos in them, so a new memo
// changes one or two; packs of blocks change with every memo.
func Encode(ts []*Tokens, o Options) []File {
	packs := &packer{taken: map[string]bool{}}
	var segments []*tokenized
	for _, t := range ts {
		for i := range t.segments {
			segments = append(segments, &t.segments[i])
		}
	}
	w := &blockWriter{documents: len(segments), packs: packs}
	hints := map[string]int{}
	invertWords(segments, func(term string, docs, infos []uint32) {
		w.add(term, docs, infos)
		if len(docs) >= minHint && isHint(term) {
			hints[term] = len(docs)
		}
	})
	invertGrams(segments, w.add)

	root := binary.AppendUvarint(nil, uint64(len(segments)))
	root = binary.AppendUvarint(root, uint64(len(ts)))
	root = append(root, years(ts)...)
	root = append(root, writeTexts(segments, packs)...)
	root = append(root, writeHints(ts, hints, packs)...)
	root = append(root, directory(w.finish(), packs)...)
	var deflate deflater
	files := append(packs.files, File{Name: RootName, Bytes: append([]byte(rootMagic), deflate.bytes(root)...)})
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return files
}

// years are the runs of document numbers of one year: how many runs, then year and length of each.
func years(ts []*Tokens) []byte {
	var runs []byte
	n := 0
	for i := 0; i < len(ts); {
		length, j := 0, i
		for ; j < len(ts) && ts[j].year == ts[i].year; j++ {
			length += len(ts[j].segments)
		}
		runs = binary.AppendUvarint(runs, uint64(max(0, ts[i].year)))
		runs = binary.AppendUvarint(runs, uint64(length))
		n++
		i = j
	}
	return append(binary.AppendUvarint(nil, uint64(n)), runs...)
}

// rangeSize is about how many postings are inverted at a time: it bounds the memory that Encode needs above its input.
const rangeSize = 1 << 18

// inverter turns what each document says of its terms into what each term says of its documents, for one range of terms.
type inverter[K cmp.Ordered] struct {
	ids   map[K]uint32
	keys  []K
	id    []uint32 // of the postings, in the order in which they were met
	doc   []uint32
	info  []uint32
	count []uint32 // of the keys

	docs, infos []uint32 // the same postings in the order of the keys
}

func (v *inverter[K]) grow(n int) {
	v.id, v.doc, v.info = slices.Grow(v.id, n), slices.Grow(v.doc, n), slices.Grow(v.info, n)
}

func (v *inverter[K]) add(k K, doc int, info uint32) {
	id, ok := v.ids[k]
	if !ok {
		id = uint32(len(v.keys))
		v.ids[k] = id
		v.keys = append(v.keys, k)
		v.count = append(v.count, 0)
	}
	v.count[id]++
	v.id, v.doc, v.info = append(v.id, id), append(v.doc, uint32(doc)), append(v.info, info)
}

// emit gives the terms in order, each with its documents ascending, and empties v.
func (v *inverter[K]) emit(to func(k K, docs, infos []uint32)) {
	order := make([]uint32, len(v.keys))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Compare(v.keys[a], v.keys[b]) })
	place := make([]uint32, len(v.keys))
	sum := uint32(0)
	for _, id := range order {
		place[id] = sum
		sum += v.count[id]
	}
	v.docs, v.infos = slices.Grow(v.docs[:0], len(v.id))[:len(v.id)], slices.Grow(v.infos[:0], len(v.id))[:len(v.id)]
	for i, id := range v.id {
		v.docs[place[id]], v.infos[place[id]] = v.doc[i], v.info[i]
		place[id]++
	}
	for _, id := range order {
		end := place[id]
		start := end - v.count[id]
		to(v.keys[id], v.docs[start:end], v.infos[start:end])
	}
	clear(v.ids)
	v.keys, v.id, v.doc, v.info, v.count = v.keys[:0], v.id[:0], v.doc[:0], v.info[:0], v.count[:0]
}

// invertWords gives all words in order, a range of first bytes at a time.
func invertWords(segments []*tokenized, to func(term string, docs, infos []uint32)) {
	var sizes [256]int
	for _, s := range segments {
		for b := s.words; b != ""; b = b[1+b[0]:] {
			sizes[b[1]]++
		}
	}
	offsets, indexes := make([]int, len(segments)), make([]int, len(segments))
	v := inverter[string]{ids: map[string]uint32{}}
	for lo := 0; lo < 256; {
		hi, size := rangeEnd(sizes[:], lo)
		v.grow(size)
		for doc, s := range segments {
			b, i := s.words[offsets[doc]:], indexes[doc]
			for ; b != "" && int(b[1]) < hi; b = b[1+b[0]:] {
				v.add(b[1:1+b[0]], doc, s.infos[i])
				i++
			}
			offsets[doc], indexes[doc] = len(s.words)-len(b), i
		}
		v.emit(to)
		lo = hi
	}
}

// rangeEnd is the end of a range of buckets from lo on that holds rangeSize postings, or a single bucket, and what it holds.
func rangeEnd(sizes []int, lo int) (hi, sum int) {
	hi, sum = lo+1, sizes[lo]
	for hi < len(sizes) && sum+sizes[hi] <= rangeSize {
		sum += sizes[hi]
		hi++
	}
	return hi, sum
}

// invertGrams gives all pairs of characters in order, a range of first characters at a time.
func invertGrams(segments []*tokenized, to func(term string, docs, infos []uint32)) {
	sizes := make([]int, 0x40000)
	for _, s := range segments {
		for _, g := range s.grams {
			sizes[g>>(infoBits+21)]++
		}
	}
	at := make([]int, len(segments))
	v := inverter[uint64]{ids: map[uint64]uint32{}}
	for lo := 0; lo < len(sizes); {
		hi, size := rangeEnd(sizes, lo)
		v.grow(size)
		for doc, s := range segments {
			i := at[doc]
			for ; i < len(s.grams) && int(s.grams[i]>>(infoBits+21)) < hi; i++ {
				v.add(s.grams[i]>>infoBits, doc, uint32(s.grams[i]&(1<<infoBits-1)))
			}
			at[doc] = i
		}
		v.emit(func(k uint64, docs, infos []uint32) { to(gramTerm(k), docs, infos) })
		lo = hi
	}
}

func gramTerm(k uint64) string {
	if k&0x1fffff == 0 {
		return string(rune(k >> 21))
	}
	return string([]rune{rune(k >> 21), rune(k & 0x1fffff)})
}
