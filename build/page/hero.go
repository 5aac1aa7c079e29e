package page

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"memo/build/decode"
	"memo/build/diag"
)

// hero gives what VitePress and Starlight show on a front page from its front
// matter alone, as Markdown: name, text and tagline, where its buttons lead,
// and the features. nil for a page without.
func hero(front decode.Value) []byte {
	var b bytes.Buffer
	if k := front.Get("hero"); k != nil {
		h := k.Value
		if name := cmp.Or(lineOf(h, "name"), lineOf(h, "title")); name != "" && front.Get("title") == nil {
			fmt.Fprintf(&b, "# %s\n\n", name)
		}
		if text := lineOf(h, "text"); text != "" {
			fmt.Fprintf(&b, "**%s**\n\n", text)
		}
		if tagline := lineOf(h, "tagline"); tagline != "" {
			fmt.Fprintf(&b, "%s\n\n", tagline)
		}
		points(&b, h, "actions", "text", '-')
	}
	points(&b, front, "features", "title", '*')
	return b.Bytes()
}

// points writes a list of what has a name, and mostly a link and details. Two
// lists after each other have different bullets.
func points(b *bytes.Buffer, of decode.Value, list, name string, bullet rune) {
	k := of.Get(list)
	if k == nil {
		return
	}
	for _, item := range k.Value.List {
		text, link, details := lineOf(item, name), lineOf(item, "link"), lineOf(item, "details")
		if link != "" {
			text = fmt.Sprintf("[%s](<%s>)", text, link)
		}
		if details != "" {
			text = fmt.Sprintf("**%s**: %s", text, details)
		}
		if text != "" {
			fmt.Fprintf(b, "%c %s\n", bullet, text)
		}
	}
	b.WriteString("\n")
}

// lineOf gives the text of a key in one line, "" where there is none.
func lineOf(v decode.Value, name string) string {
	if k := v.Get(name); k != nil {
		return strings.Join(strings.Fields(k.Value.Text), " ")
	}
	return ""
}

// withHero gives the text of a page with its hero before it. The lines of the
// text stay as they are: those of the hero stand for lines of the front matter.
func withHero(hero, text []byte, at diag.Pos) ([]byte, diag.Pos) {
	if len(hero) == 0 {
		return text, at
	}
	at.Line = max(1, at.Line-bytes.Count(hero, []byte("\n")))
	return append(hero[:len(hero):len(hero)], text...), at
}
