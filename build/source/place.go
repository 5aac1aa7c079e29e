package source

import (
	"context"
	"strings"
)

// Place is where a folder stands in its git repository.
type Place struct {
	Folder string // below the top of the work tree, ends in '/': "docs/content/"; "" for the top itself
	Branch string // the one that origin calls its main one, else the one checked out; "" when git knows neither
}

// GitPlace asks git for the place of dir. Without git and outside a work tree
// ok is false. The error is ctx's.
func GitPlace(ctx context.Context, dir string) (p Place, ok bool, err error) {
	folder, err := git(ctx, dir, "rev-parse", "--show-prefix")
	if err != nil {
		return Place{}, false, ctx.Err()
	}
	p.Folder = strings.TrimSuffix(string(folder), "\n")
	if main, err := git(ctx, dir, "symbolic-ref", "--short", "refs/remotes/origin/HEAD"); err == nil {
		p.Branch = strings.TrimPrefix(strings.TrimSpace(string(main)), "origin/")
	} else if here, err := git(ctx, dir, "symbolic-ref", "--short", "HEAD"); err == nil {
		p.Branch = strings.TrimSpace(string(here))
	}
	return p, true, ctx.Err()
}
