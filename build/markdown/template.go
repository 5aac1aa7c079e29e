package markdown

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// template is a tag that another generator's template language reads: Hugo's
// {{< figure src="a.png" >}}, Liquid's {% highlight go %} and {{ site.url }},
// mdBook's {{#include a.md}}.
type template struct {
	kind   templateKind
	name   string // of a value the whole expression
	words  []string
	named  map[string]string
	closes bool   // the end of a pair
	shown  string // of one that is commented out: what it shows
	size   int    // in bytes
}

type templateKind uint8

const (
	shortcode   templateKind = iota // {{< x >}} and {{% x %}}
	liquidTag                       // {% x %}
	liquidValue                     // {{ x }}
	directive                       // {{#x}}
)

// templateSigns are what tags begin and end with, the longest first.
var templateSigns = []struct {
	open, close string
	kind        templateKind
}{
	{"{{<", ">}}", shortcode}, {"{{%", "%}}", shortcode}, {"{{#", "}}", directive}, {"{{", "}}", liquidValue}, {"{%", "%}", liquidTag},
}

// maxTemplate is how far the end of a tag is looked for.
const maxTemplate = 2048

var (
	templateName = regexp.MustCompile(`^[A-Za-z_][\w./-]*$`)
	templateWord = regexp.MustCompile(`(?s)(?:([\w.-]+)\s*=\s*)?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|` + "`[^`]*`" + `|[^\s"'` + "`" + `]+)`)
)

// readTemplate reads the tag that b begins with.
func readTemplate(b []byte) (t template, ok bool) {
	for _, sign := range templateSigns {
		if !bytes.HasPrefix(b, []byte(sign.open)) {
			continue
		}
		rest := b[len(sign.open):min(len(b), maxTemplate)]
		n := bytes.Index(rest, []byte(sign.close))
		if n < 0 || bytes.Contains(rest[:n], []byte("{{")) || bytes.Contains(rest[:n], []byte("\n\n")) {
			return t, false
		}
		t.kind, t.size = sign.kind, len(sign.open)+n+len(sign.close)
		inside := strings.TrimSpace(strings.Trim(string(rest[:n]), "-"))
		if shown, ok := strings.CutPrefix(inside, "/*"); ok && t.kind == shortcode && strings.HasSuffix(shown, "*/") {
			t.shown = sign.open + strings.TrimSuffix(shown, "*/") + sign.close
			return t, true
		}
		return t, t.read(inside)
	}
	return t, false
}

// read takes what stands between the signs apart.
func (t *template) read(inside string) bool {
	switch t.kind {
	case liquidValue:
		t.name = inside
		return inside != "" && !strings.Contains(inside, "\n")
	case shortcode:
		if t.closes = strings.HasPrefix(inside, "/"); t.closes {
			inside = strings.TrimSpace(inside[1:])
		}
		inside = strings.TrimSuffix(inside, "/")
	}
	name, rest := inside, ""
	if i := strings.IndexAny(inside, " \t\n"); i >= 0 {
		name, rest = inside[:i], inside[i:]
	}
	if t.kind == liquidTag && len(name) > len("end") && strings.HasPrefix(name, "end") {
		name, t.closes = name[len("end"):], true
	}
	t.name = name
	for _, m := range templateWord.FindAllStringSubmatch(rest, -1) {
		value := m[2]
		if strings.IndexByte("\"'`", value[0]) >= 0 {
			value = value[1 : len(value)-1]
		}
		if m[1] == "" {
			t.words = append(t.words, value)
			continue
		}
		if t.named == nil {
			t.named = map[string]string{}
		}
		t.named[strings.ToLower(m[1])] = value
	}
	return templateName.MatchString(name)
}

// value gives the first word, or what one of some names was given.
func (t *template) value(names ...string) string {
	for _, name := range names {
		if v := t.named[name]; v != "" {
			return v
		}
	}
	if len(t.words) > 0 {
		return t.words[0]
	}
	return ""
}

// written names a tag in a message.
func (t *template) written() string {
	switch t.kind {
	case shortcode:
		return "{{< " + t.name + " >}}"
	case liquidTag:
		return "{% " + t.name + " %}"
	case directive:
		return "{{#" + t.name + "}}"
	}
	return "{{ " + t.name + " }}"
}

// frames are the pairs that only say how the text between them looks, and what
// a theme does by itself: they go without a word.
var frames = strings.Fields("notice alert note tip warning info danger caution important hint callout admonition message details expand " +
	"collapse fold tabs tab tabpane columns column steps step cards center lead quote blockquote panel box raw rawhtml toc " +
	"br title comment")

// framed tells one of them, or the end of any pair.
func (t *template) framed() bool {
	return t.closes || slices.Contains(frames, strings.ToLower(t.name))
}

// headline gives what a pair of Hugo's says above the text between them.
func (t *template) headline() string {
	if t.closes || t.kind != shortcode || !t.framed() {
		return ""
	}
	n := len(t.words)
	switch name := strings.ToLower(t.name); {
	case name == "notice" && n > 1, n == 1 && (name == "details" || name == "expand" || name == "tab"):
		return t.words[n-1]
	}
	return cmp.Or(t.named["title"], t.named["summary"], t.named["header"])
}

// reference gives what a tag that stands for an address leads to, by the name
// of its file.
func (t *template) reference() string {
	switch {
	case t.closes:
	case t.kind == shortcode && (t.name == "ref" || t.name == "relref"):
		return t.value("path")
	case t.kind == liquidTag && (t.name == "link" || t.name == "post_url"):
		return strings.Join(t.words, " ")
	}
	file, _ := t.file()
	return file
}

// file gives the file of which a tag shows a part, "" for all of it.
func (t *template) file() (name, part string) {
	switch {
	case t.closes:
	case t.kind == directive && (t.name == "include" || t.name == "rustdoc_include" || t.name == "playground" || t.name == "playpen"),
		t.kind == liquidTag && t.name == "include_relative":
		name, part, _ = strings.Cut(t.value("file"), ":")
	}
	return name, part
}

// page gives the page of another site that a tag would have shown a piece of.
func (t *template) page() string {
	id := t.value("id")
	if t.closes || id == "" || t.kind == liquidValue {
		return ""
	}
	if scheme(id) == "http" || scheme(id) == "https" {
		if slices.Contains(strings.Fields("youtube vimeo gist tweet twitter x instagram card link linkcard blogcard embed bookmark"), t.name) {
			return id
		}
		return ""
	}
	switch t.name {
	case "youtube":
		return "https://www.youtube.com/watch?v=" + id
	case "vimeo":
		return "https://vimeo.com/" + id
	case "instagram":
		return "https://www.instagram.com/p/" + id + "/"
	case "gist":
		return "https://gist.github.com/" + strings.Join(t.words[:min(2, len(t.words))], "/")
	case "tweet", "twitter", "x", "x_simple", "twitter_simple":
		user := t.named["user"]
		if user == "" {
			user = "i"
		}
		return "https://x.com/" + user + "/status/" + id
	}
	return ""
}
