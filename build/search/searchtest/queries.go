package searchtest

import (
	"math/rand"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"memo/build/search"
)

// Query is a judged one.
type Query struct {
	Class    byte // see Classes
	Text     string
	Relevant map[string]bool // URLs of the memos that must be found
	Fine     map[string]bool // and of those that may be found in their place: they have a Latin term inside a longer word
}

// Judge is the share of the memos to be found that are among the first ten URLs, and one through the place of the first.
func (q Query) Judge(urls []string) (recall, reciprocal float64) {
	found, want := 0, min(10, len(q.Relevant))
	for i, u := range urls[:min(10, len(urls))] {
		if !q.Fine[u] {
			continue
		}
		if found++; found == 1 {
			reciprocal = 1 / float64(i+1)
		}
	}
	return float64(min(found, want)) / float64(want), reciprocal
}

// Classes are the kinds of queries, as people type them.
var Classes = []struct {
	Letter byte
	Name   string
}{
	{'a', "Japanese words"},
	{'b', "one or two characters"},
	{'c', "parts of words"},
	{'d', "English terms"},
	{'e', "fragments of errors and code"},
	{'q', "the same in quotes"},
	{'f', "identifiers and their beginnings"},
	{'g', "variants in width and case"},
	{'h', "several terms"},
	{'i', "typos"},
}

var (
	kanjiRun    = regexp.MustCompile(`\p{Han}{2,6}`)
	loanWord    = regexp.MustCompile(`[ァ-ヺー]{4,12}`)
	longWord    = regexp.MustCompile(`[ァ-ヺー]{6,16}|\p{Han}{4,8}`)
	oneHan      = regexp.MustCompile(`\p{Han}{1,2}`)
	englishWord = regexp.MustCompile(`\b[A-Za-z]{4,14}\b`)
	identifiers = regexp.MustCompile(`\b[A-Za-z]{3,}(?:[_-][A-Za-z0-9]{2,})+\b|\b[A-Za-z][a-z]{2,}(?:[A-Z][a-z]{2,})+\b`)
)

// Queries takes count queries of each class from the documents. A document is relevant when it holds what was asked for,
// letter by letter but for width and case; all terms of it, when they are several; what was meant, when it is mistyped.
func Queries(docs []search.Document, count int, seed int64) []Query {
	m := &maker{r: rand.New(rand.NewSource(seed)), docs: docs}
	for _, d := range docs {
		m.texts = append(m.texts, Fold(text(d)))
	}
	var out []Query
	for _, c := range Classes {
		for n := 0; n < count; {
			text, needles := m.make(c.Letter)
			if len(needles) == 0 {
				continue
			}
			q := Query{c.Letter, text, m.holding(needles, stand(c.Letter)), m.holding(needles, anywhere)}
			if len(q.Relevant) > 0 {
				out = append(out, q)
				n++
			}
		}
	}
	return out
}

// Fold unifies width, case and the spelling of loan words, and makes all white space single spaces.
func Fold(s string) string {
	s = strings.Join(strings.Fields(strings.ToLower(norm.NFKC.String(s))), " ")
	return variants.Replace(longVowel.ReplaceAllString(s, "$1$2"))
}

var (
	longVowel = regexp.MustCompile(`([ァ-ヺ])ー([^ァ-ヺー]|$)`)
	variants  = strings.NewReplacer("ウイ", "ウィ", "ウエ", "ウェ", "ヴァ", "バ", "ヴェ", "ベ", "ェイ", "ェー", "クオ", "クォ")
)

func text(d search.Document) string {
	var b strings.Builder
	b.WriteString(d.Title + "\n" + strings.Join(d.Tags, "\n"))
	for _, block := range d.Blocks {
		b.WriteString("\n" + block.Text)
	}
	return b.String()
}

type maker struct {
	r     *rand.Rand
	docs  []search.Document
	texts []string
}

// How a Latin needle must stand in a text.
const (
	anywhere = iota
	atBeginning
	alone
)

// stand is how Latin needles of a class must stand: what is typed last may be the beginning of a word.
func stand(class byte) int {
	if class == 'h' {
		return alone
	}
	return atBeginning
}

// holding are the memos that hold all needles.
func (m *maker) holding(needles []string, stand int) map[string]bool {
	out := map[string]bool{}
next:
	for i, t := range m.texts {
		for _, n := range needles {
			if !strings.Contains(t, n) || stand > anywhere && !stands(t, n, stand) {
				continue next
			}
		}
		out[m.docs[i].URL] = true
	}
	return out
}

func stands(text, needle string, stand int) bool {
	if !isLatin(needle[0]) {
		return true
	}
	for i := 0; ; {
		j := strings.Index(text[i:], needle)
		if j < 0 {
			return false
		}
		i += j
		end := i + len(needle)
		if (i == 0 || !isLatin(text[i-1])) && (stand == atBeginning || end == len(text) || !isLatin(text[end])) {
			return true
		}
		i = end
	}
}

func isLatin(b byte) bool { return 'a' <= b && b <= 'z' || '0' <= b && b <= '9' }
