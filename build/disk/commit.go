package disk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"

	"memo/build/output"
)

// Commit makes the folder what the run has Put, in output.Order: moves the
// staged files in and deletes what an earlier run wrote and this one did not.
// It gives up before the first move when ctx is cancelled, and afterwards not
// any more; it does not begin when another clone has published since Open, whose
// pages it does not know. When a move fails the folder is as it was before.
func (w *Writer) Commit(ctx context.Context) (Stats, error) {
	defer w.Abort()
	if err := ctx.Err(); err != nil {
		return Stats{}, err
	}
	if now, err := w.readMarker(); err != nil {
		return Stats{}, err
	} else if !bytes.Equal(now, w.found) {
		return Stats{}, fmt.Errorf("another memo wrote into %s in the meantime: build again", w.Dir)
	}
	t := &transaction{Writer: w, stale: w.stale(), seen: map[string]bool{}}
	for p := range t.stale {
		w.steps = append(w.steps, output.Step{Path: p, Rank: w.prev[p].Rank, Action: output.Delete})
	}
	output.Order(w.steps)
	last := encodeMarker(w.site, nil, w.next)
	if len(w.steps) == 0 && bytes.Equal(last, w.found) {
		w.remember(w.next, last, nil)
		return w.stats, nil
	}
	if err := t.moveIn(); err != nil {
		t.undo()
		return Stats{}, err
	}
	left, err := t.delete()
	last = encodeMarker(w.site, nil, left)
	w.remember(left, last, err)
	return w.stats, errors.Join(err, t.mark(last))
}

// stale gives the paths that an earlier run wrote and this one did not.
func (w *Writer) stale() map[string]bool {
	stale := map[string]bool{}
	for p := range w.prev {
		if _, again := w.next[p]; !again {
			stale[p] = true
		}
	}
	return stale
}

// moveIn announces in the marker what is about to be memo's, so that a run
// after a crash knows it, and moves the staged files in.
func (t *transaction) moveIn() error {
	coming := encodeMarker(t.site, t.folders(), t.prev, t.next)
	t.expect(coming)
	if err := t.mark(coming); err != nil {
		return err
	}
	for _, s := range t.steps {
		if s.Action == output.Delete {
			break
		}
		if err := t.clearWay(s.Path); err != nil {
			return err
		}
		if err := t.replace(s.Path, t.staged[s.Path]); err != nil {
			return fmt.Errorf("writing %s: %w", t.at(s.Path), err)
		}
		t.stats.Changed = append(t.stats.Changed, s.Path)
	}
	return nil
}

// folders are those of the files that come or go: they may be empty for a while.
func (t *transaction) folders() []string {
	found := map[string]bool{}
	for _, s := range t.steps {
		if s.Action != output.Replace {
			for dir := path.Dir(s.Path); dir != "." && !found[dir]; dir = path.Dir(dir) {
				found[dir] = true
			}
		}
	}
	return slices.Collect(maps.Keys(found))
}

// mark writes the marker.
func (t *transaction) mark(b []byte) error {
	from, err := t.stageFile(b)
	if err == nil {
		err = t.folder(path.Dir(MarkerPath))
	}
	if err == nil {
		err = t.replace(MarkerPath, from)
	}
	if err != nil {
		return fmt.Errorf("noting in %s what memo writes: %w", t.at(MarkerPath), err)
	}
	return nil
}

// expect notes the marker of a commit before it is there: after a crash it
// proves whose the folder is, even if the site gets another name first.
func (w *Writer) expect(marker []byte) {
	now := w.all.Outputs[w.key]
	now.Coming = sha256.Sum256(marker)
	w.save(now)
}

// remember keeps the manifest for the next run, which without it has to read
// every file, and the run's note, if nothing went wrong. It comes before the
// marker that it is of: until that is there, the one that was coming proves as much.
func (w *Writer) remember(m Manifest, marker []byte, failed error) {
	old := w.all.Outputs[w.key]
	now := record{Marker: sha256.Sum256(marker), Coming: old.Coming, Files: m}
	if old.Marker != now.Marker || !maps.Equal(old.Files, now.Files) {
		w.save(now)
	}
	if failed == nil && w.whole() {
		w.leave(now.Marker)
	}
}

// save writes the manifest with what is known of the folder now, if there is
// a place for it.
func (w *Writer) save(now record) {
	if w.Cache == "" {
		return
	}
	w.all.Outputs[w.key] = now
	if err := w.all.write(w.Folder, w.disk); err != nil {
		w.note(err)
	}
}
