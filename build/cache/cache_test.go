package cache

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"
)

func key(s string) Key { return sha256.Sum256([]byte(s)) }

func TestValuesOutliveARunUntilNobodyAsksForThem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "code")
	c := Open(path, "1")
	c.Put(key("a"), []byte("A"))
	c.Put(key("b"), []byte(""))
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
	c = Open(path, "1")
	if v, ok := c.Get(key("a")); !ok || string(v) != "A" {
		t.Fatalf("got %q, %v", v, ok)
	}
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
	if _, ok := Open(path, "1").Get(key("b")); ok {
		t.Error("a value nobody asked for was kept")
	}
	if _, ok := Open(path, "2").Get(key("a")); ok {
		t.Error("a value of another version was given")
	}
}

// TestNothingStaysOfAKilledSave saves over what an earlier run may have left.
func TestNothingStaysOfAKilledSave(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "code")
	if err := os.WriteFile(path+".new", []byte("half"), 0o400); err != nil {
		t.Fatal(err)
	}
	c := Open(path, "v1")
	c.Put(Key{1}, []byte("value"))
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
	if v, ok := Open(path, "v1").Get(Key{1}); !ok || string(v) != "value" {
		t.Errorf("%q, %v", v, ok)
	}
}

func TestADamagedFileIsAnEmptyCache(t *testing.T) {
	path := filepath.Join(t.TempDir(), "code")
	c := Open(path, "1")
	c.Put(key("a"), []byte("some value"))
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		bad := append([]byte(nil), whole...)
		bad[i] ^= 0x41
		for _, data := range [][]byte{bad, whole[:i]} {
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
			if v, ok := Open(path, "1").Get(key("a")); ok && string(v) != "some value" {
				t.Fatalf("byte %d damaged: got %q", i, v)
			}
		}
	}
}

func TestANilCacheKeepsNothing(t *testing.T) {
	var c *Cache
	c.Put(key("a"), []byte("A"))
	if _, ok := c.Get(key("a")); ok || c.Save() != nil {
		t.Error("a nil cache is not empty")
	}
}
