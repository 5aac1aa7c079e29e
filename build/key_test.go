package build

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestEqualKeysMeanEqualBytes changes one thing after the other that pages are
// made of. Where a key is one that was before, so are the bytes; and pages that
// have nothing to do with a change keep their key.
func TestEqualKeysMeanEqualBytes(t *testing.T) {
	memo := func(date, title, body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\ndate: " + date + "\ntags: [x]\n---\n\n" + body)}
	}
	fsys := fstest.MapFS{
		"memo.toml":            {Data: []byte("title = \"t\"\nbase_url = \"https://a.example/\"\n[check]\nstale_after = \"2y\"\n")},
		"content/posts/a.md":   memo("2020-01-01", "A", "[[b]] ![図](p.png) [c](c.md#節)\n\n```go\nfunc a() {}\n```\n"),
		"content/posts/b.md":   memo("2021-01-01", "B", "本文。\n"),
		"content/posts/c.md":   memo("2022-01-01", "C", "## 節\n\n{{#include d.md}}\n"),
		"content/posts/d.md":   memo("2023-01-01", "D", "遠い。\n"),
		"content/posts/p.png":  {Data: pictureOf(t, 10)},
		"content/about.md":     {Data: []byte("# 概要\n\n文。\n")},
		"content/notes/far.md": memo("2020-05-05", "遠く", "関係のない文。\n"),
	}
	now, seen := time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC), map[string][]byte{}
	kept := func(what string) (n int) {
		w := Workspace{Root: fsys, Flags: Flags{Now: now, Program: "p"}}
		in, err := w.Scan(t.Context(), Inputs{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := NewSession(nil).Build(t.Context(), in, nil)
		if err != nil || r.Diagnostics.HasErrors() {
			t.Fatal(what, err, r.Diagnostics)
		}
		for _, o := range r.Outputs {
			if o.Remake == nil {
				continue
			}
			key, b, _ := o.Remake(t.Context(), "")
			if key == "" {
				continue
			}
			name := o.Path + " " + key
			if old, ok := seen[name]; ok {
				n++
				if !bytes.Equal(old, b) {
					t.Errorf("%s: %s has another text under the same key", what, o.Path)
				}
			}
			seen[name] = b
			if again, b, _ := o.Remake(t.Context(), key); again != key || b != nil {
				t.Errorf("%s: %s is made again under its own key", what, o.Path)
			}
		}
		return n
	}
	kept("first")
	put := func(name, old, new string) func() {
		return func() {
			fsys[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(fsys[name].Data), old, new, 1))}
		}
	}
	for _, c := range []struct {
		what   string
		change func()
		least  int // of pages and texts that stay
	}{
		{"nothing", func() {}, 10},
		{"a text", put("content/posts/d.md", "遠い", "近い"), 5},
		{"a title", put("content/posts/b.md", "title: B", "title: 題"), 4},
		{"a tag", put("content/posts/a.md", "[x]", "[x, y]"), 3},
		{"a heading", put("content/posts/c.md", "## 節", "## 章"), 8},
		{"code", put("content/posts/a.md", "func a()", "func b()"), 8},
		{"a picture", func() { fsys["content/posts/p.png"] = &fstest.MapFile{Data: pictureOf(t, 20)} }, 8},
		{"a draft", put("content/posts/d.md", "---\n", "---\ndraft: true\n"), 3},
		{"the clock", func() { now = now.AddDate(3, 0, 0) }, 3},
		{"the author", put("memo.toml", "title", "author = \"w\"\ntitle"), 0},
		{"the theme", func() {
			fsys["themes/default/theme.toml"] = &fstest.MapFile{Data: []byte("[words.ja]\ncopy = \"写す\"\n")}
		}, 0},
		{"a section", func() { fsys["content/more/e.md"] = memo("2019-01-01", "E", "文。\n") }, 4},
	} {
		c.change()
		if n := kept(c.what); n < c.least {
			t.Errorf("%s: %d outputs keep their key, want %d", c.what, n, c.least)
		}
	}
}

// pictureOf is a picture of a size.
func pictureOf(t *testing.T, size int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, size, size))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
