package serve

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"memo/build"
	"memo/build/diag"
	"memo/build/output"
)

// folder is a Site in miniature: every content/**/x.md is a page at /x/ (or at
// its "slug:" line), style.css a fingerprinted asset, memo.toml the title.
type folder struct {
	dir    string
	builds atomic.Int64
	gate   chan struct{} // when not nil, the first build waits for it
}

func (f *folder) Roots() []string {
	return []string{filepath.Join(f.dir, "content"), filepath.Join(f.dir, "style.css"), filepath.Join(f.dir, "memo.toml")}
}

func (f *folder) Settings() Settings {
	return Settings{BaseURL: f.setting("base = ", "https://memo.example.com/"), Editor: f.setting("editor = ", "")}
}

func (f *folder) setting(key, otherwise string) string {
	b, _ := os.ReadFile(filepath.Join(f.dir, "memo.toml"))
	for _, l := range strings.Split(string(b), "\n") {
		if v, ok := strings.CutPrefix(l, key); ok {
			return v
		}
	}
	return otherwise
}

func (f *folder) Build(ctx context.Context, _ []string, progress func(done, total int)) (*build.Result, error) {
	n := f.builds.Add(1)
	if f.gate != nil && n == 1 {
		progress(1200, 10000)
		select {
		case <-f.gate:
		case <-ctx.Done():
		}
	}
	prefix := prefixOf(f.Settings().BaseURL)
	css, _ := os.ReadFile(filepath.Join(f.dir, "style.css"))
	sheet := "_memo/style." + fingerprint(string(css)) + ".css"
	r := &build.Result{}
	var pages []build.PageFact
	find := func(is func(build.PageFact) bool) (build.PageFact, bool) {
		if i := slices.IndexFunc(pages, is); i >= 0 {
			return pages[i], true
		}
		return build.PageFact{}, false
	}
	r.PageAt = func(p string) (build.PageFact, bool) {
		return find(func(f build.PageFact) bool { return f.Path == p })
	}
	r.PageOf = func(p string) (build.PageFact, bool) {
		return find(func(f build.PageFact) bool { return f.File == p })
	}
	add := func(path, kind string, body string) *output.Output {
		r.Outputs = append(r.Outputs, output.Output{Path: path, ContentType: kind, Key: fingerprint(body),
			Render: func(context.Context) ([]byte, diag.List) { return []byte(body), nil }})
		return &r.Outputs[len(r.Outputs)-1]
	}
	page := func(title, body string) string {
		return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title>" +
			"<link rel=\"stylesheet\" href=\"" + prefix + sheet + "\"></head>\n<body><header><input id=\"q\" type=\"search\"></header>" +
			"<main>" + body + "</main></body></html>\n"
	}
	add(sheet, "text/css; charset=utf-8", string(css))
	list := ""
	err := filepath.WalkDir(filepath.Join(f.dir, "content"), func(p string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(p) == ".svg" {
			b, _ := os.ReadFile(p)
			add(filepath.Base(p), "image/svg+xml", string(b))
		}
		if err != nil || d.IsDir() || filepath.Ext(p) != ".md" {
			return nil
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return nil
		}
		rel, _ := filepath.Rel(f.dir, p)
		slug, title, body := strings.TrimSuffix(filepath.Base(p), ".md"), "", ""
		var blocks []build.Block
		for i, l := range strings.Split(string(b), "\n") {
			switch {
			case strings.HasPrefix(l, "slug: "):
				slug = l[6:]
			case l == "WHERE":
				slug = filepath.Base(filepath.Dir(p)) + "-" + slug
			case strings.HasPrefix(l, "# "):
				title = l[2:]
			case strings.HasPrefix(l, "<"):
				body += l + "\n"
			case l == "ERROR":
				r.Diagnostics.Add(diag.NewText(filepath.ToSlash(rel), b).AtLine(i+1, 1, 5, diag.Error, "bad", "this is wrong", "mend it"))
			case l == "PANIC":
				panic("on purpose")
			case l != "":
				body += "<p>" + html.EscapeString(l) + "</p>\n"
				blocks = append(blocks, build.Block{Line: i + 1, Text: l})
			}
		}
		o := add(slug+"/index.html", "text/html; charset=utf-8", page(title, "<h1>"+title+"</h1>\n"+body))
		if strings.Contains(body, "TEMPLATE") {
			o.Render = func(context.Context) ([]byte, diag.List) {
				return nil, diag.List{{Pos: diag.Pos{File: "layouts/memo.html", Line: 3}, Severity: diag.Error, Message: "no such field"}}
			}
		}
		add(slug+"/index.md", "text/markdown; charset=utf-8", string(b))
		pages = append(pages, build.PageFact{File: filepath.ToSlash(rel), URL: prefix + slug + "/", Path: slug + "/index.html", Title: title, Blocks: blocks})
		list += "<li>" + title + "</li>"
		return nil
	})
	add("index.html", "text/html; charset=utf-8", page(f.setting("title = ", "home"), "<ul>"+list+"</ul>"))
	add("404.html", "text/html; charset=utf-8", page("missing", "<h1>missing</h1>"))
	add("old/index.html", "text/html; charset=utf-8", "<title>moved</title>").Redirect = f.Settings().BaseURL + "a/"
	slices.SortFunc(r.Outputs, func(a, b output.Output) int { return strings.Compare(a.Path, b.Path) })
	return r, err
}

func (f *folder) write(t testing.TB, name, text string) {
	t.Helper()
	p := filepath.Join(f.dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func newFolder(t testing.TB, files ...string) *folder {
	t.Helper()
	f := &folder{dir: t.TempDir()}
	f.write(t, "style.css", "main { color: black }\n")
	f.write(t, "content/a.md", "# A\nfirst\nsecond\n")
	for i := 0; i < len(files); i += 2 {
		f.write(t, files[i], files[i+1])
	}
	return f
}

// running is a server under test.
type running struct {
	url  string // without the last slash of the prefix
	log  *lines
	stop func()
}

// lines is a log that can be read while it is written.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// run serves s until t ends (or stop), and waits until it listens.
func run(t testing.TB, s Site, o Options) *running {
	t.Helper()
	r, ready, ended := &running{log: &lines{}}, make(chan string, 1), make(chan error, 1)
	ctx, cancel := context.WithCancel(context.Background())
	o.Addr, o.Log = "127.0.0.1:0", r.log
	o.Ready = func(url string) { ready <- url }
	go func() { ended <- Run(ctx, s, o) }()
	var once sync.Once
	r.stop = func() {
		once.Do(func() {
			cancel()
			if err := <-ended; err != nil {
				t.Errorf("Run: %v", err)
			}
		})
	}
	t.Cleanup(r.stop)
	select {
	case url := <-ready:
		r.url = strings.TrimSuffix(url, "/")
	case err := <-ended:
		t.Fatalf("Run: %v", err)
	}
	return r
}

// get asks for an address until it is not answered with 503.
func (r *running) get(t testing.TB, path string) (int, string) {
	t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		resp, err := http.Get(r.url + path)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusServiceUnavailable || time.Now().After(end) {
			return resp.StatusCode, string(b)
		}
	}
}

// until polls for a minute, which a loaded machine may need.
func until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}

func (r *running) shows(t testing.TB, path, text string) {
	t.Helper()
	until(t, fmt.Sprintf("%q at %s; log:\n%s", text, path, r.log), func() bool {
		_, body := r.get(t, path)
		return strings.Contains(body, text)
	})
}

// ask sends one request as given and does not follow redirects.
func (r *running) ask(t testing.TB, method, path string, header ...string) (*http.Response, string) {
	t.Helper()
	r.get(t, "/")
	req, err := http.NewRequest(method, r.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			req.Host = header[i+1]
			continue
		}
		req.Header.Set(header[i], header[i+1])
	}
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DisableKeepAlives: true, DialContext: (&net.Dialer{}).DialContext}}
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	return resp, string(b)
}
