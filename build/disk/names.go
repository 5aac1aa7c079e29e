package disk

import (
	"errors"
	"fmt"
	"path"
)

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
