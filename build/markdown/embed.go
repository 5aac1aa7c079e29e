package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// embeds reads @[kind](address).
type embeds struct{}

// Trigger gives the @.
func (embeds) Trigger() []byte { return []byte{'@'} }

var embedLine = regexp.MustCompile(`^@\[([\w-]+)\]\(\s*([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)[^()]*\)`)

// homes are the pages that an embed's bare id stands for.
var homes = map[string]string{
	"card": "", "tweet": "", "github": "", "gist": "", "codepen": "", "codesandbox": "", "stackblitz": "", "jsfiddle": "",
	"figma": "", "docswell": "", "blueprintue": "", "x": "", "link": "",
	"youtube":     "https://www.youtube.com/watch?v=",
	"speakerdeck": "https://speakerdeck.com/player/",
	"slideshare":  "https://www.slideshare.net/slideshow/embed_code/key/",
}

// Parse reads one. Of a kind that is not known the address says enough; in a
// line of text it may be @[somebody](address) as well.
func (embeds) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] != '[' {
		return nil
	}
	m := embedLine.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	kind, address := string(line[m[2]:m[3]]), string(line[m[4]:m[5]])
	home, known := homes[strings.ToLower(kind)]
	n := &embed{url: address, from: segment.Start + m[4], to: segment.Start + m[5]}
	if !known {
		n.title = "@" + kind
	}
	if scheme(address) == "" {
		if home == "" && !strings.Contains(address, ".") {
			return nil
		}
		if home == "" {
			home = "https://"
		}
		n.url, _, _ = strings.Cut(address, "?")
		n.url = home + n.url
	}
	block.Advance(m[1])
	return n
}
