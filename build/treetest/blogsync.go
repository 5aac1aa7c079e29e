package treetest

import (
	"fmt"
	"slices"
	"strings"
)

// blogsync is what it pulls from a Hatena Blog: entries by their address, in
// Hatena's Markdown.
var blogsync = kind{
	dialect: "hatena",
	lay: func(w *writer) {
		m := &Memo{Date: w.date(), Tags: some(w, 2, "AWS", "プログラミング", "日記")}
		m.name = "entry/" + strings.ReplaceAll(m.Date, "-", "/") + fmt.Sprintf("/%06d", w.next())
		m.File = m.name + ".md"
		if w.oneIn(6) {
			m.Hidden = "Draft"
			if w.oneIn(2) {
				m.File = fmt.Sprintf("entry/_draft/%d.md", w.next())
			}
		}
		w.add(m)
	},
	front: func(w *writer, m *Memo) string {
		out := "---\nTitle: " + one(w, []string{m.Title, "\"" + m.Title + "\""}) + "\n"
		if len(m.Tags) > 0 {
			out += "Category:\n- " + strings.Join(m.Tags, "\n- ") + "\n"
		}
		out += "Date: " + m.Date + "T18:22:52+09:00\nURL: https://example.hatenablog.com/" + m.name + "\nEditURL: https://blog.hatena.ne.jp/me/example.hatenablog.com/atom/entry/" + fmt.Sprint(w.next()) + "\n"
		if m.Hidden != "" {
			out += "Draft: true\n"
		}
		return out + one(w, []string{"", "PreviewURL: https://example.hatenablog.com/draft/x\n"}) + "---\n\n"
	},
	link:    func(w *writer, to *Memo) habit { return same("[" + w.linked(to) + "](/" + to.name + ")") },
	picture: func(w *writer, alt, file string) habit { return pictured(alt, w.beside("", file)) },
	habits: slices.Concat(markup, []func(*writer) habit{
		func(w *writer) habit {
			return habit{"[f:id:someone:20150808235527" + one(w, []string{"j:plain", "p:plain:w320", "g:image"}) + "]", ""}
		},
		func(w *writer) habit {
			word, note := w.word(), w.phrase()
			return habit{word + "((" + note + "))である。", word + "^[" + note + "]である。"}
		},
		func(w *writer) habit { return habit{"[:contents]", ""} },
		func(w *writer) habit {
			text := code(w)
			return habit{">|" + one(w, []string{"sh", "json", ""}) + "|\n" + text + "||<", "```\n" + text + "```"}
		},
		func(w *writer) habit {
			word := w.word()
			return habit{"[https://example.com/:title=" + word + "] を見る。", word + " を見る。"}
		},
		func(w *writer) habit { return habit{"[https://example.com/x:embed:cite]", "example.com/x"} },
		func(w *writer) habit {
			heading := w.heading()
			return habit{"##" + heading, "## " + heading}
		},
		func(w *writer) habit {
			heading, text := w.heading(), w.sentence()
			return habit{"<h4>" + heading + "</h4>\n" + text, "#### " + heading + "\n" + text}
		},
		func(w *writer) habit { return same("`$((i++))` と `(( x ))` は式です。") },
	}),
	mess: func(w *writer) {
		w.put("blogsync.yaml", "example.hatenablog.com:\n  local_root: .\n")
		w.put(".gitignore", ".env\n")
		w.put(".env", "TOKEN=x\n")
	},
}
