package deploy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"time"
)

// lease is how long a lock holds after its time. A deploy of a large site over
// a slow line takes longer; it is safe even then, because the manifest is only
// ever written over the version that was read.
const lease = time.Hour

// Lock keeps a second deploy away from a site.
type Lock struct {
	Owner string    `json:"owner"` // who and where, for the message
	ID    string    `json:"id"`    // of the run
	Time  time.Time `json:"time"`
}

// BusyError is of a site that somebody else deploys.
type BusyError struct{ Lock }

func (b BusyError) Error() string {
	return fmt.Sprintf("%s has been deploying this site since %s; wait for it, or, if it is dead, memo deploy --break-lock",
		b.Owner, b.Time.UTC().Format("2006-01-02 15:04:05 UTC"))
}

// Acquire takes the lock of a site. One that is older than an hour is taken
// over, and, with force, any: the owner of that is given.
func Acquire(ctx context.Context, s Store, l Lock, force bool) (broken *Lock, err error) {
	b, err := json.Marshal(l)
	if err != nil {
		return nil, err
	}
	_, err = s.Put(ctx, LockKey, b, ownHeader, Condition{Absent: true})
	if !errors.Is(err, ErrCondition) {
		return nil, err
	}
	held, version, err := readLock(ctx, s)
	switch {
	case errors.Is(err, fs.ErrNotExist): // released just now
		_, err = s.Put(ctx, LockKey, b, ownHeader, Condition{Absent: true})
		return nil, err
	case err != nil:
		return nil, err
	case held.ID == l.ID: // the answer to the first Put was lost
		return nil, nil
	case !force && l.Time.Sub(held.Time) < lease:
		return nil, BusyError{held}
	}
	if _, err = s.Put(ctx, LockKey, b, ownHeader, Condition{Version: version}); errors.Is(err, ErrCondition) {
		if again, _, readErr := readLock(ctx, s); readErr == nil && again.ID != l.ID {
			return nil, BusyError{again}
		}
		err = nil
	}
	return &held, err
}

func readLock(ctx context.Context, s Store) (l Lock, version string, err error) {
	b, version, err := s.Get(ctx, LockKey)
	if err != nil {
		return l, "", err
	}
	if err := json.Unmarshal(b, &l); err != nil {
		return Lock{Owner: "somebody"}, version, nil // damaged: as old as can be
	}
	return l, version, nil
}

// Release gives the lock back, if it is still that of the run.
func Release(ctx context.Context, s Store, l Lock) error {
	held, _, err := readLock(ctx, s)
	if errors.Is(err, fs.ErrNotExist) || err == nil && held.ID != l.ID {
		return nil
	}
	if err != nil {
		return fmt.Errorf("releasing the lock: %w", err)
	}
	return s.Delete(ctx, []string{LockKey})
}
