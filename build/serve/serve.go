// Package serve is the drafting table: an HTTP server that answers from
// memory, watches the files under the site, and tells every open tab when
// what it shows has changed.
//
// In go a Site (something that can be built again) and a context; out come
// answers that are byte for byte what memo build would write, with one script
// tag more in HTML. It refuses to know how a site is made: it sees addresses,
// promises of bytes, diagnostics, and which source file a page came from.
//
// Three goroutines and one pointer. The watcher turns file events into "look
// again", the builder turns that into a new build.Result and swaps the
// pointer, and each connection to a tab compares what its tab shows with what
// the pointer now answers. A request reads the pointer once, so it sees one
// whole site, old or new, never a mixture. Bytes are made when asked for and
// kept until the page's output changes.
//
// A mistake in a file never takes away what was there: the last site that had
// no errors stays, and the diagnostics are laid over its pages until they are
// mended.
package serve

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"memo/build"
	"memo/build/diag"
)

// Site can be built again and again. One goroutine calls all of it.
type Site interface {
	// Build reads what changed since the last call and assembles the site.
	// changed is the paths that the system reported, nil when anything may
	// have changed. progress may be called, from any goroutine, with pages done and in all.
	// An error is the world's; the author's mistakes are in the Result.
	Build(ctx context.Context, changed []string, progress func(done, total int)) (*build.Result, error)

	// Roots gives the folders and files whose change changes the site, as
	// paths on this disk; they need not exist. It is asked before the first
	// Build and again after each.
	Roots() []string

	// Settings gives what memo.toml said at the last Build. It is asked
	// before the first Build and again after each.
	Settings() Settings
}

// Settings is the part of a site's configuration that concerns serving.
type Settings struct {
	// BaseURL is the published address that links are made for:
	// "https://memo.example.com/notes/". The site is served under its path.
	BaseURL string

	// Editor opens a source line: "vscode://file{path}:{line}", or a command
	// "code -g {path}:{line}:{col}"; "" for none.
	Editor string
}

// Options say how to serve. Log must be set.
type Options struct {
	Addr     string                 // host:port to listen on; port 0 takes a free one
	Dir      string                 // the folder that file names in diagnostics and page facts start from
	Open     bool                   // show the site in the author's browser
	Ignored  func(name string) bool // names of files and folders that no Build reads; nil: there are none
	Log      io.Writer
	Color    bool // Log takes ANSI colours
	Quiet    bool // Log hears of mistakes only
	Verbose  bool // and of each one, however many say the same
	Terminal bool // Log is a terminal: a line of progress may be rewritten

	// Ready, when set, is called with the site's address once requests are
	// answered.
	Ready func(url string)
}

// server is one run. now is nil until the first build has ended.
type server struct {
	site    Site
	opts    Options
	out     *console
	now     atomic.Pointer[shown]
	tabs    tabs
	editors editors
	ctx     context.Context // ends with the run; rendering is shared, so it outlives a request
	first   Settings        // before the first build
	port    string
	pause   pace

	// The builder's alone.
	said    diag.List // diagnostics of the last build
	noticed []build.Notice
	unsure  bool // the last build did not end: what it was told is lost
}

// Run serves s until ctx ends, which is no error. It fails when the address
// cannot be listened on; see PortTaken.
func Run(ctx context.Context, s Site, o Options) error {
	if o.Ignored == nil {
		o.Ignored = func(string) bool { return false }
	}
	ln, err := listen(o.Addr)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	srv := &server{site: s, opts: o, out: newConsole(o), ctx: ctx, first: s.Settings(), pause: patience()}
	_, srv.port, _ = net.SplitHostPort(ln.Addr().String())
	var work sync.WaitGroup
	defer work.Wait()
	work.Go(func() { srv.work(ctx) })
	defer cancel()
	return srv.answerOn(ctx, ln)
}

// answerOn runs the HTTP side until ctx ends.
func (s *server) answerOn(ctx context.Context, ln net.Listener) error {
	h := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		if h.Shutdown(grace) != nil {
			_ = h.Close()
		}
	}()
	s.greet(ln)
	err := h.Serve(ln)
	if errors.Is(err, http.ErrServerClosed) {
		<-stopped
		return nil
	}
	return err
}

// greet says where the site is, and who else can see it.
func (s *server) greet(ln net.Listener) {
	url := "http://" + net.JoinHostPort(visitable(ln.Addr()), s.port) + prefixOf(s.first.BaseURL)
	s.out.comfort("serving %s (Ctrl-C stops)", url)
	if a, ok := ln.Addr().(*net.TCPAddr); ok && !a.IP.IsLoopback() {
		s.out.line("warning: everyone who reaches %s can read this site, drafts included", ln.Addr())
	}
	if s.opts.Open {
		if err := showInBrowser(url); err != nil {
			s.out.line("no browser opened: %v", err)
		}
	}
	if s.opts.Ready != nil {
		s.opts.Ready(url)
	}
}
