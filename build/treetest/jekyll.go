package treetest

import (
	"fmt"
	"slices"
	"strings"
)

// jekyll is a Jekyll site: dated files in _posts, drafts in _drafts, Liquid.
var jekyll = kind{
	dialect: "jekyll",
	lay: func(w *writer) {
		m := &Memo{name: fmt.Sprintf("%s-%d", w.command(), w.next()), Date: w.date(), Tags: some(w, 3, "aws", "terraform", "go", "日記")}
		m.File = "_posts/" + one(w, []string{"", "", "aws/"}) + one(w, []string{m.Date, m.Date, strings.ReplaceAll(m.Date, "-0", "-")}) + "-" + m.name + one(w, []string{".md", ".markdown"})
		switch {
		case w.oneIn(8):
			m.Hidden = "published: false"
		case w.oneIn(10):
			m.Hidden, m.File, m.Date = "_drafts", "_drafts/"+m.name+".md", ""
		}
		w.add(m)
	},
	front: func(w *writer, m *Memo) string {
		tags := one(w, []string{"[" + strings.Join(m.Tags, ", ") + "]", strings.Join(m.Tags, " ")})
		out := "---\nlayout: post\ntitle: " + one(w, []string{m.Title, "\"" + m.Title + "\""}) + "\ntags: " + tags + "\n"
		if m.Hidden == "published: false" {
			out += m.Hidden + "\n"
		}
		return out + one(w, []string{"", "comments: true\n", "excerpt: " + w.phrase() + "\n", "author: 誰か\n"}) + "---\n"
	},
	link: func(w *writer, to *Memo) habit {
		if w.oneIn(2) {
			return byFile(w, to)
		}
		text := w.linked(to)
		return habit{"[" + text + "]({% post_url " + stem(to.File) + " %})", text}
	},
	picture: func(w *writer, alt, file string) habit {
		w.drawing("assets/img/" + file)
		plain := pictured(alt, "/assets/img/"+file)
		return habit{pictured(alt, one(w, []string{"", "{{ site.baseurl }}", "{{ site.url }}"})+"/assets/img/"+file).written, plain.means}
	},
	habits: slices.Concat(markup, []func(*writer) habit{
		func(w *writer) habit {
			text := w.sentence()
			return habit{text + "\n{: .note}", text}
		},
		func(w *writer) habit {
			text := w.sentence()
			return habit{"> " + text + "\n{: .prompt-" + one(w, []string{"tip", "info", "warning", "danger"}) + " }", "> " + text}
		},
		func(w *writer) habit {
			text := w.sentence()
			return habit{one(w, []string{"{::comment}" + w.phrase() + "{:/comment}" + text, "{::nomarkdown}" + text + "{:/}", "{::nomarkdown}\n" + text + "\n{:/nomarkdown}",
				"{::options toc_levels=\"2..3\" /}\n\n" + text}), text}
		},
		func(w *writer) habit {
			return habit{"[外](https://example.com/){:target=\"_blank\"}へ。", "[外](https://example.com/)へ。"}
		},
		func(w *writer) habit {
			text := w.sentence()
			return habit{text + "\n\n* TOC\n{:toc}", text}
		},
		func(w *writer) habit {
			text := code(w)
			return habit{"{% highlight ruby linenos %}\n" + text + "{% endhighlight %}", "```ruby\n" + text + "```"}
		},
		func(w *writer) habit {
			text := w.sentence()
			return habit{text + " {% include ads.html slot=\"1\" %}", text}
		},
		func(w *writer) habit { return habit{"{% comment %}" + w.phrase() + "{% endcomment %}", ""} },
		func(w *writer) habit { return habit{"<!--more-->", ""} },
		footnoted,
	}),
	mess: func(w *writer) {
		w.put("_config.yml", "title: My Blog\nurl: https://example.org\nbaseurl: \"\"\nplugins: [jekyll-feed]\n")
		w.put("Gemfile", "gem 'jekyll'\n")
		w.put("_layouts/default.html", "{{ content }}\n")
		w.put("_includes/ads.html", "<script></script>\n")
		w.put("index.html", "---\nlayout: home\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n")
		w.put("assets/css/style.scss", "---\n---\n@import 'x';\n")
		w.unread("_site/2020/01/01/x.md")
		w.unread("vendor/bundle/ruby/gems/jekyll/README.md")
	},
}
