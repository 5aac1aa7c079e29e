// Package cache keeps bytes that are dear to make, across runs.
//
// In go keys (a hash of everything the value was made from) and values; out
// come the same values in a later run, from one file. It refuses to know what
// the bytes mean. A cache may lose everything at any moment: a file that is
// missing, cut off, of another version or damaged is an empty cache, never an
// error.
//
// One file is read whole and written whole: the values (highlighted code)
// are needed together and weigh a few megabytes, where a file each would cost
// a system call each.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Key is the SHA-256 of everything a value depends on.
type Key = [sha256.Size]byte

// magic begins the file; the digit is the version of the file's layout.
const magic = "memo-cache-1\n"

// Cache is a set of values. It is safe for concurrent use. A nil *Cache
// holds nothing and keeps nothing.
type Cache struct {
	path    string
	version [sha256.Size]byte

	read  func() // reads the file, once
	mu    sync.RWMutex
	old   map[Key][]byte // of the file, not asked for yet
	used  map[Key][]byte // asked for or made in this run
	fresh bool           // used has something the file lacks
}

// Open gives the cache at path, which is read when the first value is asked
// for. Version names the code that makes the values (a new release of a library
// makes others): another version starts empty.
func Open(path, version string) *Cache {
	c := &Cache{path: path, version: sha256.Sum256([]byte(version)), used: map[Key][]byte{}}
	c.read = sync.OnceFunc(func() { c.old = c.decode(path) })
	return c
}

// Get gives the value of a key. The bytes belong to the cache.
func (c *Cache) Get(k Key) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	c.read()
	c.mu.RLock()
	v, ok := c.used[k]
	o, was := c.old[k]
	c.mu.RUnlock()
	if ok || !was {
		return v, ok
	}
	c.mu.Lock()
	c.used[k] = o
	c.mu.Unlock()
	return o, true
}

// Put keeps a value; the caller gives v away.
func (c *Cache) Put(k Key, v []byte) {
	if c == nil {
		return
	}
	c.mu.Lock()
	c.used[k], c.fresh = v, true
	c.mu.Unlock()
}

// Save writes what was asked for since Open, so that values nobody needs any
// more fall out. It does nothing when the file says the same already.
func (c *Cache) Save() error {
	if c == nil {
		return nil
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	if !c.fresh && len(c.used) == len(c.old) {
		return nil
	}
	if err := replace(c.path, c.encode()); err != nil {
		return fmt.Errorf("save the cache: %w", err)
	}
	return nil
}

// encode lays the file out: magic, version, the SHA-256 of the rest, then
// key, length and value of each entry in order of the keys.
func (c *Cache) encode() []byte {
	var body []byte
	for _, k := range slices.SortedFunc(maps.Keys(c.used), func(a, b Key) int { return bytes.Compare(a[:], b[:]) }) {
		body = append(body, k[:]...)
		body = binary.AppendUvarint(body, uint64(len(c.used[k])))
		body = append(body, c.used[k]...)
	}
	sum := sha256.Sum256(body)
	return slices.Concat([]byte(magic), c.version[:], sum[:], body)
}

// decode reads what encode wrote; anything else is nothing.
func (c *Cache) decode(path string) map[Key][]byte {
	out := map[Key][]byte{}
	data, err := os.ReadFile(path)
	head := len(magic) + 2*sha256.Size
	if err != nil || len(data) < head || string(data[:len(magic)]) != magic ||
		!bytes.Equal(data[len(magic):len(magic)+sha256.Size], c.version[:]) {
		return out
	}
	body := data[head:]
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], data[head-sha256.Size:head]) {
		return out
	}
	for len(body) > sha256.Size {
		k := Key(body[:sha256.Size])
		n, w := binary.Uvarint(body[sha256.Size:])
		body = body[sha256.Size:]
		if w <= 0 || n > uint64(len(body)-w) {
			return map[Key][]byte{}
		}
		out[k] = body[w : w+int(n) : w+int(n)]
		body = body[w+int(n):]
	}
	return out
}

// replace writes a file so that a reader sees the old bytes or the new. The
// new file has one name, so that the next run takes away what a killed one
// left. Of two runs at once one may move the other's: whoever reads too
// early finds a wrong sum, and so nothing.
func replace(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	fresh := path + ".new"
	_ = os.Remove(fresh)
	err := os.WriteFile(fresh, data, 0o600)
	if err == nil {
		if err = os.Rename(fresh, path); errors.Is(err, fs.ErrNotExist) {
			return nil // the other run has moved it
		}
	}
	if err != nil {
		_ = os.Remove(fresh)
	}
	return err
}
