package source

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
)

func TestTheFirstLayerWinsAndFoldersAreMerged(t *testing.T) {
	top := fstest.MapFS{"layouts/page.html": {Data: []byte("site")}, "only.css": {Data: []byte("x")}, "both": {Data: []byte("file")}}
	low := fstest.MapFS{"layouts/page.html": {Data: []byte("theme")}, "layouts/list.html": {Data: []byte("theme")}, "both/x": {Data: []byte("y")}}
	l := Layers(top, nil, low)
	if b, err := fs.ReadFile(l, "layouts/page.html"); string(b) != "site" || err != nil {
		t.Errorf("%q %v", b, err)
	}
	if b, err := fs.ReadFile(l, "layouts/list.html"); string(b) != "theme" || err != nil {
		t.Errorf("%q %v", b, err)
	}
	entries, err := fs.ReadDir(l, ".")
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, []string{"both", "layouts", "only.css"}) || entries[0].IsDir() || err != nil {
		t.Errorf("%q %v", names, err)
	}
}

func TestLayersAreAFileSystem(t *testing.T) {
	top := fstest.MapFS{"a/b.txt": {Data: []byte("1")}, "c.txt": {Data: []byte("2")}}
	low := fstest.MapFS{"a/d.txt": {Data: []byte("3")}, "e/f/g.txt": {Data: []byte("4")}}
	if err := fstest.TestFS(Layers(top, low), "a/b.txt", "a/d.txt", "c.txt", "e/f/g.txt"); err != nil {
		t.Error(err)
	}
}
