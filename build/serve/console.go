package serve

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"memo/build/diag"
)

// console is the terminal that serve was started from. Lines come from
// several goroutines; a line of progress is wiped before anything else.
type console struct {
	mu       sync.Mutex
	opts     Options
	started  time.Time
	now      string // progress of the running build, "" between builds
	drawn    bool
	lastDraw time.Time
	warned   map[diag.Diagnostic]bool // warnings of renderings, each said once
}

func newConsole(o Options) *console {
	return &console{opts: o, started: time.Now(), warned: map[diag.Diagnostic]bool{}}
}

// line prints one line.
func (c *console) line(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wipe()
	diag.Fprintf(c.opts.Log, format+"\n", args...)
}

// comfort prints a line that says all is well.
func (c *console) comfort(format string, args ...any) {
	if !c.opts.Quiet {
		c.line(format, args...)
	}
}

// diagnostics prints mistakes with their code frames.
func (c *console) diagnostics(l diag.List) {
	if c.opts.Quiet {
		l = slices.DeleteFunc(slices.Clone(l), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
	}
	if len(l) == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wipe()
	_ = diag.Printer{W: c.opts.Log, Color: c.opts.Color, All: c.opts.Verbose}.Print(l)
}

// rendered prints what was wrong with one rendering. The page is rendered
// again with every build, so a warning is said once.
func (c *console) rendered(l diag.List, wrong []mistake) {
	var fresh diag.List
	c.mu.Lock()
	for _, d := range l {
		if d.Severity == diag.Error || !c.warned[d] {
			fresh.Add(d)
		}
		c.warned[d] = true
	}
	c.mu.Unlock()
	c.diagnostics(fresh)
	if !l.HasErrors() {
		for _, m := range wrong {
			c.line("%s", m)
		}
	}
}

// building notes the start (total 0) and the progress of a build, and shows
// it on a terminal once it takes over a second. It tells whether enough time
// has passed for others to be told.
func (c *console) building(done, total int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if total == 0 {
		c.started, c.now = time.Now(), "reading files"
		return false
	}
	c.now = fmt.Sprintf("%s of %s pages", thousands(done), thousands(total))
	if time.Since(c.lastDraw) < 100*time.Millisecond {
		return false
	}
	c.lastDraw = time.Now()
	if c.opts.Terminal && time.Since(c.started) > time.Second {
		fmt.Fprintf(c.opts.Log, "\r\x1b[Kbuilding: %s", c.now)
		c.drawn = true
	}
	return true
}

// built ends a build's progress and says how long it took.
func (c *console) built() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.wipe()
	c.now = ""
	return time.Since(c.started)
}

// progress gives how far the running build is.
func (c *console) progress() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *console) wipe() {
	if c.drawn {
		_, _ = c.opts.Log.Write([]byte("\r\x1b[K"))
		c.drawn = false
	}
}

// thousands spells 12345 as 12,345.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// briefly names some files that changed: the first and how many more.
func briefly(files []string) string {
	switch len(files) {
	case 0:
		return "files"
	case 1:
		return files[0]
	}
	return fmt.Sprintf("%s and %s more", files[0], strings.TrimSpace(thousands(len(files)-1)))
}
