package site

import (
	"html"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// face writes what card i shows: the title of the page it leads to and the
// host, else the address in parts, of which a style sheet can cut the middle.
func (e *Entry) face(out []byte, i int) []byte {
	host, path, last := split(e.Doc.Links[i].Text)
	if i < len(e.Links) && e.Links[i].Title != "" {
		out = span(out, "card-title", e.Links[i].Title)
		return span(append(out, ' '), "card-host", host)
	}
	out = span(out, "card-host", host)
	if path != "" {
		out = span(out, "card-path", path)
	}
	if last != "" {
		out = span(out, "card-last", last)
	}
	return out
}

// short is how many bytes of folders are not worth a cut.
const short = 6

// split takes an address without its scheme apart: the host, the folders, and
// the last name with what follows. Together they are the address as browsers
// show it, in letters where it is percent-encoded.
func split(address string) (host, path, last string) {
	if at := strings.IndexAny(address, "/?#"); at >= 0 {
		host, path = address[:at], shown(address[at:])
	} else {
		return address, "", ""
	}
	names, _, _ := strings.Cut(path, "?")
	names, _, _ = strings.Cut(names, "#")
	at := strings.LastIndexByte(names, '/')
	if at < short {
		return host, "", path
	}
	return host, path[:at], path[at:]
}

// encoded is letters beyond ASCII as an address spells them.
var encoded = regexp.MustCompile(`(?:%[89A-Fa-f][0-9A-Fa-f])+`)

// shown decodes the letters of an address, but nothing that would hide or turn
// round what stands beside it.
func shown(s string) string {
	return encoded.ReplaceAllStringFunc(s, func(run string) string {
		plain, err := url.PathUnescape(run)
		hides := func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) }
		if err != nil || !utf8.ValidString(plain) || strings.ContainsFunc(plain, hides) {
			return run
		}
		return plain
	})
}

func span(out []byte, class, text string) []byte {
	out = append(append(append(out, `<span class="`...), class...), `">`...)
	return append(append(out, html.EscapeString(text)...), "</span>"...)
}
