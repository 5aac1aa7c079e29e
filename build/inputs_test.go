package build

import (
	"os"
	"path/filepath"
	"testing"
)

// TestAFontIsReadWhenItMayBeAnother holds that a replaced font is seen, and
// that no save of a memo reads one.
func TestAFontIsReadWhenItMayBeAnother(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("memo.toml", "version = 1\n[og_image]\nfont = \"content/fonts/a.otf\"\n")
	put("content/a.md", "# A\n")
	put("content/fonts/a.otf", "old font")
	reads := 0
	w := Workspace{Root: os.DirFS(dir), ReadFile: func(name string) ([]byte, error) {
		reads++
		return os.ReadFile(filepath.Join(dir, name))
	}}
	in, err := w.Scan(t.Context(), Inputs{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	put("content/fonts/a.otf", "new font")
	for _, step := range []struct {
		changed string
		reads   int
		font    string
	}{
		{"content/a.md", 1, "old font"},
		{"memo.toml", 1, "old font"},
		{"content/fonts/a.otf", 2, "new font"},
		{"content/fonts", 3, "new font"},
		{"/where/a/link/leads", 4, "new font"},
	} {
		if in, err = w.Scan(t.Context(), in, []string{step.changed}); err != nil {
			t.Fatal(err)
		}
		if reads != step.reads || string(in.font) != step.font {
			t.Errorf("%s: read %d times, %q", step.changed, reads, in.font)
		}
	}
}
