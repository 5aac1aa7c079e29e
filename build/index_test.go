package build

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestAChangedMemoAloneIsReadAgainForSearch holds that an index after a save
// takes the tokens of every other memo from the one before.
func TestAChangedMemoAloneIsReadAgainForSearch(t *testing.T) {
	dir := corpus(t, 20)
	w := Workspace{Root: os.DirFS(dir), Flags: Flags{Now: time.Now()}}
	in, err := w.Scan(t.Context(), Inputs{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := NewSession(nil)
	first, err := s.Build(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	first.Index()
	before := s.tokens.old

	name := in.Content.Files[7].Path
	text := string(in.Content.Files[7].Bytes) + "\n書き足した一文。\n"
	if err := os.WriteFile(filepath.Join(dir, ContentDir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if in, err = w.Scan(t.Context(), in, []string{ContentDir + "/" + name}); err != nil {
		t.Fatal(err)
	}
	second, err := s.Build(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	second.Index()
	kept := 0
	for k, tokens := range s.tokens.old {
		if before[k] == tokens {
			kept++
		}
	}
	if len(s.tokens.old) != 20 || kept != 19 {
		t.Errorf("%d of %d memos kept their tokens, want 19 of 20", kept, len(s.tokens.old))
	}
}
