package disk

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// lastName is the file in the cache folder that tells of the last run.
const lastName = "last"

// last is what a run leaves to the next one, which may find that it has
// nothing to do. It is good for as long as the folder's marker is this one and
// every file of the manifest is as the run left it.
type last struct {
	Output string // of manifests
	Marker Hash
	Note   []byte
}

// Note keeps b for Same once the run is committed. The bytes are the
// caller's: what the run was made from, and what it said.
func (w *Writer) Note(b []byte) { w.noted = b }

// Same gives the note of the last run into a folder and the number of files
// in it, if they all are as that run left them and it is over: one that was killed
// at the very end has left its staged files. It only looks, and takes no lock.
func Same(f Folder) (note []byte, files int, same bool) {
	f.Dir = filepath.Clean(f.Dir)
	l, ok := readLast(f.Cache)
	if !ok || l.Output != outputKey(f) || len(stages(f.Cache, stageName)) > 0 {
		return nil, 0, false
	}
	all, err := readManifests(f.Cache)
	known := all.Outputs[l.Output]
	w := Writer{Folder: f}
	found, _ := w.readMarker() // one that cannot be read is another
	if err != nil || known.Marker != l.Marker || sha256.Sum256(found) != l.Marker {
		return nil, 0, false
	}
	for p, e := range known.Files {
		if info, err := os.Lstat(w.at(p)); err != nil || !e.describes(info) {
			return nil, 0, false
		}
	}
	return l.Note, len(known.Files), true
}

// describes tells whether a file has the size and the time of an entry, and so
// its bytes.
func (e Entry) describes(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && info.Size() == e.Size && info.ModTime().Equal(e.ModTime)
}

// readLast reads the file; one that is missing or damaged tells nothing.
func readLast(cache string) (l last, ok bool) {
	if cache == "" {
		return l, false
	}
	b, err := os.ReadFile(filepath.Join(cache, lastName))
	if err != nil || len(b) < sha256.Size {
		return l, false
	}
	sum, body := b[:sha256.Size], b[sha256.Size:]
	if have := sha256.Sum256(body); !bytes.Equal(sum, have[:]) {
		return l, false
	}
	return l, gob.NewDecoder(bytes.NewReader(body)).Decode(&l) == nil
}

// leave writes the note of this run. What an earlier one has left stays true
// without it: it speaks of other files, or of the same.
func (w *Writer) leave(marker Hash) {
	if w.noted == nil || w.Cache == "" {
		return
	}
	var body bytes.Buffer
	if err := gob.NewEncoder(&body).Encode(last{w.key, marker, w.noted}); err != nil {
		w.note(err)
		return
	}
	sum := sha256.Sum256(body.Bytes())
	if err := w.disk.replace(filepath.Join(w.Cache, lastName), append(sum[:], body.Bytes()...)); err != nil {
		w.note(fmt.Errorf("noting what was built: %w", err))
	}
}

// whole tells whether the folder holds just what the run has Put, each file memo's own.
func (w *Writer) whole() bool {
	return len(w.stats.Kept) == 0 && len(w.next) == w.stats.Written+w.stats.Unchanged
}
