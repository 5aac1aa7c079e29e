package source

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestPlaceIsBelowTheTopOfTheWorkTree(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	repo(t, dir, "", "init", "-q", "-b", "本線/1")
	commit(t, dir, "2020-01-02T03:04:05Z", map[string]string{"資料 docs/content/a.md": "1"})
	content := filepath.Join("資料 docs", "content")
	clone, elsewhere := filepath.Join(t.TempDir(), "clone"), t.TempDir()
	repo(t, elsewhere, "", "clone", "-q", "file://"+dir, clone)
	repo(t, clone, "", "checkout", "-q", "-b", "side")
	for _, c := range []struct {
		dir, then string // a command of git's before
		want      Place
		in        bool
	}{
		{filepath.Join(dir, content), "", Place{"資料 docs/content/", "本線/1"}, true},
		{dir, "", Place{"", "本線/1"}, true},
		{filepath.Join(clone, content), "", Place{"資料 docs/content/", "本線/1"}, true},
		{filepath.Join(dir, content), "--detach", Place{"資料 docs/content/", ""}, true},
		{elsewhere, "", Place{}, false},
	} {
		if c.then != "" {
			repo(t, c.dir, "", "checkout", "-q", c.then)
		}
		if p, in, err := GitPlace(context.Background(), c.dir); p != c.want || in != c.in || err != nil {
			t.Errorf("%s: %+v %v %v, want %+v", c.dir, p, in, err, c.want)
		}
	}
	t.Setenv("PATH", os.DevNull)
	if _, in, err := GitPlace(context.Background(), dir); in || err != nil {
		t.Errorf("without git: %v %v", in, err)
	}
}
