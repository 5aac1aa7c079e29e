package main

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"

	"memo/build/browser"
	"memo/build/treetest"

	"golang.org/x/net/html"
)

// TestAnyFolderReadsAsAnotherRendererReadsIt compares the visible text of
// every page with what markdown-it, and for Zenn Zenn's own renderer, make of
// it. How a spelling of a tool is read in CommonMark stands in treetest beside
// the spelling; readers says what is not counted as text.
func TestAnyFolderReadsAsAnotherRendererReadsIt(t *testing.T) {
	modules := browser.NodeModules(t)
	for _, kind := range treetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			b := firstBuild(t, kind, 2)
			memos := slices.DeleteFunc(slices.Clone(b.tree.Memos), func(m *treetest.Memo) bool { return m.Hidden != "" })
			for i, rendered := range plainly(t, modules, kind, memos) {
				doc, err := html.Parse(strings.NewReader(rendered))
				if err != nil {
					t.Fatal(err)
				}
				want, got := visible(doc), ""
				if page := b.pages[memos[i].Title]; page.prose != nil {
					got = visible(page.prose)
				}
				if got != want {
					t.Errorf("%s: %s", memos[i].File, firstDifference(got, want))
				}
			}
		})
	}
}

// plainly has the texts of memos rendered by other programs.
func plainly(t *testing.T, modules, kind string, memos []*treetest.Memo) []string {
	t.Helper()
	type page struct {
		Kind string `json:"kind"`
		Text string `json:"text"`
	}
	var pages []page
	for _, m := range memos {
		pages = append(pages, page{kind, m.Means})
	}
	in, err := json.Marshal(pages)
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	node := exec.Command("node", "testdata/plainly.cjs", modules)
	node.Stdin, node.Stderr = bytes.NewReader(in), &errs
	out, err := node.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &errs)
	}
	var rendered []string
	if err := json.Unmarshal(out, &rendered); err != nil || len(rendered) != len(memos) {
		t.Fatalf("%d pages for %d memos: %v", len(rendered), len(memos), err)
	}
	return rendered
}

// visible is the text that a reader sees of a memo, without space: how lines
// are joined and where a line ends is the dialects' business. Not counted are
// the signs of footnotes and the ways back from them, the name of a language, numbers of lines,
// memo's own name of a callout's kind, a dollar sign (mathematics that nobody
// draws shows as written), and what is hidden.
func visible(n *html.Node) string {
	var b strings.Builder
	write(&b, n)
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '$' {
			return -1
		}
		return r
	}, b.String())
}

var unread = []string{"lang", "ln", "fnref", "fnback", "footnote-ref", "footnote-backref", "footnotes-title", "msg-symbol"}

var kindsOfCallout = []string{"補足", "ヒント", "重要", "注意", "警告"}

func write(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	class := strings.Fields(attr(n, "class"))
	hidden := n.Data == "script" || n.Data == "style" || strings.Contains(attr(n, "style"), "display:none")
	if hidden || slices.ContainsFunc(class, func(c string) bool { return slices.Contains(unread, c) }) ||
		slices.Contains(class, "kind") && slices.Contains(kindsOfCallout, textOf(n)) {
		return
	}
	for c := range n.ChildNodes() {
		write(b, c)
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), "\u200b", ""))
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
