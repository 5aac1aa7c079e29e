package build

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// owners names the only packages that may import a dependency: each is behind
// one door, whose essay says why it is there.
var owners = map[string][]string{
	"github.com/yuin/goldmark":       {"build/markdown"},
	"github.com/yuin/goldmark-emoji": {"build/markdown"},
	"github.com/alecthomas/chroma":   {"build/highlight", "build/highlight/lex"},
	"github.com/dlclark/regexp2":     {"build/highlight/regex"},
	"github.com/fsnotify/fsnotify":   {"build/serve"},
	"github.com/alecthomas/kong":     {"cmd/memo"},
	"github.com/pelletier/go-toml":   {"build/decode"},
	"go.yaml.in/yaml":                {"build/decode"},
	"github.com/tdewolff/minify":     {"build/theme"},
	"golang.org/x/image/font":        {"build/og"},
	"github.com/rivo/uniseg":         {"build/og"},
	"github.com/chromedp":            {"build/browser"},
	"golang.org/x/net":               {"build/markdown"},
	"golang.org/x/term":              {"cmd/memo"},
	"golang.org/x/sys":               {"build/disk"},
	"golang.org/x/sync":              {"build", "build/source", "build/deploy", "cmd/memo"},
	"golang.org/x/text/encoding":     {"build/japanese"},
	"github.com/aws/aws-sdk-go-v2":   {"build/deploy"},
	"github.com/aws/smithy-go":       {"build/deploy"},
	"html/template":                  {"build/theme", "build/format"},
	"os":                             {"build/source", "build/disk", "build/store", "build/serve", "build/browser", "build/effort", "cmd/memo"},
	"net/http":                       {"build/serve", "build/browser", "build/deploy", "build/deploy/s3test", "cmd/memo"},
}

// TestImportsFollowTheFloors is the wall between the rooms.
func TestImportsFollowTheFloors(t *testing.T) {
	floors, all := readFloors(t), packages(t)
	for pkg, files := range all {
		for _, f := range files {
			for _, fault := range importFaults(pkg, imports(f), floors[pkg], owners) {
				t.Errorf("%s: %s", f.name, fault)
			}
		}
	}
}

// importFaults tells which imports of a package are not allowed.
func importFaults(pkg string, imported, allowed []string, owners map[string][]string) (faults []string) {
	for _, imp := range imported {
		ours, is := strings.CutPrefix(imp, "memo/")
		if is && !slices.Contains(allowed, ours) && !slices.Contains(allowed, "anything") {
			faults = append(faults, fmt.Sprintf("row %s: may not import %s", pkg, ours))
		}
		for dep, owner := range owners {
			if within(imp, dep) && !slices.Contains(owner, pkg) {
				faults = append(faults, fmt.Sprintf("row %s: only %s may import %s", pkg, strings.Join(owner, ", "), dep))
			}
		}
	}
	return faults
}

// within tells whether an import is a dependency or a package of it.
func within(imp, dep string) bool { return imp == dep || strings.HasPrefix(imp, dep+"/") }

// TestTablesNameThePackagesThatAreThere holds that the floors and the rooms of
// build/README.md are those of the module, and that whoever owns a dependency
// imports it.
func TestTablesNameThePackagesThatAreThere(t *testing.T) {
	all := packages(t)
	there := slices.Sorted(maps.Keys(all))
	if floors := slices.Sorted(maps.Keys(readFloors(t))); !slices.Equal(floors, there) {
		t.Errorf("the table in build/README.md has\n%q\nand the module\n%q", floors, there)
	}
	rooms := roomsOf(readme(t))
	for _, room := range rooms {
		if info, err := os.Stat(filepath.Join("..", room)); err != nil || !info.IsDir() {
			t.Errorf("build/README.md lists the room %s, which is not there: %v", room, err)
		}
	}
	for _, pkg := range there {
		if !slices.Contains(rooms, pkg) {
			t.Errorf("build/README.md lists no room %s", pkg)
		}
	}
	for dep, owner := range owners {
		for _, pkg := range owner {
			if !slices.ContainsFunc(all[pkg], func(f file) bool {
				return slices.ContainsFunc(imports(f), func(imp string) bool { return within(imp, dep) })
			}) {
				t.Errorf("%s owns %s and does not import it", pkg, dep)
			}
		}
	}
}

func readme(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// readFloors gives the import table of build/README.md.
func readFloors(t *testing.T) map[string][]string {
	t.Helper()
	floors, err := floorsOf(readme(t))
	if err != nil {
		t.Fatal(err)
	}
	return floors
}

// floorsOf reads what each package of ours may import of ours from the table
// with the columns floor, package and "may import". "all of the above" is what
// the rows before have, "nothing" and "anything" are what they say.
func floorsOf(readme string) (map[string][]string, error) {
	floors := map[string][]string{}
	var above []string
	_, table, _ := strings.Cut(readme, "\n| floor |")
	for i, line := range strings.Split(table, "\n") {
		if i < 2 {
			continue // the header's rest and its rule
		}
		if !strings.HasPrefix(line, "|") {
			break
		}
		cells := strings.Split(line, "|")
		row := places(cells[2])
		for _, pkg := range row {
			if _, twice := floors[pkg]; twice {
				return nil, fmt.Errorf("%s is in the table twice", pkg)
			}
			switch allowed := strings.TrimSpace(cells[3]); allowed {
			case "nothing":
				floors[pkg] = nil
			case "anything":
				floors[pkg] = []string{allowed}
			case "all of the above":
				floors[pkg] = slices.Clone(above)
			default:
				floors[pkg] = places(allowed)
			}
		}
		above = append(above, row...)
	}
	return floors, nil
}

// places turns names as the table has them into folders.
func places(cell string) []string {
	var out []string
	for name := range strings.SplitSeq(cell, ",") {
		name = strings.TrimSpace(name)
		if name != "build" && name != "themes" && name != "cmd/memo" {
			name = "build/" + name
		}
		out = append(out, name)
	}
	return out
}

// roomsOf reads the list of folders.
func roomsOf(readme string) []string {
	var out []string
	_, list, _ := strings.Cut(readme, "\n## The rooms\n")
	list, _, _ = strings.Cut(list, "\n|")
	for line := range strings.SplitSeq(list, "\n") {
		if name, _, found := strings.Cut(line, " "); found && strings.HasSuffix(name, "/") {
			out = append(out, strings.TrimSuffix(name, "/"))
		}
	}
	return out
}

// TestTheWallCanBeHit holds that the functions above find what they are for.
func TestTheWallCanBeHit(t *testing.T) {
	text := "\n## The rooms\n```\nbuild/a/  one\nbuild/b/c/ two\n```\n\n| floor | package | may import |\n| --- | --- | --- |\n" +
		"| 1 | a, themes | nothing | x |\n| 2 | b/c | a | |\n| 6 | build | all of the above | |\n| 8 | cmd/memo | anything | |\n\n| z | z | z |\n"
	floors, err := floorsOf(text)
	want := map[string][]string{"build/a": nil, "themes": nil, "build/b/c": {"build/a"}, "build": {"build/a", "themes", "build/b/c"}, "cmd/memo": {"anything"}}
	if err != nil || !maps.EqualFunc(floors, want, slices.Equal[[]string]) {
		t.Errorf("floors %q, %v", floors, err)
	}
	if got := roomsOf(text); !slices.Equal(got, []string{"build/a", "build/b/c"}) {
		t.Errorf("rooms %q", got)
	}
	if _, err := floorsOf("\n| floor |\n| --- |\n| 1 | a | nothing |\n| 2 | a | nothing |\n"); err == nil {
		t.Error("a package on two floors is not noticed")
	}
	owners := map[string][]string{"os": {"build/a"}}
	for pkg, faults := range map[string]int{"build/a": 2, "build/b/c": 2, "build": 1, "cmd/memo": 1} {
		got := importFaults(pkg, []string{"memo/build/a", "memo/build/b/c", "os/exec", "osx"}, floors[pkg], owners)
		if len(got) != faults {
			t.Errorf("%s: %q", pkg, got)
		}
	}
}
