package treetest

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// obsidian is a vault: folders with spaces and Japanese names, links by name,
// attachments in one place.
var obsidian = kind{
	dialect: "obsidian",
	lay: func(w *writer) {
		m := &Memo{Tags: some(w, 2, "aws", "terraform", "日記")}
		folder := one(w, []string{"", "01 Projects/", "知識/AWS/", "知識/", "Daily/"})
		if folder == "Daily/" {
			m.Date = fmt.Sprintf("2024-%02d-%02d", 1+w.serial%12, 1+w.next()%28)
			m.Title = fmt.Sprintf("日々 %d 号", w.next())
			m.File = folder + m.Date + " " + m.Title + ".md"
		} else {
			m.Title = w.title()
			m.File = folder + m.Title + ".md"
		}
		if w.oneIn(6) {
			m.Hidden = "publish: false"
		} else if w.oneIn(15) {
			m.Hidden, m.File = "00 下書き", "00 下書き/"+path.Base(m.File)
		}
		w.add(m)
	},
	front: func(w *writer, m *Memo) string {
		if m.Hidden == "" && len(m.Tags) == 0 && w.oneIn(2) {
			return ""
		}
		out := "---\n" + one(w, []string{"tags: [" + strings.Join(m.Tags, ", ") + "]\n", list("tags", m.Tags), list("tags", each(m.Tags, "\"#%s\""))})
		out += one(w, []string{"", "cssclasses: [wide]\n", fmt.Sprintf("aliases: [別名 %d]\n", w.next())})
		if m.Hidden == "publish: false" {
			out += m.Hidden + "\n"
		}
		return out + "---\n"
	},
	link: func(w *writer, to *Memo) habit {
		text, name := w.linked(to), stem(to.File)
		folder := path.Join(path.Dir(to.File), name)
		return habit{one(w, []string{"[[" + name + "|" + text + "]]", "[[" + folder + "|" + text + "]]",
			"[" + text + "](" + spaced(w.relative(to.File)) + ")", "[" + text + "](<" + w.relative(to.File) + ">)",
			"[" + text + "](" + spaced(path.Base(to.File)) + ")"}), text}
	},
	picture: func(w *writer, alt, file string) habit {
		w.drawing("attachments/Pasted image " + file)
		return habit{"![[Pasted image " + file + "|" + alt + "]]", ""}
	},
	habits: slices.Concat(markup, []func(*writer) habit{
		func(w *writer) habit {
			title, text := w.phrase(), w.sentence()
			return habit{"> [!" + one(w, []string{"info", "warning", "todo", "bug"}) + "]" + one(w, []string{"", "-", "+"}) + " " + title + "\n> " + text, title + "\n\n" + text}
		},
		func(w *writer) habit {
			text := w.sentence()
			return habit{text + " %%" + w.phrase() + "%%", text}
		},
		func(w *writer) habit { return habit{"%%\n" + w.phrase() + "\n%%", ""} },
		func(w *writer) habit {
			word := w.word()
			return habit{"これは==" + word + "==です。", "これは<mark>" + word + "</mark>です。"}
		},
		func(w *writer) habit {
			text := w.sentence()
			return habit{text + " ^b" + fmt.Sprint(w.next()), text}
		},
		func(w *writer) habit {
			tag := one(w, []string{"aws/sts", "手順", "todo", "c-sharp"})
			w.memo.inText = append(w.memo.inText, tag)
			return same(one(w, []string{"#" + tag, w.sentence() + " #" + tag, "- #" + tag + " " + w.phrase(), "#" + tag + "。" + w.sentence()}))
		},
		func(w *writer) habit {
			return same("課題 #123 と `#code` と C#er と https://example.org/a#b です。")
		},
		func(w *writer) habit { return same("`[[x]]` はコードです。") },
		func(w *writer) habit {
			phrase := w.phrase()
			return habit{"- [/] " + phrase, "- " + phrase}
		},
		footnoted,
	}),
	mess: func(w *writer) {
		w.put(".obsidian/app.json", "{}\n")
		w.put(".obsidian/workspace.json", "{}\n")
		w.put("Untitled.canvas", "{}\n")
		w.put("無題のファイル.md", "")
		w.unread(".trash/古いメモ.md")
		w.put("Templates/日記.md", "---\ndate: {{date}}\ntitle: {{title}}\n---\n\n## {{title}}\n")
	},
}
