package page

import (
	"path"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fileName gives the name that a file was given by its author: of a bundle
// (x/index.md) and of a folder's own text (x/_index.md) that of the folder.
// "" for the home page.
func fileName(p string) string {
	dir, base := path.Split(p)
	name := strings.TrimSuffix(base, path.Ext(base))
	if name == "index" || name == "_index" {
		return strings.TrimPrefix(path.Base("/"+dir), "/")
	}
	return name
}

// fileTitle is fileName for people: a README is about its folder, and the date
// that a name begins with is shown beside it.
func fileTitle(p string) string {
	name := fileName(p)
	if _, rest := leadingDate(name, time.UTC); rest != "" {
		name = rest
	}
	if dir := path.Dir(p); dir != "." && strings.EqualFold(name, "readme") {
		return path.Base(dir)
	}
	return name
}

// leadingDate reads a date at the start of a file name, 2024-08-01-x,
// 20240801-x or 2024-8-1-x, and gives what follows. Without one it gives the
// zero time and the name itself.
func leadingDate(name string, loc *time.Location) (time.Time, string) {
	for _, form := range [...]string{"2006-01-02", "20060102", "2006-1-2"} {
		n := len(form)
		if form == "2006-1-2" {
			n = looseDate(name)
		}
		if n == 0 || len(name) < n {
			continue
		}
		rest := strings.TrimLeft(name[n:], "-_ ")
		if len(rest) == len(name)-n && rest != "" {
			continue
		}
		if t, err := time.ParseInLocation(form, name[:n], loc); err == nil && t.Year() >= 1900 && t.Year() < 2200 {
			return t, rest
		}
	}
	return time.Time{}, name
}

// looseDate gives the length of a date like 2024-8-1 at the start of a name,
// 0 when there is none.
func looseDate(name string) int {
	at := 0
	for _, digits := range [...]int{4, 2, 2} {
		from := at
		for at < len(name) && at-from < digits && name[at] >= '0' && name[at] <= '9' {
			at++
		}
		if at == from {
			return 0
		}
		if digits == 4 || from == len("2006-") {
			if at == len(name) || name[at] != '-' {
				return 0
			}
			at++
		}
	}
	return at
}

// fileSlug makes a slug of a file name: without a leading date, lower case,
// blanks as '-', as other generators do with names. A name that leaves nothing
// to go by is "untitled".
func fileSlug(name string) string {
	if _, rest := leadingDate(name, time.UTC); rest != "" {
		name = rest
	}
	return cleanName(name)
}

// FolderSlug gives the path of a folder as addresses have it. A date in a name
// stays: folders of one year are told apart by it.
func FolderSlug(folder string) string {
	parts := strings.Split(folder, "/")
	for i, name := range parts {
		if name != "" {
			parts[i] = cleanName(name)
		}
	}
	return strings.Join(parts, "/")
}

// cleanName is fileSlug of a name whose date stays.
func cleanName(name string) string {
	fields := strings.FieldsFunc(norm.NFC.String(strings.ToLower(name)), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || turns(r) || r == '\\'
	})
	slug := strings.Join(fields, "-")
	if strings.Trim(slug, ".") == "" {
		return "untitled"
	}
	return slug
}
