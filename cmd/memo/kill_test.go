package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"memo/build/effort"
)

// command is this program as the memo that a user starts: see TestMain.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Args = append([]string{"memo"}, args...)
	return cmd
}

// TestAKilledBuildLeavesAWholeSite kills the process of a build, with
// signals that memo does not hear, once a path of the output has changed; a different
// one each time. What stands is a site of which home leads nowhere that is not
// there and every page has its style, scripts and pictures; the next build
// finishes it and leaves no file of the killed one. With MEMO_LONG_TESTS it does so twenty times.
func TestAKilledBuildLeavesAWholeSite(t *testing.T) {
	rounds := effort.Of(2, 20)
	r := rand.New(rand.NewPCG(9, 10))
	dir := t.TempDir()
	var clean [2]map[string]string // of site A and of site B
	for i := range clean {
		other := t.TempDir()
		layVersion(t, other, i)
		buildSite(t, other)
		clean[i] = hashes(t, filepath.Join(other, "public"))
	}
	layVersion(t, dir, 0)
	buildSite(t, dir)
	beside := kept(t, dir)
	changing := differing(clean[0], clean[1])
	for now, kills := 0, 0; kills < rounds; {
		layVersion(t, dir, 1-now)
		if killAtChange(t, dir, changing[r.IntN(len(changing))], []os.Signal{os.Kill, syscall.SIGQUIT}[kills%2]) {
			kills++
		}
		isWhole(t, filepath.Join(dir, "public"))
		now = 1 - now
		buildSite(t, dir)
		if got := hashes(t, filepath.Join(dir, "public")); !maps.Equal(got, clean[now]) {
			t.Fatalf("the next build does not finish the site: %q", differing(got, clean[now]))
		}
		if got := kept(t, dir); !slices.Equal(got, beside) {
			t.Fatalf("beside the output there are %q, not %q", got, beside)
		}
	}
}

// kept are the files in a site's folder that are neither sources nor output.
func kept(t *testing.T, dir string) []string {
	t.Helper()
	return slices.DeleteFunc(slices.Sorted(maps.Keys(hashes(t, dir))), func(p string) bool {
		return strings.HasPrefix(p, "content/") || strings.HasPrefix(p, "public/")
	})
}

// layVersion writes the sources of one of two sites: memos are renamed, deleted
// and tagged otherwise, pictures and style change.
func layVersion(t *testing.T, dir string, version int) {
	t.Helper()
	put := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	put("memo.toml", "base_url = \"https://memo.example.com/\"\n[sections.posts]\nper_page = 5\n")
	put("themes/default/assets/main.css", fmt.Sprintf("main { margin: %dpx }\n", version))
	for i := range 40 {
		name := fmt.Sprintf("m%d", i)
		switch {
		case i%3 == 0:
			name += fmt.Sprintf("-v%d", version)
		case i%7 == version:
			continue
		}
		put("content/posts/"+name+"/p.svg", fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="9"/>`, 9+version))
		put("content/posts/"+name+"/index.md", fmt.Sprintf("---\ntitle: 題 %d\ndate: 2024-01-%02d\ntags: [t%d, u%d]\n---\n版 %d ![図](p.svg)\n\n```sh\n$ ls\n```\n",
			i, 1+i%28, (i+version)%5, i%3+version, version))
	}
}

func buildSite(t *testing.T, dir string) {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run([]string{"-C", dir, "build"}, &out, &errs); status != exitDone {
		t.Fatalf("status %d: %s", status, &errs)
	}
}

// killAtChange builds a site in a process of its own and kills that when
// something happened to a path of the output; false when it was over by then.
func killAtChange(t *testing.T, dir, path string, signal os.Signal) bool {
	t.Helper()
	cmd := command(t, "-C", dir, "-q", "build")
	name := filepath.Join(dir, "public", filepath.FromSlash(path))
	before, _ := os.Lstat(name)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			return false
		case <-time.After(50 * time.Microsecond):
		}
		if now, _ := os.Lstat(name); (now == nil) != (before == nil) || now != nil && !os.SameFile(now, before) {
			_ = cmd.Process.Signal(signal) // it may just have ended
			return <-ended != nil
		}
	}
}

// isWhole crawls what stands in an output folder.
func isWhole(t *testing.T, public string) {
	t.Helper()
	c := crawl(t, public, "https://memo.example.com/")
	reached := c.reached()
	if len(reached) < 60 {
		t.Errorf("home leads to %d files only", len(reached))
	}
	for _, r := range c.refs {
		rel, _, _ := c.target(r)
		needed := strings.HasPrefix(rel, "_memo/") || slices.Contains([]string{".svg", ".png", ".js", ".css"}, filepath.Ext(rel))
		if why := c.check(r); why != "" && (needed || reached[r.from]) {
			t.Errorf("%s: %s=%s: %s", r.from, r.attr, r.to, why)
		}
	}
	if t.Failed() {
		t.FailNow()
	}
}
