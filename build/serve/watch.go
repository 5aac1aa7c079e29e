package serve

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// pace says how long events must be quiet before a build, and how long one
// may be put off. A save in an editor is over within a few milliseconds and
// touches three or four names; a checkout goes on for as long as it has
// files, and is worth waiting for.
type pace struct {
	quiet, atMost         time.Duration // few names
	burstQuiet, burstMost time.Duration // more than many names
	many                  int
	unfinished, longest   time.Duration // quiet in which a file seems cut short or is gone, and how long one is waited for
	poll                  time.Duration // between two looks where there are no events
	rest                  time.Duration // without builds before the garbage is collected
}

func patience() pace {
	return pace{quiet: 5 * time.Millisecond, atMost: 200 * time.Millisecond,
		burstQuiet: 60 * time.Millisecond, burstMost: 2 * time.Second, many: 16,
		unfinished: 150 * time.Millisecond, longest: 600 * time.Millisecond, poll: time.Second, rest: 100 * time.Millisecond}
}

// watcher turns events of the file system into batches of changed paths.
// Events only mean "look again": they get lost, come twice and come in
// several shapes for one save, so nothing is concluded from their kind.
type watcher struct {
	changed chan []string // a batch; nil means "anything". Received by the builder when it is free
	roots   chan []string
	first   chan struct{} // closed when the first roots are watched
	pause   pace
	ignored func(name string) bool
	say     func(format string, args ...any)
	open    func() (*fsnotify.Watcher, error)

	// Owned by run.
	fs      *fsnotify.Watcher
	tracked roots
	paths   map[string]bool // with events since the last batch; true: written in place
	lost    bool            // events were: the paths are not all
	began   time.Time       // of the first event that is not handed over yet
	held    time.Time       // since when the rest of a file is waited for
	due     bool            // it has been quiet: hand over
}

func newWatcher(p pace, ignored func(string) bool, say func(string, ...any)) *watcher {
	return &watcher{changed: make(chan []string), roots: make(chan []string), first: make(chan struct{}),
		pause: p, ignored: ignored, say: say, open: func() (*fsnotify.Watcher, error) { return fsnotify.NewBufferedWatcher(1024) }, paths: map[string]bool{}}
}

// ready waits until the first roots are watched.
func (w *watcher) ready(ctx context.Context) bool {
	select {
	case <-w.first:
		return true
	case <-ctx.Done():
		return false
	}
}

// follow watches other roots from now on.
func (w *watcher) follow(ctx context.Context, roots []string) bool {
	select {
	case w.roots <- roots:
		return true
	case <-ctx.Done():
		return false
	}
}

// run watches until ctx ends; where the system has no more watches to give it
// looks at the files each second instead.
func (w *watcher) run(ctx context.Context, paths []string) {
	fs, err := w.open()
	if err == nil {
		w.fs = fs
		defer fs.Close()
		w.tracked = newRoots(fs.Add, w.ignored, paths)
		err = w.tracked.watchAll()
	}
	if err == nil {
		close(w.first)
		if paths, err = w.listen(ctx); err == nil {
			return
		}
		w.poll(ctx, paths, err, nil)
		return
	}
	start := survey(paths, w.ignored)
	close(w.first)
	w.poll(ctx, paths, err, start)
}

// poll gives the events up and looks at the files instead.
func (w *watcher) poll(ctx context.Context, paths []string, why error, start map[string]stamp) {
	w.say("%s", withoutEvents(why))
	if w.fs != nil {
		_ = w.fs.Close()
	}
	w.look(ctx, paths, start)
}

// listen reads events until ctx ends (nil) or watching fails; then it gives
// the roots it had.
func (w *watcher) listen(ctx context.Context) ([]string, error) {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		var out chan<- []string
		if w.due {
			out = w.changed
		}
		var err error
		select {
		case <-ctx.Done():
			return nil, nil
		case ev := <-w.fs.Events:
			var relevant bool
			if relevant, err = w.hear(ev); relevant {
				w.wait(timer)
			}
		case failed := <-w.fs.Errors:
			if errors.Is(failed, fsnotify.ErrEventOverflow) {
				w.lost = true
				w.wait(timer)
				err = w.tracked.watchAll()
			}
		case <-timer.C:
			if w.due = !w.unfinished(); !w.due {
				timer.Reset(w.pause.unfinished)
			}
		case out <- w.batch():
			for p := range w.paths {
				w.tracked.measure(p)
			}
			w.paths, w.lost, w.due, w.began, w.held = map[string]bool{}, false, false, time.Time{}, time.Time{}
		case paths := <-w.roots:
			w.tracked = newRoots(w.fs.Add, w.ignored, paths)
			err = w.tracked.watchAll()
		}
		if err != nil {
			return w.tracked.paths, err
		}
	}
}

// hear notes an event and tells whether it matters. Unless a file was merely
// written, what is at the name may be another folder, link or nothing now:
// what was watched there is forgotten, and what is there watched at once, with
// all that is in it.
func (w *watcher) hear(ev fsnotify.Event) (bool, error) {
	if !w.tracked.concerns(ev.Name) {
		return false, nil
	}
	w.paths[ev.Name] = w.paths[ev.Name] || ev.Has(fsnotify.Write)
	if ev.Op == fsnotify.Write {
		return true, nil
	}
	gone := w.tracked.forget(ev.Name)
	for _, dir := range gone {
		_ = w.fs.Remove(dir) // mostly gone already
	}
	if w.tracked.points[ev.Name] || len(gone) > 0 && len(w.tracked.twice) > 0 {
		return true, w.tracked.watchAll()
	}
	return true, w.tracked.grow(ev.Name)
}

// wait puts the build off until it has been quiet, but not for ever.
func (w *watcher) wait(timer *time.Timer) {
	if w.began.IsZero() {
		w.began = time.Now()
	}
	w.due = false
	quiet, most := w.pause.quiet, w.pause.atMost
	if len(w.paths) > w.pause.many || w.lost {
		quiet, most = w.pause.burstQuiet, w.pause.burstMost
	}
	timer.Reset(max(0, min(quiet, time.Until(w.began.Add(most)))))
}

// unfinished tells whether to wait for the rest of a file, or for all of it.
// Editors that empty or remove a file and then write it take 60 ms between the
// two; a save of any other kind waits for nothing here.
func (w *watcher) unfinished() bool {
	if len(w.paths) > w.pause.many || w.lost || !w.held.IsZero() && time.Since(w.held) > w.pause.longest {
		return false
	}
	for p, inPlace := range w.paths {
		if w.tracked.unfinished(p, inPlace) || w.tracked.vanished(p, w.paths) {
			if w.held.IsZero() {
				w.held = time.Now()
			}
			return true
		}
	}
	return false
}

// batch is what the builder gets now.
func (w *watcher) batch() []string {
	if w.lost || !w.due || len(w.tracked.twice) > 0 {
		return nil // or only one name of a file would be told
	}
	return slices.Sorted(maps.Keys(w.paths))
}

// withoutEvents says why there are no events and what can be done.
func withoutEvents(err error) string {
	hint := ""
	if outOfWatches(err) {
		hint = "\n  hint: sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=1024 gives more"
	}
	return "warning: the system does not report file changes (" + err.Error() + "); looking every second instead" + hint
}
