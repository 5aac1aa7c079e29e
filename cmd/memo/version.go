package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCmd is `memo version`.
type versionCmd struct{}

// Run prints one line: the version, the commit where it is known, and the Go
// release and platform that made the binary.
func (versionCmd) Run(e *env) error {
	_, err := fmt.Fprintf(e.out, "memo %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version is the module's version, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return "devel"
}
