package highlight

import (
	"fmt"
	"strings"
	"testing"
	"time"

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
	if got, lasting := l.spans("a"); len(got) != 1 || got[0] != (span{text: "a"}) || !lasting {
		t.Errorf("got %v, lasting: %v", got, lasting)
	}
}

// An expression that takes exponential time must not take the build with it. A walk sees that this one
// matches nowhere.
func TestExponentialExpressionIsPassedOver(t *testing.T) {
	got, lasting := stuck(`(x+x+)+y`).spans(strings.Repeat("x", 60))
	if len(got) != 61 || got[0] != (span{"c", "x"}) || !lasting {
		t.Errorf("got %v, lasting: %v", got, lasting)
	}
}

// What the clock cuts short may come out otherwise the next time.
func TestStuckExpressionEndsInPlainTextThatIsNotKept(t *testing.T) {
	got, lasting := stuck(`(x+x+)+(?<!x)y?`).spans(strings.Repeat("x", 60))
	if len(got) != 1 || got[0].class != "" || lasting {
		t.Errorf("got %v, lasting: %v", got, lasting)
	}
}

func stuck(pattern string) language {
	e := newEngine(chroma.MustNewLexer(&chroma.Config{Name: "stuck"}, func() chroma.Rules {
		return chroma.Rules{"root": {{Pattern: pattern, Type: chroma.Keyword}, {Pattern: ".", Type: chroma.Comment}}}
	}))
	e.limit = 200 * time.Millisecond
	return language{lexer: e}
}
