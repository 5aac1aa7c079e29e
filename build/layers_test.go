package build

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors is the import table of build/README.md: what each package of ours
// may import of ours. A package that is not listed fails the test, so that a
// new room is placed on a floor when it is built.
var floors = map[string][]string{
	// 1: nothing of ours
	"build/diag":      {},
	"build/japanese":  {},
	"build/search":    {},
	"build/highlight": {},
	"build/cache":     {},
	"build/og":        {},
	"build/runs":      {},
	"themes":          {},
	// 2: facts of one thing each
	"build/decode":   {"build/diag"},
	"build/source":   {"build/diag"},
	"build/output":   {"build/diag", "build/runs"},
	"build/config":   {"build/diag", "build/decode"},
	"build/theme":    {"build/diag", "build/decode"},
	"build/markdown": {"build/diag", "build/highlight", "build/japanese"},
	// 3: one file
	"build/page": {"build/diag", "build/decode", "build/source", "build/markdown", "build/highlight", "build/japanese"},
	// 3: one sink
	"build/disk": {"build/output"},
	// 4: all files
	"build/site": {"build/diag", "build/japanese", "build/markdown", "build/page", "build/runs"},
	// 5: what comes out
	"build/format": {"build/diag", "build/japanese", "build/markdown", "build/page", "build/site", "build/theme", "build/output", "build/search", "build/og"},
	// 6: the pipeline
	"build": {"build/diag", "build/japanese", "build/search", "build/highlight", "build/cache", "build/decode", "build/source", "build/config", "build/output",
		"build/theme", "build/markdown", "build/page", "build/site", "build/format", "build/og", "themes"},
	// 7: drafting
	"build/serve": {"build", "build/output", "build/diag"},
	// 8: the command
	"cmd/memo": nil, // anything
	// Test programs: nobody imports them but tests.
	"build/browser":           {},
	"build/search/searchtest": {"build/search"},
}

// owners names the only packages that may import a dependency: each is behind
// one door, whose essay says why it is there.
var owners = map[string][]string{
	"github.com/yuin/goldmark":                     {"build/markdown"},
	"github.com/alecthomas/chroma":                 {"build/highlight"},
	"github.com/dlclark/regexp2":                   {"build/highlight"},
	"github.com/fsnotify/fsnotify":                 {"build/serve"},
	"github.com/alecthomas/kong":                   {"cmd/memo"},
	"github.com/pelletier/go-toml":                 {"build/decode"},
	"go.yaml.in/yaml":                              {"build/decode"},
	"github.com/tdewolff/minify":                   {"build/theme"},
	"golang.org/x/image/font":                      {"build/og"},
	"github.com/rivo/uniseg":                       {"build/og"},
	"github.com/chromedp":                          {"build/browser"},
	"golang.org/x/term":                            {"cmd/memo"},
	"golang.org/x/sys":                             {"build/disk"},
	"golang.org/x/sync":                            {"build", "build/source"},
	"html/template":                                {"build/theme", "build/format"},
	"os":                                           {"build/source", "build/disk", "build/cache", "build/serve", "build/config", "build/browser", "cmd/memo"},
	"net/http":                                     {"build/serve", "build/browser", "cmd/memo"},
	"github.com/aws/aws-sdk-go-v2":                 {"build/deploy"},
	"github.com/JohannesKaufmann/html-to-markdown": {"build/importer"},
}

// TestImportsFollowTheFloors is the wall between the rooms.
func TestImportsFollowTheFloors(t *testing.T) {
	for pkg, files := range packages(t) {
		allowed, known := floors[pkg]
		if !known {
			t.Errorf("%s is on no floor: add it to floors here and to the table in build/README.md", pkg)
		}
		for _, f := range files {
			for _, imp := range imports(f) {
				ours, is := strings.CutPrefix(imp, "memo/")
				if is && pkg != "cmd/memo" && !slices.Contains(allowed, ours) {
					t.Errorf("row %s: may not import %s (%s)", pkg, ours, f.name)
				}
				for dep, owner := range owners {
					if (imp == dep || strings.HasPrefix(imp, dep+"/")) && !slices.Contains(owner, pkg) {
						t.Errorf("row %s: only %s may import %s (%s)", pkg, strings.Join(owner, ", "), dep, f.name)
					}
				}
			}
		}
	}
}

// TestThereIsNoGlobalState holds that no package runs code at start and that
// nothing assigns to a package variable.
func TestThereIsNoGlobalState(t *testing.T) {
	for pkg, files := range packages(t) {
		vars := map[string]bool{}
		for _, f := range files {
			for _, d := range f.tree.Decls {
				switch d := d.(type) {
				case *ast.FuncDecl:
					if d.Recv == nil && d.Name.Name == "init" {
						t.Errorf("%s: %s has an init()", pkg, f.name)
					}
				case *ast.GenDecl:
					for _, name := range declared(d) {
						vars[name] = true
					}
				}
			}
		}
		for _, f := range files {
			for _, name := range assigned(f.tree) {
				if vars[name] {
					t.Errorf("%s: %s writes the package variable %s", pkg, f.name, name)
				}
			}
		}
	}
}

// TestStagesAreSequentialAndBlindToTheClock holds that concurrency and the
// present moment come in from above: the same input gives the same bytes.
func TestStagesAreSequentialAndBlindToTheClock(t *testing.T) {
	concurrent := []string{"build", "build/source", "build/serve", "build/browser", "cmd/memo"}
	clock := []string{"build", "build/serve", "build/disk", "build/browser", "cmd/memo"}
	for pkg, files := range packages(t) {
		for _, f := range files {
			ast.Inspect(f.tree, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.GoStmt:
					if !slices.Contains(concurrent, pkg) {
						t.Errorf("%s: %s starts a goroutine", pkg, f.name)
					}
				case *ast.SelectorExpr:
					x, ok := n.X.(*ast.Ident)
					if ok && x.Name == "time" && n.Sel.Name == "Now" && !slices.Contains(clock, pkg) {
						t.Errorf("%s: %s reads the clock", pkg, f.name)
					}
				}
				return true
			})
		}
	}
}

// declared gives the package variables of a declaration.
func declared(d *ast.GenDecl) []string {
	var names []string
	if d.Tok != token.VAR {
		return nil
	}
	for _, s := range d.Specs {
		for _, n := range s.(*ast.ValueSpec).Names {
			if n.Name != "_" {
				names = append(names, n.Name)
			}
		}
	}
	return names
}

// assigned gives the names outside any function that an assignment writes: an
// identifier without a declaration inside the file's functions.
func assigned(f *ast.File) []string {
	var names []string
	add := func(e ast.Expr) {
		for {
			switch x := e.(type) {
			case *ast.IndexExpr:
				e = x.X
				continue
			case *ast.SelectorExpr:
				e = x.X
				continue
			case *ast.StarExpr:
				e = x.X
				continue
			case *ast.Ident:
				if x.Obj != nil && x.Obj.Decl != nil {
					if _, global := x.Obj.Decl.(*ast.ValueSpec); global && f.Scope.Lookup(x.Name) == x.Obj {
						names = append(names, x.Name)
					}
				}
			}
			return
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, e := range n.Lhs {
					add(e)
				}
			}
		case *ast.IncDecStmt:
			add(n.X)
		}
		return true
	})
	return names
}

type file struct {
	name string
	tree *ast.File
}

func imports(f file) []string {
	var out []string
	for _, i := range f.tree.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		out = append(out, p)
	}
	return out
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
		tree, err := parser.ParseFile(token.NewFileSet(), p, src, 0)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		dir := path.Dir(filepath.ToSlash(rel))
		out[dir] = append(out[dir], file{name: filepath.ToSlash(rel), tree: tree})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
