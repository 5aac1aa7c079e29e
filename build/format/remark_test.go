package format

import (
	"testing"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/page"
	"memo/build/site"
)

func TestRemarksAreNotPublishedWithTheText(t *testing.T) {
	for src, want := range map[string]string{
		"a <!-- secret --> b\n":                             "a  b\n",
		"a\n<!-- secret\n\n```\nsecret -->\nb\n":            "a\n\nb\n",
		"a\n%%\nsecret\n\nsecret\n%%\nb\n":                  "a\nb\n",
		"a %%secret%% b %%secret%%\n":                       "a  b \n",
		"a\n\n%%\nsecret\n\nsecret\n%%\n\nb\n":              "a\n\n\nb\n",
		"a\n\n%% secret\nsecret %%\n\nb\n":                  "a\n\n\nb\n",
		"日本語%%secret%%日本語\n":                                "日本語日本語\n",
		"a\n\n{::comment}\nsecret\n{:/comment}\nb\n":        "a\n\nb\n",
		"a\n\n{% comment %}\nsecret\n{% endcomment %}\nb\n": "a\n\n\nb\n",
		"a {%- comment -%}\nsecret{%-endcomment%} b\n":      "a  b\n",
		"> <!-- secret -->b\n":                              "> b\n",
		"<!-- secret -->":                                   "",
		"`<!-- code -->` and ``%%x%%``\n":                   "`<!-- code -->` and ``%%x%%``\n",
		"```html\n<!-- code -->\n%%\nx\n%%\n```\nb\n":       "```html\n<!-- code -->\n%%\nx\n%%\n```\nb\n",
		"~~~~\n~~~\n<!-- code -->\n~~~~\n<!-- s -->b":       "~~~~\n~~~\n<!-- code -->\n~~~~\nb",
		"100%% and for %%i in (x)\n":                        "100%% and for %%i in (x)\n",
		"%%\nnever closed\n":                                "%%\nnever closed\n",
		"a <!-- never closed\n":                             "a <!-- never closed\n",
		"a\n<!-- never closed\n\n## secret\n\nsecret\n":     "a\n",
		"> a\n> <!-- never closed\n> secret\n\nb\n":         "> a\n\nb\n",
		"a\n\n    <!-- code\n\nb\n":                         "a\n\n    <!-- code\n\nb\n",
		"a ` b <!-- secret --> ` c <!-- s -->\n":            "a ` b <!-- secret --> ` c \n",
		"文{::comment}秘密{:/}続き {::comment}x{:/comment}\n":    "文続き \n",
		"a\n\n{/* secret\n\nsecret */}\n\nb {/* s */}c\n":   "a\n\n\n\nb c\n",
		"{{% comment %}}\nsecret\n{{% /comment %}}\nb\n":    "\nb\n",
		"a\r\n%%\r\nsecret\r\n%%\r\n\fb %%s%%\r\n":          "a\n\nb \n",
		"<div>\n<!-- s\ns -->x</div>\n":                     "<div>\nx</div>\n",
		"[a](b.md) <!-- [s](t.md) --> c\n":                  "[a](b.md)  c\n",
		"a <!-- s\n\ns --> b\n":                             "a  b\n",
		"a %%s\n\ns%% b\n":                                  "a  b\n",
		"- a %%s\n  s%% b\n":                                "- a  b\n",
		"a\n\n[//]: # (secret)\n\nb\n":                      "a\n\n\nb\n",
		"[comment]: <> (secret)\nb\n":                       "b\n",
		"a\n\n[comment]: # \"secret\nsecret\"\n\nb\n":       "a\n\n\nb\n",
		"[top]\n\n[top]: # \"up\"\n":                        "[top]\n\n[top]: # \"up\"\n",
	} {
		doc, _ := markdown.New(markdown.Options{Dialect: "jekyll", LineBreaks: "join"}).Render([]byte(src), diag.Pos{Line: 3}, "")
		e := &site.Entry{Page: &page.Page{Source: []byte(src), Line: 3, Doc: doc}, Links: make([]site.Resolved, len(doc.Links))}
		if got := string((&views{}).published(e)); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}
