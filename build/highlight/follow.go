package highlight

import "strings"

// A command longer than this is not followed: its text is read again with each of its lines.
const (
	maxCommandLines  = 100
	maxCommandBytes  = 8 << 10
	maxDocumentLines = 500 // here-documents are not read again
)

// shellContinuation follows a shell command over escaped line ends, here-documents, quotes and loops.
// When it does not end before the next prompt, then what looked open was not, say an apostrophe, and
// only lines that were escaped or had a continuation prompt are the command's.
func shellContinuation(lines []string, known shape, command string) []transcriptLine {
	f := follower{lines: lines}
	if len(lines) > 0 {
		_, _, f.prompted = continuationOf(lines[0], dollar)
	}
	sure := 0
	for range maxCommandLines {
		waits, doc := scan(command)
		switch {
		case waits == complete:
			return f.taken
		case len(f.taken) == len(lines) || len(command) > maxCommandBytes:
			return f.taken[:sure]
		case waits == heredoc:
			if !f.takeDocument(doc.end) {
				return f.taken[:sure]
			}
			command = command[:doc.from] + command[doc.to:]
			continue
		}
		if found, _, _ := promptOf(lines[len(f.taken)], known); found != 0 {
			return f.taken[:sure]
		}
		line := f.take()
		command += "\n" + line.text
		if waits == escaped || line.prompt != "" {
			sure = len(f.taken)
		}
	}
	return f.taken[:sure]
}

// follower takes lines for a command. "> " is a prompt in them only when the first has it: npm and
// Markdown print it too.
type follower struct {
	lines    []string
	taken    []transcriptLine
	prompted bool
}

func (f *follower) take() transcriptLine {
	line := f.split(f.lines[len(f.taken)])
	f.taken = append(f.taken, line)
	return line
}

func (f *follower) split(line string) transcriptLine {
	if f.prompted {
		if prompt, text, ok := continuationOf(line, dollar); ok {
			return transcriptLine{true, prompt, text}
		}
	}
	return transcriptLine{true, "", line}
}

// takeDocument takes a here-document up to its last line, or nothing when that does not come. Blanks
// before the delimiter are allowed also without <<-: blogs lose and win them.
func (f *follower) takeDocument(end string) bool {
	from := len(f.taken)
	for n := from; n < len(f.lines) && n < from+maxDocumentLines; n++ {
		if strings.HasSuffix(f.lines[n], end) && strings.TrimLeft(f.split(f.lines[n]).text, "\t ") == end {
			for len(f.taken) <= n {
				f.take()
			}
			return true
		}
	}
	return false
}
