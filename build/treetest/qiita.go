package treetest

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// qiita is a folder of Qiita CLI: public/, with its copies of what is on
// Qiita.
var qiita = kind{
	dialect: "qiita",
	lay: func(w *writer) {
		n := w.next()
		m := &Memo{name: fmt.Sprintf("%020x", n), Date: w.date(), Tags: some(w, 3, "AWS", "Terraform", "Go", "初心者", "C#")}
		m.File = "public/" + one(w, []string{m.name, fmt.Sprintf("newArticle%03d", n), fmt.Sprintf("記事 %d", n)}) + ".md"
		if w.oneIn(6) {
			m.Hidden = one(w, []string{"private", "ignorePublish"})
		}
		w.add(m)
	},
	front: func(w *writer, m *Memo) string {
		return "---\ntitle: " + one(w, []string{m.Title, "'" + m.Title + "'"}) + "\n" + list("tags", quoted(m.Tags)) +
			"private: " + fmt.Sprint(m.Hidden == "private") + "\nupdated_at: '" + m.Date + "T17:10:43+09:00'\nid: " + m.name +
			"\norganization_url_name: null\nslide: false\nignorePublish: " + fmt.Sprint(m.Hidden == "ignorePublish") + "\n---\n"
	},
	link:    byFile,
	picture: func(w *writer, alt, file string) habit { return pictured(alt, w.beside("img", file)) },
	habits:  slices.Concat(markup, qiitaHabits),
	mess: func(w *writer) {
		npm(w)
		w.put("qiita.config.json", "{\"includePrivate\": false, \"host\": \"localhost\", \"port\": 8888}\n")
		for i := range 3 {
			w.unread(fmt.Sprintf("public/.remote/%020x.md", i))
		}
	},
}

// qiitaSync is a folder of qiita-sync: any names, and a comment instead of
// front matter.
var qiitaSync = kind{
	dialect: "qiita",
	lay: func(w *writer) {
		n := w.next()
		m := &Memo{name: fmt.Sprintf("%020x", n), Tags: some(w, 3, "AWS", "Terraform", "Go", "初心者")}
		m.File = one(w, []string{"", "articles/", "articles/" + one(w, []string{"aws", "言語"}) + "/"}) + fmt.Sprintf("%s%d.md", w.word(), n)
		if w.oneIn(5) {
			m.Title = one(w, products) + ": " + m.name
		}
		if w.oneIn(6) {
			m.Hidden = "private"
		}
		w.add(m)
	},
	front: func(w *writer, m *Memo) string {
		return "<!--\ntitle:   " + m.Title + "\ntags:    " + strings.Join(m.Tags, ",") + "\nid:      " + m.name +
			"\nprivate: " + fmt.Sprint(m.Hidden == "private") + "\n-->\n\n"
	},
	link:    byFile,
	picture: func(w *writer, alt, file string) habit { return pictured(alt, w.beside("img", file)) },
	habits:  slices.Concat(markup, qiitaHabits),
	mess: func(w *writer) {
		w.put(".qiita_sync", "")
		w.put(".github/workflows/qiita_sync.yml", "on: push\n")
		w.unread(".github/pull_request_template.md")
	},
}

// qiitaHabits are those of Qiita's Markdown, where a line's end is a break.
var qiitaHabits = []func(*writer) habit{
	func(w *writer) habit {
		inner := w.sentence()
		return habit{":::note" + one(w, []string{"", " info", " warn", " alert"}) + "\n" + inner + "\n:::", inner}
	},
	func(w *writer) habit { return named(w, "rb:", "app/"+w.command()+".rb") },
	func(w *writer) habit {
		return named(w, "", one(w, []string{"Program.cs", "Dockerfile", "main.tf", "nginx.conf"}))
	},
	func(w *writer) habit { return same("```math\na^2 + b\n```") },
	func(w *writer) habit {
		word := w.word()
		return habit{word + "した :tada: 10:30:45 :nosuch:", word + "した 🎉 10:30:45 :nosuch:"}
	},
	func(w *writer) habit {
		word := w.word()
		return habit{"これは<font color=\"red\">" + word + "</font>です。", "これは" + word + "です。"}
	},
	func(w *writer) habit { return same("条件は `[[ -f x ]]` と [[ -f y ]] で書く。") },
	func(w *writer) habit {
		address := "https://example.com/" + w.command()
		return habit{address, strings.TrimPrefix(address, "https://")}
	},
	func(w *writer) habit {
		first, second := w.sentence(), w.sentence()
		return habit{first + "\n" + second, first + "<br>" + second}
	},
	func(w *writer) habit {
		return same("<img width=\"300\" alt=\"遠く\" src=\"https://example.com/a.png\">")
	},
	footnoted,
}

// named is a fence with a file's name, which a page shows above it.
func named(w *writer, before, file string) habit {
	text := code(w)
	return habit{"```" + before + file + "\n" + text + "```", "`" + file + "`\n\n```\n" + text + "```"}
}

// footnoted is a word with a footnote.
func footnoted(w *writer) habit {
	label, text := fmt.Sprint("注", w.next()), w.sentence()
	return same(w.word() + one(w, []string{"", "!"}) + "[^" + label + "]を見る。\n\n[^" + label + "]: " + text)
}

// quoted puts quotation marks around what YAML would read otherwise.
func quoted(words []string) []string {
	var out []string
	for _, word := range words {
		if strings.ContainsAny(word, "#:") {
			word = "'" + word + "'"
		}
		out = append(out, word)
	}
	return out
}

// stem is a file's name without its ending.
func stem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }
