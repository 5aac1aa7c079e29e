package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"memo/build"
)

// click is what a tab says of the block that was clicked, or of the mistake.
type click struct {
	Path string `json:"path"` // address of the page
	Text string `json:"text"` // the block's beginning
	Nth  int    `json:"nth"`  // blocks before it with the same text
	File string `json:"file"` // of a mistake, instead
	Line int    `json:"line"`
}

// editor opens the author's editor at a source line: by a link that the
// browser follows, or by a command run here. The command is the author's own,
// split into words and run without a shell; the page chooses among the site's
// files, nothing else.
func (s *server) editor(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost || !sameOrigin(r) || r.Header.Get("Content-Type") != "application/json" {
		refuse(w, http.StatusForbidden, "only pages of this server may open the editor")
		return
	}
	// Who sends a click slowly, or half of it, is not waited for.
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(slowest))
	var c click
	if err := json.NewDecoder(io.LimitReader(r.Body, 64<<10)).Decode(&c); err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	v := s.now.Load()
	if v == nil || v.Editor == "" {
		refuse(w, http.StatusNotFound, "no editor is configured: [serve] editor in memo.toml")
		return
	}
	file, line, ok := v.sourceOf(s.ctx, c)
	if !ok {
		refuse(w, http.StatusNotFound, "this page has no source file")
		return
	}
	link, argv := editorCall(v.Editor, filepath.Join(s.opts.Dir, filepath.FromSlash(file)), line)
	if link == "" {
		err := s.editors.start(argv)
		if errors.Is(err, errBusy) {
			refuse(w, http.StatusServiceUnavailable, err.Error())
			return
		}
		if err != nil {
			s.out.line("editor: %v", err)
			refuse(w, http.StatusInternalServerError, err.Error())
			return
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"link": link})
}

// sourceOf finds file and line of a click.
func (v *shown) sourceOf(ctx context.Context, c click) (file string, line int, ok bool) {
	if c.File != "" {
		for _, m := range v.mistakes {
			if m.File == c.File {
				return c.File, max(c.Line, 1), true
			}
		}
		return "", 0, false
	}
	f, ok := v.factAt(v.answer(ctx, c.Path).path)
	return f.File, lineOf(f.Blocks, c.Text, c.Nth), ok && f.File != ""
}

// lineOf finds the block that a piece of shown text comes from: the nth that
// begins with it, else the one that shares most with it; line 1 when none
// shares anything.
func lineOf(blocks []build.Block, text string, nth int) int {
	want, exact, best, line := squeeze(text), 0, 0, 1
	for _, b := range blocks {
		have := squeeze(b.Text)
		if have == "" || want == "" {
			continue
		}
		if strings.HasPrefix(have, want) || strings.HasPrefix(want, have) {
			if exact == nth {
				return b.Line
			}
			exact++
		}
		if n := shared(want, have); n > best {
			best, line = n, b.Line
		}
	}
	return line
}

// squeeze leaves out white space, which markup moves about.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// shared counts the pairs of neighbouring characters that both texts have.
func shared(a, b string) int {
	pairs := map[[2]rune]bool{}
	each(a, func(p [2]rune) { pairs[p] = true })
	n := 0
	each(b, func(p [2]rune) {
		if pairs[p] {
			n++
			delete(pairs, p)
		}
	})
	return n
}

func each(s string, f func([2]rune)) {
	rs := []rune(s)
	for i := 1; i < len(rs); i++ {
		f([2]rune{rs[i-1], rs[i]})
	}
}

// editorCall fills a pattern in: a link when it has "://", else the words of a
// command, with the path as the last where the pattern has no place for it.
func editorCall(pattern, path string, line int) (link string, argv []string) {
	if a, err := filepath.Abs(path); err == nil {
		path = a
	}
	if strings.Contains(pattern, "://") {
		slashed := "/" + strings.TrimPrefix(filepath.ToSlash(path), "/")
		return strings.NewReplacer("{path}", escaped(slashed), "{line}", strconv.Itoa(line), "{col}", "1").Replace(pattern), nil
	}
	fill := strings.NewReplacer("{path}", path, "{line}", strconv.Itoa(line), "{col}", "1")
	for _, word := range strings.Fields(pattern) {
		argv = append(argv, fill.Replace(word))
	}
	if !strings.Contains(pattern, "{path}") {
		argv = append(argv, path)
	}
	return "", argv
}

// slowest is how long the click of a tab may take to arrive.
const slowest = 5 * time.Second

// editors counts the commands that run. One may be the editor itself, with
// text that is not saved, so none is ever ended here; where too many do not
// end by themselves, no further one is started.
type editors struct{ running atomic.Int32 }

const maxEditors = 8

var errBusy = fmt.Errorf("%d editor commands are running already; [serve] editor in memo.toml should end once the editor shows the file", maxEditors)

// start runs an editor's command.
func (e *editors) start(argv []string) error {
	if e.running.Add(1) > maxEditors {
		e.running.Add(-1)
		return errBusy
	}
	err := start(argv, func() { e.running.Add(-1) })
	if err != nil {
		e.running.Add(-1)
	}
	return err
}

// start runs a command that outlives the request, and the server if it likes;
// ended is called when it has.
func start(argv []string, ended func()) error {
	cmd := exec.Command(argv[0], argv[1:]...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		_ = cmd.Wait()
		ended()
	}()
	return nil
}
