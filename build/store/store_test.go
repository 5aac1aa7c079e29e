package store

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func key(s string) Key { return sha256.Sum256([]byte(s)) }

func open(path, version string) *Store {
	s := Open(path, func() string { return version })
	s.Record()
	return s
}

// keep makes a store of some values, each its own key, asking for others first.
func keep(t *testing.T, path string, asked []string, values ...string) {
	t.Helper()
	s := open(path, "1")
	for _, v := range asked {
		if got, ok := s.Get(key(v)); !ok || string(got) != v {
			t.Errorf("asked for %q, got %q, %v", v, got, ok)
		}
	}
	for _, v := range values {
		s.Put(key(v), []byte(v))
	}
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
}

// holds tells which of some values a store has.
func holds(t *testing.T, path, version string, values ...string) (list []string) {
	t.Helper()
	s := open(path, version)
	defer s.Close()
	for _, v := range values {
		if got, ok := s.Get(key(v)); ok {
			list = append(list, v)
			if string(got) != v {
				t.Errorf("asked for %q, got %q", v, got)
			}
		}
	}
	return list
}

func TestValuesOutliveARunUntilNobodyAsksForThem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "store")
	keep(t, path, nil, "a", "b", "", "a")
	keep(t, path, []string{"a", "", "b"}) // nothing is new
	keep(t, path, []string{"a", ""}, "c")
	if got := holds(t, path, "1", "a", "b", "", "c"); fmt.Sprint(got) != "[a  c]" {
		t.Errorf("kept %q", got)
	}
	keep(t, path, []string{"c"})
	if got := holds(t, path, "1", "a", "", "c"); fmt.Sprint(got) != "[c]" {
		t.Errorf("kept %q", got)
	}
	for _, version := range []string{"2", ""} {
		if got := holds(t, path, version, "c"); len(got) > 0 {
			t.Errorf("version %q has %q", version, got)
		}
	}
	if files, err := os.ReadDir(filepath.Dir(path)); err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
}

func TestWhatOnlyReadsWritesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	keep(t, path, nil, "a")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	reader := Open(path, func() string { return "1" })
	reader.Put(key("b"), []byte("b"))
	closed := open(path, "1")
	closed.Put(key("b"), []byte("b"))
	closed.Close()
	if err := reader.Save(); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if files, _ := os.ReadDir(filepath.Dir(path)); err != nil || !bytes.Equal(before, after) || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
}

// TestADamagedFileGivesNoWrongValue spoils a file in any way and at any place.
func TestADamagedFileGivesNoWrongValue(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	values := []string{"one", "two", "", "a value of some length"}
	keep(t, path, nil, values...)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewSource(1))
	for range 2000 {
		b := bytes.Clone(whole)
		switch r.Intn(3) {
		case 0:
			b = b[:r.Intn(len(b))]
		case 1:
			b[r.Intn(len(b))] ^= byte(1 << r.Intn(8))
		default:
			b = append(b, b[r.Intn(len(b)):]...)
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		holds(t, path, "1", values...)
	}
	keep(t, path, nil, values...) // and is replaced
	if got := holds(t, path, "1", values...); len(got) != len(values) {
		t.Errorf("kept %q", got)
	}
}

// TestTwoRunsAtOnceLeaveAStore lets the later one win, or none.
func TestTwoRunsAtOnceLeaveAStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	keep(t, path, nil, "old")
	one, two := open(path, "1"), open(path, "1")
	for _, s := range []*Store{one, two} {
		s.Get(key("old"))
	}
	one.Put(key("one"), []byte("one"))
	two.Put(key("two"), []byte("two"))
	for _, s := range []*Store{one, two} {
		if err := s.Save(); err != nil {
			t.Error(err)
		}
	}
	holds(t, path, "1", "old", "one", "two")
	keep(t, path, nil, "next")
	if got := holds(t, path, "1", "next"); len(got) != 1 {
		t.Error("no store any more")
	}
}

func TestWhatAKilledRunLeftGoes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	if err := os.WriteFile(path+".new", []byte("half"), 0o400); err != nil {
		t.Fatal(err)
	}
	keep(t, path, nil, "a")
	if files, err := os.ReadDir(filepath.Dir(path)); err != nil || len(files) != 1 || len(holds(t, path, "1", "a")) != 1 {
		t.Errorf("%v, %v", files, err)
	}
}

func TestAFileThatCannotBeIsToldAtTheEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	if err := os.MkdirAll(filepath.Join(path, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	s := open(path, "1")
	s.Put(key("a"), []byte("a"))
	if _, ok := s.Get(key("a")); ok || s.Save() == nil {
		t.Error("a folder is a store")
	}
	if _, err := os.Stat(path + ".new"); err == nil {
		t.Error("the new file stays")
	}
}

func TestManyUseItAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	var values []string
	for i := range 200 {
		values = append(values, fmt.Sprint(i))
	}
	keep(t, path, nil, values[:100]...)
	s := open(path, "1")
	var g sync.WaitGroup
	for range 8 {
		g.Go(func() {
			for i, v := range values {
				if _, ok := s.Get(key(v)); !ok && i >= 100 {
					s.Put(key(v), []byte(v))
				}
			}
		})
	}
	g.Wait()
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	if got := holds(t, path, "1", values...); len(got) != len(values) {
		t.Errorf("%d values", len(got))
	}
}

func TestNoStoreHoldsNothing(t *testing.T) {
	var s *Store
	s.Record()
	s.Put(key("a"), nil)
	if _, ok := s.Get(key("a")); ok || s.Save() != nil {
		t.Error("nil is a store")
	}
	s.Close()
}
