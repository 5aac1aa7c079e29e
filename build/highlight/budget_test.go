package highlight

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// Lines that took yaml 37 s, hcl 19 s and makefile 18 s are over the budget, and that alone decides.
func TestLineThatRulesReadAgainAndAgainIsPlain(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"yaml", "{\"k\":1,"}, {"hcl", "a:"}, {"hcl", "/"}, {"makefile", "a"}, {"makefile", "あ"},
	} {
		code := strings.Repeat(c.text, 16_000/len(c.text))
		e := newEngine(lexers.Get(c.lang).(*chroma.RegexLexer))
		if err := e.run(code, func(chroma.Token) {}); err != errBudget {
			t.Errorf("%s of %q: %v", c.lang, c.text, err)
		}
		page, lasting := Draw(Block{Lang: c.lang, Code: "a\n" + code + "\n", Lines: "1", Numbers: true})
		if want := `<span class="line hl"><span class="ln">1</span>a`; !strings.Contains(string(page), want) || !lasting {
			t.Errorf("%s of %q: no %s, or it does not last", c.lang, c.text, want)
		}
	}
}

// A rule of Caddyfile's doubles its time with each character behind a here-document. Nothing of it is left to the clock.
func TestNoRuleOfCaddyfileIsLeftToTheClock(t *testing.T) {
	e := newEngine(lexers.Get("caddyfile").(*chroma.RegexLexer))
	e.limit = time.Hour
	for _, code := range []string{"a {\n respond <<EOF\n" + strings.Repeat("a b\n", 4000), "a {\n respond <<EOF\n b\nEOF 200\n}\n" + strings.Repeat("# a\n", 20)} {
		if _, _, err := steps(e, code); err != nil && err != errBudget {
			t.Errorf("%.30q: %v", code, err)
		}
	}
}

// Many rules look over blank lines to the end of the block, so that it is not only long lines that cost.
func TestBlankLinesAreWithinTheBudget(t *testing.T) {
	for _, lang := range []string{"c", "java", "agda", "arduino"} {
		_, n, err := steps(newEngine(lexers.Get(lang).(*chroma.RegexLexer)), strings.Repeat("\n", 100_000))
		if err != nil && err != errBudget || n > maxSteps+200_000 {
			t.Errorf("%s: %d steps, %v", lang, n, err)
		}
	}
}

// Twice as much ordinary code takes twice the steps, in every language that chroma has a sample of, and no
// sample comes near the end of the budget. Its tokens are chroma's own.
func TestOrdinaryCodeIsFarFromTheBudget(t *testing.T) {
	for lexer, code := range ordinary(t) {
		e := newEngine(lexer)
		e.limit = time.Hour // steps are what counts
		name := lexer.Config().Name
		got, _, err := steps(e, code)
		if want, wantErr := chroma.Tokenise(lexer, &chroma.TokeniseOptions{State: "root"}, code); err != nil || wantErr != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: not chroma's tokens (%v, %v)", name, err, wantErr)
		}
		long := strings.Repeat(code, 1+2<<10/len(code))
		_, once, err := steps(e, long)
		_, twice, err2 := steps(e, long+long)
		if err != nil || err2 != nil || twice > 3*once {
			t.Errorf("%s: %d steps for %d bytes, %d for twice as many (%v, %v)", name, once, len(long), twice, err, err2)
		}
	}
}

func steps(e *engine, code string) (tokens []chroma.Token, n int, err error) {
	if err := e.build(); err != nil {
		return nil, 0, err
	}
	b := newBudget(e.reaches)
	err = e.spend(b, code, func(t chroma.Token) { tokens = append(tokens, t) })
	return tokens, maxSteps - b.left, err
}

// ordinary gives the samples that chroma is tested with, the longest below 4,000 bytes of each language.
func ordinary(t *testing.T) map[*chroma.RegexLexer]string {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "lexers", "testdata", "*.actual"))
	if len(files) < 100 {
		t.Fatalf("%d samples", len(files))
	}
	samples := map[*chroma.RegexLexer]string{}
	for _, file := range files {
		lexer, ok := lexers.Get(strings.TrimSuffix(filepath.Base(file), ".actual")).(*chroma.RegexLexer)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if code := clean(string(text)); ok && len(code) < 4000 && len(code) > len(samples[lexer]) {
			samples[lexer] = code
		}
	}
	return samples
}
