package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"testing"
	"testing/fstest"
	"time"
)

// TestWhatWasMadeHoldsUntilTheClockChangesSomething holds that a build of the
// same inputs at another moment is the same for as long as the record of the
// first one Matches, and another at the moment where it ends.
func TestWhatWasMadeHoldsUntilTheClockChangesSomething(t *testing.T) {
	s := NewSession(nil)
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 0))
		start := time.Date(2024, 1, 31, 12, 0, 0, 0, time.UTC)
		root := fstest.MapFS{"memo.toml": {Data: fmt.Appendf(nil, "title = \"x\"\n[check]\nstale_after = %q\n", []string{"1y", "18m", "90d", ""}[r.IntN(4)])}}
		for i := range 4 {
			day := func(span int) string { return start.AddDate(0, 0, r.IntN(2*span)-span).Format(time.RFC3339) }
			text := fmt.Sprintf("---\ntitle: %d\ndate: %s\n", i, day([]int{20, 2000}[r.IntN(2)]))
			if r.IntN(3) == 0 {
				text += "expiry_date: " + day(30) + "\n"
			}
			root[fmt.Sprintf("content/posts/%d.md", i)] = &fstest.MapFile{Data: []byte(text + "---\n文。\n")}
		}
		drafts := Flags{Now: start, Future: r.IntN(2) == 0}
		in, site := made(t, s, root, drafts)
		m := Made{Key: in.key(), At: start, Until: in.until}
		for range 6 {
			later := in.Inputs
			later.Now = start.Add(time.Duration(r.Int64N(int64(1000 * 24 * time.Hour))))
			if _, other := made(t, s, root, Flags{Now: later.Now, Future: drafts.Future}); m.Matches(later) && other != site {
				t.Errorf("seed %d: at %v the site is another, and the record of %v holds until %v", seed, later.Now, start, m.Until)
			}
		}
		if m.Until.IsZero() {
			continue
		}
		last, end := m.Until.Add(-time.Nanosecond), m.Until
		if _, other := made(t, s, root, Flags{Now: last, Future: drafts.Future}); other != site {
			t.Errorf("seed %d: just before %v the site is another", seed, end)
		}
		at := in.Inputs
		if at.Now = end; m.Matches(at) {
			t.Errorf("seed %d: the record holds at its end", seed)
		}
		if at.Now = start.Add(-1); m.Matches(at) {
			t.Errorf("seed %d: the record holds before it was made", seed)
		}
	}
}

// scanned is the inputs of a build and until when it holds.
type scanned struct {
	Inputs
	until time.Time
}

// made builds a site from nothing into a single text; only its theme is the one
// that the session has read already.
func made(t *testing.T, s *Session, root fstest.MapFS, f Flags) (scanned, string) {
	t.Helper()
	in, err := Workspace{Root: root, Flags: f}.Scan(t.Context(), Inputs{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	clean := NewSession(nil)
	clean.theme = s.theme
	r, err := clean.Build(t.Context(), in, nil)
	s.theme = clean.theme
	if err != nil {
		t.Fatal(err)
	}
	var site bytes.Buffer
	for _, o := range r.Outputs {
		b, found := o.Render(t.Context())
		fmt.Fprintf(&site, "%s %d %v\n%s\n", o.Path, len(b), found, b)
	}
	fmt.Fprintln(&site, r.Diagnostics)
	return scanned{in, r.until}, site.String()
}

// TestWhatWasMadeIsOfItsInputs holds that nothing that a build reads can
// change without the record knowing.
func TestWhatWasMadeIsOfItsInputs(t *testing.T) {
	tree := func() fstest.MapFS {
		return fstest.MapFS{
			"memo.toml": {Data: []byte("title = \"x\"\ntheme = \"own\"\n[og_image]\nfont = \"f.ttf\"\n")}, "content/a.md": {Data: []byte("文。")},
			"content/a.txt": {Data: []byte("x")}, "other/a.txt": {Data: []byte("x")}, "themes/own/words.toml": {Data: []byte("")},
		}
	}
	base := Workspace{Root: tree(), Flags: Flags{Now: time.Unix(1e9, 0), Program: "p"}, ReadFile: func(string) ([]byte, error) { return []byte("font"), nil }}
	key := func(w Workspace) [32]byte {
		in, err := w.Scan(t.Context(), Inputs{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return in.key()
	}
	want := key(base)
	if again := base; key(again) != want {
		t.Error("one state has two keys")
	}
	for name, change := range map[string]func(*Workspace, fstest.MapFS){
		"program":  func(w *Workspace, _ fstest.MapFS) { w.Program = "q" },
		"base URL": func(w *Workspace, _ fstest.MapFS) { w.BaseURL = "https://example.org/" },
		"drafts":   func(w *Workspace, _ fstest.MapFS) { w.Drafts = true },
		"future":   func(w *Workspace, _ fstest.MapFS) { w.Future = true },
		"font":     func(w *Workspace, _ fstest.MapFS) { w.ReadFile = func(string) ([]byte, error) { return nil, nil } },
		"settings": func(_ *Workspace, f fstest.MapFS) { f["memo.toml"].Data = append(f["memo.toml"].Data, '\n') },
		"memo":     func(_ *Workspace, f fstest.MapFS) { f["content/a.md"].Data = []byte("字。") },
		"copied":   func(_ *Workspace, f fstest.MapFS) { f["content/a.txt"].Data = []byte("y") },
		"renamed":  func(_ *Workspace, f fstest.MapFS) { f["content/b.md"] = f["content/a.md"]; delete(f, "content/a.md") },
		"linked": func(_ *Workspace, f fstest.MapFS) {
			f["content/a.txt"] = &fstest.MapFile{Data: []byte("../other/a.txt"), Mode: fs.ModeSymlink}
		},
		"theme":    func(_ *Workspace, f fstest.MapFS) { f["themes/own/words.toml"].Data = []byte("# x\n") },
		"no theme": func(_ *Workspace, f fstest.MapFS) { delete(f, "themes/own/words.toml") },
		"new":      func(_ *Workspace, f fstest.MapFS) { f["content/posts/b.md"] = &fstest.MapFile{} },
	} {
		w, files := base, tree()
		w.Root = files
		if change(&w, files); key(w) == want {
			t.Errorf("%s: the key is the same", name)
		}
	}
}
