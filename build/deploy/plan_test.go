package deploy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"memo/build/output"
)

// told gives a plan in words, a group a line.
func told(p Plan) string {
	var lines []string
	for _, g := range p.Groups {
		var words []string
		for _, a := range g {
			words = append(words, a.Action+" "+a.Key)
		}
		slices.Sort(words)
		lines = append(lines, strings.Join(words, ", "))
	}
	return strings.Join(lines, "\n")
}

func manifestOf(site texts) Manifest {
	m := Manifest{Entries: map[string]Entry{}}
	for _, o := range site.objects(Website) {
		m.Entries[o.Key] = o.Entry
	}
	return m
}

func TestAPlanIsInTheOrderOfAPublish(t *testing.T) {
	old := texts{"index.html": "h", "a/index.html": "a", "gone/index.html": "g", "gone/x.png": "p", "_memo/old.css": "o"}
	site := texts{"index.html": "h2", "a/index.html": "a2", "b/index.html": "b", "b/y.png": "y", "_memo/new.css": "n", "_memo/new.js": "n"}
	want := "add _memo/new.css, add _memo/new.js\nadd b/y.png\nadd b/index.html\nreplace a/index.html\nreplace index.html\ndelete gone/index.html\ndelete gone/x.png"
	p := Make(site.objects(Website), manifestOf(old), noon)
	if got := told(p); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if c := p.Cost(3); c.Requests != 7 || c.Bytes != 8 || p.Deletes() != 2 {
		t.Errorf("%+v", c)
	}
}

func TestAHeaderAloneIsSeen(t *testing.T) {
	site := texts{"index.html": "h", "a/index.html": "a"}
	objects := site.objects(Website)
	for i, change := range []func(*Header){
		func(h *Header) { h.ContentType = "text/html" }, func(h *Header) { h.CacheControl = "x" },
		func(h *Header) { h.Redirect = "/b/" }, func(h *Header) { h.Tag = "t" },
	} {
		changed := slices.Clone(objects)
		change(&changed[0].Header)
		p := Make(changed, manifestOf(site), noon)
		if a := p.Actions(); len(a) != 1 || a[0].Action != Headers || a[0].Key != changed[0].Key {
			t.Errorf("change %d: %s", i, told(p))
		}
	}
}

func TestAnAssetStaysAMonthAfterItsLastPage(t *testing.T) {
	m := manifestOf(texts{"_memo/old.css": "o", "index.html": "h"})
	site := texts{"index.html": "h2"}.objects(Website)
	first := Make(site, m, noon)
	if told(first) != "replace index.html" || first.after.Entries["_memo/old.css"].Unused != noon {
		t.Fatalf("%s %+v", told(first), first.after)
	}
	if p := Make(site, first.after, noon.Add(keepAssets-1)); !p.Empty() {
		t.Errorf("too early: %s", told(p))
	}
	if p := Make(site, first.after, noon.Add(keepAssets)); told(p) != "delete _memo/old.css" {
		t.Errorf("not deleted: %s", told(p))
	}
}

func TestHeadersAreByKind(t *testing.T) {
	for _, c := range []struct {
		o    output.Output
		mode Mode
		want Header
	}{
		{output.Output{Path: "_memo/a.css", ContentType: "text/css; charset=utf-8", Immutable: true}, CloudFront, Header{"text/css; charset=utf-8", forever, "", ""}},
		{output.Output{Path: "a/q.sql"}, Website, Header{"text/plain; charset=utf-8", revalidate, "", ""}},
		{output.Output{Path: "o/index.html", Redirect: "https://memo.example.com/メモ/#節"}, Website, Header{"text/html; charset=utf-8", revalidate, "/%E3%83%A1%E3%83%A2/#%E7%AF%80", ""}},
		{output.Output{Path: "o/index.html", Redirect: "https://elsewhere.example/a/"}, Website, Header{"text/html; charset=utf-8", revalidate, "https://elsewhere.example/a/", ""}},
		{output.Output{Path: "feed.xml", List: true, Redirect: "/x"}, CloudFront, Header{"application/atom+xml", revalidate, "", "lists"}},
	} {
		if got := NewObject(c.o, nil, c.mode, "memo.example.com").Header; got != c.want {
			t.Errorf("%s: %+v, want %+v", c.o.Path, got, c.want)
		}
	}
}

func TestAMemoHasOneCacheTag(t *testing.T) {
	tagOf := func(p string) string {
		return NewObject(output.Output{Path: p, ContentType: output.ContentType(p)}, nil, CloudFront, "").Tag
	}
	if a, b, c := tagOf("posts/メモ/index.html"), tagOf("posts/メモ/index.md"), tagOf("posts/他/index.md"); a != b || a == c || strings.ContainsFunc(a, func(r rune) bool { return r > '~' || r <= ' ' }) {
		t.Error(a, b, c)
	}
}

func TestLimitsAreCheckedBeforeTheFirstRequest(t *testing.T) {
	long := strings.Repeat("字", 341)
	for key, fault := range map[string]string{long: "1024", "a\nb": "control", Own + "x": "keeps its own", "ok": ""} {
		p := Make(texts{key: "x"}.objects(Website), Manifest{}, noon)
		err := p.Check("ab/")
		if fault == "" && err != nil || fault != "" && (err == nil || !strings.Contains(err.Error(), fault)) {
			t.Errorf("%.20q: %v", key, err)
		}
	}
	many := texts{}
	for i := range 50 {
		many[fmt.Sprintf("%s%d", long, i)] = ""
	}
	if err := Make(many.objects(Website), Manifest{}, noon).Check(""); err != nil && strings.Count(err.Error(), "\n") != shown {
		t.Error(err)
	}
}

func TestAManifestOfAnotherVersionIsNotTakenForAnEmptyOne(t *testing.T) {
	m := manifestOf(texts{"index.html": "h"})
	if back, err := DecodeManifest(m.encode()); err != nil || len(back.Entries) != 1 || back.Entries["index.html"] != m.Entries["index.html"] {
		t.Errorf("%+v %v", back, err)
	}
	for _, b := range []string{`{"version":2}`, `{}`, `x`} {
		if _, err := DecodeManifest([]byte(b)); err == nil {
			t.Errorf("%s is read", b)
		}
	}
}
