package highlight

import (
	"strconv"
	"strings"
)

// face is what the window shows around the code.
type face struct {
	kind string // class of the figure
	id   string // data-lang and language-…; letters, digits and +-_.# only, or ""
	name string // the language as people write it
	wide bool   // mark wide characters
	fold int    // lines that stay in sight, 0 for all
}

// window writes the figure of a block whose text has been cut into spans.
func window(b Block, f face, spans []span) []byte {
	w := writer{wide: f.wide, out: make([]byte, 0, 256+len(b.Code)*3/2)}
	w.out = append(w.out, `<figure class="`+f.kind+`"`...)
	if f.id != "" {
		w.out = append(w.out, ` data-lang="`+f.id+`"`...)
	}
	w.out = append(w.out, '>')
	w.bar(clean(b.File), clean(f.name))
	w.out = append(w.out, `<pre tabindex="0"><code`...)
	if f.id != "" && f.kind == "code" {
		w.out = append(w.out, ` class="language-`+f.id+`"`...)
	}
	w.out = append(w.out, '>')
	if b.Numbers || b.Lines != "" || b.Diff {
		w.rows = newRows(b)
	}
	head, rest := cut(spans, f.fold)
	w.writeAll(head)
	if len(rest) > 0 {
		w.leave()
		w.out = append(w.out, `<span class="tail">`...)
		w.writeAll(rest)
	}
	w.finish()
	if len(rest) > 0 {
		w.out = append(w.out, `</span>`...)
	}
	return append(w.out, `</code></pre></figure>`...)
}

// bar writes the figcaption: the file's name if there is one, and the language's. White space in a
// file name is shown as blanks: it is one line.
func (w *writer) bar(file, lang string) {
	w.out = append(w.out, `<figcaption>`...)
	if file != "" {
		w.out = append(w.out, `<span class="file">`...)
		w.out = appendText(w.out, strings.Join(strings.Fields(file), " "))
		w.out = append(w.out, `</span>`...)
	}
	w.out = append(w.out, `<span class="lang">`...)
	w.out = appendText(w.out, lang)
	w.out = append(w.out, `</span></figcaption>`...)
}

// writer writes spans as HTML. Neighbours of one class become one element, with the white space
// between them inside: on SQL, whose keywords come in twos and threes, this saves a tenth of the page.
type writer struct {
	out    []byte
	wide   bool
	rows   *rows  // nil when lines have no elements of their own
	class  string // of the text being written, "" for none
	tagged bool   // the element of class is open; it opens with the first text of each line
	held   string // white space that is written when the next span says on which side of the end tag
}

func (w *writer) writeAll(spans []span) {
	for _, s := range spans {
		w.write(s)
	}
}

func (w *writer) write(s span) {
	switch {
	case s.text == "":
	case s.class == "" && w.class != "" && w.held == "" && strings.TrimSpace(s.text) == "":
		w.held = s.text
	default:
		if s.class != w.class {
			w.leave()
			w.class = s.class
		}
		w.release()
		w.text(s.text)
	}
}

// leave ends the current class and writes the white space held behind it.
func (w *writer) leave() {
	w.endTag()
	w.class = ""
	w.release()
}

// release writes held white space where the writer stands.
func (w *writer) release() {
	held := w.held
	w.held = ""
	if held != "" {
		w.text(held)
	}
}

// text writes text of the current class; with rows, each line gets an element and the class one in it.
func (w *writer) text(s string) {
	for w.rows != nil && s != "" {
		line, rest, more := strings.Cut(s, "\n")
		w.startRow()
		if line != "" {
			w.inline(line)
		}
		if !more {
			return
		}
		w.endTag()
		w.out = append(w.out, "\n</span>"...)
		w.rows.started = false
		s = rest
	}
	if s != "" {
		w.inline(s)
	}
}

func (w *writer) inline(s string) {
	w.startTag()
	if w.wide {
		w.out = appendColumns(w.out, s)
	} else {
		w.out = appendText(w.out, s)
	}
}

// startRow opens the element of the next line unless one is open.
func (w *writer) startRow() {
	if w.rows.started {
		return
	}
	r := w.rows.start()
	w.out = append(w.out, `<span class="`+r.class+`">`...)
	if w.rows.numbers {
		w.out = append(w.out, `<span class="ln">`...)
		w.out = strconv.AppendInt(w.out, int64(r.number), 10)
		w.out = append(w.out, `</span>`...)
	}
	if r.sign != "" {
		w.out = append(w.out, `<span class="sign">`+r.sign+`</span>`...)
	}
	w.out = appendText(w.out, r.header)
}

func (w *writer) startTag() {
	switch {
	case w.class == "" || w.tagged:
		return
	case w.class == "b":
		w.out = append(w.out, "<b>"...)
	default:
		w.out = append(w.out, `<span class="`+w.class+`">`...)
	}
	w.tagged = true
}

func (w *writer) endTag() {
	if !w.tagged {
		return
	}
	w.tagged = false
	if w.class == "b" {
		w.out = append(w.out, "</b>"...)
	} else {
		w.out = append(w.out, "</span>"...)
	}
}

// finish closes what is open. A diff's last line has not begun when there is no text behind its sign.
func (w *writer) finish() {
	w.leave()
	if w.rows == nil {
		return
	}
	if !w.rows.started && w.rows.pending() {
		w.startRow()
	}
	if w.rows.started {
		w.out = append(w.out, "</span>"...)
	}
}
