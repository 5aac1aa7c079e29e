package page

import (
	"testing"

	"memo/build/markdown"
)

func TestLinksAreReadAsFarAsTheirFileCanTell(t *testing.T) {
	for _, c := range []struct {
		kind     markdown.Kind
		target   string
		fragment string
		want     Ref
	}{
		{markdown.Hyperlink, "./x.md", "見出し", Ref{Way: ByPath, Key: "posts/aws/x.md", Rel: "./x.md", Fragment: "見出し"}},
		{markdown.Hyperlink, "../B.md", "%E8%A6%8B", Ref{Way: ByPath, Key: "posts/b.md", Rel: "../b.md", Fragment: "見"}},
		{markdown.Hyperlink, "../../", "", Ref{Way: ByPath, Rel: "../../"}},
		{markdown.Hyperlink, "../../../x/", "", Ref{Way: ByPath, Rel: "../../../x/", Climbs: true}},
		{markdown.Hyperlink, "/posts//x/?q=1", "", Ref{Way: ByPath, Key: "posts/x/", Query: "?q=1"}},
		{markdown.Hyperlink, "/../x", "", Ref{Way: ByPath, Key: "x"}},
		{markdown.Hyperlink, "/", "", Ref{Way: ByPath}},
		{markdown.Hyperlink, "/%E7%AD%8B/", "", Ref{Way: ByPath, Key: "筋/"}},
		{markdown.Hyperlink, "/か\u3099/", "", Ref{Way: ByPath, Key: "が/"}},
		{markdown.Hyperlink, "", "id", Ref{Way: Here, Fragment: "id"}},
		{markdown.Hyperlink, "?a=b", "", Ref{Way: Here, Query: "?a=b"}},
		{markdown.Hyperlink, "https://example.com/a", "b", Ref{Way: Away, Key: "https://example.com/a#b"}},
		{markdown.Hyperlink, "//example.com/a", "", Ref{Way: Away, Key: "//example.com/a"}},
		{markdown.Hyperlink, "mailto:a@example.com", "", Ref{Way: Away, Key: "mailto:a@example.com"}},
		{markdown.Hyperlink, "javascript:alert(1)", "", Ref{}},
		{markdown.Hyperlink, "java\tscript:alert(1)", "", Ref{Way: ByPath, Key: "posts/aws/java\tscript:alert(1)", Rel: "java\tscript:alert(1)"}},
		{markdown.Image, "a.png", "", Ref{Way: ByPath, Picture: true, Key: "posts/aws/a.png", Rel: "a.png"}},
		{markdown.Wiki, "STS メモ.md", "a#b", Ref{Way: ByName, Key: "sts メモ", Fragment: "b"}},
		{markdown.Wiki, "../x", "", Ref{Way: ByName, Key: "posts/x"}},
		{markdown.Wiki, "", "見出し", Ref{Way: Here, Fragment: "見出し"}},
		{markdown.WikiImage, "a.png", "", Ref{Way: ByName, Picture: true, Key: "a.png"}},
	} {
		got := newRef(markdown.Link{Kind: c.kind, Target: c.target, Fragment: c.fragment}, "posts/aws")
		if got != c.want {
			t.Errorf("%q#%q\ngot  %+v\nwant %+v", c.target, c.fragment, got, c.want)
		}
	}
}

func TestAliasIsAnAddressOrAName(t *testing.T) {
	for in, want := range map[string]string{
		"/old/name/": "/old/name/", "/old//name": "/old/name", "old": "old", "../old/": "../old/", "/%E7%AD%8B/": "/筋/",
		"C# とは": "", "what?": "", "STS: メモ": "", "/old.html": "/old.html",
	} {
		if got, p := cleanAlias(in); got != want || p.message != "" {
			t.Errorf("%q: %q %+v, want %q", in, got, p, want)
		}
	}
}

func TestEscapeKeepsOnlyWhatNeedsNoCareAnywhere(t *testing.T) {
	for in, want := range map[string]string{
		"posts/a-b_c.d~e/": "posts/a-b_c.d~e/", "筋": "%E7%AD%8B", "c++": "c%2B%2B", `a"&'<`: "a%22%26%27%3C", "a b": "a%20b",
	} {
		if got := Escape(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
