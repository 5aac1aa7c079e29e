// Package store keeps values that cost much to make, across runs.
//
// In go keys (a hash of everything a value was made from) and bytes; out come
// the same bytes in a later run, from one file. It refuses to know what they
// mean. A store may lose everything at any moment: a file that is missing, cut
// off, of another version or damaged is an empty store, and a damaged value is
// none, never an error.
//
// The file holds the values, then an index of them, sorted by key, which is read
// when the first value is asked for; a value is read when it is asked for itself.
// New values go to a new file as they come, so that a hundred thousand of them
// are never in memory. Save carries over what this run has asked for, and moves
// the new file into the place of the old one at once: another run that reads the
// old one reads on.
package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
)

// Key is the SHA-256 of everything a value depends on.
type Key = [sha256.Size]byte

// Store is a set of values. It is safe for concurrent use. A nil *Store holds
// nothing and keeps nothing.
type Store struct {
	path    string
	version [sha256.Size]byte

	read  func() // reads version and index, once
	file  *os.File
	index []entry
	used  []atomic.Bool // of index

	mu    sync.Mutex
	keeps bool
	fresh *os.File // nil before the first Put
	out   *bufio.Writer
	size  int64
	made  []entry // of fresh
	err   error   // why fresh is not written any more
}

// entry is where a value lies.
type entry struct {
	key  Key
	at   int64
	size uint32
	sum  uint32
}

var sums = crc32.MakeTable(crc32.Castagnoli)

// Open gives the store at path. Version names the code that makes the values,
// and is asked when the first of them is: another version starts empty, and for
// one that is "" nothing is kept.
func Open(path string, version func() string) *Store {
	s := &Store{path: path}
	s.read = sync.OnceFunc(func() {
		v := version()
		if v == "" {
			s.err = errors.New("what makes them has no version")
			return
		}
		s.version = sha256.Sum256([]byte(v))
		s.file, s.index = s.open()
		s.used = make([]atomic.Bool, len(s.index))
	})
	return s
}

// Record lets Put keep values from now on; without it a store is only read.
func (s *Store) Record() {
	if s != nil {
		s.keeps = true
	}
}

// Get gives the value of a key that an earlier run has Put. The bytes are the caller's.
func (s *Store) Get(k Key) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	s.read()
	i, ok := slices.BinarySearchFunc(s.index, k, func(e entry, k Key) int { return bytes.Compare(e.key[:], k[:]) })
	if !ok {
		return nil, false
	}
	v, ok := s.value(s.index[i])
	s.used[i].Store(ok)
	return v, ok
}

// value reads a value of the old file.
func (s *Store) value(e entry) ([]byte, bool) {
	v := make([]byte, e.size)
	if _, err := s.file.ReadAt(v, e.at); err != nil {
		return nil, false
	}
	return v, crc32.Checksum(v, sums) == e.sum
}

// Put keeps a value for later runs, if the store Records. What goes wrong is
// told by Save.
func (s *Store) Put(k Key, v []byte) {
	if s == nil || !s.keeps {
		return
	}
	s.read()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(k, v)
}

func (s *Store) put(k Key, v []byte) {
	if s.fresh == nil && s.err == nil {
		s.err = s.begin()
	}
	if s.err == nil {
		_, s.err = s.out.Write(v)
	}
	if s.err != nil || len(v) > 1<<30 {
		return
	}
	s.made = append(s.made, entry{k, s.size, uint32(len(v)), crc32.Checksum(v, sums)})
	s.size += int64(len(v))
}

// begin makes the new file. It has one name, so that the next run takes away
// what a killed one has left; of two runs at once the later one's values stay.
func (s *Store) begin() (err error) {
	if err = os.MkdirAll(filepath.Dir(s.path), 0o755); err != nil {
		return err
	}
	_ = os.Remove(s.name())
	if s.fresh, err = os.OpenFile(s.name(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600); err != nil {
		return err
	}
	s.out = bufio.NewWriterSize(s.fresh, 1<<18)
	return nil
}

func (s *Store) name() string { return s.path + ".new" }

// Save writes what was asked for since Open and what was Put, so that values
// nobody needs any more fall out. It does nothing when the file holds just
// these. It ends the store: neither Get nor Put may follow.
func (s *Store) Save() error {
	if s == nil || !s.keeps {
		return nil
	}
	s.read()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fresh == nil && s.err == nil && !s.wanes() {
		s.close()
		return nil
	}
	for i, e := range s.index {
		if v, ok := s.value(e); ok && s.used[i].Load() {
			s.put(e.key, v)
		}
	}
	if s.fresh == nil && s.err == nil {
		s.err = s.begin()
	}
	err := s.finish()
	s.close()
	if err != nil {
		return fmt.Errorf("keep what was made for the next run: %w", err)
	}
	return nil
}

// wanes tells whether the file holds values that nobody has asked for.
func (s *Store) wanes() bool {
	for i := range s.used {
		if !s.used[i].Load() {
			return true
		}
	}
	return false
}

// finish writes the index and puts the new file in its place.
func (s *Store) finish() error {
	if s.err != nil {
		return s.err
	}
	if _, err := s.out.Write(s.encode()); err != nil {
		return err
	}
	if err := s.out.Flush(); err != nil {
		return err
	}
	if err := errors.Join(s.fresh.Close(), s.closeFile()); err != nil {
		return err
	}
	if err := os.Rename(s.name(), s.path); err != nil && !errors.Is(err, fs.ErrNotExist) { // another run has moved it
		return err
	}
	s.fresh = nil
	return nil
}

// Close ends a store without keeping anything; it does nothing after Save.
func (s *Store) Close() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.close()
}

func (s *Store) close() {
	if s.fresh != nil {
		_ = s.fresh.Close()
		_ = os.Remove(s.name())
		s.fresh = nil
	}
	_ = s.closeFile()
}

func (s *Store) closeFile() error {
	f := s.file
	s.file = nil
	if f == nil {
		return nil
	}
	return f.Close()
}
