package highlight

import (
	"fmt"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// Whole samples and samples broken off anywhere must give chroma's own tokens.
func TestEngineAgreesWithChroma(t *testing.T) {
	for _, c := range samples() {
		lexer, ok := lexers.Get(c.lang).(*chroma.RegexLexer)
		if !ok {
			continue
		}
		e := newEngine(lexer)
		for cut := 1; cut <= len(c.code); cut += 3 {
			code := clean(c.code[:cut])
			var got []chroma.Token
			err := e.run(code, func(token chroma.Token) { got = append(got, token) })
			want, wantErr := chroma.Tokenise(lexer, &chroma.TokeniseOptions{State: "root"}, code)
			if err != nil || wantErr != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("%s, %q: got %v (%v), chroma says %v (%v)", c.lang, code, got, err, want, wantErr)
			}
		}
	}
}

// A rule that matches nothing and pushes a state for ever hangs chroma itself.
func TestEndlessLexerEndsInPlainText(t *testing.T) {
	lexer := chroma.MustNewLexer(&chroma.Config{Name: "endless"}, func() chroma.Rules {
		return chroma.Rules{"root": {{Pattern: "", Type: chroma.Keyword, Mutator: chroma.Push("root")}}}
	})
	l := language{lexer: newTokeniser(lexer)}
	if got := l.spans("a"); len(got) != 1 || got[0] != (span{text: "a"}) {
		t.Errorf("got %v", got)
	}
}

// An expression that takes exponential time must not take the build with it.
func TestStuckExpressionEndsInPlainText(t *testing.T) {
	lexer := chroma.MustNewLexer(&chroma.Config{Name: "stuck"}, func() chroma.Rules {
		return chroma.Rules{"root": {{Pattern: `(x+x+)+y`, Type: chroma.Keyword}, {Pattern: ".", Type: chroma.Comment}}}
	})
	code := "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
	l := language{lexer: newTokeniser(lexer)}
	if got := l.spans(code); len(got) != 1 || got[0].class != "" {
		t.Errorf("got %v", got)
	}
}
