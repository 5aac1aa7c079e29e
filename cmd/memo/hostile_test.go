package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"memo/build"
	"memo/build/diag"
	"memo/build/serve"
)

// orders are what a terminal obeys: a clear screen, a title with C1, a line
// written over, text turned around.
const orders = "\x1b[2J\u009b31m\r\u202e\x07\x7f"

// escaped is orders as YAML and JSON can bring them in.
const escaped = `\x1b[2J\x9b31m\r\u202e\x07\x7f`

// hostileSite is one in which every text that a command may print has orders
// in it: names of files, titles, tags, keys, links, settings.
func hostileSite(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir()}
	put := func(name, text string) {
		t.Helper()
		d.check(os.MkdirAll(filepath.Dir(d.path(name)), 0o755))
		d.check(os.WriteFile(d.path(name), []byte(text), 0o644))
	}
	put("memo.toml", "version = 1\n")
	put("content/posts/turned\u202earound.md", "# 題 timeout\u202e\n\nunknown: [x](no\u202ewhere)\n\n本文 timeout "+orders+"&#27;[2J\n")
	put("content/posts/title.md", "---\ntitle: \"timeout \\u202e x\"\nta\u202egs: [x]\ntags: [\"a\\u202eb\"]\nimage: \"java\u202escript:x\"\n---\n[x](no\u202ewhere)\n")
	return d
}

func shown(r rune) bool { return r == '\n' || !diag.Hidden(r) }

// TestNothingDrivesTheTerminal feeds hostile names and texts through every
// command that prints.
func TestNothingDrivesTheTerminal(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("such names cannot be made")
	}
	d := hostileSite(t)
	broken := hostileSite(t)
	broken.check(os.WriteFile(broken.path("content/posts/"+strings.ReplaceAll(orders, "/", "")+".md"), []byte("x"), 0o644))
	broken.check(os.WriteFile(broken.path("content/posts/title2.md"), []byte("---\ntitle: \""+escaped+"\"\n\""+escaped+"\": 1\ntags: [\""+escaped+"\"]\n---\nx\n"), 0o644))
	broken.check(os.WriteFile(broken.path("content/posts/raw.md"), []byte("---\ntitle: x"+orders+"\n---\nx\n"), 0o644))
	broken.check(os.WriteFile(broken.path("memo.toml"), []byte("version = 1\n\"ti\\u001Btle\" = \"\\u009b\"\ntheme = \"\\u001b[2J\"\n"), 0o644))
	elsewhere := filepath.Join(t.TempDir(), "new"+orders)
	for _, args := range [][]string{
		{"-C", d.dir, "build", "-v"}, {"-C", broken.dir, "build"}, {"-C", d.dir, "why", "content/posts/turned\u202earound.md"},
		{"-C", d.dir, "why", d.path("content/posts/title.md")}, {"-C", d.dir, "why", "/posts/title/"}, {"-C", d.dir, "why", "/" + orders},
		{"-C", d.dir, "search", "timeout"}, {"-C", d.dir, "search", "timeout", "--json"}, {"-C", d.dir, "search", orders}, {"-C", broken.dir, "search", "timeout"},
		{"-C", d.dir, "new", "title" + orders}, {"-C", d.dir, "new", "x", "--slug", orders}, {"-C", d.dir, "new", "x", "--tags", orders},
		{"-C", d.dir, "new", "x", "--section", orders}, {"-C", d.dir, "new", "title"}, {"init", elsewhere}, {"init", elsewhere}, {"-C", elsewhere + "x", "build"},
		{"--" + orders}, {"-C", d.dir, "serve", "--addr", orders}, {"-C", d.dir, "search", "--url", orders, "x"},
	} {
		var out, errs strings.Builder
		run(args, &out, &errs)
		for name, s := range map[string]string{"stdout": out.String(), "stderr": errs.String()} {
			if i := strings.IndexFunc(s, func(r rune) bool { return !shown(r) }); i >= 0 {
				t.Errorf("memo %q: %s has %q", args, name, s[max(0, i-40):min(len(s), i+40)])
			}
		}
		if out.Len()+errs.Len() == 0 {
			t.Errorf("memo %q says nothing", args)
		}
	}
}

// TestNothingDrivesTheTerminalOfServe is the same for the lines about saves.
func TestNothingDrivesTheTerminalOfServe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("such names cannot be made")
	}
	d := hostileSite(t)
	var log logged
	ctx, cancel := context.WithCancel(t.Context())
	ended, ready := make(chan error, 1), make(chan string, 1)
	go func() {
		ended <- serve.Run(ctx, newDraft(openDesk(t, d)), serve.Options{Addr: "127.0.0.1:0", Dir: d.dir, Ignored: unwatched, Log: &log,
			Ready: func(u string) { ready <- u }})
	}()
	<-ready
	log.until(t, "ready")
	for _, name := range []string{"turned\u202earound.md", "new" + orders + ".md"} {
		d.check(os.WriteFile(d.path("content/posts/"+name), []byte("# changed\n"), 0o644))
		log.until(t, "changed: content/posts/"+diag.Printable(name))
	}
	log.until(t, "bad-name")
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if s := log.String(); strings.ContainsFunc(s, func(r rune) bool { return !shown(r) }) {
		t.Errorf("%q", s)
	}
}

// TestControlCharactersArePublishedNowhere: HTML, XML and JSON forbid them in
// whatever way they are written.
func TestControlCharactersArePublishedNowhere(t *testing.T) {
	d := hostileSite(t)
	everywhere := `\0\x01\x1b\x7f\x80\x9f\uFFFE\uFDD0`
	d.check(os.WriteFile(d.path("content/posts/all.md"), []byte(fmt.Sprintf("---\ntitle: \"t%[1]s\"\ndescription: \"d%[1]s\"\nsummary: \"s%[1]s\"\ntags: [\"g%[1]s\"]\nseries: \"e%[1]s\"\n"+
		"params: {\"k%[1]s\": [\"v%[1]s\"]}\n---\n## 見出し\x00\x1b&#0;&#27;&#x9f;&#xFFFE;\n\n本文\x00\x1b\u0080\ufffe&#0;&#27;&#xFDD0;\n\n```\ncode\x00\x1b\n```\n", everywhere)), 0o644))
	d.check(os.WriteFile(d.path("memo.toml"), []byte("version = 1\ntitle = \"a\\u001B\"\ndescription = \"b\\u0080\"\nauthor = \"c\\uFFFE\"\n"), 0o644))
	e := &env{ctx: t.Context(), out: &strings.Builder{}, err: &strings.Builder{}, now: time.Now(), cli: &cli{Dir: d.dir}}
	s, err := e.openSite(build.Flags{Drafts: true, Future: true})
	if err != nil {
		t.Fatal(err)
	}
	_, r, err := s.look(e)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, o := range r.Outputs {
		if !strings.HasPrefix(o.ContentType, "text/") && !strings.Contains(o.ContentType, "json") && !strings.Contains(o.ContentType, "xml") || strings.HasSuffix(o.Path, ".md") || strings.HasPrefix(o.Path, "_memo/") {
			continue // pictures; the Markdown copy, which is the author's bytes; the theme's files
		}
		n++
		b, _ := o.Render(t.Context())
		for i, c := range string(b) {
			if unicode.IsControl(c) && c != '\n' && c != '\t' || c&0xFFFE == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF {
				t.Errorf("%s: %q", o.Path, b[max(0, i-40):min(len(b), i+20)])
				break
			}
		}
		for _, escape := range []string{`\u0000`, `\u001b`, `\u0080`, "&#x1b;", "&#27;"} {
			if strings.Contains(string(b), escape) {
				t.Errorf("%s holds %s", o.Path, escape)
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d files", n)
	}
}

// logged is a log that can be read while it is written.
type logged struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *logged) until(t *testing.T, text string) {
	t.Helper()
	for !strings.Contains(l.String(), text) {
		select {
		case <-t.Context().Done():
			t.Fatalf("never: %q in %q", text, l.String())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// TestAPictureIsAFileOrOfTheWeb holds what og:image may name.
func TestAPictureIsAFileOrOfTheWeb(t *testing.T) {
	for image, good := range map[string]bool{"https://host.example/a.png": true, "HTTP://host.example/a.png": true, "/a.png": true, "../a.png": true,
		"javascript:alert(1)": false, "data:image/png;base64,AAAA": false, "//host.example/a.png": false, "ftp://host.example/a.png": false,
		"mailto:a@host.example": false, "https:///a.png": false, "file:///etc/passwd": false} {
		d := &desk{t: t, dir: t.TempDir(), rand: rand.New(rand.NewPCG(1, 1))}
		d.put("content/a.png", "")
		d.put("content/posts/x.md", "---\ntitle: x\nimage: \""+image+"\"\n---\nx\n")
		r, err := newDraft(openDesk(t, d)).Build(t.Context(), nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		o, _ := r.Lookup("posts/x/index.html")
		b, _ := o.Render(t.Context())
		used := strings.Contains(string(b), `property="og:image"`) && strings.Contains(string(b), "a.png") || strings.Contains(string(b), image)
		if used != good || (len(r.Diagnostics) == 0) != good {
			t.Errorf("%s: used %v, %v", image, used, r.Diagnostics)
		}
	}
}
