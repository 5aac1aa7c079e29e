package page

import (
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"memo/build/filename"
)

// problem is what is wrong with an address; none when the message is empty.
type problem struct{ message, hint string }

// MaxAddress is the length in bytes of an address that S3 takes as a key, with
// room for the file in it, and systems as a path in a folder.
const MaxAddress = 1000

// cleanSlug gives a slug as a segment of a path: NFC, blanks as '-'.
func cleanSlug(s string) (string, problem) {
	s = strings.Join(strings.Fields(norm.NFC.String(s)), "-")
	switch {
	case strings.Contains(s, `\`):
		return "", problem{"a slug cannot hold \\: " + strconv.Quote(s), ""}
	case s == "." || s == "..":
		return "", problem{"a slug cannot be " + strconv.Quote(s), ""}
	}
	if p := unsafe(s); p.message != "" {
		return "", p
	}
	return s, problem{}
}

// cleanURL gives a path from the site's root, with the slash before it.
func cleanURL(s string) (string, problem) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", problem{}
	}
	if p := noQuery(s); p.message != "" {
		return "", p
	}
	s = decoded(s)
	if p := onSite(s); p.message != "" {
		return "", p
	}
	return cleanSlashes("/" + s), problem{}
}

// cleanAlias gives an alias as a path: from the root with a slash before it,
// else relative to the folder that the page's address is in. "" for an alias
// that is no address but another name for wiki links, such as "C# とは?".
func cleanAlias(s string) (string, problem) {
	if s == "" || !strings.Contains(s, "/") && strings.ContainsAny(s, `?#:\`) {
		return "", problem{}
	}
	if p := noQuery(s); p.message != "" {
		return "", p
	}
	s = decoded(s)
	if p := onSite(withoutDots(s)); p.message != "" {
		return "", p
	}
	return cleanSlashes(s), problem{}
}

// withoutDots takes the steps upwards off the start of a relative path.
// Whether they leave the site depends on where its page stands.
func withoutDots(s string) string {
	for strings.HasPrefix(s, "../") || strings.HasPrefix(s, "./") {
		_, s, _ = strings.Cut(s, "/")
	}
	return s
}

// noQuery tells what a path would lose in a browser.
func noQuery(s string) problem {
	if strings.ContainsAny(s, "?#") {
		return problem{"a path cannot hold ? or #: " + strconv.Quote(s), "of a name that holds them, write %3F and %23"}
	}
	return problem{}
}

// onSite tells what keeps a path from being an address of this site.
func onSite(s string) problem {
	if i := strings.IndexAny(s, ":/"); strings.HasPrefix(s, "//") || i > 0 && s[i] == ':' {
		return problem{"must be a path on this site, found " + strconv.Quote(s), "begin it with a single /"}
	}
	if strings.Contains(s, `\`) {
		return problem{`a path cannot hold \: ` + strconv.Quote(s), ""}
	}
	if len(s) > MaxAddress {
		return problem{"an address of " + strconv.Itoa(len(s)) + " bytes is too long for a file", "at most " + strconv.Itoa(MaxAddress) + " bytes"}
	}
	for segment := range strings.SplitSeq(s, "/") {
		if segment == ".." || segment == "." {
			return problem{"a path cannot hold " + strconv.Quote(segment), "write it from the root: /posts/name/"}
		}
		if p := unsafe(segment); p.message != "" {
			return p
		}
	}
	return problem{}
}

// unsafe tells what no file name should hold.
func unsafe(segment string) problem {
	if strings.ContainsFunc(segment, func(r rune) bool { return unicode.IsControl(r) || turns(r) }) {
		return problem{"holds a control character: " + strconv.Quote(segment), "delete it"}
	}
	if len(segment) > filename.Max {
		return problem{"a name of " + strconv.Itoa(len(segment)) + " bytes is too long for a file", "at most " + strconv.Itoa(filename.Max) + " bytes"}
	}
	return problem{}
}

// cleanSlashes makes runs of slashes one, keeping the last.
func cleanSlashes(s string) string {
	out := path.Clean(s)
	if strings.HasSuffix(s, "/") && out != "/" {
		out += "/"
	}
	return out
}

// decoded takes percent-encoding away where it is one of UTF-8.
func decoded(s string) string {
	if strings.IndexByte(s, '%') >= 0 {
		if d, err := url.PathUnescape(s); err == nil && utf8.ValidString(d) {
			s = d
		}
	}
	return norm.NFC.String(s)
}

// Escape percent-encodes a path for use in a URL. Only unreserved characters
// and slashes stay: S3 reads a '+' in a path as a blank, and what needs no
// care in HTML attributes is safe to paste anywhere.
func Escape(path string) string {
	n := 0
	for i := range len(path) {
		if !unreserved(path[i]) {
			n++
		}
	}
	if n == 0 {
		return path
	}
	out := make([]byte, 0, len(path)+2*n)
	for i := range len(path) {
		if c := path[i]; unreserved(c) {
			out = append(out, c)
		} else {
			out = append(out, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		}
	}
	return string(out)
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' || c == '~' || c == '/'
}
