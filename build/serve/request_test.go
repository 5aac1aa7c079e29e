package serve

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

var tag = regexp.MustCompile(`<script src="[^"]*_memo/live/live\.js\?[^"]*" defer></script>`)

func TestAddressesAnswerAsAHostWould(t *testing.T) {
	f := newFolder(t, "content/筋トレ.md", "# 筋トレ\n本文\n", "content/ガイド.md", "# ガイド\n")
	r := run(t, f, Options{})
	for _, c := range []struct {
		path     string
		status   int
		location string
		contains string
	}{
		{"/", 200, "", "<li>A</li>"},
		{"/a/", 200, "", "<p>first</p>"},
		{"/a/index.html", 200, "", "<p>first</p>"},
		{"/a", 301, "/a/", ""},
		{"/a?x=1", 301, "/a/?x=1", ""},
		{"/a/index.md", 200, "", "# A"},
		{"/%E7%AD%8B%E3%83%88%E3%83%AC/", 200, "", "本文"},
		{"/%E7%AD%8B%E3%83%88%E3%83%AC", 301, "/%E7%AD%8B%E3%83%88%E3%83%AC/", ""},
		{"/%E3%82%AB%E3%82%99%E3%82%A4%E3%83%88%E3%82%99/", 200, "", "ガイド"}, // decomposed, as macOS spells it
		{"/nowhere/", 404, "", "<h1>missing</h1>"},
		{"/old/", 301, "/a/", "<title>moved</title>"},
		{"/%2e%2e/%2e%2e/etc/passwd", 404, "", "missing"},
		{"//example.com/", 404, "", "missing"},
		{"/a%00/", 404, "", "missing"},
		{"/_memo/live/live.js", 200, "", "EventSource"},
		{"/_memo/live/live.css", 200, "", ".box"},
		{"/_memo/live/other", 404, "", ""},
	} {
		resp, body := r.ask(t, "GET", c.path)
		if resp.StatusCode != c.status || resp.Header.Get("Location") != c.location || !strings.Contains(body, c.contains) {
			t.Errorf("%s: %d %q, want %d %q; body %.80q", c.path, resp.StatusCode, resp.Header.Get("Location"), c.status, c.location, body)
		}
	}
}

func TestHTMLDiffersFromTheBuildByOneTagOnly(t *testing.T) {
	f := newFolder(t)
	r := run(t, f, Options{})
	result, err := f.Build(t.Context(), nil, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range result.Outputs {
		want, _ := o.Render(t.Context())
		_, got := r.ask(t, "GET", escaped("/"+o.Path))
		if n := len(tag.FindAllString(got, -1)); (n == 1) != (strings.HasPrefix(o.ContentType, "text/html") && o.Redirect == "") {
			t.Errorf("%s has %d live scripts", o.Path, n)
		}
		if got = tag.ReplaceAllString(got, ""); got != string(want) {
			t.Errorf("%s differs:\n%s\nwant\n%s", o.Path, got, want)
		}
	}
}

func TestPrefixOfTheBaseURLIsServed(t *testing.T) {
	f := newFolder(t, "memo.toml", "base = https://host.example/notes/\n")
	r := run(t, f, Options{})
	if !strings.HasSuffix(r.url, "/notes") {
		t.Fatalf("url %s", r.url)
	}
	root := strings.TrimSuffix(r.url, "/notes")
	at := &running{url: root, log: r.log}
	r.get(t, "/a/")
	for path, want := range map[string]string{"/": "/notes/", "/notes": "/notes/", "/notes/a": "/notes/a/", "/notes/old/": "/notes/a/"} {
		if resp, _ := at.ask(t, "GET", path); resp.StatusCode != 301 || resp.Header.Get("Location") != want {
			t.Errorf("%s: %d %q, want a redirect to %q", path, resp.StatusCode, resp.Header.Get("Location"), want)
		}
	}
	if _, body := at.ask(t, "GET", "/notes/a/"); !strings.Contains(body, `src="/notes/_memo/live/live.js?200-`) {
		t.Error("the script is not under the prefix")
	}
	if resp, _ := at.ask(t, "GET", "/a/"); resp.StatusCode != 404 {
		t.Errorf("outside the prefix: %d", resp.StatusCode)
	}
}

func TestConditionalRangeAndHeadRequests(t *testing.T) {
	r := run(t, newFolder(t), Options{})
	first, body := r.ask(t, "GET", "/a/")
	etag := first.Header.Get("ETag")
	if first.Header.Get("Cache-Control") != "no-cache" || first.Header.Get("Content-Type") != "text/html; charset=utf-8" || etag == "" {
		t.Errorf("headers %v", first.Header)
	}
	if resp, b := r.ask(t, "GET", "/a/", "If-None-Match", etag); resp.StatusCode != 304 || b != "" {
		t.Errorf("If-None-Match: %d", resp.StatusCode)
	}
	if resp, b := r.ask(t, "GET", "/a/", "Range", "bytes=2-5"); resp.StatusCode != 206 || b != body[2:6] {
		t.Errorf("Range: %d %q", resp.StatusCode, b)
	}
	if resp, b := r.ask(t, "HEAD", "/a/"); resp.StatusCode != 200 || b != "" || resp.ContentLength != int64(len(body)) {
		t.Errorf("HEAD: %d %d", resp.StatusCode, resp.ContentLength)
	}
	if resp, b := r.ask(t, "HEAD", "/nowhere/"); resp.StatusCode != 404 || b != "" {
		t.Errorf("HEAD of nothing: %d %q", resp.StatusCode, b)
	}
	if resp, _ := r.ask(t, "POST", "/a/"); resp.StatusCode != 405 || resp.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", resp.StatusCode)
	}
	if resp, _ := r.ask(t, "GET", "/a/index.md"); resp.Header.Get("Content-Type") != "text/markdown; charset=utf-8" {
		t.Errorf("Markdown is %q", resp.Header.Get("Content-Type"))
	}
}

func TestOtherNamesAndOriginsAreRefused(t *testing.T) {
	r := run(t, newFolder(t), Options{})
	u, _ := url.Parse(r.url)
	for host, want := range map[string]int{"evil.example": 421, "evil.example:" + u.Port(): 421, "localhost:" + u.Port(): 200,
		"127.0.0.1:1": 200, "[::1]:80": 200, "memo.localhost": 200, "localhost.evil.example": 421} {
		if resp, _ := r.ask(t, "GET", "/a/", "Host", host); resp.StatusCode != want {
			t.Errorf("Host %s: %d, want %d", host, resp.StatusCode, want)
		}
	}
	for _, h := range [][]string{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "null"}} {
		if resp, _ := r.ask(t, "GET", "/_memo/live/events?path=/", h...); resp.StatusCode != 403 {
			t.Errorf("events with %v: %d", h, resp.StatusCode)
		}
		if resp, _ := r.ask(t, "POST", "/_memo/live/editor", append(h, "Content-Type", "application/json")...); resp.StatusCode != 403 {
			t.Errorf("editor with %v: %d", h, resp.StatusCode)
		}
	}
	if resp, _ := r.ask(t, "GET", "/_memo/live/editor"); resp.StatusCode != 403 {
		t.Errorf("editor by GET: %d", resp.StatusCode)
	}
}

func TestEditorOpensAtTheBlockThatWasClicked(t *testing.T) {
	f := newFolder(t, "memo.toml", "editor = vscode://file{path}:{line}\n", "content/b.md", "# B\n同じ 段落\n\n違う段落です。\n\n同じ 段落\n")
	r := run(t, f, Options{Dir: f.dir})
	r.get(t, "/b/")
	for body, line := range map[string]string{
		`{"path":"/b/","text":"違う段落です。"}`:       "4",
		`{"path":"/b/","text":"違う 段落で"}`:        "4",
		`{"path":"/b/","text":"同じ 段落","nth":1}`: "6",
		`{"path":"/b/","text":"何か違う段落があります"}`:   "4",
		`{"path":"/b/","text":"zzz"}`:           "1",
	} {
		resp, err := http.Post(r.url+"/_memo/live/editor", "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		got, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		want := `{"link":"vscode://file` + f.dir + `/content/b.md:` + line + `"}`
		if strings.TrimSpace(string(got)) != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

func TestEditorCommandIsSplitWithoutAShell(t *testing.T) {
	_, argv := editorCall("code -g {path}:{line}", "/s/a b;rm.md", 7)
	if strings.Join(argv, "|") != "code|-g|/s/a b;rm.md:7" {
		t.Errorf("argv %q", argv)
	}
	if _, argv = editorCall("emacs +{line}", "/s/a.md", 7); strings.Join(argv, "|") != "emacs|+7|/s/a.md" {
		t.Errorf("argv %q", argv)
	}
}

// TestEditorsThatDoNotEndDoNotPileUp: a command that hangs holds up neither
// its request nor what is started when another ends.
func TestEditorsThatDoNotEndDoNotPileUp(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs sh")
	}
	f := newFolder(t)
	hang := filepath.Join(f.dir, "hang")
	f.write(t, "hang", "")
	f.write(t, "hang.sh", "while test -e "+hang+"; do sleep 0.05; done\n")
	f.write(t, "memo.toml", "editor = sh "+filepath.Join(f.dir, "hang.sh")+"\n")
	r := run(t, f, Options{Dir: f.dir})
	r.shows(t, "/a/", "first")
	post := func() int {
		resp, err := http.Post(r.url+"/_memo/live/editor", "application/json", strings.NewReader(`{"path":"/a/","text":"second"}`))
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		return resp.StatusCode
	}
	for n := range maxEditors + 3 {
		want := http.StatusOK
		if n >= maxEditors {
			want = http.StatusServiceUnavailable
		}
		if got := post(); got != want {
			t.Errorf("click %d: status %d, want %d", n, got, want)
		}
	}
	if err := os.Remove(hang); err != nil {
		t.Fatal(err)
	}
	until(t, "room for another", func() bool { return post() == http.StatusOK })
}

func TestPagesOfOthersGetNothing(t *testing.T) {
	r := run(t, newFolder(t), Options{})
	for _, path := range []string{"/a/", "/missing/", "/_memo/live/live.js", "/old/", "/_memo/live/editor"} {
		resp, _ := r.ask(t, "GET", path)
		for name, want := range map[string]string{"X-Frame-Options": "SAMEORIGIN", "Cross-Origin-Resource-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin", "Referrer-Policy": "same-origin", "X-Content-Type-Options": "nosniff"} {
			if got := resp.Header.Get(name); got != want {
				t.Errorf("%s: %s: %q, want %q", path, name, got, want)
			}
		}
	}
}

func TestOfATakenPortOneSaysWhichIsFree(t *testing.T) {
	r := run(t, newFolder(t), Options{})
	u, _ := url.Parse(r.url)
	err := Run(t.Context(), newFolder(t), Options{Addr: u.Host, Log: io.Discard})
	var taken *PortTaken
	if !errors.As(err, &taken) || taken.Free == "" || taken.Free == u.Host {
		t.Fatalf("error %v", err)
	}
	if !strings.Contains(err.Error(), "memo serve --addr "+taken.Free) {
		t.Errorf("message %q", err)
	}
}
