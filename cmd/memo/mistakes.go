package main

import (
	"io"

	"memo/build/diag"
)

// mistake is a diagnostic as programs read it.
type mistake struct {
	File     string `json:"file"`
	Line     int    `json:"line"` // from 1, 0 unknown; so is col
	Col      int    `json:"col"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

// writeMistakes writes every diagnostic by itself, as one array.
func writeMistakes(w io.Writer, l diag.List) error {
	all := []mistake{}
	for _, d := range l.Sorted() {
		all = append(all, mistake{d.File, d.Pos.Line, d.Col, d.Severity.String(), d.Code, d.Message, d.Hint})
	}
	return writeJSON(w, all)
}
