package disk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// lock keeps a second memo out of the cache folder, and with it out of the
// outputs whose manifests are there. It waits a little, because most builds
// are over in a second.
type lock struct{ file *os.File }

func takeLock(ctx context.Context, cache string, patience time.Duration) (*lock, error) {
	p := filepath.Join(cache, "lock")
	f, err := os.OpenFile(p, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("locking the cache folder: %w", err)
	}
	for deadline := time.Now().Add(patience); ; {
		got, err := tryLock(f)
		if err != nil {
			_ = f.Close()
			return nil, fmt.Errorf("locking %s: %w", p, err)
		}
		if got {
			break
		}
		if time.Now().After(deadline) {
			holder, _ := os.ReadFile(p)
			_ = f.Close()
			return nil, fmt.Errorf("another memo is building this site (process %s); wait for it or stop it", strings.TrimSpace(string(holder)))
		}
		select {
		case <-ctx.Done():
			_ = f.Close()
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
	// Who holds it is a courtesy of the message above; the lock is the file's.
	if err := f.Truncate(0); err == nil {
		_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
	return &lock{file: f}, nil
}

func (l *lock) release() {
	if l != nil && l.file != nil {
		_ = l.file.Close()
		l.file = nil
	}
}
