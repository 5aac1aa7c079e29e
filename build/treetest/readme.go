package treetest

import (
	"fmt"
	"slices"
	"strings"
)

// readme is a repository whose folders have READMEs and notes, and code.
var readme = kind{
	dialect: "memo",
	lay: func(w *writer) {
		folder := one(w, []string{"", "docs/", "docs/guide/", "aws/s3/", "My Notes/", "メモ/2023/"})
		if w.oneIn(15) {
			w.add(&Memo{File: folder + one(w, []string{"drafts", "Drafts", "draft", "下書き", "99_drafts"}) + fmt.Sprintf("/x%d.md", w.next()), Hidden: "drafts"})
			return
		}
		if sub := fmt.Sprintf("%spart%d/", folder, w.next()); w.oneIn(3) {
			w.add(&Memo{File: sub + one(w, []string{"README.md", "readme.md", "Readme.md"})})
			return
		}
		w.add(&Memo{File: fmt.Sprintf("%s%s_%d.md", folder, one(w, []string{"Setup", "how-to", "手順", "FAQ"}), w.next())})
	},
	front: func(w *writer, m *Memo) string {
		return one(w, []string{"# " + m.Title + "\n\n", "# " + m.Title + " #\n", m.Title + "\n=====\n\n", "<!-- omit in toc -->\n# " + m.Title + "\n\n", "## " + m.Title + "\n\n"})
	},
	link: byFile,
	picture: func(w *writer, alt, file string) habit {
		if to := w.beside("img", file); w.oneIn(3) {
			return habit{"<p align=\"center\">\n  <img src=\"" + to + "\" alt=\"" + alt + "\" width=\"200\">\n</p>", ""}
		} else {
			return pictured(alt, to)
		}
	},
	habits: slices.Concat(markup, []func(*writer) habit{
		func(w *writer) habit {
			return same("[![Build](https://example.com/b.svg)](https://example.com/ci) ![v](https://example.com/v.svg)")
		},
		func(w *writer) habit {
			text := w.sentence()
			return habit{"> [!" + one(w, []string{"NOTE", "WARNING"}) + "]\n> " + text, text}
		},
		func(w *writer) habit { return same("- " + w.phrase() + "\n\n      code\n\n- " + w.phrase()) },
		func(w *writer) habit {
			heading, text := w.heading(), w.sentence()
			return habit{"<h3 align=\"center\">" + heading + "</h3>\n\n" + text, "### " + heading + "\n\n" + text}
		},
		func(w *writer) habit { return same(w.heading() + "\n------\n\n" + w.sentence()) },
		func(w *writer) habit { return same("<!--\n" + w.phrase() + "\n-->\n" + w.sentence()) },
		footnoted,
	}),
	mess: func(w *writer) {
		npm(w)
		for file, text := range map[string]string{"go.mod": "module x\n", "Makefile": "all:\n", "main.go": "package main\n", "LICENSE": "MIT\n", ".env": "TOKEN=x\n", "Dockerfile": "FROM scratch\n"} {
			w.put(file, text)
		}
		w.put("README.md", "# "+strings.ToUpper("project")+"\n\n[LICENSE](LICENSE)\n")
		w.put("CHANGELOG.md", "# Changelog\n\n## 1.0\n\n- first\n")
		w.unread("vendor/github.com/x/y/README.md")
	},
}
