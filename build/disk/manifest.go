package disk

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"memo/build/output"
)

// ManifestName is the manifest's file in the cache folder.
const ManifestName = ".memo-manifest.json"

// manifestVersion is the layout of the file; another one is as good as none.
const manifestVersion = 1

// Manifest is what memo wrote into one output folder: the paths it may
// overwrite and delete. All others belong to somebody else.
type Manifest map[string]Entry

// Entry is one written file. When size and time stamp on the disk are still
// these, so are the bytes.
type Entry struct {
	Hash    Hash      `json:"sha256"`
	Size    int64     `json:"size"`
	ModTime time.Time `json:"time"`
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

// manifests is the file: one manifest per output folder, so that a build into
// another folder with -o does not forget what is in the usual one.
type manifests struct {
	Version int                 `json:"version"`
	Outputs map[string]Manifest `json:"outputs"`
}

// readManifests reads the file in cache. One that is missing, damaged or of
// another version is empty: what that costs is told at adopt.
func readManifests(cache string) (manifests, error) {
	empty := manifests{Version: manifestVersion, Outputs: map[string]Manifest{}}
	b, err := os.ReadFile(filepath.Join(cache, ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return empty, nil
	}
	if err != nil {
		return empty, fmt.Errorf("reading the manifest: %w", err)
	}
	var m manifests
	if json.Unmarshal(b, &m) != nil || m.Version != manifestVersion || m.Outputs == nil {
		return empty, nil
	}
	for _, files := range m.Outputs {
		for p := range files {
			if output.CheckPath(p) != nil {
				return empty, nil // never delete by a file that somebody tampered with
			}
		}
	}
	return m, nil
}

// write replaces the file in cache; folders that are gone are forgotten.
func (m manifests) write(cache string, d disk) error {
	for key := range m.Outputs {
		if _, err := os.Stat(outputAt(key, cache)); errors.Is(err, fs.ErrNotExist) {
			delete(m.Outputs, key)
		}
	}
	b, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	p := filepath.Join(cache, ManifestName)
	if err := d.write(p+".tmp", b); err != nil {
		_ = os.Remove(p + ".tmp")
		return fmt.Errorf("writing the manifest: %w", err)
	}
	if err := d.rename(p+".tmp", p); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	return nil
}

// outputKey names dir in the file: relative to the site (the folder that
// holds cache) when it is inside, so that a site can be moved.
func outputKey(dir, cache string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	site, err := filepath.Abs(filepath.Dir(filepath.Clean(cache)))
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(site, dir)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return filepath.ToSlash(dir), nil
	}
	return filepath.ToSlash(rel), nil
}

// outputAt is the folder that a key names.
func outputAt(key, cache string) string {
	if p := filepath.FromSlash(key); filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(filepath.Dir(filepath.Clean(cache)), filepath.FromSlash(key))
}
