package markdown

import (
	"bytes"
	"regexp"
	"sort"
	"strings"
)

// byName begins a destination that leads to a file by its name, as a wiki link
// does: {{< ref "a.md" >}}. No author can write it, since control characters
// are dropped.
const byName = "\x01"

// addressPlace is what an address follows: that of a link, a picture, a
// definition, or in a tag of HTML.
var addressPlace = regexp.MustCompile(`(?m)\]\([ \t]*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?|[ \t\n"'](?:href|src)=["']`)

// withAddresses gives the text as the parser reads it: with an address in the
// place of each tag that stands for one, byte for byte as long, so that what is
// found in it stands in the author's text as well. Code is drawn from there.
func (s *sheet) withAddresses() []byte {
	if !bytes.Contains(s.body, []byte("{{")) && !bytes.Contains(s.body, []byte("{%")) {
		return s.body
	}
	s.raws = rawParts(s.body)
	out, done := s.body, 0
	for _, m := range addressPlace.FindAllIndex(s.body, -1) {
		if m[1] < done {
			continue
		}
		address, end := s.addressAt(m[1])
		if done = end; address == "" || s.isRaw(m[1]) {
			continue
		}
		if &out[0] == &s.body[0] {
			out = bytes.Clone(s.body)
			out = out[:len(out):len(out)]
		}
		n := copy(out[m[1]:end], address)
		for i := m[1] + n; i < end; i++ {
			out[i] = ' '
		}
	}
	return out
}

// maxBefore is how far into an address its first tag is looked for.
const maxBefore = 100

// addressAt reads an address with tags in it, up to a blank or what it stands
// in ends with; "" without any.
func (s *sheet) addressAt(from int) (address string, end int) {
	quote, angle := s.body[from-1], s.body[from-1] == '<'
	quoted := quote == '"' || quote == '\''
	var b strings.Builder
	tags := 0
	for end = from; end < len(s.body) && end-from < maxTemplate && (tags > 0 || end-from < maxBefore); {
		c := s.body[end]
		if t, ok := readTemplate(s.body[end:]); ok && c == '{' {
			value, known := t.address()
			if !known {
				return "", end
			}
			if quoted {
				value = strings.TrimPrefix(value, byName)
			}
			b.WriteString(value)
			end += t.size
			tags++
			continue
		}
		if quoted && c == quote || angle && c == '>' || !quoted && !angle && (c == ' ' || c == '\t' || c == ')') || c == '\n' {
			break
		}
		b.WriteByte(c)
		end++
	}
	address = b.String()
	if tags == 0 || end-from < len(address)+2 || strings.ContainsAny(address, "<>\n\"") {
		return "", end
	}
	switch {
	case address == "":
		address = "/"
	case !quoted && !angle && strings.ContainsAny(address, " ()"):
		address = "<" + address + ">"
	}
	return address, end
}

// address gives what a tag in an address stands for.
func (t *template) address() (address string, known bool) {
	if target := t.reference(); target != "" {
		return byName + target, true
	}
	if t.kind != liquidValue {
		return "", false
	}
	value, _, _ := strings.Cut(t.name, "|")
	value = strings.TrimSpace(value)
	if n := len(value); n > 1 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] {
		return value[1 : n-1], true
	}
	switch strings.ToLower(value) {
	case "site.baseurl", "site.url", "site.github.url", "base_path", "page.url":
		return "", true
	}
	return "", false
}

// rawParts gives what stands between {% raw %} and {% endraw %}, of which each
// second offset is an end.
func rawParts(body []byte) (list []int) {
	mark, off := rawBegins, 0
	for {
		m := mark.FindIndex(body[off:])
		if m == nil {
			return list[:len(list)/2*2]
		}
		list = append(list, off+m[1])
		off += m[1]
		if mark == rawBegins {
			mark = rawEnds
		} else {
			mark = rawBegins
		}
	}
}

var (
	rawBegins = regexp.MustCompile(`\{%-? *raw *-?%\}`)
	rawEnds   = regexp.MustCompile(`\{%-? *endraw *-?%\}`)
)

// isRaw tells whether off is between them: what looks like a tag there is text.
func (s *sheet) isRaw(off int) bool {
	return sort.SearchInts(s.raws, off+1)%2 > 0
}
