package source

import (
	"context"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// GitIgnored asks git what it ignores in dir and does not track all the same:
// files, and folders with all that is in them, as NFC paths below dir. Without
// git and outside a work tree there is none, and where all of dir is ignored,
// nobody keeps it in this repository and git's word is not about its memos. The
// error is ctx's.
func GitIgnored(ctx context.Context, dir string) ([]string, error) {
	out, err := git(ctx, dir, "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")
	if err != nil {
		return nil, ctx.Err()
	}
	var paths []string
	for name := range strings.SplitSeq(string(out), "\x00") {
		if name == "./" {
			return nil, nil
		}
		if name = strings.TrimSuffix(name, "/"); name != "" {
			paths = append(paths, norm.NFC.String(name))
		}
	}
	return paths, nil
}
