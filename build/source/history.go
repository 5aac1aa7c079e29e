package source

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Dates is what git knows about a file: the author's dates of the commit that
// added it, under whatever name, and of the last one that changed its text.
// The author's and not the committer's, because a rebase must not make every
// memo new, and under whatever name, because a move to another folder must not.
type Dates struct {
	Created time.Time
	Changed time.Time
}

// logArgs ask for all commits, children first, each with the Markdown files
// that it changed. Renames are told by git's own measure, half of the lines
// in common. Of a merge there are only the files that no parent has as they are.
var logArgs = []string{"log", "--topo-order", "--format=%x01%at", "--name-status", "-z", "-M", "-l1000", "-c", "--no-ext-diff",
	"--", ":(top)*.[mM][adkADK]*"}

// parseLog reads what git says to logArgs and gives the files in folder, by
// their paths there. A commit is \x01 and its seconds; then come status and
// name of each file, of one that was renamed both names.
func parseLog(log []byte, folder string) map[string]Dates {
	h := history{dates: map[string]Dates{}, owner: map[string]string{}}
	rest := string(log)
	next := func() (field string) {
		field, rest, _ = strings.Cut(rest, "\x00")
		return field
	}
	for rest != "" {
		status := strings.TrimPrefix(next(), "\n")
		if stamp, is := strings.CutPrefix(status, "\x01"); is {
			seconds, _ := strconv.ParseInt(stamp, 10, 64)
			h.at = time.Unix(seconds, 0).UTC()
		} else if status != "" {
			name := norm.NFC.String(next())
			if score, is := strings.CutPrefix(status, "R"); is && score != "" && score[0] <= '9' {
				h.renamed(name, norm.NFC.String(next()), score)
			} else {
				h.touched(name, true)
			}
		}
	}
	return h.in(folder)
}

// history is a log under reading, from the youngest commit to the oldest.
type history struct {
	at    time.Time // of the commit being read
	dates map[string]Dates
	owner map[string]string // path at this point of the log -> path today of the file that it belongs to; its own without an entry
}

// gone is the owner of a path at which no file of today was.
const gone = ""

func (h *history) ownerOf(name string) string {
	if to, moved := h.owner[name]; moved {
		return to
	}
	return name
}

// renamed makes all that is older under the one name a part of the file with
// the other. A name may be used again after its file moved on, and what is
// older than the move is not the new file's. A rename that two branches hold is
// met twice, the second time when its new name belongs to nobody any more.
func (h *history) renamed(from, to, score string) {
	h.touched(to, score != "100")
	owner := h.ownerOf(to)
	if _, known := h.owner[from]; owner != gone || !known {
		h.owner[from] = owner
	}
	if from != to {
		h.owner[to] = gone
	}
}

// touched notes a commit that has a file. Moving a file alone does not change it.
func (h *history) touched(name string, changed bool) {
	owner := h.ownerOf(name)
	d, known := h.dates[owner]
	if changed && h.at.After(d.Changed) {
		d.Changed = h.at
	}
	if !known || h.at.Before(d.Created) {
		d.Created = h.at
	}
	h.dates[owner] = d
}

// in gives the files of a folder, which ends in a slash or is the top.
func (h *history) in(folder string) map[string]Dates {
	dates := map[string]Dates{}
	for name, d := range h.dates {
		if name, in := strings.CutPrefix(name, folder); in && name != gone {
			dates[name] = d
		}
	}
	return dates
}
