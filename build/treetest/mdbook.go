package treetest

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// mdBook is a book: src/ with a summary, chapters without front matter.
var mdBook = kind{
	dialect: "mdbook",
	lay: func(w *writer) {
		folder := fmt.Sprintf("src/ch%02d", w.IntN(12))
		name := fmt.Sprintf("%s-%d.md", w.command(), w.next())
		if _, there := w.tree.Files[folder+"/README.md"]; !there && w.oneIn(3) {
			name = "README.md"
			w.put(folder+"/README.md", "")
		}
		w.add(&Memo{File: folder + "/" + name})
	},
	front: func(w *writer, m *Memo) string {
		return one(w, []string{"# " + m.Title + "\n\n", m.Title + "\n" + strings.Repeat("=", 20) + "\n\n"})
	},
	link: func(w *writer, to *Memo) habit {
		text, by := w.linked(to), w.relative(to.File)
		if path.Base(by) != "README.md" && w.oneIn(3) {
			by = strings.TrimSuffix(by, ".md") + ".html"
		}
		return habit{"[" + text + "](" + by + ")", text}
	},
	picture: func(w *writer, alt, file string) habit { return pictured(alt, w.beside("images", file)) },
	habits: slices.Concat(markup, []func(*writer) habit{
		func(w *writer) habit {
			return same("```rust," + one(w, []string{"ignore", "editable", "no_run"}) + "\nlet x = 1;\n```")
		},
		func(w *writer) habit { return same(w.sentence() + "\n" + w.sentence()) },
		func(w *writer) habit {
			return same("1. " + w.phrase() + "\n\n   ```sh\n   ls -l\n   ```\n\n2. " + w.phrase())
		},
		footnoted,
		included,
	}),
	mess: func(w *writer) {
		var b strings.Builder
		for _, m := range w.tree.Memos {
			fmt.Fprintf(&b, "- [%s](%s)\n", m.Title, strings.TrimPrefix(m.File, "src/"))
		}
		w.put("src/SUMMARY.md", "# Summary\n\n"+b.String()+"- [書きかけ]()\n")
		w.put("book.toml", "[book]\ntitle = \"The Book\"\nsrc = \"src\"\nlanguage = \"ja\"\n")
		w.put("theme/index.hbs", "{{ content }}\n")
		w.put("README.md", "# The Book\n\n[![CI](https://example.com/badge.svg)](https://example.com/)\n")
		w.unread("book/ch01/old.md")
	},
}

// included is a part of a file that lies among the chapters.
func included(w *writer) habit {
	file := fmt.Sprintf("src/listings/l%d.rs", w.next())
	line := "fn main() { println!(\"" + w.command() + "\"); }"
	w.put(file, "// ANCHOR: all\nuse std::io;\n// ANCHOR: main\n"+line+"\n// ANCHOR_END: main\n// ANCHOR_END: all\n")
	from := w.relative(file)
	return one(w, []habit{
		{"```rust\n{{#include " + from + ":main}}\n```", "```rust\n" + line + "\n```"},
		{"```rust,no_run\n{{#rustdoc_include " + from + "}}\n```", "```rust\nuse std::io;\n" + line + "\n```"},
		{"```rust\n{{#include " + from + ":4}}\n```", "```rust\n" + line + "\n```"},
	})
}
