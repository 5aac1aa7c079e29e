package highlight

import (
	"slices"
	"strings"
)

// transcript is a block told apart into prompts, commands and output.
type transcript struct {
	lines    []transcriptLine
	commands []int  // the lines that begin a command
	end      string // "\n" when the last line has its end
}

// transcriptLine is one line of a command, with the prompt before it if there is one, or of output.
type transcriptLine struct {
	command bool
	prompt  string
	text    string
}

// parseTranscript reads a block as a transcript, and is false when it is none.
//
// A tag that says so makes one of any block with a prompt. A block with a shell's tag, a text tag or
// none needs more: its first line is a prompt with a command, and some later line is output or else all
// are commands beyond doubt; comment lines may come before. Blocks tagged SQL, Python or PowerShell count when that program's own
// prompt begins them, since such a line is not of the language.
func parseTranscript(b Block) (transcript, bool) {
	if b.Diff || len(b.Code) > maxTranscript {
		return transcript{}, false
	}
	among, evidence := shapesOf(strings.ToLower(strings.TrimSpace(b.Lang)))
	if among == 0 {
		return transcript{}, false
	}
	lines := splitLines(b.Code)
	first := firstPrompt(lines, among, evidence)
	if first == 0 {
		return transcript{}, false
	}
	s := read(lines, first)
	if evidence == byOutput && !s.hasOutput() && !s.isCommands(first) {
		return transcript{}, false
	}
	s.end = b.Code[len(strings.TrimSuffix(b.Code, "\n")):]
	return s, true
}

const maxTranscript = 1 << 20 // bytes

// evidence is what it takes, under a tag, to make a transcript of a block that has a prompt.
type evidence int

const (
	byTag    evidence = iota // nothing more
	byPrompt                 // the prompt comes first
	byOutput                 // the prompt comes first, with a command, and there is output or no doubt
)

// shapesOf gives the prompts to look for under a tag.
func shapesOf(tag string) (among shape, e evidence) {
	switch tag {
	case "console", "shell-session", "sh-session", "shellsession", "bash-session", "terminal", "term", "cmdline", "psql", "pycon", "ipython", "irb":
		return anyShape, byTag
	case "", "text", "txt", "plain", "plaintext", "bash", "sh", "zsh", "shell", "fish", "ksh", "command", "log", "output", "none":
		return anyShape, byOutput
	case "mysql":
		return psql | mysql | dollar | host, byTag
	case "sql", "pgsql", "postgres", "postgresql", "redshift", "mariadb", "sqlite", "oracle", "plsql", "redis":
		return psql | mysql | sqlplus, byPrompt
	case "ruby", "rb":
		return mysql, byPrompt
	case "python", "py", "python3":
		return python, byPrompt
	case "powershell", "pwsh", "ps1", "ps":
		return powershell, byPrompt
	case "bat", "cmd", "batch", "dos":
		return dos, byPrompt
	}
	return 0, byTag
}

// firstPrompt finds the shape of a block's first prompt, 0 when the block does not begin as a transcript.
func firstPrompt(lines []string, among shape, e evidence) shape {
	rootTried := false
	for n, line := range lines {
		found, _, command := promptOf(line, among)
		if found == hash && !rootTried {
			if rootTried = true; isRootSession(lines[n:], e) {
				return hash
			}
		}
		switch {
		case found == hash || strings.TrimSpace(line) == "":
		case found != 0 && (e != byOutput || looksLikeCommand(found, command)):
			return found
		case e != byTag:
			return 0
		}
	}
	if found, _, _ := promptOf(firstLine(lines), arrow); e == byTag && among == anyShape {
		return found
	}
	return 0
}

// looksLikeCommand refuses what stands behind a sign in a text that is no transcript: an amount of
// money, a sentence of a TeX comment, a hash of Ruby.
func looksLikeCommand(s shape, command string) bool {
	word, _, _ := strings.Cut(strings.TrimSpace(command), " ")
	if word == "" {
		return false
	}
	switch c := word[0]; s {
	case dollar:
		return c < '0' || c > '9'
	case percent, themed:
		return c >= 'a' && c <= 'z' || strings.IndexByte("./~", c) >= 0
	case psql:
		return c == '\\' || c == '-' || c == '(' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
	}
	return true
}

func firstLine(lines []string) string {
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			return line
		}
	}
	return ""
}

// read tells commands from output once the first shape is known. Further shapes come in only where a
// command opens another program or shell, as "psql" and "ssh" do.
func read(lines []string, first shape) transcript {
	s := transcript{lines: make([]transcriptLine, 0, len(lines))}
	known := first
	if first&unixShell != 0 {
		known |= host | versioned
	}
	asRoot := rootAmong(lines, known)
	for n := 0; n < len(lines); {
		found, prompt, command := promptOf(lines[n], known)
		if found == 0 && asRoot[n] {
			found, prompt, command = promptOf(lines[n], hash)
		}
		if found == 0 {
			s.lines = append(s.lines, loneLine(lines[n], known))
			n++
			continue
		}
		s.commands = append(s.commands, len(s.lines))
		s.lines = append(s.lines, transcriptLine{true, prompt, command})
		more := continuation(lines[n+1:], found, known, command)
		s.lines = append(s.lines, more...)
		n += 1 + len(more)
		known |= opened(command)
	}
	return s
}

// loneLine is a line without a prompt: output, but for the continuation prompts of psql and mysql,
// which nothing else looks like and which may follow a notice or an error.
func loneLine(line string, known shape) transcriptLine {
	for _, client := range []shape{psql, mysql} {
		if prompt, text, ok := continuationOf(line, client); ok && known&client != 0 {
			return transcriptLine{true, prompt, text}
		}
	}
	return transcriptLine{text: line}
}

// continuation gives the lines that belong to the command of the line before.
func continuation(lines []string, s, known shape, command string) []transcriptLine {
	if s&unixShell != 0 {
		return shellContinuation(lines, known, command)
	}
	var more []transcriptLine
	for _, line := range lines {
		prompt, text, ok := continuationOf(line, s)
		if !ok || s == arrow || s == sqlplus && strings.HasSuffix(command, ";") {
			break
		}
		more = append(more, transcriptLine{true, prompt, text})
		command = text
	}
	return more
}

// opened gives the prompts that may follow once a command runs: its own program's, or a shell's
// with a host or a version in it. A bare sign says too little to be taken up on the way.
func opened(command string) (shapes shape) {
	for _, word := range strings.Fields(command) {
		switch word[strings.LastIndexByte(word, '/')+1:] {
		case "psql":
			shapes |= psql
		case "mysql", "mariadb", "sqlite3", "sftp", "ftp", "redis-cli", "hive", "mongosh", "irb", "pry", "rails":
			shapes |= mysql
		case "sqlplus":
			shapes |= sqlplus
		case "python", "python3", "python2", "ipython":
			shapes |= python
		case "ssh", "su", "sudo", "docker", "podman", "kubectl", "bash", "sh", "zsh", "exit", "start-session", "vagrant", "chroot":
			shapes |= host | versioned
		case "pwsh", "powershell":
			shapes |= powershell
		}
	}
	return shapes
}

func (s transcript) hasOutput() bool {
	return slices.ContainsFunc(s.lines, func(l transcriptLine) bool { return !l.command && l.text != "" })
}

// spans gives the transcript's text with the classes gp, b and go.
func (s transcript) spans() []span {
	var spans []span
	for n, l := range s.lines {
		end := "\n"
		if n == len(s.lines)-1 {
			end = s.end
		}
		if l.command {
			spans = append(spans, span{"gp", l.prompt}, span{"b", l.text}, span{"", end})
		} else {
			spans = append(spans, span{"go", l.text}, span{"", end})
		}
	}
	return spans
}
