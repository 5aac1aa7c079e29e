package highlight

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
)

// BenchmarkAgainstChroma measures the highlighter and chroma as it comes side by side, over the blocks of our own
// memos with the samples of BenchmarkRender, and over the samples that chroma is tested with. It reports how
// many times as fast the highlighter is, at tokens alone and at tokens and HTML.
func BenchmarkAgainstChroma(b *testing.B) {
	b.Run("memos", func(b *testing.B) { compare(b, memos(b)) })
	b.Run("chroma", func(b *testing.B) { compare(b, chromas(b)) })
}

// compare takes the best time that each of four ways needs for all pieces.
func compare(b *testing.B, pieces []piece) {
	formatter := html.New(html.WithClasses(true))
	ways := []func(piece){
		func(p piece) { p.lexer.Tokens(p.code, func(chroma.TokenType, string) {}) },
		piece.window,
		func(p piece) { p.tokens(b) },
		func(p piece) { p.html(b, formatter) },
	}
	best := [4]time.Duration{time.Hour, time.Hour, time.Hour, time.Hour}
	pass := func(n int) {
		start := time.Now()
		for _, p := range pieces {
			ways[n](p)
		}
		best[n] = min(best[n], time.Since(start))
	}
	for b.Loop() {
		for n := range ways {
			pass(n)
			pass(n) // the first time of all compiles
		}
	}
	b.ReportMetric(best[2].Seconds()/best[0].Seconds(), "x-tokens")
	b.ReportMetric(best[3].Seconds()/best[1].Seconds(), "x-html")
}

// piece is some code, with both ways to colour it.
type piece struct {
	language
	stock chroma.Lexer
	code  string
}

func (p piece) window() {
	window(Block{Code: p.code}, face{kind: "code"}, p.spans(p.code))
}

// tokens is all that chroma's Tokenise does.
func (p piece) tokens(b *testing.B) {
	next, err := p.stock.Tokenise(nil, p.code)
	if err != nil {
		b.Fatal(err)
	}
	for token := next(); token != chroma.EOF; token = next() {
	}
}

func (p piece) html(b *testing.B, formatter *html.Formatter) {
	next, err := p.stock.Tokenise(nil, p.code)
	if err != nil {
		b.Fatal(err)
	}
	if err := formatter.Format(io.Discard, styles.Fallback, next); err != nil {
		b.Fatal(err)
	}
}

// pieceOf is false for what there is no lexer for.
func pieceOf(lang, code string) (piece, bool) {
	l := lookup(lang)
	if l.plain() {
		return piece{}, false
	}
	return piece{l, lexers.Get(l.lexer.Config.Name), clean(code)}, true
}

var fence = regexp.MustCompile("(?ms)^```(\\w+)[^\n]*\n(.*?)^```$")

// memos gives the code blocks of this repository's memos, and the samples.
func memos(b *testing.B) (out []piece) {
	files, _ := filepath.Glob("../../content/posts/*.md")
	for _, file := range files {
		for _, m := range fence.FindAllStringSubmatch(contents(b, file), -1) {
			if p, ok := pieceOf(m[1], m[2]); ok {
				out = append(out, p)
			}
		}
	}
	for _, s := range samples() {
		if p, ok := pieceOf(s.lang, s.code); ok {
			out = append(out, p)
		}
	}
	return out
}

// chromas gives the samples that chroma is tested with.
func chromas(b *testing.B) (out []piece) {
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		b.Fatal(err)
	}
	root := filepath.Join(strings.TrimSpace(string(module)), "lexers", "testdata")
	files, _ := filepath.Glob(filepath.Join(root, "*.actual"))
	for _, file := range files {
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		if p, ok := pieceOf(name, contents(b, file)); ok {
			out = append(out, p)
		}
	}
	return out
}

func contents(b *testing.B, file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}
