package markdown

import (
	"strings"

	"github.com/yuin/goldmark/util"
)

// tag is one token of raw HTML.
type tag struct {
	kind       tagKind
	name       string // lower case
	attributes bool   // it has some
	from, to   int    // bytes of the text it was found in
}

type tagKind uint8

const (
	rawText tagKind = iota
	openTag
	closeTag
	comment
	oddity // a processing instruction, a declaration, CDATA
)

// tags cuts raw HTML into tokens that together are t. What begins like a tag
// and does not end is text.
func tags(t string) []tag {
	var out []tag
	from := 0
	for i := 0; i < len(t); {
		next, ok := tagAt(t, i)
		if !ok {
			i++
			continue
		}
		if from < i {
			out = append(out, tag{kind: rawText, from: from, to: i})
		}
		out = append(out, next)
		i, from = next.to, next.to
	}
	if from < len(t) {
		out = append(out, tag{kind: rawText, from: from, to: len(t)})
	}
	return out
}

// tagAt reads the tag that begins at t[i].
func tagAt(t string, i int) (tag, bool) {
	if t[i] != '<' || i+1 == len(t) {
		return tag{}, false
	}
	rest := t[i:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		return until(rest, "-->", comment, i)
	case strings.HasPrefix(rest, "<![CDATA["):
		return until(rest, "]]>", oddity, i)
	case strings.HasPrefix(rest, "<?"):
		return until(rest, "?>", oddity, i)
	case strings.HasPrefix(rest, "<!"):
		return until(rest, ">", oddity, i)
	}
	found := tag{kind: openTag, from: i}
	n := 1
	if rest[1] == '/' {
		found.kind = closeTag
		n = 2
	}
	name := n
	for n < len(rest) && (util.IsAlphaNumeric(rest[n]) || n > name && rest[n] == '-') {
		n++
	}
	if n == name || rest[name] <= '9' {
		return tag{}, false
	}
	found.name = strings.ToLower(rest[name:n])
	end := tagEnd(rest, n)
	if end < 0 {
		return tag{}, false
	}
	found.attributes = strings.Trim(rest[n:end], " \t\n/") != ""
	found.to = i + end + 1
	return found, true
}

// tagEnd gives where the tag's > is, outside quotes. Another < comes before
// it only in what is no tag.
func tagEnd(t string, from int) int {
	quote := byte(0)
	for i := from; i < len(t); i++ {
		switch c := t[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		case c == '<':
			return -1
		}
	}
	return -1
}

func until(rest, end string, kind tagKind, from int) (tag, bool) {
	n := strings.Index(rest, end)
	if n < 0 {
		return tag{kind: kind, from: from, to: from + len(rest)}, true
	}
	return tag{kind: kind, from: from, to: from + n + len(end)}, true
}

// Names of elements. A name that is none of HTML's is a placeholder that
// its author forgot to put in backticks: s3://<bucket-name>/.
var (
	phrasing = names("kbd sub sup mark u ins del s b i em strong small code var samp q cite abbr dfn")
	void     = names("br wbr")
	hidden   = names("script style textarea title iframe object noscript template svg math head")
	known    = names("a address area article aside audio base bdi bdo blockquote body button canvas caption center col " +
		"colgroup data datalist dd details dialog dir div dl dt embed fieldset figcaption figure font footer form frame " +
		"frameset h1 h2 h3 h4 h5 h6 header hgroup hr html img input label legend li link main map menu meta meter nav " +
		"noframes ol optgroup option output p param picture portal pre progress rp rt ruby search section select slot " +
		"source span strike summary table tbody td tfoot th thead time tr track tt ul video big acronym applet marquee " +
		"br wbr path")
)

func names(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}

// isElement tells a name of HTML's.
func isElement(name string) bool { return known[name] || phrasing[name] || hidden[name] }
