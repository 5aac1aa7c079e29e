package search

// maxDocuments keeps arithmetic on document numbers within 32 bits.
const maxDocuments = 1 << 24

func (r *Reader) readRoot(b []byte) bool {
	var n, year, length int
	var ok bool
	if r.documents, b, ok = uvarint(b, maxDocuments); !ok {
		return false
	}
	if r.memos, b, ok = uvarint(b, r.documents); !ok {
		return false
	}
	if n, b, ok = uvarint(b, len(b)); !ok {
		return false
	}
	end := 0
	for range n {
		if year, b, ok = uvarint(b, 1<<20); !ok {
			return false
		}
		if length, b, ok = uvarint(b, r.documents-end); !ok {
			return false
		}
		end += length
		r.years = append(r.years, yearRun{year, end})
	}
	if n, b, ok = uvarint(b, len(b)); !ok || n*packRecords < r.documents {
		return false
	}
	for range n {
		var id packID
		if id, b, ok = readID(b); !ok {
			return false
		}
		r.records = append(r.records, id)
	}
	return r.readHintsAndPages(b)
}

func (r *Reader) readHintsAndPages(b []byte) bool {
	id, b, ok := readID(b)
	if !ok {
		return false
	}
	n, at := 0, int64(0)
	for length := minTypo; length <= maxTerm; length++ {
		if n, b, ok = uvarint(b, packSize); !ok {
			return false
		}
		r.hints[length] = extent{id.name(hintPack), at, int64(n)}
		at += int64(n)
	}
	if n, b, ok = uvarint(b, len(b)); !ok {
		return false
	}
	var places []extent // of the pages, their lengths not yet known
	for range n {
		if id, b, ok = readID(b); !ok {
			return false
		}
		var inPack int
		if inPack, b, ok = uvarint(b, len(b)); !ok {
			return false
		}
		for range inPack {
			places = append(places, extent{name: id.name(directoryPack)})
		}
	}
	if n, b, ok = uvarint(b, len(b)); !ok || n != len(places) {
		return false
	}
	key, off := "", int64(0)
	for i, at := range places {
		var size int
		if key, b, ok = readKey(b, key); !ok {
			return false
		}
		if size, b, ok = uvarint(b, packSize); !ok {
			return false
		}
		if i > 0 && at.name != places[i-1].name {
			off = 0
		}
		r.pages = append(r.pages, page{key: key, at: extent{at.name, off, int64(size)}})
		off += int64(size)
	}
	return true
}

func readID(b []byte) (packID, []byte, bool) {
	var id packID
	if copy(id[:], b) < len(id) {
		return id, nil, false
	}
	return id, b[len(id):], true
}

// readKey reads a string that shares a prefix with the one before it.
func readKey(b []byte, last string) (string, []byte, bool) {
	shared, b, ok := uvarint(b, len(last))
	if !ok {
		return "", nil, false
	}
	more, b, ok := uvarint(b, maxTermBytes)
	if !ok || more > len(b) {
		return "", nil, false
	}
	return last[:shared] + string(b[:more]), b[more:], true
}
