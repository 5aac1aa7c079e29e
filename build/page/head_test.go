package page

import (
	"slices"
	"strings"
	"testing"
)

// oddFences are front matter as people write it and tools do not: %s is the
// keys, in YAML, TOML or JSON as the name of the entry begins.
var oddFences = map[string][]string{
	"yaml": {
		"----\n%s\n----\n", "-----\n%s\n---\n", "---yaml\n%s\n---\n", "--- yaml\n%s\n---\n", "---YAML \n%s\n---\n", "--- # front matter\n%s\n---\n", " ---\n%s\n ---\n",
		"—\n%s\n—\n", "———\n%s\n———\n", "–––\n%s\n–––\n", "\u200b---\n%s\n---\n", "\ufeff\ufeff---\n%s\n---\n", "\u3000\n---\n%s\n---\n", "----\n\n%s\n\n----\n", "----\n# keys\n%s\n----\n",
		"<!-- (c) somebody -->\n---\n%s\n---\n", "<!-- prettier-ignore -->\n\n----\n%s\n----\n", "<!--\nlicence\n-->\n<!-- vale off -->\n---\n%s\n---\n", "<!-- x --> ---\n%s\n---\n",
		"\n\n<!-- x -->\n\n---\n%s\n---\n", "<!-- x -->\n<!--\n%s\ntitle: y\nid: 1\n-->\n", "<!-- x -->\n---yaml\n%s\n---\n", "----\n%s\n...\n",
		// never closed, nothing but keys, in a comment: who knows what they are
		"----\n%s\n\n", "--- yaml\n%s\n", "%s\n---\n", "%s\n\n", "# 題\n\n---\n%s\n---\n", "<!-- %s -->\n", "<!--\n%s\n-->\n", "<!--- %s --->\n", "<!-- x --><!-- %s -->\n",
		"--\n%s\n--\n", "~~~\n%s\n~~~\n", "~~~ yaml\ntitle: x\n%s\n~~~\n", "```yaml\n%s\n```\n", "````yml\ntitle: x\n\n%s\n````\n", ";;;\n%s\n;;;\n", "\n--\ntitle: x\n%s\n\n",
		"---\ntitle: x\n---\n---\n%s\n---\n", "+++\ntitle = 'x'\n+++\n---\ntitle: y\n\ntags:\n- a\n%s\n---\n",
		"---\ntitle: x\n---\n<!-- %s -->\n", "---\ntitle: x\n---\n\n---\n%s\n---\n", "<!-- %s -->\n---\ntitle: x\n---\n", "<!--\nnotes to myself, all of them\n%s\n-->\n",
	},
	"toml": {"++++\n%s\n++++\n", "+++ toml\n%s\n+++\n", "---toml\n%s\n---\n", " +++\n%s\n +++ \n", "<!-- x -->\n+++\n%s\n+++\n", "++++\n%s\n\n", "+++ \n%s\n+++ \n",
		"```toml\n%s\n```\n", "---\ntitle: x\n---\n+++\n%s\n+++\n"},
	"json": {"---json\n{\n%s\n}\n---\n", "<!-- x -->\n{\n%s\n}\n", "--- JSON\n{%s}\n---\n", "----json\n{\n%s\n}\n\n",
		";;;json\n\"y\": 1,\n%s\n;;;\n", "---\ntitle: x\n---\n{\n%s\n}\n", "---\ntitle: x\n---\n{%s}\n"},
}

// TestNoDraftIsPublishedByItsFence tries every fence with every switch of
// every tool, on every system, and that a page that is no draft is none.
func TestNoDraftIsPublishedByItsFence(t *testing.T) {
	switches := map[string]map[string]bool{
		"yaml": {"draft: true": true, "published: false": true, "private: true": true, "Draft: yes": true, "ignorePublish: true": true, "publish: \"false\"": true, "status: draft": true,
			"draft: false": false, "published: true": false, "private: false": false},
		"toml": {"draft = true": true, "private = true": true, "published = false": true, "draft = false": false},
		"json": {"\"draft\": true": true, "\"title\": \"x\",\n\"published\": false": true, "\"draft\": false": false},
	}
	for format, fences := range oddFences {
		for _, fence := range fences {
			for s, hidden := range switches[format] {
				for _, end := range []string{"\n", "\r\n"} {
					src := strings.ReplaceAll(strings.ReplaceAll(fence, "%s", s)+"本文です。\n\n---\n\n続き。\n", "\n", end)
					p, diags := parse("posts/a.md", src)
					if p.Front.Draft != hidden && !diags.HasErrors() {
						t.Errorf("%q: draft %v, want %v\n%s", src, p.Front.Draft, hidden, show(diags))
					}
					if hidden && !Unpublished("posts/a.html", []byte(src)) {
						t.Errorf("%q is published as a file", src)
					}
				}
			}
		}
	}
}

// TestWhatWasMeantForFrontMatterIsNoText holds slips that must not publish.
func TestWhatWasMeantForFrontMatterIsNoText(t *testing.T) {
	for _, src := range []string{"---\ndraft true\n---\n", "---\ndraft\n---\n", "---\ntitle: x\n", "---\nドラフト: はい\n本文\n---\n", "---\n\ndraft = true\n", "+++\ndraft\n+++\n", "{\n\"draft\": true\n"} {
		if _, diags := parse("posts/a.md", src); !diags.HasErrors() {
			t.Errorf("%q is published\n%s", src, show(diags))
		}
	}
}

// TestFrontMatterBetweenOddFencesIsReadWhereItIsSure holds title and text.
func TestFrontMatterBetweenOddFencesIsReadWhereItIsSure(t *testing.T) {
	for format, fences := range map[string][]string{"title: 題\ntags:\n- Go\n": oddFences["yaml"][:19], "title = \"題\"\ntags = [\n\"Go\"\n]": oddFences["toml"][:5],
		"\"title\": \"題\",\n\"tags\": [\"Go\"]": oddFences["json"][:3]} {
		for _, fence := range fences {
			src := strings.ReplaceAll(fence, "%s", format) + "本文"
			p, diags := parse("posts/a.md", src)
			if p.Title != "題" || !slices.Equal(p.Front.Tags, []string{"Go"}) || strings.TrimSpace(string(p.Source)) != "本文" || len(diags) > 0 {
				t.Errorf("%q: %q %q %q\n%s", src, p.Title, p.Front.Tags, p.Source, show(diags))
			}
		}
	}
}

// TestATextThatBeginsWithALineStaysText holds what is no front matter.
func TestATextThatBeginsWithALineStaysText(t *testing.T) {
	for _, src := range []string{
		"----\n\n本文\n\n----\n", "----\nNote: this is it\n----\n", "----\n\n# 題\n\n----\n", "———\n\n- a\n- b\n\n———\n", "----\ntitle of it\n----\n", "---- x\ntitle: x\n----\n",
		"    ---\n    draft: true\n    ---\n", "----\n\n`draft: true` と書く。\n\n```yaml\ndraft: true\n```\n", "<!-- draft: true を外す -->\n本文\n", "本文\ndraft: true\n", "# RFC 1\n\nStatus: Draft\n",
		"```yaml\n---\ndraft: true\n---\n```\n", "++++\n\nx\n\n++++\n", "---\n\n本文\n\n---\n\n続き\n", "---\n\n# 題\n\n---\n", "---\n本文だけ。\n", "---\n\n- a\n\n---\n", "+++\nx\n", "---\ntitle: ADR\n---\nStatus: Draft\n",
		"---\ntitle: ADR\n---\n```yaml\ndraft: true\n```\n", "```yaml\nkind: Pod\nspec:\n```\n", "```\ndraft: true\n```\n", "```json\n{\"private\": true}\n```\n", "```yaml\n# draft: true\ntitle: x\n```\n", "--\n本文\ndraft: true\n--\n",
		"```yaml\ntitle: x\n```\n\ndraft: true\n",
	} {
		p, diags := parse("posts/a.md", src)
		if p.Front.Draft || len(diags) > 0 || !strings.HasSuffix(src, string(p.Source)) || p.Front.Title != "" && !strings.Contains(src, "ADR") {
			t.Errorf("%q: %+v\n%s", src, p.Front, show(diags))
		}
	}
	if p, _ := parse("posts/a.md", "---\ndraft: false\n---\n\n---\ndraft: true\n---\n"); p.Front.Draft {
		t.Error("who says that it is none has a draft")
	}
}

func TestWhatReadsLikeASwitchIsNamed(t *testing.T) {
	for src, place := range map[string]string{
		"<!--\nmine\ndraft: true\n-->\n本文\n": "content/posts/a.md:3:1: ", "\n----\ntitle: x\nprivate: yes\n\n本文\n": "content/posts/a.md:4:1: ", "---\ntitle: x\n---\n<!-- publish: no -->\n": "content/posts/a.md:4:1: ",
	} {
		if _, diags := parse("posts/a.md", src); len(diags) != 1 || !strings.HasPrefix(show(diags), place) {
			t.Errorf("%q: got %s, want %s", src, show(diags), place)
		}
	}
}
