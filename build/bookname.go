package build

import (
	"strings"
	"unicode/utf8"

	"memo/build/diag"
)

// bookNames gives the name of a book's settings for that of the page that is
// made of them, as diagnostics have both: its author wrote no other file.
type bookNames map[string]string

func (in Inputs) bookNames() bookNames {
	names := bookNames{}
	for _, b := range in.pagedBooks() {
		names[in.prefix()+b.path()] = in.prefix() + b.settings.Path
	}
	return names
}

// written gives the file that a page was made of.
func (n bookNames) written(file string) string {
	if settings := n[file]; settings != "" {
		return settings
	}
	return file
}

// made gives the page that is made of a file.
func (n bookNames) made(file string) string {
	for page, settings := range n {
		if settings == file {
			return page
		}
	}
	return file
}

// inSettings gives what is found in the pages of books the places that it has in
// their settings.
func (in Inputs) inSettings(found diag.List) diag.List {
	for _, b := range in.pagedBooks() {
		page, file := in.prefix()+b.path(), in.prefix()+b.settings.Path
		for i, d := range found {
			d.Message, d.Hint = strings.ReplaceAll(d.Message, page, file), strings.ReplaceAll(d.Hint, page, file)
			if d.File == page {
				d.File = file
				d = b.place(d)
			}
			found[i] = d
		}
	}
	return found
}

// place finds the line of the settings that a line of the page was taken from;
// without one the file alone is the place.
func (b book) place(d diag.Diagnostic) diag.Diagnostic {
	text := strings.TrimSpace(d.Source)
	src, err := b.settings.Read()
	d.Line = 0
	for line := range strings.Lines(string(src)) {
		d.Line++
		if at := strings.Index(line, text); err == nil && text != "" && at >= 0 {
			d.Col += utf8.RuneCountInString(line[:at]) - strings.Index(d.Source, text)
			d.Source = strings.TrimRight(line, "\r\n")
			return d
		}
	}
	d.Line, d.Col, d.Source = 0, 0, ""
	return d
}
