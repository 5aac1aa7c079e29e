package markdown

import (
	"bytes"
	"regexp"
	"strings"
)

// template is a tag that another generator's template language reads: Hugo's
// {{< figure src="a.png" >}}, Liquid's {% highlight go %} and {{ site.url }},
// mdBook's {{#include a.md}}; or a component, <Badge text="new" />.
type template struct {
	kind     templateKind
	name     string // of a value the whole expression
	words    []string
	named    map[string]string
	closes   bool   // the end of a pair
	single   bool   // of a component: without content
	computed bool   // of a component: a program gives an address in it
	shown    string // of one that is commented out: what it shows
	size     int    // in bytes
}

type templateKind uint8

const (
	shortcode   templateKind = iota // {{< x >}} and {{% x %}}
	liquidTag                       // {% x %}
	liquidValue                     // {{ x }}
	directive                       // {{#x}}
	component                       // <X>
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
	if t.kind == liquidTag && name == "include" {
		rest = t.included(rest)
	}
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
	case component:
		return "<" + t.name + ">"
	}
	return "{{ " + t.name + " }}"
}
