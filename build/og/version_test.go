package og

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

func TestVersionIsOfWhatDrawsAndOfNothingElse(t *testing.T) {
	code := fstest.MapFS{"og.go": {Data: []byte("package og")}, "wrap.go": {Data: []byte("package og\n")}, "og_test.go": {Data: []byte("x")}}
	modules := []*debug.Module{{Path: drawers[0], Version: "v1"}, {Path: "other.example", Version: "v1"}}
	of := func(change func(fstest.MapFS, []*debug.Module)) string {
		c, m := maps.Clone(code), []*debug.Module{}
		for _, x := range modules {
			m = append(m, &debug.Module{Path: x.Path, Version: x.Version})
		}
		change(c, m)
		return versionOf(c, "go1.26", m)
	}
	was := versionOf(code, "go1.26", modules)
	if was == versionOf(code, "go1.27", modules) {
		t.Error("blind to the Go release")
	}
	for name, change := range map[string]func(fstest.MapFS, []*debug.Module){
		"code":     func(c fstest.MapFS, _ []*debug.Module) { c["wrap.go"] = &fstest.MapFile{Data: []byte("package og \n")} },
		"new file": func(c fstest.MapFS, _ []*debug.Module) { c["a.go"] = &fstest.MapFile{} },
		"module":   func(_ fstest.MapFS, m []*debug.Module) { m[0].Version = "v2" },
		"replaced": func(_ fstest.MapFS, m []*debug.Module) {
			m[0].Replace = &debug.Module{Path: "fork.example", Version: "v1"}
		},
	} {
		if of(change) == was {
			t.Errorf("blind to a change: %s", name)
		}
	}
	for name, change := range map[string]func(fstest.MapFS, []*debug.Module){
		"nothing":      func(fstest.MapFS, []*debug.Module) {},
		"a test":       func(c fstest.MapFS, _ []*debug.Module) { c["og_test.go"] = &fstest.MapFile{} },
		"other module": func(_ fstest.MapFS, m []*debug.Module) { m[1].Version = "v2" },
	} {
		if of(change) != was {
			t.Errorf("new pictures for no reason: %s", name)
		}
	}
}

func TestVersionKnowsAllCodeOfThePackage(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		want, _ := os.ReadFile(name)
		if have, err := fs.ReadFile(source, name); err != nil || !bytes.Equal(have, want) {
			t.Errorf("%s is not in the version", name)
		}
		for _, i := range file.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			known := slices.ContainsFunc(drawers, func(m string) bool { return path == m || strings.HasPrefix(path, m+"/") })
			if host, _, _ := strings.Cut(path, "/"); strings.Contains(host, ".") && !known {
				t.Errorf("%s draws with %s, whose module is not in drawers", name, path)
			}
		}
	}
}

// A binary lists its modules as go.mod does; that of a test lists none.
func TestDrawersAreModulesOfTheBinary(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range drawers {
		if !bytes.Contains(mod, []byte("\t"+d+" v")) {
			t.Errorf("go.mod requires no %s", d)
		}
	}
}
