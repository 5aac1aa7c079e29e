package search

import (
	"encoding/binary"
	"hash/fnv"
)

const (
	recordSize  = 24   // bytes of a document's record: pack, offset, eight lengths
	packRecords = 8192 // records in one pack
	fullPack    = 232 << 10
)

// writeTexts packs the pieces of text and the records that say where they are, and gives the root's part about them: the
// packs of records.
func writeTexts(segments []*tokenized, packs *packer) []byte {
	var records, pack []byte
	unnamed := 0
	seal := func() {
		id := packs.seal(textPack, pack)
		for i := len(records) - unnamed*recordSize; i < len(records); i += recordSize {
			copy(records[i:], id[:])
		}
		pack, unnamed = nil, 0
	}
	for _, s := range segments {
		size := 0
		for _, p := range s.pieces {
			size += len(p)
		}
		if unnamed > 0 && (len(pack)+size > packSize || len(pack) > fullPack && endsPack(s)) {
			seal()
		}
		records = append(records, record(s, len(pack))...)
		for _, p := range s.pieces {
			pack = append(pack, p...)
		}
		unnamed++
	}
	if unnamed > 0 {
		seal()
	}
	n := 0
	var names []byte
	for ; len(records) > 0; n++ {
		size := min(len(records), packRecords*recordSize)
		id := packs.seal(documentPack, records[:size])
		names = append(names, id[:]...)
		records = records[size:]
	}
	return append(binary.AppendUvarint(nil, uint64(n)), names...)
}

// endsPack lets the content decide, once a pack is nearly full, where the next begins: after a change in one memo the
// borders of later packs soon fall into step again, and most packs keep their names.
func endsPack(s *tokenized) bool {
	h := fnv.New32a()
	h.Write(s.pieces[0])
	return h.Sum32()%4 == 0
}

func record(s *tokenized, off int) []byte {
	b := make([]byte, recordSize)
	b[5], b[6], b[7] = byte(off>>16), byte(off>>8), byte(off)
	for i, p := range s.pieces {
		binary.BigEndian.PutUint16(b[8+2*i:], uint16(len(p)))
	}
	return b
}
