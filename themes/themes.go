// Package themes holds the themes that come with memo, as files.
//
// It knows nothing of what is in them: build/theme reads them, README.md tells
// how to make one.
package themes

import (
	"embed"
	"io/fs"
)

// all: takes in the files whose names begin with an underscore, too.
//
//go:embed all:default
var files embed.FS

// Default is the folder of the default theme: theme.toml, layouts and assets.
func Default() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil {
		panic("themes: the embedded default theme is not there: " + err.Error())
	}
	return sub
}
