package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"memo/build/effort"
)

// listenTo connects as a tab does and hands each message over.
func listenTo(ctx context.Context, r *running, path, version string, heard func(message)) error {
	req, err := http.NewRequestWithContext(ctx, "GET", r.url+"/_memo/live/events?path="+url.QueryEscape(path)+"&version="+version, nil)
	if err != nil {
		return err
	}
	resp, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}).Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	s := bufio.NewScanner(resp.Body)
	for s.Scan() {
		if data, ok := strings.CutPrefix(s.Text(), "data: "); ok {
			var m message
			if err := json.Unmarshal([]byte(data), &m); err != nil {
				return err
			}
			heard(m)
		}
	}
	return s.Err()
}

// tabAt is a tab that shows what is at path; messages come from the channel.
func tabAt(t *testing.T, r *running, path string) <-chan message {
	t.Helper()
	r.get(t, path)
	resp, _ := r.ask(t, "GET", path)
	ch := make(chan message, 100)
	go func() {
		_ = listenTo(t.Context(), r, path, strings.Trim(resp.Header.Get("ETag"), `"`), func(m message) { ch <- m })
	}()
	if m := <-ch; m.Kind != "same" {
		t.Fatalf("first message %+v", m)
	}
	return ch
}

func next(t *testing.T, ch <-chan message) message {
	t.Helper()
	select {
	case m := <-ch:
		return m
	case <-time.After(time.Minute):
		t.Fatal("no message")
		return message{}
	}
}

func TestTabsHearOnlyWhatConcernsThem(t *testing.T) {
	f := newFolder(t, "content/b.md", "# B\ntext\n")
	r := run(t, f, Options{})
	a, b := tabAt(t, r, "/a/"), tabAt(t, r, "/b/")
	f.write(t, "content/a.md", "# A\nchanged\n")
	if m := next(t, a); m.Kind != "page" {
		t.Errorf("a hears %+v", m)
	}
	select {
	case m := <-b:
		t.Errorf("b hears %+v", m)
	case <-time.After(100 * time.Millisecond):
	}
}

func TestPageThatMovedSaysWhereTo(t *testing.T) {
	f := newFolder(t, "content/b.md", "# B\ntext\n", "content/c.md", "# C\n", "content/d.md", "# D\n", "content/sub/x.md", "WHERE\n# X\n")
	r := run(t, f, Options{Dir: f.dir})
	b, c, d := tabAt(t, r, "/b/"), tabAt(t, r, "/c/"), tabAt(t, r, "/d/")
	f.write(t, "content/b.md", "slug: bee\n# B\ntext\n")
	if m := next(t, b); m.Kind != "gone" || m.To == nil || *m.To != (place{"/bee/", "B"}) {
		t.Errorf("changed slug: %+v", m)
	}
	if err := os.Rename(filepath.Join(f.dir, "content/c.md"), filepath.Join(f.dir, "content/sea.md")); err != nil {
		t.Fatal(err)
	}
	if m := next(t, c); m.Kind != "gone" || m.To == nil || *m.To != (place{"/sea/", "C"}) {
		t.Errorf("renamed file: %+v", m)
	}
	x := tabAt(t, r, "/sub-x/")
	if err := os.Rename(filepath.Join(f.dir, "content/sub"), filepath.Join(f.dir, "content/sup")); err != nil {
		t.Fatal(err)
	}
	if m := next(t, x); m.Kind != "gone" || m.To == nil || *m.To != (place{"/sup-x/", "X"}) {
		t.Errorf("renamed folder: %+v", m)
	}
	if err := os.Remove(filepath.Join(f.dir, "content/d.md")); err != nil {
		t.Fatal(err)
	}
	if m := next(t, d); m.Kind != "gone" || m.To != nil {
		t.Errorf("deleted file: %+v", m)
	}
	f.write(t, "content/d.md", "# D\n")
	if m := next(t, d); m.Kind != "same" {
		t.Errorf("back as it was: %+v", m)
	}
}

func TestMistakesCoverTheLastGoodPageUntilMended(t *testing.T) {
	f := newFolder(t)
	r := run(t, f, Options{})
	a := tabAt(t, r, "/a/")
	for name, broken := range map[string]string{"error": "# A\nERROR\n", "panic": "PANIC\n", "template": "# A\nTEMPLATE\n"} {
		f.write(t, "content/a.md", broken)
		m := next(t, a)
		if m.Kind != "same" || len(m.Mistakes) != 1 {
			t.Fatalf("%s: %+v", name, m)
		}
		got := m.Mistakes[0]
		status, body := r.get(t, "/a/")
		switch name {
		case "error":
			if got.At != "content/a.md:2:1" || !strings.Contains(got.Frame, "^^^^^") || got.Hint != "mend it" || !strings.Contains(body, "first") {
				t.Errorf("error: %+v\n%s", got, body)
			}
		case "panic":
			if !strings.Contains(got.Message, "memo has a bug") || !strings.Contains(body, "first") {
				t.Errorf("panic: %+v", got)
			}
		case "template":
			if status != 500 || !strings.Contains(body, "layouts/memo.html:3") || !strings.Contains(body, "live.js") {
				t.Errorf("template: %d %s", status, body)
			}
		}
		f.write(t, "content/a.md", "# A\nfirst\nsecond\n")
		if m = next(t, a); m.Kind != "same" || len(m.Mistakes) != 0 {
			t.Errorf("%s mended: %+v", name, m)
		}
	}
	if !strings.Contains(r.log.String(), "content/a.md:2:1: this is wrong") || !strings.Contains(r.log.String(), "no errors") {
		t.Errorf("log:\n%s", r.log)
	}
}

func TestMistakesAtTheStartAreShown(t *testing.T) {
	f := newFolder(t, "content/a.md", "PANIC\n")
	r := run(t, f, Options{})
	if status, body := r.get(t, "/a/"); status != 500 || !strings.Contains(body, "memo has a bug") {
		t.Errorf("%d %s", status, body)
	}
	f.write(t, "content/a.md", "# A\nERROR\nmended later\n")
	r.shows(t, "/a/", "mended later") // nothing better to show: the page with errors
	f.write(t, "content/a.md", "# A\nmended\n")
	r.shows(t, "/a/", "<p>mended</p>")
}

func TestFirstRequestsAreAnsweredBeforeTheFirstBuild(t *testing.T) {
	f := newFolder(t)
	f.gate = make(chan struct{})
	r := run(t, f, Options{})
	until(t, "progress", func() bool {
		resp, err := http.Get(r.url + "/a/")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, _ := bufio.NewReader(resp.Body).ReadString(0)
		return resp.StatusCode == 503 && resp.Header.Get("Retry-After") == "1" && strings.Contains(b, "1,200 of 10,000 pages")
	})
	heard := make(chan message, 10)
	go func() { _ = listenTo(t.Context(), r, "/a/", "503-starting", func(m message) { heard <- m }) }()
	if m := next(t, heard); m.Kind != "starting" || m.Progress == "" {
		t.Errorf("heard %+v", m)
	}
	close(f.gate)
	if m := next(t, heard); m.Kind != "page" {
		t.Errorf("heard %+v", m)
	}
}

// TestManySavesAndClientsLeaveNothingBehind: a hundred tabs listen while a
// file is saved a hundred times a second; then all is as before.
func TestManySavesAndClientsLeaveNothingBehind(t *testing.T) {
	saves := effort.Of(100, 500)
	goroutines, files := runtime.NumGoroutine(), descriptors(t)
	f := newFolder(t)
	r := run(t, f, Options{})
	r.shows(t, "/a/", "first")
	ctx, cancel := context.WithCancel(t.Context())
	var tabs sync.WaitGroup
	var messages, last atomic.Int64
	for range 100 {
		tabs.Go(func() {
			_ = listenTo(ctx, r, "/a/", "200-x", func(m message) {
				messages.Add(1)
				if resp, err := http.Get(r.url + "/a/"); err == nil {
					b, _ := bufio.NewReader(resp.Body).ReadString(0)
					_ = resp.Body.Close()
					if strings.Contains(b, fmt.Sprintf("save %d.", saves)) {
						last.Add(1)
					}
				}
			})
		})
	}
	for i := range saves {
		f.write(t, "content/a.md", fmt.Sprintf("# A\nsave %d.\n", i+1))
		time.Sleep(10 * time.Millisecond)
	}
	until(t, "all tabs at the last save", func() bool { return last.Load() >= 100 })
	t.Logf("%d saves, %d builds, %d messages", saves, f.builds.Load(), messages.Load())
	cancel()
	tabs.Wait()
	r.stop()
	http.DefaultClient.CloseIdleConnections()
	until(t, "goroutines ended", func() bool { return runtime.NumGoroutine() <= goroutines })
	until(t, "descriptors closed", func() bool { return descriptors(t) <= files })
}

func TestStoppingClosesOpenConnections(t *testing.T) {
	f := newFolder(t)
	r := run(t, f, Options{})
	r.get(t, "/a/")
	closed, heard := make(chan error, 1), make(chan message, 10)
	go func() { closed <- listenTo(t.Context(), r, "/a/", "", func(m message) { heard <- m }) }()
	<-heard
	r.stop()
	if err := <-closed; err != nil {
		t.Errorf("the connection was cut, not closed: %v", err)
	}
}

func descriptors(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0 // not Linux
	}
	return len(entries)
}
