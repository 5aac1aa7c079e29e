// Command memo turns a folder of Markdown memos into a finished site.
//
// main reads the command line, finds the site, and maps what went wrong to an
// exit status; each verb has a file of its own. It is the only place that
// exits, and the only one that reads the clock for the site.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // time zones, so that a bare machine can build

	"memo/build/diag"

	"github.com/alecthomas/kong"
)

// Exit statuses, as the README promises them.
const (
	exitDone    = 0
	exitAuthor  = 1 // the author's mistakes; diagnostics were printed
	exitUsage   = 2
	exitWorld   = 3 // disk, network
	exitPlanned = 3 // memo deploy --dry-run: there is something to do
)

// cli is the whole command line: one field a verb.
type cli struct {
	Dir     string `short:"C" placeholder:"DIR" help:"The site's folder (default: the nearest one upwards that holds memo.toml)."`
	Quiet   bool   `short:"q" help:"Say nothing but errors."`
	Verbose bool   `short:"v" help:"Say more: every mistake by itself, which files a build changes, how long each stage takes."`
	Color   string `enum:"auto,always,never" default:"auto" help:"Colour messages: auto, always or never. NO_COLOR is honoured."`

	Build      buildCmd      `cmd:"" help:"Publish the site into public/."`
	New        newCmd        `cmd:"" help:"Start a new memo and print its path."`
	Serve      serveCmd      `cmd:"" help:"Show the site while it is written."`
	Check      checkCmd      `cmd:"" help:"Find what is wrong or doubtful in the site, without writing it."`
	Deploy     deployCmd     `cmd:"" help:"Publish the site into its bucket on S3."`
	Search     searchCmd     `cmd:"" help:"The site's search, in the terminal."`
	Why        whyCmd        `cmd:"" help:"Say which source, layouts and pages go with an address or a file."`
	Init       initCmd       `cmd:"" help:"Start a new site, or make one of a folder of Markdown."`
	Version    versionCmd    `cmd:"" help:"Print the version."`
	Completion completionCmd `cmd:"" help:"Print a completion script for a shell."`
}

// errAuthor ends a run whose diagnostics have been printed already.
var errAuthor = errors.New("the author's mistakes")

// usageError is a mistake on the command line that kong cannot see.
type usageError string

func (e usageError) Error() string { return string(e) }

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is main without the process: arguments in, exit status out.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), endings()...)
	defer stop()
	var c cli
	status := -1
	parser, err := kong.New(&c, kong.Name("memo"), kong.Description(about), kong.Writers(stdout, stderr),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Exit(func(code int) { status = code }))
	if err != nil {
		panic(fmt.Sprintf("cmd/memo/main.go: the command line's own description is wrong: %v", err))
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if status >= 0 { // --help was printed
		return status
	}
	if err != nil {
		diag.Fprintf(stderr, "memo: %v\n", err)
		fmt.Fprintln(stderr, "  hint: memo --help lists the commands, memo COMMAND --help its flags")
		return exitUsage
	}
	e := &env{ctx: ctx, out: stdout, err: stderr, now: time.Now(), cli: &c, parser: parser}
	return e.status(k.Run(e))
}

// endings are the signals that end a run. Under nohup a closed terminal does not.
func endings() []os.Signal {
	all := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		all = append(all, syscall.SIGHUP)
	}
	return all
}

const about = `A static knowledge base for engineers who keep technical memos.

Start with: memo init DIR, then memo serve in it; memo build publishes into public/.
Exit status: 0 done, 1 mistakes in the site (shown with file:line:col), 2 usage, 3 disk or network.`

// status prints what a verb returned and gives the exit status for it.
func (e *env) status(err error) int {
	var usage usageError
	if err != nil && e.terminal() {
		fmt.Fprint(e.err, "\r\x1b[K") // half a line of progress may stand there
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errAuthor):
		return exitAuthor
	case errors.Is(err, errPlanned):
		return exitPlanned
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(e.err, "memo: stopped; the last complete output is still in place")
		return exitWorld
	case errors.As(err, &usage):
		diag.Fprintf(e.err, "memo: %v\n", err)
		return exitUsage
	}
	diag.Fprintf(e.err, "memo: %v\n", err)
	return exitWorld
}
