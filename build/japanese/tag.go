package japanese

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// TagSlug gives a tag's name as a segment of an address, not escaped: NFKC,
// lower case, runs of blanks as one '-', other characters kept. What would
// leave the segment (a slash, a name of dots only) becomes '-' as well, and so
// does the dot of index.html, which is the folder's own page. "" for a name
// without a visible character.
func TagSlug(name string) string {
	if !ascii(name) {
		name = norm.NFKC.String(name)
	}
	name = strings.Join(strings.FieldsFunc(strings.ToLower(name), blank), "-")
	name = strings.NewReplacer("/", "-", `\`, "-").Replace(name)
	if strings.Trim(name, ".") == "" {
		return strings.Repeat("-", len(name))
	}
	if name == "index.html" {
		return "index-html"
	}
	if ascii(name) {
		return name
	}
	return norm.NFKC.String(name)
}

func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }
