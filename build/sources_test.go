package build

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// file is a parsed source of the module, for the tests of its architecture.
type file struct {
	name string
	tree *ast.File
}

func parse(t *testing.T, name string, src any) file {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), name, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	return file{name, tree}
}

func imports(f file) []string {
	var out []string
	for _, i := range f.tree.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		out = append(out, p)
	}
	return out
}

// importName gives what a file calls a package that it imports.
func importName(i *ast.ImportSpec) string {
	if i.Name != nil {
		return i.Name.Name
	}
	p, _ := strconv.Unquote(i.Path.Value)
	return path.Base(p)
}

// packages parses every Go file of the module that is not a test, by folder.
func packages(t *testing.T) map[string][]file {
	t.Helper()
	root, out := "..", map[string][]file{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" || (len(d.Name()) > 2 && d.Name()[0] == '.')) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		rel = filepath.ToSlash(rel)
		out[path.Dir(rel)] = append(out[path.Dir(rel)], parse(t, rel, src))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
