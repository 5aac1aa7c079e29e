package treetest

import (
	"fmt"
	"path"
	"strings"
)

// zenn is a repository that Zenn is connected to: articles/, books/ and
// images/, with the things of npm about them.
var zenn = kind{
	dialect: "zenn",
	lay: func(w *writer) {
		if w.oneIn(20) {
			zennBook(w)
			return
		}
		m := &Memo{name: fmt.Sprintf("%07x%07x", w.IntN(1<<28), w.next()), Tags: some(w, 3, "aws", "terraform", "go", "個人開発")}
		m.File = "articles/" + m.name + ".md"
		switch {
		case w.oneIn(6):
			m.Hidden = "published: " + one(w, []string{"false", "False", "false # 下書き", "\"false\""})
		case w.oneIn(20):
			m.Hidden, m.Date = "not yet", "2999-01-01"
		case w.oneIn(2):
			m.Date = w.date()
		}
		w.add(m)
	},
	front: func(w *writer, m *Memo) string {
		if strings.HasPrefix(m.File, "books/") {
			front := "---\ntitle: \"" + m.Title + "\"\n"
			if m.Hidden == "" {
				front += "free: true\n"
			}
			return front + "---\n\n"
		}
		out := "---\ntitle: \"" + m.Title + "\"\nemoji: \"📝\"\ntype: \"" + one(w, []string{"tech", "idea"}) + "\" # tech: 技術記事 / idea: アイデア\n"
		out += one(w, []string{"topics: [" + strings.Join(m.Tags, ", ") + "]\n", list("topics", m.Tags)})
		if strings.HasPrefix(m.Hidden, "published") {
			out += m.Hidden + "\n"
		} else {
			out += "published: true\n"
		}
		if m.Date != "" {
			out += "published_at: " + m.Date + one(w, []string{"", " 09:00"}) + "\n"
		}
		return out + one(w, []string{"", "publication_name: \"team\"\n"}) + "---\n\n"
	},
	link: func(w *writer, to *Memo) habit {
		if dir := path.Dir(to.File); dir != "articles" && w.oneIn(2) {
			return same("[" + w.linked(&Memo{Title: "本 " + path.Base(dir), File: dir}) + "](/" + dir + ")")
		} else if dir != "articles" {
			return byFile(w, to)
		}
		return same("[" + w.linked(to) + "](/articles/" + to.name + ")")
	},
	picture: func(w *writer, alt, file string) habit {
		w.drawing("images/" + file)
		return same("![" + alt + "](/images/" + file + one(w, []string{"", " =250x"}) + ")\n*" + w.phrase() + "*")
	},
	habits: []func(*writer) habit{
		func(w *writer) habit {
			return same(":::message" + one(w, []string{"", " alert"}) + "\n" + w.sentence() + "\n:::")
		},
		func(w *writer) habit { return same(":::details " + w.phrase() + "\n" + w.sentence() + "\n:::") },
		func(w *writer) habit {
			return same("::::details " + w.phrase() + "\n:::message\n" + w.sentence() + "\n:::\n::::")
		},
		func(w *writer) habit { return same("```js:src/" + w.command() + ".js\n" + code(w) + "```") },
		func(w *writer) habit { return same("```diff go\n- a := 1\n+ a := 2\n  return\n```") },
		func(w *writer) habit { return same(w.sentence() + "\n" + w.sentence()) },
		footnoted,
		func(w *writer) habit { return same(w.word() + "^[" + w.phrase() + "]。") },
		func(w *writer) habit { return same("値は $a^2 + b$ になる。") },
		func(w *writer) habit { return same("$$\ne = mc^2\n$$") },
		func(w *writer) habit { // a card shows the address, without its scheme
			to := "example.com/" + w.command()
			return habit{"https://" + to, to}
		},
		func(w *writer) habit {
			to := "example.org/" + w.command()
			return habit{"@[card](https://" + to + ")", to}
		},
		func(w *writer) habit {
			id := "dQw4w9WgXcQ"
			return habit{"@[youtube](" + id + ")", "www.youtube.com/watch?v=" + id}
		},
		func(w *writer) habit { return habit{"<!-- " + w.phrase() + " -->", ""} },
	},
	mess: func(w *writer) {
		npm(w)
		w.put("README.md", "# Zenn\n\n* [📘 How to use](https://zenn.dev/zenn/articles/zenn-cli-guide)\n")
		w.put("articles/.keep", "")
		w.put("images/.keep", "")
		w.put(".textlintrc", "{}\n")
	},
}

// zennBook is a book of four chapters, some of which Zenn keeps back.
func zennBook(w *writer) {
	dir := fmt.Sprintf("books/book-%d", w.next())
	all, rest, price := "", "", "0"
	switch w.IntN(6) {
	case 0, 1:
		all = "its book is not published"
	case 2:
		rest, price = "not among the chapters that are free", one(w, []string{"500", "\"200\"", "1000 # 円"})
	case 3:
		rest = "not among the chapters"
	}
	settings := "title: \"本 " + path.Base(dir) + "\"\nsummary: \"要約\"\ntopics: [\"aws\"]\npublished: " + fmt.Sprint(all == "") + "\nprice: " + price + "\n"
	switch {
	case rest != "" && price == "0":
		settings += "chapters:\n  - one\n  - two\n"
	case w.oneIn(2):
		settings += "chapters: [one, two, three, four]\n"
	}
	w.put(dir+"/config.yaml", settings)
	for i, name := range []string{"1.one", "2.two", "3.three", "4.four"} {
		hidden := all
		if i > 1 && hidden == "" {
			hidden = rest
		}
		w.add(&Memo{File: dir + "/" + name + ".md", Hidden: hidden})
	}
	w.drawing(dir + "/cover.png")
}

// list is a key with a list of words, a line each.
func list(key string, words []string) string {
	if len(words) == 0 {
		return key + ": []\n"
	}
	return key + ":\n  - " + strings.Join(words, "\n  - ") + "\n"
}

// npm is what a package manager leaves in a folder.
func npm(w *writer) {
	w.put("package.json", "{\"private\": true}\n")
	w.put("package-lock.json", "{}\n")
	w.put(".gitignore", "node_modules\n")
	w.put(".github/workflows/ci.yml", "on: push\n")
	w.put(".DS_Store", "\x00\x00\x00\x01Bud1")
	w.unread("node_modules/left-pad/README.md")
	w.unread("node_modules/left-pad/docs/index.md")
	w.unread(".github/ISSUE_TEMPLATE/bug.md")
}
