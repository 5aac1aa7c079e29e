package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"memo/build"
	"memo/build/config"
	"memo/build/disk"
	"memo/build/store"
)

// opened is a site ready to build.
type opened struct {
	dir      string
	cacheDir string // "" for none
	cacheErr error  // why it is not .memo in the site
	store    *store.Store
	work     build.Workspace
	session  *build.Session
}

// openSite finds the site and the folder of its caches. The moment of the flags
// is the run's own.
func (e *env) openSite(f build.Flags) (*opened, error) {
	dir, err := e.siteDir()
	if err != nil {
		return nil, err
	}
	if f.BaseURL != "" {
		if f.BaseURL, err = config.BaseURL(f.BaseURL); err != nil {
			return nil, usageError("--base-url: " + err.Error())
		}
	}
	f.Now = e.now
	s := &opened{dir: dir}
	if s.cacheDir, s.cacheErr = cacheDir(dir); s.cacheDir != "" {
		s.store = store.Open(filepath.Join(s.cacheDir, "store"), programHash)
	}
	s.session = build.NewSession(s.store)
	s.work = build.Workspace{Root: os.DirFS(dir), Dir: dir, ReadFile: s.readFile, Wrote: s.wrote, Flags: f}
	return s, nil
}

// look assembles the site to ask it something, without writing it.
func (s *opened) look(e *env) (build.Inputs, *build.Result, error) {
	in, err := s.work.Scan(e.ctx, build.Inputs{}, nil)
	if err != nil {
		return in, nil, err
	}
	r, err := s.session.Build(e.ctx, in, e.progress("parsing memos"))
	return in, r, err
}

// wrote tells whether a folder of the site holds what memo remembers writing.
func (s *opened) wrote(dir string) bool {
	return disk.Wrote(disk.Folder{Dir: s.path(dir), Site: s.dir, Cache: s.cacheDir})
}

// readFile reads a file that a setting names.
func (s *opened) readFile(name string) ([]byte, error) {
	return os.ReadFile(s.path(name))
}

// path is where a setting's path leads, as seen from the site.
func (s *opened) path(setting string) string {
	if filepath.IsAbs(setting) {
		return setting
	}
	return filepath.Join(s.dir, filepath.FromSlash(setting))
}

// cacheName is the folder of the caches in a site.
const cacheName = ".memo"

// cacheDir is .memo in the site, or, where that cannot be written, a folder
// of the user's own; "" when there is neither. The error says why a .memo that
// is there is not it.
func cacheDir(site string) (dir string, why error) {
	own := filepath.Join(site, cacheName)
	if _, err := os.Lstat(own); err == nil {
		if why = writable(own); why == nil {
			return own, nil
		}
	} else if writable(site) == nil {
		return own, nil
	}
	base, err := os.UserCacheDir()
	if err != nil {
		return "", why
	}
	dir = filepath.Join(base, "memo", fmt.Sprintf("%x", sha256.Sum256([]byte(disk.Resolved(site)))))
	if os.MkdirAll(dir, 0o755) != nil || writable(dir) != nil {
		return "", why
	}
	return dir, why
}

// writable tells why files cannot be made in a folder, by making one. It always
// has the same name, so that none stays of runs that were killed.
func writable(dir string) error {
	probe := filepath.Join(dir, cacheName+"-probe")
	_ = os.Remove(probe)
	if err := os.WriteFile(probe, nil, 0o600); err != nil {
		return err
	}
	if err := os.Remove(probe); err != nil && !errors.Is(err, fs.ErrNotExist) { // another run was faster
		return err
	}
	return nil
}
