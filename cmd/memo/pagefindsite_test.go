package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"memo/build/search"
	"memo/themes"
)

// writeSite makes a site whose memos are docs, of the default theme. What Pagefind is to read of a page is what memo's
// own index has of it: the title, the tags and the text, without contents, neighbours and dates. It gives the megabytes of
// titles and text.
func writeSite(t testing.TB, dir string, docs []search.Document) (megabytes float64) {
	t.Helper()
	layout, err := fs.ReadFile(themes.Default(), "layouts/memo.html")
	if err != nil {
		t.Fatal(err)
	}
	marked := string(layout)
	for _, tag := range []string{`<h1`, `<ul class="tags"`, `<div class="prose"`} {
		if !strings.Contains(marked, tag) {
			t.Fatalf("the layout of memos has no %s", tag)
		}
		marked = strings.Replace(marked, tag, tag+" data-pagefind-body", 1)
	}
	site := fstest.MapFS{"themes/default/layouts/memo.html": {Data: []byte(marked)}}
	for _, d := range docs {
		site["content/"+d.Path] = &fstest.MapFile{Data: []byte(asMarkdown(d))}
		megabytes += float64(len(d.Title)) / 1e6
		for _, block := range d.Blocks {
			megabytes += float64(len(block.Text)) / 1e6
		}
	}
	if err := os.CopyFS(dir, site); err != nil {
		t.Fatal(err)
	}
	return megabytes
}

var punctuation = regexp.MustCompile(`[!-/:-@\[-` + "`" + `{-~]`)

// asMarkdown writes a memo so that nothing in its text is taken for Markdown.
func asMarkdown(d search.Document) string {
	front, err := json.Marshal(map[string]any{"title": d.Title, "url": d.URL, "date": d.Date, "tags": d.Tags})
	if err != nil {
		panic(err) // strings always marshal
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", front)
	for _, block := range d.Blocks {
		text := punctuation.ReplaceAllString(block.Text, `\$0`)
		switch block.Kind {
		case search.Heading:
			fmt.Fprintf(&b, "\n%s %s\n", strings.Repeat("#", block.Level), text)
		case search.Code:
			fmt.Fprintf(&b, "\n~~~~text\n%s\n~~~~\n", strings.TrimSuffix(block.Text, "\n"))
		default:
			fmt.Fprintf(&b, "\n%s\n", text)
		}
	}
	return b.String()
}

var noText = regexp.MustCompile(`<[^>]*>|\s+`)

// holdsText fails unless a page holds the text of d, letter by letter but for white space.
func holdsText(t testing.TB, page string, d search.Document) {
	t.Helper()
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	page = squeeze(html.UnescapeString(noText.ReplaceAllString(page, "")))
	for _, block := range append(d.Blocks, search.Block{Text: d.Title}) {
		if text := squeeze(block.Text); !strings.Contains(page, text) {
			t.Fatalf("%s has lost %q", d.URL, text)
		}
	}
}

// cpuOf runs a program and gives what it used of all cores.
func cpuOf(t testing.TB, program string, args ...string) time.Duration {
	t.Helper()
	cmd := exec.Command(program, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// sizeOf adds up the files of an index, without the programs and style sheets beside it.
func sizeOf(t testing.TB, dir string) (size, files int) {
	t.Helper()
	for _, p := range walk(t, dir, "") {
		if ext := path.Ext(p); ext != ".js" && ext != ".css" {
			size, files = size+len(read(t, dir, p)), files+1
		}
	}
	return size, files
}

// host serves a published site below any first folder, so that a visit to a folder of its own finds nothing in the
// browser's cache. It counts what it answers: bodies as they are sent, with gzip where hosts compress.
type host struct {
	dir             string
	bytes, requests atomic.Int64
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if name == "" {
		fmt.Fprint(w, `<!doctype html><html lang="ja"><link rel="icon" href="data:,"><title>空</title>`)
		return
	}
	b, err := os.ReadFile(filepath.Join(h.dir, filepath.FromSlash(name)))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	if ext := path.Ext(name); ext == ".js" || ext == ".json" {
		var z bytes.Buffer
		c := gzip.NewWriter(&z)
		c.Write(b) // into memory, which does not fail
		c.Close()
		b = z.Bytes()
		w.Header().Set("Content-Encoding", "gzip")
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	h.requests.Add(1)
	http.ServeContent(counted{w, h}, r, name, time.Time{}, bytes.NewReader(b))
}

// taken gives what was answered since the last call.
func (h *host) taken() (size, requests int) { return int(h.bytes.Swap(0)), int(h.requests.Swap(0)) }

type counted struct {
	http.ResponseWriter
	host *host
}

func (c counted) Write(b []byte) (int, error) {
	c.host.bytes.Add(int64(len(b)))
	return c.ResponseWriter.Write(b)
}
