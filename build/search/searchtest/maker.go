package searchtest

import (
	"regexp"
	"strings"
	"unicode"

	"memo/build/search"
)

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
