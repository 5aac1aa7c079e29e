package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// source is one file of a theme.
type source struct {
	name string // as diagnostics name it: "themes/paper/layouts/memo.html"
	data []byte
}

// sources are files by the name that templates and style sheets use.
type sources map[string]source

// files is what all layers together give.
type files struct {
	manifests []source // theme.toml, highest precedence first
	layouts   sources  // "memo.html", "partials/rows.html"
	assets    sources  // "main.css", "icons/tag.svg"
}

// read collects the files of all layers. Dot files and editors' backups are
// left out.
func read(layers []Layer) (files, error) {
	out := files{layouts: sources{}, assets: sources{}}
	for _, l := range layers {
		err := fs.WalkDir(l.FS, ".", func(p string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && p == ".":
				return fs.SkipAll
			case err != nil:
				return err
			case p != "." && ignored(d.Name()) && d.IsDir():
				return fs.SkipDir
			case d.IsDir() || ignored(d.Name()):
				return nil
			}
			return out.add(l, p)
		})
		if err != nil {
			return files{}, fmt.Errorf("reading theme %s: %w", l.Name, err)
		}
	}
	return out, nil
}

// add reads one file unless a higher layer has it already.
func (f *files) add(l Layer, p string) error {
	dir, rest, _ := strings.Cut(p, "/")
	into := map[string]sources{"layouts": f.layouts, "assets": f.assets}[dir]
	if _, taken := into[rest]; taken || into == nil && p != "theme.toml" {
		return nil
	}
	if dir == "layouts" && path.Ext(p) != ".html" {
		return nil
	}
	data, err := fs.ReadFile(l.FS, p)
	if err != nil {
		return err
	}
	s := source{name: path.Join(l.Name, p), data: data}
	if into == nil {
		f.manifests = append(f.manifests, s)
	} else {
		into[rest] = s
	}
	return nil
}

func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~")
}
