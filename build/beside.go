package build

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"memo/build/page"
	"memo/build/site"
	"memo/build/source"
)

// besideFile is a file of the project, outside of the memos' folder, of which a
// memo shows a part: {{#include ../../src/main.rs}} in a book that lies in the
// repository of what it is about. It has no address of its own.
type besideFile struct {
	path  string // from the site's folder
	bytes []byte
	hash  [sha256.Size]byte
}

// climbing is the path of an inclusion that leads out of a folder.
var climbing = regexp.MustCompile(`(?:\{\{\s*#\w+|<<<|<!--\s*@include:)\s*((?:@/)?(?:\./)*\.\./[^\s:#{}\[\]<>]+)`)

// maxBeside is how long such a file may be.
const maxBeside = 1 << 20

// beside reads the files that memos include from outside of their folder. None
// is read that lies outside of the project too, by its path or by a link, nor
// one that is hidden, secret, excluded or a draft.
func (w Workspace) beside(in Inputs) (files []besideFile) {
	if in.Folder == here || in.Folder == ContentDir {
		return nil
	}
	seen := map[string]bool{}
	secret := source.Excluding(in.Config.Exclude)
	for _, f := range in.Content.Files {
		if !mayClimb(f.Bytes) {
			continue
		}
		for _, m := range climbing.FindAllSubmatch(f.Bytes, -1) {
			from, to := path.Dir(f.Path), string(m[1])
			if rest, rooted := strings.CutPrefix(to, "@/"); rooted {
				from, to = "", rest
			}
			p := path.Join(in.Folder, from, to)
			if seen[p] || !fs.ValidPath(p) || secret.Keeps(p) || page.DraftsFolder(p) != "" {
				continue
			}
			seen[p] = true
			if b, ok := w.plainFile(p); ok && !page.Unpublished(p, b) {
				files = append(files, besideFile{p, b, sha256.Sum256(b)})
			}
		}
	}
	return files
}

// mayClimb tells the few texts in which climbing can find something: it takes
// a second for 10,000 of them, and this runs at each save.
func mayClimb(text []byte) bool {
	return bytes.Contains(text, []byte("../")) && slices.ContainsFunc([]string{"{{", "<<<", "@include:"},
		func(sign string) bool { return bytes.Contains(text, []byte(sign)) })
}

// plainFile reads a file that no link leads to.
func (w Workspace) plainFile(name string) (b []byte, ok bool) {
	for dir := name; dir != here; dir = path.Dir(dir) {
		info, err := fs.Lstat(w.Root, dir)
		if err != nil || info.Mode()&fs.ModeSymlink != 0 || dir == name && (!info.Mode().IsRegular() || info.Size() > maxBeside) {
			return nil, false
		}
	}
	b, err := fs.ReadFile(w.Root, name)
	return b, err == nil
}

// besides gives the files that memos include as site takes them.
func (in Inputs) besides() map[string]*site.Resource {
	out := map[string]*site.Resource{}
	for _, f := range in.included {
		out[f.path] = &site.Resource{Path: f.path, Read: func() ([]byte, error) { return f.bytes, nil }}
	}
	return out
}

// Included names the files outside of the memos' folder that were read because
// memos show a part of them, and may be another time.
func (in Inputs) Included() (paths []string) {
	for _, f := range in.included {
		paths = append(paths, f.path)
	}
	return paths
}
