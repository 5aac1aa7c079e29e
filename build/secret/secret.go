// Package secret finds what must not be published in a text: keys, tokens and
// passwords.
//
// In go the bytes of a file; out come Findings with their places. What has the
// documented form of a vendor's is certain, and so is a password where one
// stands in a connection string or a command. What is only likely, a long
// random text that is given to a name like api_key, is told apart by how rare
// its pairs of letters are. Masks (********, <token>, ${TOKEN}), words that
// stand for a password and the examples of vendors' documentation pass. It
// refuses to know files, and what a finding means for a run.
//
// A rule begins with a sign that most texts do not hold, and its expression is
// tried around each such place alone: all rules together read some hundred
// megabytes a second.
package secret

import (
	"bytes"
	"slices"
	"strings"
)

// Finding is a secret in a text.
type Finding struct {
	From, To int    // bytes of the secret itself
	Rule     string // stable, kebab-case: "aws-access-key"
	What     string // "an AWS access key"
	Certain  bool   // its form leaves no doubt
}

// allowing is what a line, or the one before, says with a reason behind it to
// let one finding pass.
var allowing = []byte("memo:allow ")

// How far from where it begins a form is looked for: one that may begin before
// the sign is tried at every byte.
const (
	window = 4096
	narrow = 300
)

// Find gives the secrets in a text, in the order of their places.
func Find(text []byte) (found []Finding) {
	for i := range rules {
		found = rules[i].find(text, found)
	}
	slices.SortFunc(found, func(a, b Finding) int { return a.From - b.From })
	found = slices.CompactFunc(found, func(next, last Finding) bool { return next.From < last.To })
	return permitted(text, found)
}

// find appends what one rule finds.
func (r *rule) find(text []byte, found []Finding) []Finding {
	for _, sign := range r.signs {
		for at := 0; ; {
			i := bytes.Index(text[at:], []byte(sign))
			if i < 0 {
				break
			}
			at += i
			from, to, ok := r.around(text, at)
			if value := string(text[from:to]); ok && !masked(value) && (r.judge == nil || r.judge(value)) {
				found = append(found, Finding{from, to, r.name, r.what, !r.likely})
			}
			at = max(at+len(sign), to)
		}
	}
	return found
}

// around tries the rule's form at a sign. It gives the secret, or nothing.
func (r *rule) around(text []byte, at int) (from, to int, ok bool) {
	begin, end := at, at+window
	if r.before > 0 {
		begin, end = max(bytes.LastIndexByte(text[:at], '\n')+1, at-r.before), at+narrow
	}
	for end = min(len(text), end); begin <= at; {
		m := r.form.FindSubmatchIndex(text[begin:end])
		if m == nil || begin+m[0] > at {
			return 0, 0, false
		}
		if begin+m[1] > at {
			from, to = begin+m[2], begin+m[3]
			return from, to, ends(text, from, to, r) && (r.follows == nil || r.follows(text[to:min(len(text), to+narrow)]))
		}
		begin += m[1]
	}
	return 0, 0, false
}

// ends tells whether a token ends where its form does: one that goes on is
// something else.
func ends(text []byte, from, to int, r *rule) bool {
	if !r.token {
		return true
	}
	return (from == 0 || !isWord(text[from-1])) && (to == len(text) || !isWord(text[to]))
}

func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_'
}

// permitted leaves out the findings that a line allows: each such line one.
func permitted(text []byte, found []Finding) (kept []Finding) {
	if len(found) == 0 || !bytes.Contains(text, allowing) {
		return found
	}
	used := map[int]bool{}
	for _, f := range found {
		line := bytes.LastIndexByte(text[:f.From], '\n') + 1
		before := bytes.LastIndexByte(text[:max(0, line-1)], '\n') + 1
		if !allows(text, line, used) && (line == 0 || !allows(text, before, used)) {
			kept = append(kept, f)
		}
	}
	return kept
}

// allows tells whether the line at a place allows a finding, once.
func allows(text []byte, line int, used map[int]bool) bool {
	end := bytes.IndexByte(text[line:], '\n')
	if end < 0 {
		end = len(text) - line
	}
	_, reason, found := bytes.Cut(text[line:line+end], allowing)
	reason = bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(reason), []byte("-->")))
	if !found || used[line] || len(reason) == 0 {
		return false
	}
	used[line] = true
	return true
}

// Hide gives the text of a secret as it may be shown: its first letters.
func Hide(value string) string {
	runes := []rune(value)
	return string(runes[:min(4, len(runes)/4)]) + strings.Repeat("*", min(8, len(runes)))
}
