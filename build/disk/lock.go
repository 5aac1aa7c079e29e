package disk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// lock is held on a file while its owner lives.
type lock struct{ file *os.File }

// errBusy begins the error of a lock that somebody else holds.
var errBusy = errors.New("another memo is building this site")

// takeLock keeps a second memo out of the cache folder, and with it out of
// the outputs of the site. It waits a little, because most builds are over in
// a second.
func takeLock(ctx context.Context, name string, patience time.Duration) (*lock, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("locking: %w", err)
	}
	for deadline := time.Now().Add(patience); ; {
		got, err := tryLock(f)
		if err == nil && !got {
			err = waitLock(ctx, name, deadline)
		}
		if err != nil {
			_ = f.Close()
			return nil, err
		}
		if got {
			break
		}
	}
	// Who holds it is a courtesy of the message below; the lock is the file's.
	if err := f.Truncate(0); err == nil {
		_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
	return &lock{file: f}, nil
}

// waitLock waits for a moment, until the deadline.
func waitLock(ctx context.Context, name string, deadline time.Time) error {
	if time.Now().After(deadline) {
		holder, _ := os.ReadFile(name)
		return fmt.Errorf("%w (process %s); wait for it or stop it", errBusy, strings.TrimSpace(string(holder)))
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(20 * time.Millisecond):
		return nil
	}
}

func (l *lock) release() {
	if l != nil && l.file != nil {
		_ = l.file.Close()
		l.file = nil
	}
}
