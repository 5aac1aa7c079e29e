package searchtest

import (
	"fmt"
	"strings"
)

func (g *writer) term() string {
	switch g.r.Intn(10) {
	case 0:
		return g.compound()
	case 1, 2, 3, 4:
		return g.any(g.local.kanji)
	case 5:
		return g.any(g.local.loan) + g.any(g.local.kanji)
	}
	return g.any(g.local.loan)
}

func (g *writer) compound() string {
	switch g.r.Intn(4) {
	case 0:
		return g.any(g.stems) + g.any(g.local.kanji)
	case 1:
		return g.any(g.stems) + g.any(g.stems) + g.any(g.suffixes)
	case 2:
		return g.any(g.local.kanji) + g.any(g.suffixes)
	}
	return g.any(g.local.loan) + g.any(g.stems) + g.any(g.suffixes)
}

func (g *writer) phrase() string {
	parts := make([]string, 2+g.r.Intn(3))
	for i := range parts {
		parts[i] = g.any(g.local.english)
	}
	return strings.Join(parts, " ")
}

func (g *writer) path() string {
	parts := make([]string, 2+g.r.Intn(3))
	for i := range parts {
		parts[i] = g.any(g.local.english)
	}
	return "/" + strings.Join(parts, "/") + "." + g.any([]string{"go", "py", "conf", "yaml", "rs", "sh", "log"})
}

func (g *writer) name() string {
	if g.r.Intn(3) > 0 {
		return g.any(g.names)
	}
	return g.often(g.identifiers)
}

// fill replaces the letters of a pattern.
func (g *writer) fill(pattern string) string {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' || i+1 == len(pattern) {
			b.WriteByte(pattern[i])
			continue
		}
		i++
		b.WriteString(g.letter(pattern[i]))
	}
	return b.String()
}

func (g *writer) letter(c byte) string {
	switch c {
	case 'k':
		return g.any(g.subject)
	case 'n':
		return g.term()
	case 'p':
		return g.any(g.local.products)
	case 'i':
		return g.name()
	case 'v':
		return g.any(g.verbs)
	case 'a':
		return g.any(g.adverbs)
	case 'A':
		return fmt.Sprintf("10.%d.%d.%d", g.r.Intn(256), g.r.Intn(256), g.r.Intn(256))
	case 'r':
		return g.any(g.rare)
	case 'c':
		return g.compound()
	case 'w':
		return g.any(g.people)
	case 'e':
		return g.phrase()
	case 'f':
		return g.path()
	case 'h':
		return fmt.Sprintf("%08x", g.r.Uint32())
	}
	return fmt.Sprint(g.r.Intn(1 << g.r.Intn(17)))
}
