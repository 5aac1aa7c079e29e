// Package highlight turns one piece of code into one HTML figure, the code window.
//
// In goes a Block: the code and what its author said about it on the fence. Out comes
//
//	<figure class="code" data-lang="go"><figcaption><span class="file">a.go</span><span class="lang">Go</span></figcaption>
//	<pre tabindex="0"><code class="language-go">…</code></pre></figure>
//
// on one line, with classes only (chroma's short names) and never a style, so that a strict
// Content-Security-Policy passes. span.file is there when the block has a file name. Of long output
// the first lines stand bare and the others in span.tail, which a page may keep folded: see fold.go.
//
// A transcript (prompt, command and output of a terminal session) is told by its content and not
// only by its tag, since 93% of the transcripts in 19,098 real fences bear none: see transcript.go.
// It is <figure class="code transcript"> with the prompt in span.gp, the command in b and the output in span.go.
//
// Wide characters of plain text and transcripts stand in span.wide and halfwidth katakana in span.hw:
// no usual coding font draws them two columns and one column wide, so style sheets must be able to.
//
// Colouring would be nearly all the time that a page takes, so chroma's rules are run by package lex, and spans
// are written as bytes at once: 25 to 45 times as fast as chroma at tokens and 29 to 34 times at tokens and
// HTML, see BenchmarkAgainstChroma. What takes too many steps, and what is too big, is plain text; a block
// costs the same on every machine.
//
// The package knows no Markdown, no theme and no configuration, and it alone knows chroma, with its driver lex
// for the lexers and here for styles and the names of classes. It cannot fail: an unknown language is plain
// text. Same block, same bytes, from any number of goroutines.
package highlight

import "strings"

// Block is one piece of code and what its author said about it.
type Block struct {
	Lang    string // as written on the fence, "" when there was none
	File    string // file name for the window's bar, or ""
	Diff    bool   // lines begin with +, - or a space; the rest of each line is Lang
	Numbers bool   // show line numbers
	First   int    // number of the first line, 0 means 1
	Lines   string // emphasised lines, "2 4-6" or "2,4-6", the block's first line being 1
	Code    string // the text between the fences; line ends of any kind, any bytes
}

// span is a run of text with one class; class "b" is the element b, "" is bare text.
type span struct{ class, text string }

// Render gives the block's code window. Bytes that HTML or XML cannot hold are replaced (see clean);
// with all tags and line numbers taken out again, the text is otherwise Code.
func Render(b Block) []byte {
	b.Code = clean(b.Code)
	if s, ok := parseTranscript(b); ok {
		return window(b, face{kind: "code transcript", id: "console", name: "Console", wide: true, fold: foldAt(len(s.lines), s.commands)}, s.spans())
	}
	lang, b := settle(b)
	f := face{kind: "code", id: lang.id, name: lang.name, wide: lang.plain()}
	if lang.output {
		f.fold = foldAt(len(splitLines(b.Code)), nil)
	}
	body := b.Code
	if b.Diff {
		body = withoutSigns(b.Code)
	}
	return window(b, f, lang.spans(body))
}

// settle finds the language of a block: what the fence says, else what the file name says, else what
// the code says without doubt.
func settle(b Block) (language, Block) {
	name := b.Lang
	if name == "" && b.File != "" {
		name = languageOfFile(b.File)
	}
	if name == "" && !b.Diff {
		name = guess(b.Code)
	}
	lang := lookup(name)
	if strings.Contains(lang.id, "sql") && isTable(b.Code) {
		lang.lexer, lang.output = nil, true
	}
	if lang.id == "diff" {
		lang.lexer = nil
		b.Diff = true
	}
	lang.output = lang.output && !b.Diff
	return lang, b
}
