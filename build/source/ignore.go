package source

import (
	"slices"
	"strings"
)

// leftovers are endings of what editors and merges keep of an earlier text.
var leftovers = []string{"~", ".swp", ".swo", ".swx", ".bak", ".orig", ".rej"}

// Ignored tells whether a file or folder of this name (the last part of its
// path) is left out: dot files except .well-known, and what editors and
// desktops leave behind. A watcher must ask the same question.
func Ignored(name string) bool {
	switch name {
	case ".well-known":
		return false
	case "node_modules", "Thumbs.db", "desktop.ini", "Icon\r", "4913": // 4913: vim's test whether it can write
		return true
	}
	return strings.HasPrefix(name, ".") ||
		slices.ContainsFunc(leftovers, func(end string) bool { return strings.HasSuffix(name, end) }) ||
		len(name) > 1 && strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}
