package build

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestNoDiagnosticShowsASecret puts several on a line, and more than are told.
func TestNoDiagnosticShowsASecret(t *testing.T) {
	keys := []string{"AKIAQ2WERT3YUIOP4ASD", "AKIAZ2XCVB3NMASD4FGH"}
	text := "# 題\r\n\r\n鍵は " + keys[0] + " と「" + keys[1] + "」。\r\n"
	found := secretsIn("a.md", []byte(text))
	if len(found) != 2 || found[0].Line != 3 || found[0].Col != 4 || found[1].Col != 4+utf8.RuneCountInString(found[0].Message[strings.LastIndex(found[0].Message, " ")+1:])+3 {
		t.Errorf("%+v", found)
	}
	for _, d := range found {
		at := []rune(d.Source)[d.Col-1 : d.Col-1+d.Len]
		if !strings.HasSuffix(d.Message, string(at)) || strings.Contains(d.Source, keys[0][:8]) || strings.Contains(d.Source, keys[1][:8]) || !strings.HasSuffix(d.Source, "」。") {
			t.Errorf("%+v", d)
		}
	}
	var many strings.Builder
	for i := range 300 {
		fmt.Fprintf(&many, "AKIAQ2WERT3YUIOP%c%cZY\n", 'A'+i/26, 'A'+i%26)
	}
	if n := len(secretsIn("a.md", []byte(many.String()))); n != maxSecrets {
		t.Errorf("%d are told", n)
	}
	if one := secretsIn("a.md", []byte(strings.Repeat("長い", 2000)+keys[0])); len(one) != 1 || one[0].Source != "" || one[0].Col != 4001 {
		t.Errorf("%+v", one)
	}
}

// TestWhatAMemoIncludesIsSearched holds for a file outside of the memos' folder.
func TestWhatAMemoIncludesIsSearched(t *testing.T) {
	r := siteOf(t, "memo.toml", "title = \"t\"\n", "book.toml", "[book]\n", "src/a.md", "# 題\n\n{{#include ../code/x.sh}}\n", "code/x.sh", "echo\nKEY=AKIAQ2WERT3YUIOP4ASD\n")
	if found := r.Diagnostics.Sorted(); len(found) != 1 || found[0].File != "code/x.sh" || found[0].Line != 2 || found[0].Code != "secret" {
		t.Errorf("%v", found)
	}
}
