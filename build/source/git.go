package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"memo/build/diag"
)

// GitDates asks git once for the history of the Markdown files in dir; the
// keys are paths below dir, NFC. The history is that of the whole repository,
// since a memo may have come into dir from elsewhere. Without git, outside a
// work tree and before the first commit the map is empty. So it is in a
// shallow clone, where every old file seems to come from the oldest commit
// there is; that is a warning, which matters only to a site with memos that
// have no date of their own, and so is a git that fails. The error is ctx's.
//
// One git log over 10,000 memos and 2,000 commits, two of which move them all,
// takes 1.2 s, of which finding the moves is the half; one per file would take hours.
func GitDates(ctx context.Context, dir string) (map[string]Dates, diag.List, error) {
	state, err := git(ctx, dir, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
	if err != nil || !bytes.HasPrefix(state, []byte("true")) {
		return nil, distrusted(dir, err), ctx.Err()
	}
	if bytes.HasPrefix(state, []byte("true\ntrue")) {
		return nil, diag.List{{Severity: diag.Warning, Code: "shallow-clone",
			Message: "shallow git clone: dates of commits are not used, because the oldest ones would be wrong",
			Hint:    "git fetch --unshallow, or fetch-depth: 0 in the checkout step of a workflow"}}, nil
	}
	_, folder, _ := bytes.Cut(bytes.TrimPrefix(state, []byte("true\n")), []byte("\n"))
	log, err := git(ctx, dir, logArgs...)
	if failed := new(gitError); errors.As(err, &failed) && strings.Contains(failed.stderr, "does not have any commits") {
		return nil, nil, nil
	}
	if err != nil {
		return nil, diag.List{{Severity: diag.Warning, Code: "git-failed", Message: "dates of commits are not used: " + err.Error()}}, ctx.Err()
	}
	return parseLog(log, norm.NFC.String(strings.TrimSuffix(string(folder), "\n"))), nil, nil
}

// distrusted explains the one refusal that the author can do something
// about: containers often own the checkout as somebody else.
func distrusted(dir string, err error) diag.List {
	failed := new(gitError)
	if !errors.As(err, &failed) || !strings.Contains(failed.stderr, "dubious ownership") {
		return nil
	}
	return diag.List{{Severity: diag.Warning, Code: "git-refused", Message: "git refuses to read this work tree, which belongs to another user; dates of commits are not used",
		Hint: "git config --global --add safe.directory " + dir}}
}

// gitError is a git that ran and said no.
type gitError struct {
	args   string
	stderr string
}

func (e *gitError) Error() string {
	return fmt.Sprintf("git %s: %s", e.args, strings.TrimSpace(e.stderr))
}

// git runs a command of git's in dir, without what a surrounding git (a hook)
// or the user's settings would change in its output.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	fixed := []string{"-C", dir, "-c", "core.quotepath=off", "-c", "log.showSignature=false", "-c", "log.follow=false", "-c", "log.showRoot=true", "-c", "diff.relative=false"}
	cmd := exec.CommandContext(ctx, "git", append(fixed, args...)...)
	cmd.WaitDelay = time.Second
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); !localGit(name) {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1")
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err := cmd.Run()
	switch exit := new(exec.ExitError); {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &exit):
		return nil, &gitError{args: args[0], stderr: stderr.String()}
	case err != nil:
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return out.Bytes(), nil
}

// localGit names the variables that tie git to one repository.
func localGit(name string) bool {
	switch name {
	case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_COMMON_DIR":
		return true
	}
	return false
}
