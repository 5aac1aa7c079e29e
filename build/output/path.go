package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CheckPath refuses a path that could leave the output folder or that some
// system cannot store.
func CheckPath(p string) error {
	switch {
	case !fs.ValidPath(p) || p == ".":
		return fmt.Errorf("output path %q is not a plain relative path", p)
	case strings.Contains(p, `\`) || strings.ContainsFunc(p, unicode.IsControl) || !utf8.ValidString(p):
		return fmt.Errorf("output path %q contains a character that not every system can store", p)
	}
	for part := range strings.SplitSeq(p, "/") {
		if len(part) > 255 {
			return fmt.Errorf("output path %q has a name of %d bytes, over the limit of 255", p, len(part))
		}
	}
	return nil
}

var errClash = errors.New("is a file and a folder at once")

// names is the set of paths of one run, which must form a tree.
type names struct {
	files   map[string]bool
	folders map[string]bool
}

func (n *names) add(p string) error {
	if n.files[p] {
		return fmt.Errorf("two outputs have the path %s", p)
	}
	if n.folders[p] {
		return fmt.Errorf("%s %w", p, errClash)
	}
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if n.files[dir] {
			return fmt.Errorf("%s %w", dir, errClash)
		}
		n.folders[dir] = true
	}
	n.files[p] = true
	return nil
}
