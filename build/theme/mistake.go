package theme

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"memo/build/diag"
)

// hintMark stands between an error's text and its hint on the way through
// html/template, which passes errors on as text.
const hintMark = "\x00"

// place is how html/template and text/template begin an error: the name of
// the template file as parsed, the line, and sometimes the byte in the line
// (from 0). An error inside a fragment is wrapped in the error of the layout
// that asked for it: the last place in the text is the one to show.
var place = regexp.MustCompile(`(?:html/)?template: ?([^:\s"]+):(\d+)(?::(\d+))?:\s*`)

// near is the piece of the template that failed, as execution errors quote it.
var near = regexp.MustCompile(`^executing "[^"]*" at <(.*?)>: `)

// quoted is the piece of the template that a parse error quotes.
var quoted = regexp.MustCompile(`"([^"]+)"|<([^>]+)>`)

// whole is an error that knows the template alone.
var whole = regexp.MustCompile(`^html/template:([^:\s]+): (.*)`)

// field is the error for a name that a view does not have.
var field = regexp.MustCompile(`can't evaluate field (\w+) in type \*?theme\.(\w+)`)

// mistake turns an error of a template into a diagnostic in the file as its
// author knows it.
func (s sources) mistake(err error) diag.Diagnostic {
	msg, hint, _ := strings.Cut(err.Error(), hintMark)
	d := diag.Diagnostic{Severity: diag.Error, Code: "template", Message: msg, Hint: hint}
	all := place.FindAllStringSubmatchIndex(msg, -1)
	if m := whole.FindStringSubmatch(msg); all == nil && m != nil {
		d.File, d.Message = s[m[1]].name, m[2]
	}
	if all == nil {
		return d
	}
	at := all[len(all)-1]
	file, known := s[msg[at[2]:at[3]]]
	if !known {
		return d
	}
	line, _ := strconv.Atoi(msg[at[4]:at[5]])
	col := -1
	if at[6] >= 0 {
		col, _ = strconv.Atoi(msg[at[6]:at[7]])
	}
	d.Message = msg[at[1]:]
	piece := ""
	if m := near.FindStringSubmatch(d.Message); m != nil {
		piece, d.Message = m[1], d.Message[len(m[0]):]
	} else if m := quoted.FindStringSubmatch(d.Message); m != nil {
		piece = m[1] + m[2]
	}
	d.Message = strings.TrimPrefix(d.Message, "error calling "+firstWord(piece)+": ")
	if m := field.FindStringSubmatch(d.Message); m != nil {
		d.Hint = diag.DidYouMean(m[1], fieldsOf(m[2]))
	}
	return file.locate(d, line, col, piece)
}

// mistakeAt is mistake for a call found by reading the template.
func (s sources) mistakeAt(c call, err error) diag.Diagnostic {
	at, _ := c.tree.ErrorContext(c.node)
	parts := strings.Split(at, ":")
	line, _ := strconv.Atoi(parts[len(parts)-2])
	col, _ := strconv.Atoi(parts[len(parts)-1])
	msg, hint, _ := strings.Cut(err.Error(), hintMark)
	d := diag.Diagnostic{Severity: diag.Error, Code: "template", Message: msg, Hint: hint}
	return s[c.tree.ParseName].locate(d, line, col, strconv.Quote(c.name))
}

// locate fills in the place: the occurrence of piece in the line that is
// nearest to byte col, else col itself, else the line alone.
func (s source) locate(d diag.Diagnostic, line, col int, piece string) diag.Diagnostic {
	d.Pos = diag.Pos{File: s.name, Line: line}
	d.Source = diag.NewText(s.name, s.data).Line(line)
	piece = strings.TrimSuffix(piece, "...") // long pieces come cut
	if i := nearest(d.Source, piece, max(col, 0)); i >= 0 {
		col, d.Len = i, utf8.RuneCountInString(piece)
	}
	if col >= 0 && col <= len(d.Source) {
		d.Col = utf8.RuneCountInString(d.Source[:col]) + 1
	}
	return d
}

// nearest gives the offset of the occurrence of piece that is nearest to col,
// -1 without one.
func nearest(line, piece string, col int) int {
	best := -1
	for i := 0; piece != "" && i <= len(line)-len(piece); i++ {
		if strings.HasPrefix(line[i:], piece) && (best < 0 || abs(i-col) < abs(best-col)) {
			best = i
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// fieldsOf lists what a view of that type has.
func fieldsOf(view string) []string {
	var names []string
	for _, v := range []any{SiteView{}, Link{}, Head{}, MemoView{}, SeriesView{}, Row{}, Count{}, ListView{}, HomeView{},
		TagsView{}, ArchiveView{}, YearView{}, SearchView{}, MissingView{}, RedirectView{}} {
		if t := reflect.TypeOf(v); t.Name() == view {
			for _, f := range reflect.VisibleFields(t) {
				if f.IsExported() {
					names = append(names, f.Name)
				}
			}
		}
	}
	return names
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}
