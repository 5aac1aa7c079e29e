package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Components are tags of Vue, React and Astro, as in the pages of VitePress,
// Docusaurus and Starlight: <Tabs>, <Badge text="new" />. Their names begin
// with a capital and are none of HTML's. A placeholder looks the same
// (<BucketName>, Vec<String>), so one needs an end tag, an end in itself or a
// value to be a component. They are read as the tags of other generators are:
// what stands between a pair stays.

// componentName is how one begins. <T> and <BUCKET_NAME> are placeholders, but
// for <X />. A picture may have an address that only a program knows to read,
// and a template with a name is what Vue shows in a slot.
var componentName = regexp.MustCompile(`^<(/?)(img|template|[A-Z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*)[\s/>]`)

// componentAt reads the component that b begins with, which stands at a place
// of the text.
func (s *sheet) componentAt(b []byte, at int) (t template, ok bool) {
	if s.o.UnsafeHTML || len(b) < 4 || b[0] != '<' || b[1] != '/' && b[1] != 'i' && b[1] != 't' && (b[1] < 'A' || b[1] > 'Z') {
		return t, false
	}
	m := componentName.FindSubmatch(b)
	if m == nil || string(m[2]) != "img" && string(m[2]) != "template" && rules[strings.ToLower(string(m[2]))].role != unknown {
		return t, false
	}
	t = template{kind: component, name: string(m[2]), closes: len(m[1]) > 0}
	t.size = len(m[0]) - 1
	if !t.properties(b[:min(len(b), maxTemplate)]) {
		return t, false
	}
	if t.name == "img" {
		return t, !t.closes && t.computed && t.picture() != ""
	}
	if strings.ToUpper(t.name) == t.name {
		return t, t.single
	}
	_, paired := s.pairs()[at]
	if t.name == "template" {
		return t, paired
	}
	return t, paired || !t.closes && (t.single || len(t.named) > 0)
}

// properties reads on behind a component's name, to its end.
func (t *template) properties(b []byte) bool {
	t.named = map[string]string{}
	for t.size < len(b) {
		switch c := b[t.size]; {
		case c == '\n' && bytes.HasPrefix(b[t.size:], []byte("\n\n")):
			return false
		case c == ' ' || c == '\t' || c == '\n':
			t.size++
		case c == '>':
			t.size++
			return true
		case c == '/' && bytes.HasPrefix(b[t.size:], []byte("/>")):
			t.size += 2
			t.single = true
			return true
		case c == '{':
			n := braces(b[t.size:])
			if n == 0 {
				return false
			}
			t.size += n
		default:
			if !t.property(b) {
				return false
			}
		}
	}
	return false
}

var propertyName = regexp.MustCompile(`^[A-Za-z_:@#][\w:@#.-]*`)

// property reads name="value" or name={value}; of an expression only a quoted
// text is known.
func (t *template) property(b []byte) bool {
	name := propertyName.Find(b[t.size:])
	if t.size += len(name); len(name) == 0 {
		return false
	}
	if t.size+1 >= len(b) || b[t.size] != '=' {
		return true
	}
	t.size++
	rest, n := b[t.size:], 0
	switch rest[0] {
	case '"', '\'':
		n = bytes.IndexByte(rest[1:], rest[0]) + 2
	case '{':
		n = braces(rest)
	default:
		n = bytes.IndexAny(rest, " \t\n>")
	}
	if n < 2 && (n < 1 || rest[0] == '"' || rest[0] == '\'') {
		return false
	}
	t.size += n
	key, bound := strings.CutPrefix(strings.ToLower(string(name)), ":")
	value := quotedIn(rest[:n])
	if m := addressCall.FindStringSubmatch(strings.Trim(string(rest[:n]), "{}\"' ")); m != nil && (bound || rest[0] == '{') {
		value, t.computed = m[1], true
	} else if bound {
		value = ""
	}
	t.named[key] = value
	return true
}

// addressCall is how a program says where a file is.
var addressCall = regexp.MustCompile(`^(?:require|useBaseUrl|withBase)\(\s*["']([^"']+)["']?\s*\)(?:\.default)?$`)

// quotedIn gives the text that a value is, "" for an expression.
func quotedIn(value []byte) string {
	v := string(value)
	if v[0] == '{' {
		if v = strings.TrimSpace(v[1 : len(v)-1]); v == "" || strings.IndexByte("\"'`", v[0]) < 0 {
			return ""
		}
	}
	if n := len(v); n > 1 && v[0] == v[n-1] && strings.IndexByte("\"'`", v[0]) >= 0 {
		v = v[1 : n-1]
	}
	return v
}

// braces gives the length of what stands in braces, 0 when they never close.
// Braces in quotes count for nothing.
func braces(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch c := b[i]; c {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'', '`':
			n := bytes.IndexByte(b[i+1:], c)
			if n < 0 {
				return 0
			}
			i += n + 1
		}
	}
	return 0
}

// imports are lines of a program at the head of a page: they end at a blank
// line behind which all brackets are closed.
var imports = regexp.MustCompile(`^(?:import\s+(?:[\w*{}$,\s]+?\s+from\s+)?["'][^"'\n]+["'];?[ \t]*(?:\n|$)|export\s+(?:const|let|var|function|default|async|class)\b)`)

// programEnd gives where the program ends that begins at an offset, 0 for none.
// After a few without an end none is looked for any more.
func (s *sheet) programEnd(at int) int {
	if s.endlessPrograms > maxEndless {
		return 0
	}
	end, ok := importsEnd(s.body[at:])
	if !ok {
		s.endlessPrograms++
	}
	return end
}

const maxEndless = 4

// importsEnd gives where the program ends that b begins with, 0 for none; it is
// not ok when there is one and no end of it.
func importsEnd(b []byte) (end int, ok bool) {
	m := imports.Find(b[:min(len(b), maxTemplate)])
	if m == nil {
		return 0, true
	}
	if m[0] == 'i' {
		return len(m), true
	}
	depth, before := 0, byte(0)
	for i := 0; i < len(b) && i < maxProgram; {
		c, size := utf8.DecodeRune(b[i:])
		switch {
		case strings.ContainsRune("({[", c):
			depth++
		case strings.ContainsRune(")}]", c):
			depth--
		case c == '\n' && before == '\n' && depth <= 0:
			return i, true
		}
		before = b[i]
		i += size
	}
	if len(b) <= maxProgram && depth <= 0 {
		return len(b), true
	}
	return 0, false
}

// maxProgram is how far the end of a program is looked for.
const maxProgram = 16384
