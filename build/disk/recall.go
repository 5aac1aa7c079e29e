package disk

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"memo/build/output"
)

// recall finds out which files of the folder memo wrote. The marker tells;
// the manifest saves looking for them when it is of that marker. A manifest of
// that marker, or of a killed commit's, also proves that the site is the one
// that wrote it, whatever it is called now. A folder
// without a marker (an older memo wrote it, or somebody emptied it) is taken
// at its files: those that are as the manifest knows them.
func (w *Writer) recall() (err error) {
	known := w.all.Outputs[w.key]
	if w.found, err = w.readMarker(); err != nil {
		return err
	}
	m, ok := parseMarker(w.found)
	switch {
	case !ok:
		w.prev = Manifest{}
		for p, e := range known.Files {
			if untouched(w.at(p), e) {
				w.prev[p] = e
			}
		}
	case known.Marker == sha256.Sum256(w.found):
		w.prev = known.Files
	case m.site == w.site || known.Coming == sha256.Sum256(w.found):
		w.prev, w.made, err = m.find(w.Dir)
	default:
		err = foreignSite(w.Dir, m.site)
	}
	return err
}

// Wrote tells whether an output folder holds a file as the cache folder knows
// that memo wrote it.
func Wrote(f Folder) bool {
	all, _ := readManifests(f.Cache) // one that cannot be read knows nothing
	w := Writer{Folder: f}
	for p, e := range all.Outputs[outputKey(f)].Files {
		if untouched(w.at(p), e) {
			return true
		}
	}
	return false
}

// readMarker gives the marker as it stands, nothing where there is none.
func (w *Writer) readMarker() ([]byte, error) {
	info, err := os.Lstat(w.at(MarkerPath))
	if err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder where memo notes what it writes; move it away", w.at(MarkerPath))
	}
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil
	}
	b, err := os.ReadFile(w.at(MarkerPath))
	if err != nil {
		return nil, fmt.Errorf("reading what memo wrote before: %w", err)
	}
	return b, nil
}

// find looks for the files of the marker in dir, and for folders of a killed
// run. A file whose bytes somebody has changed is memo's to replace and to
// withdraw, but not to delete.
func (m marker) find(dir string) (files Manifest, folders []string, err error) {
	files = Manifest{}
	root := os.DirFS(dir)
	err = fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), stageName):
			return fs.SkipDir
		case d.IsDir():
			if m.files[digestOf(p+"/")] != nil {
				folders = append(folders, p)
			}
			return nil
		}
		known := m.files[digestOf(p)]
		if known == nil || !d.Type().IsRegular() || output.CheckInside(p) != nil {
			return nil
		}
		files[p], err = m.entry(root, p, known)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return files, folders, err
}

// entry reads a file of the marker.
func (m marker) entry(root fs.FS, p string, known []written) (Entry, error) {
	b, err := fs.ReadFile(root, p)
	if err != nil {
		return Entry{}, err
	}
	info, err := fs.Stat(root, p)
	if err != nil {
		return Entry{}, err
	}
	hash := Hash(sha256.Sum256(b))
	for _, k := range known {
		if k.bytes == shorten(hash) {
			return Entry{Hash: hash, Size: int64(len(b)), ModTime: info.ModTime().UTC(), Rank: k.rank}, nil
		}
	}
	e := Entry{Rank: known[0].rank, Size: changed}
	copy(e.Hash[:], known[0].bytes[:]) // the marker says again what it said
	return e, nil
}

// changed is the Size of a file that does not have the bytes that memo wrote.
const changed = -1

// untouched tells whether a file still has the bytes of its entry.
func untouched(name string, e Entry) bool {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != e.Size {
		return false
	}
	if e.describes(info) {
		return true
	}
	b, err := os.ReadFile(name)
	return err == nil && sha256.Sum256(b) == e.Hash
}

// Resolved is the absolute form of p without symbolic links, as far as it is
// there.
func Resolved(p string) string {
	p, err := filepath.Abs(p)
	if err != nil {
		return p
	}
	for rest, dir := "", p; ; rest, dir = filepath.Join(filepath.Base(dir), rest), filepath.Dir(dir) {
		if _, err := os.Lstat(dir); err != nil && dir != filepath.Dir(dir) {
			continue
		}
		if found, err := filepath.EvalSymlinks(dir); err == nil {
			return filepath.Join(found, rest)
		}
		return p
	}
}
