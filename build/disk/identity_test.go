package disk

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// called is a site with an address and a title that builds into dir.
func (s site) called(dir, url, title string) Folder {
	return Folder{Dir: dir, Site: s.dir, Cache: s.cache(), URL: url, Title: title}
}

func into(f Folder, files map[string]string) error {
	w, err := Open(context.Background(), f)
	if err != nil {
		return err
	}
	defer w.Abort()
	for p, text := range files {
		if _, err := w.Put(out(p), []byte(text)); err != nil {
			return err
		}
	}
	_, err = w.Commit(context.Background())
	return err
}

// TestASiteIsKnownByItsAddress holds that a folder is taken over by every clone
// of the site that is published in it and by this very site under a new name,
// and by no other: neither a copy of the folder nor one volume that two sites
// have in one place deletes a page of another site's.
func TestASiteIsKnownByItsAddress(t *testing.T) {
	const alpha, beta = "https://alpha.example/notes/", "https://beta.example/notes/"
	forget := func(s site) { _ = os.RemoveAll(s.cache()) }
	for name, c := range map[string]struct {
		first, second func(a, b site) Folder
		between       func(a, b site)
		refused       string
	}{
		"release folders": {
			first:  func(a, b site) Folder { return a.called(a.public(), alpha, "") },
			second: func(a, b site) Folder { return b.called(a.public(), alpha, "renamed") },
		},
		"https": {
			first:  func(a, b site) Folder { return a.called(a.public(), "http://alpha.example/", "") },
			second: func(a, b site) Folder { return b.called(a.public(), "https://alpha.example/", "") },
		},
		"a new address": {
			first:  func(a, b site) Folder { return a.called(a.public(), alpha, "") },
			second: func(a, b site) Folder { return a.called(a.public(), beta, "") },
		},
		"a first address": {
			first:  func(a, b site) Folder { return a.called(a.public(), "", "a") },
			second: func(a, b site) Folder { return a.called(a.public(), alpha, "a") },
		},
		"a new address and no manifest": {
			first:   func(a, b site) Folder { return a.called(a.public(), alpha, "") },
			between: func(a, b site) { forget(a) },
			second:  func(a, b site) Folder { return a.called(a.public(), beta, "") },
			refused: "https://alpha.example/notes/",
		},
		"a copy": {
			first:   func(a, b site) Folder { return a.called(a.public(), alpha, "") },
			between: func(a, b site) { _ = os.CopyFS(b.public(), os.DirFS(a.public())) },
			second:  func(a, b site) Folder { return b.called(b.public(), beta, "") },
			refused: "https://alpha.example/notes/",
		},
		"a copy, without addresses": {
			first:   func(a, b site) Folder { return a.called(a.public(), "", "a") },
			between: func(a, b site) { _ = os.CopyFS(b.public(), os.DirFS(a.public())) },
			second:  func(a, b site) Folder { return b.called(b.public(), "", "b") },
			refused: "another site,",
		},
		"one path of one host": {
			first:   func(a, b site) Folder { return a.called(a.public(), "https://host.example/a/", "") },
			second:  func(a, b site) Folder { return b.called(a.public(), "https://host.example/b/", "") },
			refused: "https://host.example/a/",
		},
		"a volume that the second had built into": {
			first: func(a, b site) Folder { return a.called(a.public(), alpha, "") },
			between: func(a, b site) {
				_ = into(b.called(b.public(), beta, ""), map[string]string{"b.html": "b"})
				_ = os.RemoveAll(b.public())
				_ = os.CopyFS(b.public(), os.DirFS(a.public()))
			},
			second:  func(a, b site) Folder { return b.called(b.public(), beta, "") },
			refused: "https://alpha.example/notes/",
		},
	} {
		t.Run(name, func(t *testing.T) {
			a, b := newSite(t), newSite(t)
			old, next := map[string]string{"index.html": "1", "old.html": "o"}, map[string]string{"index.html": "2"}
			if err := into(c.first(a, b), old); err != nil {
				t.Fatal(err)
			}
			if c.between != nil {
				c.between(a, b)
			}
			f := c.second(a, b)
			there, err := site{t, filepath.Dir(f.Dir)}, into(f, next)
			if c.refused == "" {
				if err != nil {
					t.Error(err)
				}
				there.wants(next)
				return
			}
			if err == nil || !strings.Contains(err.Error(), "holds the output of another site") || !strings.Contains(err.Error(), c.refused) {
				t.Errorf("%v", err)
			}
			there.wants(old)
		})
	}
}

// TestACloneThatWasOvertakenDoesNotPublish holds for two clones that build into
// one folder at one time: what the first published would be nobody's.
func TestACloneThatWasOvertakenDoesNotPublish(t *testing.T) {
	a, b := newSite(t), newSite(t)
	const url = "https://alpha.example/"
	w, err := Open(context.Background(), b.called(a.public(), url, ""))
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Put(out("b.html"), []byte("b"))
	files := map[string]string{"a.html": "a"}
	if err := errors.Join(err, into(a.called(a.public(), url, ""), files)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Commit(context.Background()); err == nil || !strings.Contains(err.Error(), "another memo wrote into") {
		t.Error(err)
	}
	if got := a.holds(); !maps.Equal(got, tree(files)) {
		t.Errorf("%q", got)
	}
	if err := into(b.called(a.public(), url, ""), map[string]string{"b.html": "b"}); err != nil {
		t.Error(err)
	}
	a.wants(map[string]string{"b.html": "b"})
}
