package search

import "encoding/binary"

const (
	pageBlocks = 32  // blocks that one page of the directory lists, at least
	maxPages   = 320 // pages up to which the root stays small; then pages get longer
)

// page is a directory page as the root knows it.
type page struct {
	key string
	at  extent
}

// directory packs blocks and gives the root's part about them: the packs that hold the pages, then the pages.
func directory(blocks []block, packs *packer) []byte {
	perPage := pageBlocks
	for len(blocks) > perPage*maxPages {
		perPage *= 2
	}
	var deflate deflater
	var keys []string
	var pages [][]byte
	var pack []byte
	var waiting [][]byte // pages of the pack being filled, uncompressed, room for its name in front
	seal := func() {
		if len(waiting) == 0 {
			return
		}
		id := packs.seal(blockPack, pack)
		for _, p := range waiting {
			copy(p, id[:])
			pages = append(pages, deflate.bytes(p))
		}
		waiting, pack = nil, nil
	}
	for len(blocks) > 0 {
		group := blocks[:fits(blocks, perPage)]
		blocks = blocks[len(group):]
		size := 0
		for _, b := range group {
			size += len(b.bytes)
		}
		if len(pack)+size > packSize {
			seal()
		}
		waiting = append(waiting, writePage(group, len(pack)))
		keys = append(keys, group[0].key)
		for _, b := range group {
			pack = append(pack, b.bytes...)
		}
	}
	seal()
	return rootPages(keys, pages, packs)
}

// fits is how many blocks, at most n, fill no more than a pack.
func fits(blocks []block, n int) int {
	size := 0
	for i, b := range blocks[:min(n, len(blocks))] {
		if size += len(b.bytes); size > packSize && i > 0 {
			return i
		}
	}
	return min(n, len(blocks))
}

func writePage(group []block, off int) []byte {
	p := make([]byte, len(packID{}))
	p = binary.AppendUvarint(p, uint64(off))
	p = binary.AppendUvarint(p, uint64(len(group)))
	last := ""
	for _, b := range group {
		p = appendKey(p, last, b.key)
		p = binary.AppendUvarint(p, uint64(len(b.bytes)))
		last = b.key
	}
	return p
}

func rootPages(keys []string, pages [][]byte, packs *packer) []byte {
	var names, list, pack []byte
	n, inPack := 0, 0
	seal := func() {
		id := packs.seal(directoryPack, pack)
		names = append(names, id[:]...)
		names = binary.AppendUvarint(names, uint64(inPack))
		n++
		pack, inPack = nil, 0
	}
	last := ""
	for i, p := range pages {
		if len(pack)+len(p) > packSize {
			seal()
		}
		pack = append(pack, p...)
		inPack++
		list = appendKey(list, last, keys[i])
		list = binary.AppendUvarint(list, uint64(len(p)))
		last = keys[i]
	}
	if inPack > 0 {
		seal()
	}
	out := append(binary.AppendUvarint(nil, uint64(n)), names...)
	out = binary.AppendUvarint(out, uint64(len(pages)))
	return append(out, list...)
}

func appendKey(b []byte, last, key string) []byte {
	shared := sharedPrefix(last, key)
	b = binary.AppendUvarint(b, uint64(shared))
	b = binary.AppendUvarint(b, uint64(len(key)-shared))
	return append(b, key[shared:]...)
}
