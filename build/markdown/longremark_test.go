package markdown

import (
	"strings"
	"testing"

	"memo/build/diag"
)

// shown gives all that a Doc shows anywhere.
func shown(doc Doc) string {
	page := filled(doc, func(l Link, _ Hole) string { return l.Text }) + doc.Summary + doc.Title
	for _, b := range doc.Blocks {
		page += b.Text
	}
	for _, c := range doc.Code {
		page += c.Code
	}
	return page
}

// TestCommentsOfSeveralBlocksAreShownNowhere puts each kind of comment into
// each place: what is around it stays, what is in it does not.
func TestCommentsOfSeveralBlocksAreShownNowhere(t *testing.T) {
	comments := []string{
		"%%SECRET\nSECRET%%", "%%SECRET\n\nSECRET%%", "%%SECRET\n- SECRET\n## SECRET%%", "<!-- SECRET\n\nSECRET -->", "<!-- SECRET\n- SECRET\n\n## SECRET\n-->",
		"<!-- SECRET\n\n```\nSECRET\n-->", "<!--SECRET `\n\n` SECRET-->", "<!-- SECRET\nSECRET -->",
	}
	places := []string{
		"前 @ 後\n", "前\n\n@ 後\n\n末\n", "- 前 @ 後\n- 末\n", "- 前\n\n  @ 後\n", "> 前 @ 後\n", "1. a\n   - 前 @ 後\n", "前\n@\n後\n", "## 見出し @\n\n後\n",
		"<div>\n前 @ 後\n</div>\n", "<details><summary>前</summary>\n\n前 @ 後\n\n</details>\n", "`%%` 前 @ 後 `-->`\n", "```\n%%\n```\n\n前 @ 後\n", "| a | b |\n|---|---|\n| 前 | 後 |\n\n@ 末\n",
		"<!-- SECRET --> 前 @\n\n後\n", "- <!-- SECRET --> 前 @\n\n後\n", "> <!-- SECRET --> 前 @\n", "<!-- SECRET --> 前 <!-- SECRET --> @\n\n後\n", "<div>前</div> @\n\n後\n", "<p>前</p> @\n\n後\n", "<div>\n<!-- SECRET --> 前 @\n</div>\n\n後\n",
	}
	for _, place := range places {
		for _, comment := range comments {
			prefix := ""
			if place[0] == '>' {
				prefix = "> "
			}
			src := strings.Replace(place, "@", strings.ReplaceAll(comment, "\n", "\n"+prefix), 1)
			for _, dialect := range []string{"memo", "obsidian", "zenn"} {
				doc, diags := New(Options{Dialect: dialect}).Render([]byte(src), diag.Pos{}, "")
				got := shown(doc)
				if strings.Contains(got, "SECRET") || strings.ContainsRune(got, gone) || len(diags) > 0 {
					t.Errorf("%s: %q gives\n%s\n%v", dialect, src, got, diags)
				}
				for _, word := range []string{"前", "後", "末", "見出し"} {
					if strings.Contains(place, word) && !strings.Contains(got, word) {
						t.Errorf("%s: %q loses %s:\n%s", dialect, src, word, got)
					}
				}
			}
		}
	}
}

func TestOpenCommentOfObsidianHidesTheRest(t *testing.T) {
	for _, src := range []string{"前\n\n%% SECRET\n\nSECRET\n", "前\n\n%%\nSECRET\n\n## SECRET\n", "- 前\n\n  %%\n  SECRET\n\nSECRET\n"} {
		for _, dialect := range []string{"memo", "", "obsidian"} {
			doc, diags := New(Options{Dialect: dialect}).Render([]byte(src), diag.Pos{}, "")
			if got := shown(doc); strings.Contains(got, "SECRET") || !strings.Contains(got, "前") || len(diags) != 1 || diags[0].Code != "unclosed" {
				t.Errorf("%s: %q gives\n%s\n%v", dialect, src, got, diags)
			}
		}
	}
	doc, _ := New(Options{Dialect: "obsidian"}).Render([]byte("![図 %%SECRET%%](x.png) と（%%SECRET%%）。%%SECRET%%、\n"), diag.Pos{}, "")
	if got := shown(doc) + doc.Links[0].Text; strings.Contains(got, "SECRET") {
		t.Error(got)
	}
}

func TestWhatOnlyLooksLikeACommentStays(t *testing.T) {
	for _, src := range []string{
		"100%% of KEEP\n\n200%% of a\n", "for %%i in KEEP\n\nfor %%i in (a)\n", "[KEEP](/b%%20)\n\nhttps://x/%%20\n", "printf \"%%d KEEP\n\n%%d\"\n",
		"```\n%%\nKEEP\n\n%%\n<!-- a\n\nb -->\n```\n", "- a\n\n  ```\n  %% KEEP\n\n  %%\n  ```\n", "> ```\n> %% KEEP\n>\n> %%\n> ```\n", "a\n\n    %% KEEP\n\n    %%\n",
		"`<!-- KEEP` a\n\n`-->`\n", "a ``%%KEEP\nb%%`` c\n", "$$\n%% KEEP\nx\n$$\n\n%%i\n", "\\<!-- KEEP\n\n-->\n", "%%timeit KEEP\n\nb\n", "<pre>\n%% KEEP\n\n%%\n</pre>\n",
	} {
		doc, diags := New(Options{Math: true}).Render([]byte(src), diag.Pos{}, "")
		if got := shown(doc); !strings.Contains(got, "KEEP") || len(doc.Remarks) > 0 || len(diags) > 0 {
			t.Errorf("%q gives\n%s\n%v %v", src, got, doc.Remarks, diags)
		}
	}
}
