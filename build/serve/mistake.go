package serve

import (
	"fmt"
	"html"
	"strings"

	"memo/build/diag"
)

// mistake is a diagnostic as the overlay and our own pages show it.
type mistake struct {
	At      string `json:"at"` // file:line:col, or ""
	File    string `json:"file"`
	Line    int    `json:"line"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Frame   string `json:"frame"` // source line and underline, or a stack
}

// mistakes picks the errors of a list, in order of place.
func mistakes(l diag.List) []mistake {
	var out []mistake
	for _, d := range l.Sorted() {
		if d.Severity == diag.Error {
			out = append(out, mistake{At: d.Pos.String(), File: d.File, Line: d.Pos.Line,
				Message: d.Message, Hint: d.Hint, Frame: strings.TrimRight(diag.Frame(d), "\n")})
		}
	}
	return out
}

// failure shows an error of the world's: a folder that cannot be read.
func failure(err error) mistake { return mistake{Message: err.Error()} }

// bug shows a panic as what it is.
func bug(doing string, p any, stack []byte) mistake {
	return mistake{Message: fmt.Sprintf("memo has a bug: panic while %s: %v", doing, p),
		Hint: "please report it with the lines above; the server goes on", Frame: strings.TrimSpace(string(stack))}
}

// String is the mistake in the terminal, for those that are no diagnostics.
func (m mistake) String() string {
	s := m.Message
	if m.Frame != "" {
		s += "\n" + m.Frame
	}
	if m.Hint != "" {
		s += "\n  hint: " + m.Hint
	}
	return s
}

// mistaken is the page in place of one that cannot be made.
func mistaken(prefix string, list []mistake) answer {
	var b strings.Builder
	for _, m := range list {
		fmt.Fprintf(&b, "<section><h2>%s</h2><p>%s</p>", html.EscapeString(m.At), html.EscapeString(m.Message))
		if m.Frame != "" {
			fmt.Fprintf(&b, "<pre>%s</pre>", html.EscapeString(m.Frame))
		}
		if m.Hint != "" {
			fmt.Fprintf(&b, "<p>hint: %s</p>", html.EscapeString(m.Hint))
		}
		b.WriteString("</section>")
	}
	version := "500-" + fingerprint(b.String())
	return answer{status: 500, kind: "text/html; charset=utf-8", version: version, mistakes: list,
		body: ownPage(prefix, version, "This page cannot be made yet", b.String())}
}

// starting is the page before the first build has ended.
func starting(prefix, progress string) answer {
	return answer{status: 503, kind: "text/html; charset=utf-8", version: "503-starting",
		body: ownPage(prefix, "503-starting", "Building the site",
			`<p id="memo-progress">`+html.EscapeString(progress)+`</p><noscript><meta http-equiv="refresh" content="1"></noscript>`)}
}

// ownPage frames what the server itself has to say. It has the live script,
// which puts the real page in its place.
func ownPage(prefix, version, title, body string) []byte {
	return fmt.Appendf(nil, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title>`+
		`<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="%s`+live+`live.css">%s</head>`+
		`<body class="memo-own"><h1>%s</h1>%s</body></html>`, title, escaped(prefix), scriptTag(prefix, version), title, body)
}
