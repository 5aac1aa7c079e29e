package build

import (
	"go/ast"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"memo/build/config"
	"memo/build/og"
)

// TestEverySettingIsReadBySomething holds that memo.toml takes no setting that
// does nothing: a site's author would rely on it.
func TestEverySettingIsReadBySomething(t *testing.T) {
	read := map[string]bool{}
	all := packages(t)
	for _, pkg := range []string{"build", "cmd/memo"} {
		for _, f := range all[pkg] {
			ast.Inspect(f.tree, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					read[s.Sel.Name] = true
				}
				return true
			})
		}
	}
	for f := range reflect.TypeFor[config.Config]().Fields() {
		if !read[f.Name] {
			t.Errorf("nothing reads the setting %s", f.Name)
		}
		if f.Type.Kind() != reflect.Struct || f.Name == "Search" { // Search is handed on whole
			continue
		}
		for sub := range f.Type.Fields() {
			if sub.IsExported() && !read[sub.Name] {
				t.Errorf("nothing reads the setting %s.%s", f.Name, sub.Name)
			}
		}
	}
}

// TestASectionIsLaidOutOnce holds that of two spellings of one section the one
// that does nothing is told.
func TestASectionIsLaidOutOnce(t *testing.T) {
	r := siteOf(t, "memo.toml", "base_url = \"https://a.example/\"\n[sections.notes]\nper_page = 3\n[sections.Notes]\nper_page = 4\n", "content/notes/a.md", "# 題\n")
	if len(r.Diagnostics) != 1 || r.Diagnostics[0].Line != 2 || r.Diagnostics[0].Message != "notes is the section Notes, whose settings hold" {
		t.Errorf("%+v", r.Diagnostics)
	}
}

// TestASectionOfTheSettingsIsThere holds that the layout of a section that
// content/ does not have is no silent mistake.
func TestASectionOfTheSettingsIsThere(t *testing.T) {
	in, err := Workspace{Root: fstest.MapFS{
		"memo.toml":            {Data: []byte("[sections.post]\nper_page = 3\n[sections.posts]\n[sections.drafts]\n")},
		"content/posts/a.md":   {Data: []byte("a")},
		"content/drafts/a.md":  {Data: []byte("---\ndraft: true\n---\n")},
		"content/postit/x.png": {},
	}}.Scan(t.Context(), Inputs{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewSession(nil).Build(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Diagnostics) != 1 || r.Diagnostics[0].Code != "no-section" || r.Diagnostics[0].Line != 1 || r.Diagnostics[0].Hint != "did you mean posts?" {
		t.Errorf("%+v", r.Diagnostics)
	}
}

// TestAPictureIsDrawnAgainByOtherCode holds that the name of a drawn picture,
// under which it is kept for ever, covers the code that draws it and the font.
func TestAPictureIsDrawnAgainByOtherCode(t *testing.T) {
	in := Inputs{Config: config.Default(), font: []byte("font")}
	in.Config.OGImage.Font = "a.ttf"
	o, _ := formatOptions(in)
	in.fontHash[0]++
	other, _ := formatOptions(in)
	if !strings.Contains(o.DrawKey, og.Version()) || o.DrawKey == other.DrawKey {
		t.Errorf("%s, %s", o.DrawKey, other.DrawKey)
	}
}

// TestANameTooLongForAFileHasAPlace holds what used to be found by the disk alone.
func TestANameTooLongForAFileHasAPlace(t *testing.T) {
	long := strings.Repeat("漢", 100)
	for name, files := range map[string][]string{
		"memo.toml:3:7":          {"memo.toml", "title = \"x\"\n[tags.aliases]\naws = \"" + long + "\"\n", "content/a.md", "---\ntags: [aws]\n---\n"},
		"content/posts/a.md:2:8": {"memo.toml", "title = \"x\"\n[sections.posts]\npermalink = \"/:title/\"\n", "content/posts/a.md", "---\nslug:  y\ntitle: " + long + "\n---\n"},
	} {
		r := siteOf(t, files...)
		if !r.Diagnostics.HasErrors() || !strings.HasPrefix(r.Diagnostics.Sorted()[0].Pos.String(), name) || !strings.Contains(r.Diagnostics.Sorted()[0].Message, "too long for") {
			t.Errorf("%s: %v", name, r.Diagnostics)
		}
	}
}
