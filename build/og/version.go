package og

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
)

// Version names everything that makes the bytes of a picture besides the card
// and the font: the code of this package, the Go release (image/png and its
// compression) and the releases of the modules that it draws with. It belongs
// in the key of a picture that is kept. Nobody has to count it up, and the
// same source gives the same version on each machine.
func Version() string { return version() }

var version = sync.OnceValue(func() string {
	var modules []*debug.Module
	if info, ok := debug.ReadBuildInfo(); ok {
		modules = info.Deps
	}
	return versionOf(source, runtime.Version(), modules)
})

// source is the code that draws, this file included.
//
//go:embed *.go
var source embed.FS

// drawers are the modules that this package draws with. golang.org/x/image
// reads the text in fonts with golang.org/x/text.
var drawers = []string{"github.com/rivo/uniseg", "golang.org/x/image", "golang.org/x/text"}

func versionOf(code fs.FS, release string, modules []*debug.Module) string {
	h := sha256.New()
	fmt.Fprintln(h, release)
	for _, m := range modules {
		if slices.Contains(drawers, m.Path) {
			for ; m.Replace != nil; m = m.Replace {
			}
			fmt.Fprintln(h, m.Path, m.Version, m.Sum)
		}
	}
	names, _ := fs.Glob(code, "*.go") // the pattern is well formed
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, _ := fs.ReadFile(code, name) // it is in the binary
		fmt.Fprintln(h, name, len(text))
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil))
}
