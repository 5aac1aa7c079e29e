package disk

import (
	"os"

	"memo/build/output"
)

// Keep makes a file of an earlier run part of this one without its bytes, if
// it is still there as it was written; else it does nothing and the file must
// be Put. It is for outputs whose name, or whose Key, holds a hash of all they
// are made from.
func (w *Writer) Keep(o output.Output) bool {
	e, owned := w.prev[o.Path]
	if !owned {
		return false
	}
	info, err := os.Lstat(w.at(o.Path))
	if err != nil || !e.describes(info) {
		return false
	}
	if w.claim(o.Path) != nil {
		return false // Put says why
	}
	e.Rank = o.Rank()
	w.unchanged(o.Path, e, true)
	return true
}

// Key gives the Key with which an earlier run has Put the file at a path, "" when
// none has.
func (w *Writer) Key(path string) string { return w.prev[path].Key }
