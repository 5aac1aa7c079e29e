package disk

import "os"

// Keep makes a file of an earlier run part of this one without its bytes, if
// it is still there as it was written; else it does nothing and the file must
// be Put. It is for outputs whose name holds a hash of all they are made from.
func (w *Writer) Keep(path string) bool {
	e, owned := w.prev[path]
	if !owned {
		return false
	}
	info, err := os.Lstat(w.at(path))
	if err != nil || !info.Mode().IsRegular() || info.Size() != e.Size || !info.ModTime().UTC().Equal(e.ModTime) {
		return false
	}
	w.mu.Lock()
	err = w.names.add(path)
	w.mu.Unlock()
	if err != nil {
		return false // Put says why
	}
	w.record(path, e, "", true)
	return true
}
