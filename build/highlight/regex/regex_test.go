package regex

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/dlclark/regexp2/v2"

	"memo/build/effort"
)

// Whatever an expression is, it matches where regexp2 says, as far as it says, with the groups that it says.
func TestMatchesAreThoseOfRegexp2(t *testing.T) {
	for _, expression := range []string{
		`(a*)*b`, `(?:a|ab)(?:c|bcd)(d*)`, `(a+|b+)+?c`, `(?:(a)|b)*`, `(?:(a)|(b)|c){2,4}?`, `(\w+)\s\1`, `(?i)(A|é)\1`, `(?:x?)*y`, `(?:x??){3}y`,
		`(?<=(a)b)c`, `(?<!a|bc)c`, `(?<=a*?)b`, `(?<=^|\n)a`, `(?>a+|ab)b`, `(?>(a)|b)*\1`, `(?=(a+))a*b\1`, `(?!a(b))\w\w`, `(?<n>a)(b)\k<n>`,
		`(?i)straße|MASSE|K`, `[^\W\d]+`, `[a-z-[aeiou]]+`, `\p{Lu}\p{Ll}*`, `.*?あ`, `[^\n]*b$`, `a\Z`, `a\z`, `\Ba\b`, `(a|b|c|d)(?:ab|ac|b|)c`,
		`(?:a{2,3}){2}`, `(?:(?:ab?)+c?)*`, `(?s).+?b.`, `(?:a*?b??)+c`, `[^あ]+あ`, `あ+い?`, `(?m)^a$`, `()a`, `(?:)*a`, `(a?)*?b`, `(?:^a|^b|c)*`, `(?<=[ab]{2})c`,
	} {
		for _, text := range texts()[:effort.Of(300, 1500)] {
			agree(t, expression, text)
		}
	}
}

// texts gives all that can be made of a few pieces.
func texts() []string {
	out := []string{""}
	for range 4 {
		for _, text := range out[max(0, len(out)-400):] {
			for _, piece := range []string{"a", "b", "c", "あ", " A\n", "xé", "ab", "K"} {
				out = append(out, text+piece)
			}
		}
	}
	return out[:min(len(out), 1500)]
}

func FuzzMatchesAreThoseOfRegexp2(f *testing.F) {
	for seed := range uint64(300) {
		f.Add(seed, "abcあ b\nAaab")
	}
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		if len(text) > 100 {
			text = text[:100]
		}
		g := generator{Rand: rand.New(rand.NewPCG(seed, 1))}
		agree(t, g.options()+g.alternatives(2), text)
		agree(t, g.options()+g.alternatives(3), g.text())
	})
}

// agree holds the programs of an expression, with groups and without, against regexp2 at each place of a text.
func agree(t *testing.T, expression, text string) {
	t.Helper()
	expression = `\G(?:` + expression + `)`
	runes := []rune(text)
	text = string(runes)
	want, err := regexp2.Compile(expression)
	if err != nil {
		return // the generator's mistake
	}
	want.MatchTimeout = 100 * time.Millisecond
	bare, err := NewCompiler().Compile(expression, false)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	full, _ := NewCompiler().Compile(expression, true)
	m, at := Matcher{Left: 10 << 20}, 0
	for n := range len(runes) + 1 {
		match, err := want.FindRunesMatchStartingAt(runes, n)
		if err != nil {
			return
		}
		told, got := tell(match, n), told(&m, full, text, at)
		if end := m.Match(bare, text, at); m.Left >= 0 && (got != told || (end < 0) != (match == nil) || end >= 0 && end != at+len(match.String())) {
			t.Fatalf("%s on %q at %d: got %s and end %d, regexp2 has %s", expression, text, at, got, end, told)
		}
		if match != nil && at < len(text) && !full.CanBeginWith(text[at]) {
			t.Fatalf("%s on %q at %d: it should begin with that", expression, text, at)
		}
		if n < len(runes) {
			at += utf8.RuneLen(runes[n])
		}
	}
}

func tell(match *regexp2.Match, at int) string {
	if match == nil || match.RuneIndex != at {
		return "nothing"
	}
	var out strings.Builder
	for _, g := range match.Groups() {
		fmt.Fprintf(&out, "%q ", g.String())
	}
	return out.String()
}

func told(m *Matcher, p *Program, text string, at int) string {
	end := m.Match(p, text, at)
	if end < 0 {
		return "nothing"
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%q ", text[at:end])
	for n := 1; n < p.Groups(); n++ {
		from, to := m.Group(n)
		fmt.Fprintf(&out, "%q ", text[max(from, 0):max(to, 0)])
	}
	return out.String()
}

// generator makes expressions of all that a lexer's rule may hold.
type generator struct {
	*rand.Rand
	back bool // in what is read backwards, no rule refers to a group
}

func (g generator) one(of ...string) string { return of[g.IntN(len(of))] }

func (g generator) options() string { return g.one("", "(?m)", "(?i)", "(?s)", "(?mi)", "(?ms)") }

func (g generator) text() string {
	var out strings.Builder
	for range g.IntN(14) {
		out.WriteString(g.one("a", "a", "b", "c", "A", "B", "あ", "い", " ", "\n", "é", "É", "K", "1", "ab"))
	}
	return out.String()
}

func (g generator) alternatives(depth int) string {
	out := g.sequence(depth)
	for g.IntN(3) == 0 {
		out += "|" + g.sequence(depth)
	}
	return out
}

func (g generator) sequence(depth int) string {
	out := ""
	for range g.IntN(4) {
		out += g.item(depth) + g.one("", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}", "{2,3}?")
	}
	return out
}

func (g generator) item(depth int) string {
	if depth == 0 || g.IntN(2) == 0 {
		return g.one("a", "b", "c", "ab", "A", "あ", "い", "é", " ", `\n`, ".", `\w`, `\W`, `\s`, `\S`, `\d`, "[ab]", "[^a]", "[^a-bあ]", "[bい-お]",
			`\b`, `\B`, "^", "$", `\A`, `\Z`, `\z`, g.reference(), g.reference(), "(?:abc|abd|b|bc|あ)", "(?:ab|b|a|abc|あい|あ|aK|c|)", "(?i:ab|aK|AB|b|bc|a|É|é|k)", "(?:a(?:b|c)|ab|[ab]c|b|a)", `\p{Lu}`, "[^\n]", "K")
	}
	group := g.one("(", "(", "(?:", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?<n>", "(?i:")
	g.back = g.back || strings.HasPrefix(group, "(?<") && group != "(?<n>"
	return group + g.alternatives(depth-1) + ")"
}

func (g generator) reference() string {
	if g.back {
		return "a"
	}
	return g.one(`\1`, `\2`)
}

// What takes exponential time ends when the steps are spent.
func TestStepsAreBounded(t *testing.T) {
	for _, expression := range []string{`(x+x+)+y`, `(x*)*y`, `(?:x|x)*?y`, `(?:(?:x|x)*,?)*y`, `(?!(?:x+x+)+y)z`} {
		p, err := NewCompiler().Compile(expression, true)
		if err != nil {
			t.Fatal(err)
		}
		m := Matcher{Left: 1 << 20}
		if end := m.Match(p, strings.Repeat("x", 5000), 0); end >= 0 || m.Left < -10_000 {
			t.Errorf("%s: end %d, %d steps left", expression, end, m.Left)
		}
	}
}

func TestNodesThatNoLexerUsesAreRefused(t *testing.T) {
	for _, expression := range []string{`(a)?(?(1)b|c)`, `(?<a>x)(?<-a>y)`, `\X`, `(?<=(a)\1)b`} {
		if _, err := NewCompiler().Compile(expression, true); err == nil {
			t.Errorf("%s is compiled", expression)
		}
	}
}
