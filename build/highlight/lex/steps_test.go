package lex

import (
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"

	"memo/build/effort"
)

// What took chroma half a minute a line, and hangs on no clock here, ends after the same steps each time.
func TestTextsThatRulesReadAgainAndAgainAreBounded(t *testing.T) {
	all := []struct{ lang, piece string }{
		{"yaml", "{\"k\":1,"}, {"hcl", "a:"}, {"hcl", "/"}, {"makefile", "a"}, {"makefile", "あ"}, {"c", "\n"}, {"java", "\n"}, {"agda", "\n"}, {"arduino", "\n"},
	}
	for _, c := range effort.Of(all[:2], all) {
		code := strings.Repeat(c.piece, 100_000/len(c.piece))
		first, err := steps(t, c.lang, code)
		second, again := steps(t, c.lang, code)
		if first != second || err != again || err != nil && err != ErrSteps || first > maxSteps+1<<20 {
			t.Errorf("%s of %q: %d and %d steps, %v and %v", c.lang, c.piece, first, second, err, again)
		}
	}
}

// A rule of Caddyfile's doubles chroma's time with each character behind a here-document.
func TestCaddyfilesHereDocumentsAreRead(t *testing.T) {
	for _, code := range []string{
		"a {\n respond <<EOF\n b\nEOF 200\n}\n" + strings.Repeat("# a\n", 2000), "a {\n respond <<EOF\n" + strings.Repeat("a b\n", 200),
	} {
		if n, err := steps(t, "caddyfile", code); err != nil {
			t.Errorf("%.30q: %d steps, %v", code, n, err)
		}
	}
}

// No sample of chroma's comes near the end of the steps, nor does one that is as long as eight kilobytes and more
// by being repeated. The hardest of them is WebVTT, whose rules look on to the end of the text from each line.
func TestOrdinaryCodeIsFarFromTheLimit(t *testing.T) {
	for n, s := range samples(t) {
		code := s.code
		if s.lexer.Config.Name != "WebVTT" {
			code = strings.Repeat(code, 1+8<<10/len(code))
		}
		if s.lexer.rules() == nil || len(code) > 20<<10 || n%effort.Of(4, 1) > 0 {
			continue
		}
		if n, err := count(s.lexer, code); err != nil || n > maxSteps/8 {
			t.Errorf("%s: %d steps for %d bytes (%v)", s.lexer.Config.Name, n, len(code), err)
		}
	}
}

// A rule that matches nothing and pushes a state for ever hangs chroma itself; one that takes exponential time
// is given up by the steps; one that takes more off the stack than there is, chroma reports by a panic.
func TestRulesThatLeadNowhereAreAnError(t *testing.T) {
	for _, c := range []struct {
		rule chroma.Rule
		want error
	}{
		{chroma.Rule{Pattern: "", Type: chroma.Keyword, Mutator: chroma.Push("root")}, ErrRules},
		{chroma.Rule{Pattern: "a", Type: chroma.Keyword, Mutator: chroma.Pop(2)}, ErrRules},
		{chroma.Rule{Pattern: "a", Type: chroma.Keyword, Mutator: chroma.Push("nowhere")}, ErrRules},
		{chroma.Rule{Pattern: "a+", Type: chroma.UsingSelf("root")}, ErrRules},
		{chroma.Rule{Pattern: "(a+a+)+b", Type: chroma.Keyword}, ErrSteps},
	} {
		x := Open().add(chroma.MustNewLexer(&chroma.Config{Name: "x"}, func() chroma.Rules { return chroma.Rules{"root": {c.rule}} }))
		if _, err := count(x, strings.Repeat("a", 60)); err != c.want {
			t.Errorf("%q: %v, want %v", c.rule.Pattern, err, c.want)
		}
	}
}

// In what chroma itself runs, a rule that matches nothing does not go on for ever.
func TestWhatChromaRunsEnds(t *testing.T) {
	for _, c := range []struct {
		rule chroma.Rule
		want error
	}{
		{chroma.Rule{Pattern: "a", Type: chroma.Text}, nil},
		{chroma.Rule{Pattern: "b*", Type: chroma.Text, Mutator: chroma.Push("root")}, ErrSteps},
	} {
		x := Open().add(chroma.MustNewLexer(&chroma.Config{Name: "x"}, func() chroma.Rules { return chroma.Rules{"root": {c.rule}} }))
		x.rules = func() *rules { return nil }
		if _, err := count(x, "a"); err != c.want {
			t.Errorf("rule %q: %v, want %v", c.rule.Pattern, err, c.want)
		}
	}
}

func steps(t *testing.T, lang, code string) (int, error) {
	t.Helper()
	return count(library().lexer(lang), code)
}

// count gives the steps that a text takes.
func count(x *Lexer, code string) (int, error) {
	w := newTask(func(chroma.TokenType, string) {})
	err := w.tokens(x, code)
	return maxSteps - w.matcher.Left, err
}
