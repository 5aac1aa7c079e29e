package build

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// TestThereIsNoGlobalState holds that no package runs code at start and that
// nothing writes to a package variable, its own or another's.
func TestThereIsNoGlobalState(t *testing.T) {
	for pkg, files := range packages(t) {
		for _, fault := range stateFaults(files) {
			t.Errorf("%s: %s", pkg, fault)
		}
	}
}

// TestStagesAreSequentialAndBlindToTheClock holds that concurrency and the
// present moment come in from above: the same input gives the same bytes.
func TestStagesAreSequentialAndBlindToTheClock(t *testing.T) {
	concurrent := []string{"build", "build/source", "build/deploy", "build/serve", "build/browser", "cmd/memo"}
	clock := []string{"build", "build/serve", "build/disk", "build/deploy", "build/browser", "build/effort", "cmd/memo"}
	for pkg, files := range packages(t) {
		for _, f := range files {
			if goes(f.tree) && !slices.Contains(concurrent, pkg) {
				t.Errorf("%s: %s starts a goroutine", pkg, f.name)
			}
			if readsClock(f.tree) && !slices.Contains(clock, pkg) {
				t.Errorf("%s: %s reads the clock", pkg, f.name)
			}
		}
	}
}

// stateFaults finds the init functions of a package and what its files write
// outside of functions.
func stateFaults(files []file) (faults []string) {
	vars := map[string]bool{}
	for _, f := range files {
		for _, d := range f.tree.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.Name == "init" {
					faults = append(faults, f.name+" has an init()")
				}
			case *ast.GenDecl:
				for _, name := range declared(d) {
					vars[name] = true
				}
			}
		}
	}
	for _, f := range files {
		others := map[string]bool{}
		for _, i := range f.tree.Imports {
			others[importName(i)] = true
		}
		for _, name := range written(f.tree) {
			if vars[name] {
				faults = append(faults, f.name+" writes the package variable "+name)
			} else if others[name] {
				faults = append(faults, f.name+" writes a variable of the package "+name)
			}
		}
	}
	return faults
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

// written gives the names from outside of functions that something in a file
// writes to, or takes the address of so that somebody may.
func written(f *ast.File) []string {
	var names []string
	add := func(targets ...ast.Expr) {
		for _, e := range targets {
			if x := root(e); x != nil && x.Name != "_" && (x.Obj == nil || f.Scope.Lookup(x.Name) == x.Obj) {
				names = append(names, x.Name)
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				add(n.Lhs...)
			}
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				add(n.Key, n.Value)
			}
		case *ast.IncDecStmt:
			add(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				add(n.X)
			}
		case *ast.CallExpr:
			if x, ok := n.Fun.(*ast.Ident); ok && x.Obj == nil && slices.Contains([]string{"delete", "clear", "copy"}, x.Name) {
				add(n.Args[0])
			}
		}
		return true
	})
	return names
}

// root gives the identifier that x.f[i] begins with, nil when there is none.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.SelectorExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.Ident:
			return x
		default:
			return nil
		}
	}
}

// goes tells whether a file starts a goroutine, itself or by the Go method of
// a group.
func goes(f *ast.File) (found bool) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = true
		case *ast.CallExpr:
			x, ok := n.Fun.(*ast.SelectorExpr)
			found = found || ok && x.Sel.Name == "Go"
		}
		return !found
	})
	return found
}

// readsClock tells whether a file uses what depends on the present moment.
func readsClock(f *ast.File) (found bool) {
	var name string
	for _, i := range f.Imports {
		if i.Path.Value == `"time"` {
			name = importName(i)
		}
	}
	moments := []string{"Now", "Since", "Until", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer", "Sleep"}
	ast.Inspect(f, func(n ast.Node) bool {
		if x, ok := n.(*ast.SelectorExpr); ok {
			pkg, ok := x.X.(*ast.Ident)
			found = found || ok && pkg.Obj == nil && pkg.Name == name && slices.Contains(moments, x.Sel.Name)
		}
		return !found
	})
	return found
}

// TestStateIsFound holds that the functions above find what they are for.
func TestStateIsFound(t *testing.T) {
	const other = "package p\nimport \"x/q\"\n"
	for body, want := range map[string]int{
		"func init() {}":                            1,
		"func f() { v = 1 }":                        1,
		"func f() { m[1]++ }":                       1,
		"func f() { (*v).a.b[2:][0] = 1 }":          1,
		"func f() { for v = range 3 { } }":          1,
		"func f() { for _, v = range m { } }":       1,
		"func f() { delete(m, 1); clear(m) }":       2,
		"func f() { copy(v[:], m) }":                1,
		"func f() *int { return &v }":               1,
		"func f() { q.V = 1 }":                      1,
		"func f(v int) { v = 1 }":                   0,
		"func f() { v := 1; v = 2; v++ }":           0,
		"func (m *T) f() { m.x = v; _ = &T{m: 1} }": 0,
		"func f() { if m := 1; m > 0 { m = 2 } }":   0,
		"func f() { w := v; w = m }":                0,
		"func (T) init() {}":                        0,
		"func f() { _ = v; _, w := v, m; w++ }":     0,
		"func f() { q := T{}; q.V = 1 }":            0,
	} {
		same := stateFaults([]file{parse(t, "a.go", other+"var v, m int\n"+body)})
		apart := stateFaults([]file{parse(t, "a.go", "package p\nvar (\n\tv int\n\tm, _ = 1, 2\n)\n"), parse(t, "b.go", other+body)})
		if len(same) != want || len(apart) != want {
			t.Errorf("%s: %q and, from another file, %q", body, same, apart)
		}
	}
}

// TestConcurrencyAndClocksAreFound does so for the other two.
func TestConcurrencyAndClocksAreFound(t *testing.T) {
	for body, want := range map[string][2]bool{
		"go f()":                            {true, false},
		"var w sync.WaitGroup; w.Go(f)":     {true, false},
		"errgroup.Group{}.Go(f)":            {true, false},
		"_ = x.Go; Go()":                    {false, false},
		"_ = time.Now()":                    {false, true},
		"now := time.Now; now()":            {false, true},
		"_ = time.Since(t)":                 {false, true},
		"_ = time.Until(t)":                 {false, true},
		"<-time.After(1)":                   {false, true},
		"<-time.Tick(1)":                    {false, true},
		"_ = x.Now(); _ = t.After(u)":       {false, false},
		"_ = time.Second; _ = time.Unix(1)": {false, false},
		"time := x; time.Now()":             {false, false},
	} {
		plain := parse(t, "a.go", "package p\nimport \"time\"\nfunc f() {\n"+body+"\n}\n").tree
		named := parse(t, "a.go", "package p\nimport moment \"time\"\nfunc f() {\n"+strings.ReplaceAll(body, "time.", "moment.")+"\n}\n").tree
		for _, tree := range []*ast.File{plain, named} {
			if got := [2]bool{goes(tree), readsClock(tree)}; got != want && !strings.HasPrefix(body, "time :=") || tree == plain && got != want {
				t.Errorf("%s: %v", body, got)
			}
		}
	}
}
