package searchtest

import (
	"math/rand"
	"regexp"
	"strings"
	"unicode"

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

// make is a query of a class and what a relevant document must hold, folded; nothing if it did not succeed this time.
func (m *maker) make(class byte) (string, []string) {
	d := m.docs[m.r.Intn(len(m.docs))]
	prose, code := m.block(d, search.Prose), m.block(d, search.Code)
	switch class {
	case 'a':
		if m.r.Intn(2) == 0 {
			return literal(m.one(kanjiRun, prose))
		}
		return literal(m.one(loanWord, prose))
	case 'b':
		return literal(m.one(oneHan, prose))
	case 'c':
		return literal(m.inside(m.one(longWord, prose)))
	case 'd':
		return literal(m.one(englishWord, prose+" "+code))
	case 'e':
		return literal(m.fragment(code))
	case 'q':
		return quoted(m.fragment(code))
	case 'f':
		return m.beginning(m.one(identifiers, prose+" "+code))
	case 'g':
		return m.variant(prose + " " + code)
	case 'h':
		return m.several(prose, code)
	}
	return m.typo(prose + " " + d.Title)
}

func literal(s string) (string, []string) {
	if s == "" {
		return "", nil
	}
	return s, []string{Fold(s)}
}

func quoted(s string) (string, []string) {
	if s == "" || strings.Contains(s, `"`) {
		return "", nil
	}
	return `"` + s + `"`, []string{Fold(s)}
}

func (m *maker) block(d search.Document, k search.Kind) string {
	var all []string
	for _, b := range d.Blocks {
		if b.Kind == k {
			all = append(all, b.Text)
		}
	}
	if len(all) == 0 {
		return ""
	}
	return all[m.r.Intn(len(all))]
}

func (m *maker) one(re *regexp.Regexp, s string) string {
	if all := re.FindAllString(s, -1); len(all) > 0 {
		return all[m.r.Intn(len(all))]
	}
	return ""
}

// inside is a part of a word, without its beginning or its end.
func (m *maker) inside(word string) string {
	rs := []rune(word)
	if len(rs) < 4 {
		return ""
	}
	n := 3 + m.r.Intn(2)
	if n >= len(rs) {
		n = len(rs) - 1
	}
	at := m.r.Intn(len(rs) - n + 1)
	return string(rs[at : at+n])
}

// fragment is a stretch of a line of code, from a word's beginning to a word's end.
func (m *maker) fragment(code string) string {
	lines := strings.Split(code, "\n")
	fields := strings.Fields(lines[m.r.Intn(len(lines))])
	if len(fields) < 3 {
		return ""
	}
	n := 3 + m.r.Intn(5)
	at := m.r.Intn(len(fields) - 2)
	f := strings.Join(fields[at:min(at+n, len(fields))], " ")
	if len(f) < 16 || f[0] == '-' || strings.Contains(f, " -") || strings.ContainsAny(f, "\x00\t") {
		return ""
	}
	return f
}

func (m *maker) beginning(id string) (string, []string) {
	if len(id) < 6 {
		return "", nil
	}
	switch m.r.Intn(3) {
	case 0:
		id = id[:len(id)*2/3]
		id = strings.TrimRight(id, "_-")
	case 1:
		return strings.ToLower(id), []string{Fold(id)}
	}
	return id, []string{Fold(id)}
}

func (m *maker) variant(s string) (string, []string) {
	switch m.r.Intn(3) {
	case 0:
		w := m.one(loanWord, s)
		return Narrow(w), needlesOf(w)
	case 1:
		w := m.one(englishWord, s)
		return Wide(w), needlesOf(w)
	}
	w := m.one(englishWord, s)
	return strings.ToUpper(w), needlesOf(w)
}

func needlesOf(w string) []string {
	if w == "" {
		return nil
	}
	return []string{Fold(w)}
}

func (m *maker) several(prose, code string) (string, []string) {
	var terms, needles []string
	for _, w := range []string{m.one(loanWord, prose), m.one(englishWord, code), m.one(kanjiRun, prose)} {
		if w != "" && (len(terms) < 2 || m.r.Intn(2) == 0) {
			terms, needles = append(terms, w), append(needles, Fold(w))
		}
	}
	if len(terms) < 2 {
		return "", nil
	}
	m.r.Shuffle(len(terms), func(i, j int) { terms[i], terms[j] = terms[j], terms[i] })
	return strings.Join(terms, " "), needles
}

// typo is a word with one letter wrong, and the word.
func (m *maker) typo(s string) (string, []string) {
	w := m.one(englishWord, s)
	if m.r.Intn(3) == 0 {
		w = m.one(loanWord, s)
	}
	rs := []rune(strings.ToLower(w))
	if len(rs) < 6 {
		return "", nil
	}
	i := 1 + m.r.Intn(len(rs)-2)
	switch m.r.Intn(3) {
	case 0:
		rs = append(rs[:i], rs[i+1:]...)
	case 1:
		if rs[i] == rs[i+1] {
			return "", nil
		}
		rs[i], rs[i+1] = rs[i+1], rs[i]
	default:
		other := 'e'
		if unicode.In(rs[i], unicode.Katakana) {
			other = 'ト'
		}
		if rs[i] == other {
			return "", nil
		}
		rs[i] = other
	}
	typed := string(rs)
	if len(m.holding([]string{typed}, anywhere)) > 0 {
		return "", nil // it is a word of its own
	}
	return typed, []string{Fold(w)}
}
