package build

import (
	"bytes"
	"io"
	"path"
	"slices"
	"unicode/utf8"

	"memo/build/diag"
	"memo/build/japanese"
	"memo/build/secret"
	"memo/build/site"
	"memo/build/source"
)

// How much of a file that is published as it is is searched for secrets, and
// how much of it tells whether it is text at all.
const (
	maxGuarded = 8 << 20
	guardSniff = 8 << 10
)

// secretsIn finds what must not be published in a text. No diagnostic shows a
// secret whole.
func secretsIn(file string, text []byte) (found diag.List) {
	text, _ = japanese.Decode(text)
	secrets := secret.Find(text)
	hidden := text
	for _, s := range slices.Backward(secrets) {
		hidden = slices.Concat(hidden[:s.From], []byte(secret.Hide(string(text[s.From:s.To]))), hidden[s.To:])
	}
	moved := 0 // by as much hiding what stands before has shifted this
	for _, s := range secrets {
		shown := secret.Hide(string(text[s.From:s.To]))
		at := s.From + moved
		moved += len(shown) - (s.To - s.From)
		start := bytes.LastIndexByte(hidden[:at], '\n') + 1
		line, _, _ := bytes.Cut(hidden[start:], []byte("\n"))
		d := diag.Diagnostic{Pos: diag.Pos{File: file, Line: 1 + bytes.Count(hidden[:at], []byte("\n")), Col: 1 + utf8.RuneCount(hidden[start:at])},
			Code: "secret", Message: s.What + ": " + shown, Source: string(bytes.TrimRight(line, "\r")), Len: utf8.RuneCountInString(shown),
			Hint: "take it out, and make a new one if it was ever published; memo:allow and a reason in a comment on the line before lets one pass"}
		if s.Certain {
			d.Severity = diag.Error
		}
		found.Add(d)
	}
	return found
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
