package build

import (
	"os"
	"path/filepath"
	"testing"

	"memo/build/source"
)

func TestPictureThatWasGoneForAMomentHasItsSizeAgain(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.svg")
	if err := os.WriteFile(name, []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>`), 0o644); err != nil {
		t.Fatal(err)
	}
	tree, _, err := source.Scan(os.DirFS(dir), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := NewSession(nil)
	_ = os.Rename(name, name+".away")
	if r := s.resources(tree.Files); r[0].Width != 0 {
		t.Errorf("while gone: %+v", r)
	}
	_ = os.Rename(name+".away", name)
	if r := s.resources(tree.Files); r[0].Width != 30 || r[0].Height != 20 {
		t.Errorf("when back: %+v", r)
	}
}
