package format

import (
	"strings"
	"testing"

	"memo/build/markdown"
	"memo/build/page"
	"memo/build/search"
	"memo/build/site"
)

func TestIndexHoldsWhatMayBeFound(t *testing.T) {
	s := assemble(t, "https://host/notes/", true)
	var asked []string
	o := options()
	o.Tokens = func(e *site.Entry) *search.Tokens {
		asked = append(asked, e.Out)
		return search.Tokenize(Document(e), search.DefaultOptions())
	}
	outs := Search(s, plainTheme(t, "/notes/"), o)
	if got := strings.Join(asked, " "); got != "about/index.html posts/sts/index.html posts/s3/index.html" {
		t.Errorf("indexed %s: want the oldest first, without drafts and search: false", got)
	}
	fixed := 0
	for _, f := range outs {
		if !strings.HasPrefix(f.Path, "_memo/search/") {
			t.Errorf("%s is outside the folder", f.Path)
		}
		if !f.Immutable {
			fixed++
		}
	}
	if fixed != 1 || len(outs) < 3 {
		t.Errorf("%d files, %d of them with a fixed name", len(outs), fixed)
	}
}

func TestWithoutTokensThereIsNoIndex(t *testing.T) {
	if outs := Search(assemble(t, "https://host/", false), plainTheme(t, "/"), options()); outs != nil {
		t.Errorf("got %d files", len(outs))
	}
}

func TestDocumentTellsBlocksApart(t *testing.T) {
	e := &site.Entry{URL: "/n/a/", Tags: []*site.Tag{{Name: "AWS"}}, Page: &page.Page{File: "content/a.md", Title: "A", Date: day("2024-08-01"),
		Doc: markdown.Doc{Blocks: []markdown.Block{{Kind: markdown.HeadingBlock, Level: 2, Anchor: "x", Line: 5, Text: "X"}, {Kind: markdown.CodeBlock, Anchor: "x", Line: 7, Text: "ls"}, {Kind: markdown.ProseBlock}}}}}
	d := Document(e)
	if d.URL != "/n/a/" || d.Path != "content/a.md" || d.Date != "2024-08-01" || d.Tags[0] != "AWS" {
		t.Errorf("got %+v", d)
	}
	if d.Blocks[0] != (search.Block{Kind: search.Heading, Level: 2, Anchor: "x", Line: 5, Text: "X"}) || d.Blocks[1].Kind != search.Code || d.Blocks[2].Kind != search.Prose {
		t.Errorf("blocks %+v", d.Blocks)
	}
}
