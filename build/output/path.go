package output

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"memo/build/filename"
)

// CheckPath refuses a path that could leave the output folder or that some
// system cannot store.
func CheckPath(p string) error {
	if safe := filename.Path(p); safe != p {
		return fmt.Errorf("output path %q has a name that Windows cannot store, unlike %q", p, safe)
	}
	return CheckInside(p)
}

// CheckInside refuses a path that could leave the output folder, or that no
// memo ever wrote.
func CheckInside(p string) error {
	switch {
	case !fs.ValidPath(p) || p == ".":
		return fmt.Errorf("output path %q is not a plain relative path", p)
	case strings.Contains(p, `\`) || strings.ContainsFunc(p, unicode.IsControl) || !utf8.ValidString(p):
		return fmt.Errorf("output path %q contains a character that not every system can store", p)
	}
	for part := range strings.SplitSeq(p, "/") {
		if len(part) > filename.Max {
			return fmt.Errorf("output path %q has a name of %d bytes, over the limit of %d", p, len(part), filename.Max)
		}
	}
	return nil
}
