package disk

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Commit makes the folder what the run has Put: moves the staged files in,
// deletes what an earlier run wrote and this one did not, and writes the
// manifest. It gives up before the first move when ctx is cancelled, and
// afterwards not any more. On an error the folder is as it was before.
func (w *Writer) Commit(ctx context.Context) (Stats, error) {
	defer w.Abort()
	if err := ctx.Err(); err != nil {
		return Stats{}, err
	}
	w.stats.Adopted = w.adopted
	stale := w.stale()
	if len(w.staged) == 0 && len(stale) == 0 && maps.Equal(w.prev, w.next) {
		return w.stats, nil
	}
	slices.SortFunc(w.staged, func(a, b move) int { return strings.Compare(a.path, b.path) })
	if err := w.announce(); err != nil {
		return Stats{}, err
	}
	t := &transaction{Writer: w, stale: stale, seen: map[string]bool{}}
	if err := t.moveIn(); err != nil {
		t.undo()
		return Stats{}, errors.Join(err, w.save(w.prev))
	}
	for _, m := range w.staged {
		w.stats.Changed = append(w.stats.Changed, m.path)
	}
	kept, err := w.delete(stale)
	return w.stats, errors.Join(err, w.save(kept))
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

// announce writes into the manifest that the new paths are memo's before they
// are there: after a crash the next run must be allowed to replace them.
func (w *Writer) announce() error {
	isNew := func(m move) bool { _, known := w.prev[m.path]; return !known }
	if !slices.ContainsFunc(w.staged, isNew) {
		return nil
	}
	soon := maps.Clone(w.next)
	maps.Copy(soon, w.prev)
	return w.save(soon)
}

func (w *Writer) save(m Manifest) error {
	if w.cache == "" {
		return nil
	}
	if m == nil {
		delete(w.all.Outputs, w.key)
	} else {
		w.all.Outputs[w.key] = m
	}
	return w.all.write(w.cache, w.disk)
}
