package treetest

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// hugo is a Hugo site: posts as files and as bundles, front matter in three
// formats, a theme and archetypes beside them.
var hugo = kind{
	dialect: "hugo",
	lay: func(w *writer) {
		m := &Memo{name: fmt.Sprintf("%s-%d", w.command(), w.next()), Date: w.date(), Tags: some(w, 3, "AWS", "Terraform", "Go", "日記", "C++")}
		m.File = "content/" + one(w, []string{"posts", "posts", "notes/aws", "blog/2020"}) + "/" + m.name + one(w, []string{".md", ".md", "/index.md"})
		if w.oneIn(6) {
			m.Hidden = one(w, []string{"draft", "draft", "future", "expired", "never", "headless"})
		}
		if m.Hidden == "future" {
			m.Date = "2999-12-31"
		}
		w.add(m)
	},
	front: hugoFront,
	link: func(w *writer, to *Memo) habit {
		text := w.linked(to)
		folder := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(to.File, "content"), ".md"), "/index")
		by := one(w, []string{folder + "/", w.relative(to.File), "{{< ref \"" + folder + "\" >}}", "{{% relref path=\"" + strings.TrimPrefix(to.File, "content") + "\" %}}"})
		return habit{"[" + text + "](" + by + ")", text}
	},
	picture: func(w *writer, alt, file string) habit {
		if path.Base(w.memo.File) == "index.md" {
			return pictured(alt, w.beside("", file))
		}
		return one(w, []func() habit{
			func() habit { return pictured(alt, w.beside("img", file)) },
			func() habit {
				return habit{one(w, []string{"{{< img", "{{< image"}) + " src=\"" + w.beside("img", file) + "\" alt=\"" + alt + "\" >}}", ""}
			},
			func() habit {
				return habit{"{{< figure src=\"" + w.beside("img", file) + "\" alt=\"" + alt + "\" >}}", ""}
			},
		})()
	},
	habits: slices.Concat(markup, []func(*writer) habit{
		func(w *writer) habit {
			return same("```go {linenos=true,hl_lines=[2,\"3-4\"]}\n" + code(w) + "```")
		},
		func(w *writer) habit {
			text := code(w)
			return habit{"{{< highlight go \"linenos=table\" >}}\n" + text + "{{< /highlight >}}", "```go\n" + text + "```"}
		},
		func(w *writer) habit {
			text := w.sentence()
			return habit{one(w, []string{"{{< notice tip >}}\n" + text + "\n{{< /notice >}}", "{{% hint info %}}" + text + "{{% /hint %}}", "{{< alert >}}\n\n" + text + "\n\n{{< /alert >}}"}), text}
		},
		func(w *writer) habit {
			title, text := w.phrase(), w.sentence()
			return habit{one(w, []string{"{{< tab \"" + title + "\" >}}\n" + text + "\n{{< /tab >}}", "{{< admonition type=note title=\"" + title + "\" >}}\n" + text + "\n{{< /admonition >}}",
				"{{< admonition tip \"" + title + "\" >}}" + text + "{{< /admonition >}}"}), title + "\n\n" + text}
		},
		func(w *writer) habit {
			text := w.sentence()
			return habit{"{{< myshortcode a=\"1\" >}}\n\n" + text + "\n\n{{< /myshortcode >}}", text}
		},
		func(w *writer) habit { return habit{"<!--more-->", ""} },
		func(w *writer) habit { // joined lines of Japanese have no space between them, which does not count here
			return same(w.sentence() + "\n" + w.sentence())
		},
		func(w *writer) habit {
			word, text := w.word(), w.sentence()
			return habit{word + "\n: " + text, word + "\n\n" + text}
		},
		footnoted,
	}),
	mess: func(w *writer) {
		w.put("hugo.toml", "baseURL = 'https://example.org/'\ntitle = 'My Site'\ntheme = 'ananke'\n")
		w.put("content/_index.md", "---\ntitle: はじめに\ncascade:\n  - type: docs\n---\n\nここから。\n")
		w.put("content/posts/_index.md", "+++\ntitle = \"記事\"\n+++\n")
		w.put("archetypes/default.md", "+++\ntitle = '{{ replace .File.ContentBaseName `-` ` ` | title }}'\ndate = {{ .Date }}\ndraft = true\n+++\n")
		w.put("layouts/shortcodes/toc.html", "{{ .Page.TableOfContents }}\n")
		w.put(".hugo_build.lock", "")
		w.unread("themes/ananke/README.md")
		w.unread("themes/ananke/exampleSite/content/posts/hello.md")
	},
}

func hugoFront(w *writer, m *Memo) string {
	more := map[string]string{"draft": "draft: true", "expired": "expiryDate: 2020-01-01", "never": one(w, []string{"build", "_build"}) + ":\n  render: never", "headless": "headless: true"}[m.Hidden]
	if more == "" {
		more = one(w, []string{"draft: false", "weight: 10", "aliases: [/old/" + m.name + "/]", "menu: main", "resources:\n  - src: a.png\n    name: b", "author:\n  name: 誰か", "toc: true", "params:\n  mood: good"})
	}
	tags := strings.Join(each(m.Tags, `"%s"`), ", ")
	yaml := "title: \"" + m.Title + "\"\ndate: " + m.Date + one(w, []string{"", "T10:00:00+09:00"}) + "\ntags: [" + tags + "]\n" + more + "\n"
	switch {
	case strings.Contains(more, "\n") || w.oneIn(2):
		return "---\n" + yaml + "---\n"
	case w.oneIn(3):
		return "{\n \"title\": \"" + m.Title + "\",\n \"date\": \"" + m.Date + "\",\n \"tags\": [" + tags + "],\n \"draft\": " + fmt.Sprint(m.Hidden == "draft") +
			map[string]string{"expired": ",\n \"expiryDate\": \"2020-01-01\"", "headless": ",\n \"headless\": true"}[m.Hidden] + "\n}\n"
	}
	key, value, _ := strings.Cut(more, ": ")
	if value != "true" && value != "false" && value != "10" && value[0] != '[' {
		value = "\"" + value + "\""
	}
	value = strings.NewReplacer("[/", "[\"/", "/]", "/\"]").Replace(value)
	return "+++\ntitle = \"" + m.Title + "\"\ndate = " + m.Date + "T10:00:00+09:00\ntags = [" + tags + "]\n" + key + " = " + value + "\n+++\n"
}

func each(words []string, format string) []string {
	var out []string
	for _, word := range words {
		out = append(out, fmt.Sprintf(format, word))
	}
	return out
}
