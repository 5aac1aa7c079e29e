package disk

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"memo/build/output"
)

// ManifestName is the manifest's file in the cache folder.
const ManifestName = ".memo-manifest.json"

// manifestVersion is the layout of the file; another one is as good as none.
const manifestVersion = 2

// Manifest is what memo wrote into one output folder.
type Manifest map[string]Entry

// Entry is one written file. When size and time stamp on the disk are still
// these, so are the bytes.
type Entry struct {
	Hash    Hash      `json:"sha256"`
	Size    int64     `json:"size"`
	ModTime time.Time `json:"time"`
	Key     string    `json:"key,omitempty"` // output.Output's

	Rank output.Rank `json:"rank"`
}

// Hash is a SHA-256, written in hexadecimal.
type Hash [32]byte

// MarshalText implements encoding.TextMarshaler.
func (h Hash) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(h[:])), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (h *Hash) UnmarshalText(b []byte) error {
	if hex.DecodedLen(len(b)) != len(h) {
		return errors.New("not a SHA-256")
	}
	_, err := hex.Decode(h[:], b)
	return err
}

// manifests is the file: a record for each output folder, so that a build into
// another folder with -o does not forget what is in the usual one.
type manifests struct {
	Version int               `json:"version"`
	Outputs map[string]record `json:"outputs"`
}

// record is what is known of an output folder for as long as its marker is
// the same, or that of the commit that was on its way: a killed one has left
// files that are not those, but the folder is still this site's.
type record struct {
	Marker Hash     `json:"marker"`
	Coming Hash     `json:"coming,omitzero"`
	Files  Manifest `json:"files"`
}

func noManifests() manifests {
	return manifests{Version: manifestVersion, Outputs: map[string]record{}}
}

// readManifests reads the file in cache. One that is missing, damaged or of
// another version is empty.
func readManifests(cache string) (manifests, error) {
	b, err := os.ReadFile(filepath.Join(cache, ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return noManifests(), nil
	}
	if err != nil {
		return noManifests(), fmt.Errorf("reading the manifest: %w", err)
	}
	var m manifests
	if json.Unmarshal(b, &m) != nil || m.Version != manifestVersion || m.Outputs == nil {
		return noManifests(), nil
	}
	for _, r := range m.Outputs {
		for p := range r.Files {
			if output.CheckInside(p) != nil {
				return noManifests(), nil // never delete by a file that somebody tampered with
			}
		}
	}
	return m, nil
}

// write replaces the file in the cache folder; output folders that are gone
// are forgotten, but for f's own, which may be about to come.
func (m manifests) write(f Folder, d disk) error {
	own := outputKey(f)
	for key := range m.Outputs {
		if _, err := os.Stat(outputAt(key, f.Site)); key != own && errors.Is(err, fs.ErrNotExist) {
			delete(m.Outputs, key)
		}
	}
	b, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	if err := d.replace(filepath.Join(f.Cache, ManifestName), b); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	return nil
}

// outputKey names the output folder in the file: as seen from the site when
// it is inside, so that a site can be moved.
func outputKey(f Folder) string {
	dir := Resolved(f.Dir)
	rel, err := filepath.Rel(Resolved(f.Site), dir)
	if err != nil || !filepath.IsLocal(rel) {
		return filepath.ToSlash(dir)
	}
	return filepath.ToSlash(rel)
}

// outputAt is the folder that a key names.
func outputAt(key, site string) string {
	if p := filepath.FromSlash(key); filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(site, filepath.FromSlash(key))
}
