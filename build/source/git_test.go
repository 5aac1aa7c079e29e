package source

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// repo runs git in dir with dates of its own choosing.
func repo(t *testing.T, dir, date string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE=2026-01-01T00:00:00Z", "GIT_CONFIG_GLOBAL=/dev/null")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func commit(t *testing.T, dir, date string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	repo(t, dir, date, "add", "-A")
	repo(t, dir, date, "commit", "-qm", "x")
}

func TestDatesAreThoseOfTheFirstAndLastCommit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	repo(t, dir, "", "init", "-q")
	commit(t, dir, "2020-01-02T03:04:05Z", map[string]string{"content/詳細 メモ.md": "1", "content/b.md": "1", "other.md": "1"})
	commit(t, dir, "2021-01-02T03:04:05Z", map[string]string{"content/b.md": "2"})
	content := filepath.Join(dir, "content")
	dates, ds, err := GitDates(context.Background(), content)
	if err != nil || len(ds) > 0 || len(dates) != 2 {
		t.Fatalf("%v %v %v", dates, ds, err)
	}
	first, second := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC), time.Date(2021, 1, 2, 3, 4, 5, 0, time.UTC)
	tree, _ := mustScan(t, os.DirFS(content))
	tree = tree.WithDates(dates)
	if f := tree.Find("詳細 メモ.md"); !f.Created.Equal(first) || !f.Changed.Equal(first) {
		t.Errorf("%v %v", f.Created, f.Changed)
	}
	if f := tree.Find("b.md"); !f.Created.Equal(first) || !f.Changed.Equal(second) {
		t.Errorf("%v %v", f.Created, f.Changed)
	}
	shallow := t.TempDir()
	repo(t, shallow, "", "clone", "-q", "--depth=1", "file://"+dir, "clone")
	dates, ds, err = GitDates(context.Background(), filepath.Join(shallow, "clone", "content"))
	if err != nil || len(dates) > 0 || len(ds) != 1 || ds[0].Code != "shallow-clone" {
		t.Errorf("shallow: %v %v %v", dates, ds, err)
	}
}

func TestWithoutHistoryThereAreNoDates(t *testing.T) {
	empty := t.TempDir()
	if _, err := exec.LookPath("git"); err == nil {
		repo(t, empty, "", "init", "-q")
	}
	for _, dir := range []string{empty, t.TempDir()} {
		if dates, ds, err := GitDates(context.Background(), dir); len(dates) > 0 || len(ds) > 0 || err != nil {
			t.Errorf("%v %v %v", dates, ds, err)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if dates, ds, err := GitDates(context.Background(), empty); len(dates) > 0 || len(ds) > 0 || err != nil {
		t.Errorf("no git: %v %v %v", dates, ds, err)
	}
}

func TestGitIsStoppedWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := GitDates(ctx, t.TempDir()); err == nil {
		t.Error("no error")
	}
}
