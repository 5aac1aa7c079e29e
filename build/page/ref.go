package page

import (
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"memo/build/japanese"
	"memo/build/markdown"
	"memo/build/source"
)

// Ref is a link as far as its own file can tell where it leads.
type Ref struct {
	Way      Way
	Picture  bool   // a file is wanted, to be shown in place
	Climbs   bool   // ByPath: taken from the file's folder, it leaves content/
	Nearest  bool   // ByPath: a bare name, which may be that of a file elsewhere
	Key      string // ByPath: path under content/ or address, cleaned; ByName: name or path without ".md"; both folded. Away: the URL
	Rel      string // ByPath: the folded path as written when it is relative, else ""
	Query    string // "?a=b" or ""
	Fragment string // NFC, not percent-encoded; "" without one
}

// Way is how a link is to be looked up.
type Way uint8

// The ways. Nowhere is a link that must not be followed: its scheme is none
// that a memo may lead to.
const (
	Nowhere Way = iota
	Here        // this page
	ByPath      // a source file, or an address of the site
	ByName      // a wiki link
	Away        // a URL with a host
)

// schemes are what a link may begin with.
var schemes = []string{"http", "https", "mailto", "tel", "ftp"}

func newRef(l markdown.Link, folder string) Ref {
	r := Ref{}
	if l.Kind == markdown.Wiki || l.Kind == markdown.WikiImage {
		r = nameRef(l.Target, l.Fragment, folder)
	} else {
		r = NewRef(l.Target, l.Fragment, folder)
	}
	r.Picture = l.Kind == markdown.Image || l.Kind == markdown.WikiImage
	r.Nearest = l.Nearest && r.Way == ByPath && r.Rel != "" && !strings.Contains(r.Rel, "/")
	return r
}

// NewRef reads a destination as Markdown has it: percent-encoded or not,
// relative to folder (folded, "" for the top) or from the site's root.
func NewRef(target, fragment, folder string) Ref {
	target = strings.TrimSpace(target)
	if scheme, ok := schemeOf(target); ok || strings.HasPrefix(target, "//") {
		return awayRef(scheme, target, fragment)
	}
	r := Ref{Way: ByPath, Fragment: decoded(fragment)}
	target, query, asks := strings.Cut(target, "?")
	if asks {
		r.Query = "?" + query
	}
	if target == "" {
		r.Way = Here
		return r
	}
	target = japanese.Fold(decoded(target))
	if rest, rooted := strings.CutPrefix(target, "/"); rooted {
		r.Key, _ = cleanKey("/" + rest)
		return r
	}
	r.Rel = target
	if folder != "" {
		target = folder + "/" + target
	}
	var ok bool
	r.Key, ok = cleanKey(target)
	r.Climbs = !ok
	return r
}

// schemeOf gives what stands before a colon, when that is the form of a scheme.
func schemeOf(s string) (string, bool) {
	for i := range len(s) {
		switch c := s[i]; {
		case c == ':':
			return strings.ToLower(s[:i]), i > 0
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return "", false
		}
	}
	return "", false
}

func awayRef(scheme, target, fragment string) Ref {
	if scheme != "" {
		known := false
		for _, s := range schemes {
			known = known || s == scheme
		}
		if !known {
			return Ref{}
		}
	}
	if fragment != "" {
		target += "#" + fragment
	}
	return Ref{Way: Away, Key: target}
}

// nameRef reads what stands in [[ ]]; nothing in it is percent-encoded.
func nameRef(target, fragment, folder string) Ref {
	r := Ref{Way: ByName, Fragment: norm.NFC.String(strings.TrimSpace(fragment[strings.LastIndexByte(fragment, '#')+1:]))}
	key := japanese.Fold(strings.TrimSpace(target))
	if key == "" {
		r.Way = Here
		return r
	}
	if strings.HasPrefix(key, "./") || strings.HasPrefix(key, "../") {
		key, _ = cleanKey(folder + "/" + key)
	}
	r.Key = source.Stem(strings.TrimPrefix(key, "/"))
	return r
}

// Stem gives the path of a source file without the extension by which it is
// Markdown; any other path as it is.
func Stem(path string) string { return source.Stem(path) }

// SourceKey gives the key of a source file that a folded path names, whatever
// the spelling of its extension; false when the path names no Markdown file.
func SourceKey(path string) (string, bool) {
	stem := source.Stem(path)
	return stem + ".md", stem != path
}

// cleanKey resolves "." and ".." and takes doubled slashes and the one at the
// start out. A path that names a folder keeps the slash at its end; the root
// is "". It is false for a path that climbs out of the root.
func cleanKey(s string) (string, bool) {
	rooted := strings.HasPrefix(s, "/")
	folder := strings.HasSuffix(s, "/") || strings.HasSuffix(s, "/.") || strings.HasSuffix(s, "/..") || s == "." || s == ".."
	s = path.Clean(s)
	if rooted {
		s = s[1:]
	}
	switch {
	case s == ".." || strings.HasPrefix(s, "../"):
		return "", false
	case s == "." || s == "":
		return "", true
	case folder:
		return s + "/", true
	}
	return s, true
}

// Join gives the key of rel taken from the folder of the address from, both
// folded; false when it climbs out of the root.
func Join(from, rel string) (string, bool) {
	return cleanKey(from[:strings.LastIndexByte(from, '/')+1] + rel)
}
