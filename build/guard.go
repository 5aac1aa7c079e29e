package build

import (
	"bytes"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"memo/build/diag"
	"memo/build/japanese"
	"memo/build/secret"
	"memo/build/site"
	"memo/build/source"
)

// How much of a file that is published as it is is searched for secrets, and
// how much of it tells whether it is text at all; how many secrets of a file are
// told, and how long a line is shown with one.
const (
	maxGuarded = 8 << 20
	guardSniff = 8 << 10
	maxSecrets = 100
	maxShown   = 2000
)

// secretsIn finds what must not be published in a text. No diagnostic shows a
// secret whole, be it its own or another's on the line.
func secretsIn(file string, text []byte) (found diag.List) {
	text, _ = japanese.Decode(text)
	secrets := secret.Find(text)
	for i := range secrets[:min(len(secrets), maxSecrets)] {
		s := &secrets[i]
		before, line := hidden(text, secrets, s.From)
		shown := secret.Hide(string(text[s.From:s.To]))
		d := diag.Diagnostic{Pos: diag.Pos{File: file, Line: 1 + bytes.Count(text[:s.From], []byte("\n")), Col: 1 + utf8.RuneCountInString(before)},
			Code: "secret", Message: s.What + ": " + shown, Len: utf8.RuneCountInString(shown),
			Hint: "take it out, and make a new one if it was ever published; memo:allow and a reason in a comment on the line before lets one pass"}
		if len(line) <= maxShown {
			d.Source = line
		}
		if s.Certain {
			d.Severity = diag.Error
		}
		found.Add(d)
	}
	return found
}

// hidden gives the line of a place with its secrets hidden, and what of it
// stands before the place.
func hidden(text []byte, secrets []secret.Finding, at int) (before, line string) {
	start := bytes.LastIndexByte(text[:at], '\n') + 1
	rest, _, _ := bytes.Cut(text[start:], []byte("\n"))
	end := start + len(bytes.TrimRight(rest, "\r"))
	var b strings.Builder
	for _, s := range secrets {
		if s.To <= start || s.From >= end {
			continue
		}
		b.Write(text[start:s.From])
		if s.From == at {
			before = b.String()
		}
		b.WriteString(secret.Hide(string(text[s.From:s.To])))
		start = s.To
	}
	b.Write(text[start:max(start, end)])
	return before, b.String()
}

// secretsOf searches a file that is published as it is, if it is text.
func secretsOf(f source.File) *diag.List {
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer func() { _ = r.Close() }()
	text, err := io.ReadAll(io.LimitReader(r, guardSniff))
	if err != nil || bytes.IndexByte(text, 0) >= 0 {
		return nil
	}
	rest, err := io.ReadAll(io.LimitReader(r, maxGuarded-guardSniff))
	if err != nil {
		return nil
	}
	if found := secretsIn("", append(text, rest...)); len(found) > 0 {
		return &found
	}
	return nil
}

// guard gives the secrets in what a site would publish.
func (s *Session) guard(in Inputs, st *site.Site) (found diag.List) {
	if !in.Config.Check.Secrets {
		return nil
	}
	for _, p := range s.pages {
		if len(p.secrets) > 0 && st.Of(p.page.File) != nil {
			found = append(found, p.secrets...)
		}
	}
	for _, f := range in.included {
		found = append(found, secretsIn(f.path, f.bytes)...)
	}
	for _, f := range in.Content.Files {
		seen := s.looked[fileKey{f.Hash, path.Base(f.Path)}].secrets
		if seen == nil || st.File(f.Path) == nil {
			continue
		}
		for _, d := range *seen {
			d.File = in.prefix() + f.Path
			found.Add(d)
		}
	}
	return found
}
