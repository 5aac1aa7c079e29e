package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"memo/build/japanese"
)

// urlEnd gives where the URL ends whose host begins at from; 0 without one.
func urlEnd(line []byte, from int, pc parser.Context) int {
	host := true
	idn := from < len(line) && line[from] >= utf8.RuneSelf // 日本語.jp
	if from == len(line) || !util.IsAlphaNumeric(line[from]) && !idn && line[from] != '[' {
		return 0
	}
	depth := [2]int{}
	end := from
	for end < len(line) {
		r, size := utf8.DecodeRune(line[end:])
		if r >= utf8.RuneSelf {
			if japanese.EndsURL(r) || host && !idn {
				break
			}
		} else if r == '*' || r == '~' || r == '=' {
			if size = runLength(line[end:]); closesRun(line[end], size, pc) {
				break
			}
		} else if endsURL(line[end:], &depth) {
			break
		} else if r == '/' || r == '?' || r == '#' {
			host = false
		}
		end += size
	}
	if end = from + trimURL(line[from:end]); end == from {
		return 0
	}
	return end
}

// endsURL tells whether a URL stops before rest, which begins with ASCII:
// characters that no URL holds, and a bracket that was not opened in it.
func endsURL(rest []byte, depth *[2]int) bool {
	switch c := rest[0]; c {
	case '(':
		depth[0]++
	case '[':
		depth[1]++
	case ')':
		depth[0]--
		return depth[0] < 0 && (len(rest) == 1 || !util.IsAlphaNumeric(rest[1]))
	case ']':
		depth[1]--
		return depth[1] < 0
	case '<', '>', '"', '`', '\\', '^', '|':
		return true
	default:
		return c <= ' ' || c == 0x7F
	}
	return false
}

// closesRun tells whether a run of n characters * ~ or = closes what was
// opened before the URL, outside of links. The runs looked at are bounded:
// nobody nests that many.
func closesRun(char byte, n int, pc parser.Context) bool {
	runs := sheetOf(pc).runs
	for _, r := range slices.Backward(runs[max(0, len(runs)-64):]) {
		if r.delimiter.char == char && r.opens && r.length <= n && r.Parent().Type() == ast.TypeBlock {
			return true
		}
	}
	return false
}

// runLength counts how often the first character is repeated.
func runLength(b []byte) int {
	n := 1
	for n < len(b) && b[n] == b[0] {
		n++
	}
	return n
}

// trimURL leaves out the punctuation at a URL's end, as GFM does.
func trimURL(b []byte) int {
	for len(b) > 0 {
		switch b[len(b)-1] {
		case '?', '!', '.', ',', ':', '*', '_', '~', '\'', ';':
			if n := len(b); b[n-1] == ';' {
				word := n - 1
				for word > 0 && util.IsAlphaNumeric(b[word-1]) {
					word--
				}
				if word > 0 && word < n-1 && b[word-1] == '&' {
					b = b[:word-1]
					continue
				}
			}
		case ')':
			if bytes.Count(b, []byte(")")) <= bytes.Count(b, []byte("(")) {
				return len(b)
			}
		default:
			return len(b)
		}
		b = b[:len(b)-1]
	}
	return 0
}

func isWord(b []byte) bool {
	for _, c := range b {
		if !util.IsAlphaNumeric(c) {
			return false
		}
	}
	return len(b) > 0
}
