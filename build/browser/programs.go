package browser

import (
	"os"
	"testing"
)

// NodeModules is where .ci/run has installed the test programs of npm.
// Without them the test is skipped by name, but fails where CI is set.
func NodeModules(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("MEMO_NODE_MODULES")
	if dir == "" && os.Getenv("CI") != "" {
		t.Fatal("MEMO_NODE_MODULES is not set: CI must install the test programs")
	}
	if dir == "" {
		t.Skip("MEMO_NODE_MODULES is not set: .ci/run installs the test programs and sets it")
	}
	return dir
}
