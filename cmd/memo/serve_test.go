package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"memo/build"
	"memo/build/diag"
	"memo/build/effort"
	"memo/build/output"
	"memo/build/serve"
)

// TestServeAnswersWhatACleanBuildWrites is the property that makes drafting
// trustworthy: after any edits, every address answers byte for byte what a
// build from nothing writes there. MEMO_SEQUENCES=1000 runs more of them.
func TestServeAnswersWhatACleanBuildWrites(t *testing.T) {
	sequences, first := effort.Of(3, 8), 1
	if n, err := strconv.Atoi(os.Getenv("MEMO_SEQUENCES")); err == nil {
		sequences = n
	}
	if n, err := strconv.Atoi(os.Getenv("MEMO_FIRST")); err == nil {
		first = n
	}
	for seed := first; seed < first+sequences; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			d := newDesk(t, uint64(seed))
			s := serveDesk(t, d)
			for range 3 {
				for range 1 + d.rand.IntN(6) {
					d.edit()
					time.Sleep(time.Duration(d.rand.IntN(3)) * 7 * time.Millisecond)
				}
				s.compare()
			}
		})
	}
}

// TestDatesOfGitGoAndComeWithIt: a .git that is moved away takes the dates of
// its commits along.
func TestDatesOfGitGoAndComeWithIt(t *testing.T) {
	d := newDesk(t, 1)
	d.addUndated()
	d.commit()
	s := serveDesk(t, d)
	s.compare()
	for _, move := range [][2]string{{".git", ".gitx"}, {".gitx", ".git"}, {".git", ".gitx"}} {
		d.shift(d.path(move[0]), d.path(move[1]))
		s.compare()
	}
}

// TestWhatGitIgnoresIsLeftOutAtOnce: every file by which git decides is one
// that a site is made from, and so is whether there is a repository at all.
func TestWhatGitIgnoresIsLeftOutAtOnce(t *testing.T) {
	d := newDesk(t, 1)
	d.addUndated()
	d.put(".gitignore", "undated*\n")
	s := serveDesk(t, d)
	s.compare()
	for _, step := range []func(){
		func() { d.put("content/posts/undated99.md", d.fresh()) },
		d.commit,
		func() { d.put(".git/info/exclude", "about.md\n") },
		func() { d.put("content/posts/undated98.md", d.fresh()) },
		func() { d.put("content/posts/.gitignore", "!undated98.md\nnew/\n") },
		func() { d.put("content/posts/new/a.md", d.fresh()) },
		func() { d.put(".gitignore", "") },
		func() { d.shift(d.path(".git"), d.path(".gitx")) },
		func() { d.put(".git/info/exclude", "") },
	} {
		step()
		s.compare()
	}
}

// TestTheFolderOfTheMemosIsFollowedWhereverItGoes serves a site without
// content/, and one whose memos come to stand elsewhere.
func TestTheFolderOfTheMemosIsFollowedWhereverItGoes(t *testing.T) {
	d := newDesk(t, 1)
	d.shift(d.path("content/posts"), d.path("posts"))
	d.shift(d.path("content/about.md"), d.path("about.md"))
	d.check(os.Remove(d.path("content")))
	s := serveDesk(t, d)
	s.compare()
	for _, step := range []func(){
		func() { d.put("posts/new.md", d.fresh()) },
		func() { d.put("notes/x.md", d.fresh()); d.put("package.json", "{}\n") },
		func() { d.put("themes/default/assets/main.css", "main { margin: 0 }\n") },
		func() { d.put("old/a.md", d.fresh()); d.put("old/_memo/marker", "memo-output 1\n") },
		func() { d.put("public/b.md", d.fresh()) },
		func() { d.check(os.RemoveAll(d.path("old"))); d.check(os.RemoveAll(d.path("public"))) },
		func() { d.put("static/x.txt", "x\n") },
		func() { d.put("src/ch1/a.md", d.fresh()); d.put("book.toml", "[book]\n") },
		func() { d.put("src/ch1/b.md", d.fresh()) },
		func() { d.put("content/c.md", d.fresh()+"\n[絵](/x.txt)\n") },
		func() { d.put("hugo.toml", "title = 'x'\n") },
		func() { d.put("static/y/z.txt", "z\n") },
		func() { d.check(os.RemoveAll(d.path("content"))) },
		func() { d.check(os.Remove(d.path("book.toml"))) },
	} {
		step()
		s.compare()
	}
}

// served is a desk's site under memo serve.
type served struct {
	t    *testing.T
	desk *desk
	root string // "http://127.0.0.1:1234"
	ever map[string]bool
}

func serveDesk(t *testing.T, d *desk) *served {
	t.Helper()
	opened := openDesk(t, d)
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- serve.Run(ctx, newDraft(opened), serve.Options{Addr: "127.0.0.1:0", Dir: d.dir, Ignored: unwatched,
			Log: io.Discard, Ready: func(u string) { ready <- u }})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(<-ready)
	if err != nil {
		t.Fatal(err)
	}
	return &served{t: t, desk: d, root: "http://" + u.Host, ever: map[string]bool{}}
}

func openDesk(t *testing.T, d *desk) *opened {
	t.Helper()
	e := &env{ctx: t.Context(), out: io.Discard, err: io.Discard, now: time.Now(), cli: &cli{Dir: d.dir}}
	s, err := e.openSite(build.Flags{Drafts: true, Future: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// clean builds the site from nothing. Mistakes are mended first: what serve
// shows of a broken site is the last good one.
func (s *served) clean() (map[string]output.Output, map[string]string, string) {
	s.t.Helper()
	for range 20 {
		d := newDraft(openDesk(s.t, s.desk))
		r, err := d.Build(s.t.Context(), nil, nil)
		if err != nil {
			s.t.Fatalf("after %q: %v", s.desk.done, err)
		}
		list := r.Diagnostics
		outs, bodies := map[string]output.Output{}, map[string]string{}
		for _, o := range append(append([]output.Output{}, r.Outputs...), r.Index()...) {
			b, found := o.Render(s.t.Context())
			list = append(list, found...)
			outs[o.Path], bodies[o.Path] = o, string(b)
		}
		if !list.HasErrors() {
			return outs, bodies, prefixOf(d.inputs)
		}
		for _, x := range list {
			if x.Severity == diag.Error {
				s.desk.mend(x.File)
				break
			}
		}
	}
	s.t.Fatalf("never mended: %q", s.desk.done)
	return nil, nil, ""
}

func prefixOf(in build.Inputs) string {
	u, _ := url.Parse(in.Config.BaseURL)
	return u.Path
}

// compare holds what every address answers against the clean build.
func (s *served) compare() {
	s.t.Helper()
	outs, bodies, prefix := s.clean()
	for p := range outs {
		s.ever[p] = true
	}
	var wrong string
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if wrong = s.differs(outs, bodies, prefix); wrong == "" {
			return
		}
	}
	s.t.Fatalf("after %s:\n%s", strings.Join(s.desk.done, "\n"), wrong)
}

// liveTag is the one difference there may be.
var liveTag = regexp.MustCompile(`<script src="[^"]*_memo/live/live\.js\?[^"]*" defer></script>`)

// differs says what is wrong at the first address where something is.
func (s *served) differs(outs map[string]output.Output, bodies map[string]string, prefix string) string {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for p := range s.ever {
		o, exists := outs[p]
		if !exists && strings.HasPrefix(p, build.IndexDir) {
			continue // a search that began before the save may go on
		}
		resp, err := client.Get(s.root + (&url.URL{Path: prefix + p}).EscapedPath())
		if err != nil {
			return err.Error()
		}
		b, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if err != nil {
			return err.Error()
		}
		want, status := bodies[p], 200
		switch {
		case !exists:
			want, status = bodies["404.html"], 404
		case o.Redirect != "":
			status = 301
		}
		if got := liveTag.ReplaceAllString(string(b), ""); got != want || resp.StatusCode != status {
			return fmt.Sprintf("%s: status %d, want %d; %s", p, resp.StatusCode, status, firstDifference(got, want))
		}
		if exists && resp.Header.Get("Content-Type") != o.ContentType {
			return fmt.Sprintf("%s: type %s, want %s", p, resp.Header.Get("Content-Type"), o.ContentType)
		}
	}
	return ""
}

func firstDifference(got, want string) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("differs at byte %d:\n got …%.160q\nwant …%.160q", i, got[from:], want[from:])
}
