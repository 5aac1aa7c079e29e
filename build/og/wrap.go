package og

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/image/font"
)

// wrap breaks text, given in phrases, into lines no wider than width pixels,
// as few as possible and of about the same width.
func wrap(f font.Face, phrases []string, width int) []string {
	var parts []string
	for _, phrase := range phrases {
		parts = append(parts, words(f, phrase, width)...)
	}
	lines := fill(f, parts, width)
	least, most := width/len(lines), width
	for most-least > 8 {
		if half := (least + most) / 2; len(fill(f, parts, half)) > len(lines) || widest(f, parts) > half {
			least = half
		} else {
			most = half
		}
	}
	return fill(f, parts, most)
}

// fill puts segments into lines from the first on.
func fill(f font.Face, parts []string, width int) []string {
	lines := []string{""}
	for _, part := range parts {
		last := &lines[len(lines)-1]
		if *last != "" && advance(f, strings.TrimRight(*last+part, " ")) > width {
			lines = append(lines, part)
			continue
		}
		*last += part
	}
	return lines
}

// words cuts a phrase behind its blanks, and a word that is wider than a line
// by the rules of line breaking, at last anywhere. A blank before hiragana is
// a matter of taste ("S3 へ") and no place to break.
func words(f font.Face, phrase string, width int) []string {
	var out []string
	for _, word := range behindBlanks(phrase) {
		if advance(f, word) <= width {
			out = append(out, word)
			continue
		}
		state := -1
		for word != "" {
			var part string
			part, word, _, state = uniseg.FirstLineSegmentInString(word, state)
			for advance(f, part) > width {
				head := cut(f, part, width)
				out, part = append(out, head), part[len(head):]
			}
			out = append(out, part)
		}
	}
	return out
}

func behindBlanks(s string) []string {
	var out []string
	start := 0
	for i, r := range s {
		if i > 0 && s[i-1] == ' ' && !unicode.Is(unicode.Hiragana, r) {
			out = append(out, s[start:i])
			start = i
		}
	}
	return append(out, s[start:])
}

func widest(f font.Face, parts []string) int {
	most := 0
	for _, p := range parts {
		most = max(most, advance(f, p))
	}
	return most
}

// cut gives the beginning of text that fits width pixels, one character at least.
func cut(f font.Face, text string, width int) string {
	fit, state := "", -1
	for text != "" {
		var cluster string
		cluster, text, _, state = uniseg.FirstGraphemeClusterInString(text, state)
		if fit != "" && advance(f, fit+cluster) > width {
			break
		}
		fit += cluster
	}
	return fit
}

// shorten cuts text that is wider than width pixels and says so by an ellipsis.
func shorten(f font.Face, text string, width int) string {
	if advance(f, text) <= width {
		return text
	}
	return cut(f, text, width-advance(f, "…")) + "…"
}

// advance is the width of text in pixels, rounded up.
func advance(f font.Face, s string) int { return font.MeasureString(f, s).Ceil() }
