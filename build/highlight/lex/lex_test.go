package lex

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"

	"memo/build/effort"
)

// library is opened once for all tests, so that no lexer is compiled twice.
var library = sync.OnceValue(Open)

// Chroma's own samples give chroma's own tokens, and so do the samples of other languages.
func TestTokensOfChromasSamplesAreChromas(t *testing.T) {
	all := samples(t)
	for n := 0; n < len(all); n += effort.Of(3, 1) {
		s := all[n]
		if !agree(t, s.lexer, s.code) {
			t.Errorf("%s does not finish a sample of its own", s.lexer.Config.Name)
		}
		if code := all[(n*7+1)%len(all)].code; len(code) < 2000 {
			agree(t, s.lexer, code)
		}
	}
	for n := 0; n < len(library().Lexers); n += effort.Of(4, 1) {
		x := library().Lexers[n]
		if code := all[n*5%len(all)].code; len(code) < 2000 {
			agree(t, x, code)
		}
	}
}

// Mutilated samples, too.
func TestTokensOfMutilatedSamplesAreChromas(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n, s := range samples(t) {
		if len(s.code) < 2500 && n%effort.Of(4, 1) == 0 {
			agree(t, s.lexer, mutilated(r, s.code))
		}
	}
}

func FuzzTokensAreChromas(f *testing.F) {
	for n, s := range samples(f) {
		if len(s.code) < 400 {
			f.Add(uint16(n), uint64(n), s.code)
		}
	}
	all := library().Lexers
	f.Fuzz(func(t *testing.T, n uint16, seed uint64, code string) {
		if len(code) < 1000 {
			agree(t, all[int(n)%len(all)], mutilated(rand.New(rand.NewPCG(seed, 3)), code))
		}
	})
}

// Only lexers with functions of their own among their rules are left to chroma.
func TestNearlyAllLexersAreDriven(t *testing.T) {
	var left []string
	for _, x := range library().Lexers {
		if _, ok := x.stock.(*chroma.RegexLexer); ok && x.rules() == nil {
			left = append(left, x.Config.Name)
		}
	}
	if slices.Sort(left); !slices.Equal(left, []string{"Haxe", "Raku"}) {
		t.Errorf("chroma runs %q", left)
	}
}

// patience is the time after which chroma gives up a match and goes on to the next rule.
const patience = 250 * time.Millisecond

// agree holds the tokens of a text against chroma's, and is false when there are none: what ends in chroma's own
// endless loops is not asked of it.
func agree(t *testing.T, x *Lexer, code string) bool {
	t.Helper()
	got, err := tokens(x, code)
	if err != nil {
		return false
	}
	start := time.Now()
	want, err := stockTokens(x, code)
	if time.Since(start) > patience {
		return true // a match may have been given up by the clock
	}
	if err != nil || !slices.Equal(got, want) {
		n := 0
		for n < min(len(got), len(want)) && got[n] == want[n] {
			n++
		}
		t.Errorf("%s on %.300q, token %d:\ngot  %.200q\nwant %.200q (%v)", x.Config.Name, code, n, fmt.Sprint(got[n:]), fmt.Sprint(want[n:]), err)
	}
	return true
}

// tokens cuts a text into tokens, of which neighbours of a kind are one.
func tokens(x *Lexer, code string) (out []chroma.Token, err error) {
	err = x.Tokens(code, func(kind chroma.TokenType, text string) { out = joined(out, kind, text) })
	return out, err
}

func stockTokens(x *Lexer, code string) (out []chroma.Token, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v", p)
		}
	}()
	next, err := x.library.registry.Get(x.Config.Name).Tokenise(&chroma.TokeniseOptions{State: "root"}, code)
	if err != nil {
		return nil, err
	}
	for token := next(); token != chroma.EOF; token = next() {
		out = joined(out, token.Type, token.Value)
	}
	return out, nil
}

func joined(tokens []chroma.Token, kind chroma.TokenType, text string) []chroma.Token {
	if n := len(tokens) - 1; n >= 0 && tokens[n].Type == kind {
		tokens[n].Value += text
		return tokens
	}
	if text == "" {
		return tokens
	}
	return append(tokens, chroma.Token{Type: kind, Value: text})
}

type sample struct {
	lexer *Lexer
	code  string
}

// samples gives the texts that chroma is tested with.
func samples(t testing.TB) (out []sample) {
	t.Helper()
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(strings.TrimSpace(string(module)), "lexers", "testdata")
	files, _ := filepath.Glob(filepath.Join(root, "*.actual"))
	more, _ := filepath.Glob(filepath.Join(root, "*", "*.actual"))
	for _, file := range append(files, more...) {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		if dir := filepath.Dir(file); dir != root {
			name = filepath.Base(dir)
		}
		if x := library().lexer(name); x != nil {
			out = append(out, sample{x, string(code)})
		}
	}
	if len(out) < 300 {
		t.Fatalf("%d samples", len(out))
	}
	return out
}

// mutilated takes out, doubles and puts in at random.
func mutilated(r *rand.Rand, code string) string {
	pieces := []string{"\n", "\r\n", "\"", "'", "`", "あ", "é", "\xff", "\x00", "\r", "(", "}", "<", "\\", "*/", "#", "  ", "\t", "}}", "<%", "$"}
	for range 12 {
		if len(code) == 0 {
			break
		}
		at := r.IntN(len(code))
		end := min(len(code), at+r.IntN(12))
		switch r.IntN(4) {
		case 0:
			code = code[:at] + code[end:]
		case 1:
			code = code[:end] + code[at:]
		default:
			code = code[:at] + pieces[r.IntN(len(pieces))] + code[at:]
		}
	}
	return strings.TrimSuffix(code, "\n")
}
