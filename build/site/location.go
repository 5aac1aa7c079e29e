package site

import (
	"fmt"
	"strings"

	"memo/build/filename"
	"memo/build/japanese"
	"memo/build/page"
)

// index is the file that an address with a slash at its end stands for.
const index = "index.html"

// location is where something is published: its output path, its URL, and
// the key by which its address is known (the folded path without index.html).
type location struct{ out, url, key string }

// spelled is an address, or a piece of one, as a path, folded, and escaped.
type spelled struct{ out, key, url string }

func spell(s string) spelled { return spelled{s, japanese.Fold(s), page.Escape(s)} }

func same(s string) spelled { return spelled{s, s, s} }

// locate gives the location of an address from the site's root, under names
// that every system can hold.
func (a *assembly) locate(s spelled) location {
	prefix := a.site.Prefix
	if safe := filename.Path(s.out); safe != s.out {
		s = spell(safe)
	}
	if s.out != "" && !strings.HasSuffix(s.out, "/") {
		return location{s.out, prefix + s.url, s.key}
	}
	if s.out == s.url && s.out == s.key {
		return plainLocation(prefix+s.out+index, len(prefix))
	}
	l := location{s.out + index, prefix + s.url, s.key}
	if s.key == s.out {
		l.key = l.out[:len(s.out)]
	}
	return l
}

// plainLocation takes a location apart that is spelled alike in all three
// ways, as nearly all are: they share one string of prefix, address, index.
func plainLocation(all string, prefix int) location {
	end := len(all) - len(index)
	return location{out: all[prefix:], url: all[:end], key: all[prefix:end]}
}

// plain tells whether an address is spelled alike in all three ways.
func plain(s []byte) bool {
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '/' && c != '.' && c != '_' && c != '~' {
			return false
		}
	}
	return true
}

// tooLong says that an output path is longer than systems and S3 take, "" when
// it is not.
func tooLong(out string) string {
	if len(out) <= filename.Max {
		return ""
	}
	if len(out) > page.MaxAddress+len(index) {
		return fmt.Sprintf("an address of %d bytes is too long for a file, %.20s…", len(out)-len(index), out)
	}
	for name := range strings.SplitSeq(out, "/") {
		if len(name) > filename.Max {
			return fmt.Sprintf("a name of %d bytes in an address is too long for a file, %.20s…", len(name), name)
		}
	}
	return ""
}

// trimIndex makes an output path that of its address.
func trimIndex(out string) string {
	if s, ok := strings.CutSuffix(out, index); ok && (s == "" || strings.HasSuffix(s, "/")) {
		return s
	}
	return out
}

// folderOrFile gives an address the slash that it needs unless it names an
// HTML file. /x/index.html is /x/.
func folderOrFile(s string) string {
	s = trimIndex(s)
	if s == "" || strings.HasSuffix(s, "/") || strings.HasSuffix(s, ".html") || strings.HasSuffix(s, ".htm") {
		return s
	}
	return s + "/"
}

// arena keeps short strings that live as long as the site in few long ones:
// one allocation for a thousand addresses.
type arena struct{ b strings.Builder }

func (a *arena) keep(s []byte) string {
	const size = 1 << 16
	if a.b.Cap()-a.b.Len() < len(s) {
		a.b.Reset()
		a.b.Grow(max(size, len(s)))
	}
	n := a.b.Len()
	a.b.Write(s)
	return a.b.String()[n:]
}
