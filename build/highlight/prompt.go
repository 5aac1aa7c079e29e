package highlight

import (
	"regexp"
	"strings"
)

// shape is a kind of prompt. A shape that a session has shown starts its commands; the others are
// output there, so that "# comment" or "> quoted" printed by a command is never taken for one.
type shape uint16

const (
	dollar     shape = 1 << iota // $ ls, ~/src$ ls
	percent                      // % ls
	hash                         // # ls
	arrow                        // > ls
	host                         // user@host:~$ ls, [user@host dir]# ls, user@host dir % ls
	versioned                    // sh-4.2$ ls, / # ls of a container
	themed                       // ❯ ls, ➜  ~ ls, ➜  app git:(main) ✗ ls
	powershell                   // PS C:\> ls
	dos                          // C:\> dir
	psql                         // dev=# select 1;
	mysql                        // mysql> select 1; and other clients that show their name
	sqlplus                      // SQL> select 1
	python                       // >>> 1 + 1, In [1]: 1 + 1

	unixShell = dollar | percent | hash | host | versioned | themed
	anyShape  = unixShell | powershell | dos | psql | mysql | sqlplus | python
)

// Each pattern takes the prompt and one blank after it; what follows is the command.
var (
	environment = regexp.MustCompile(`^\([\w./-]+\) `) // of conda and virtualenv, before any prompt
	homePrompt  = regexp.MustCompile(`^~[\w./-]* ?\$(?: |$)`)
	hostPrompt  = regexp.MustCompile(`^(?:` +
		`\[[\w.-]+@[\w.-]+[^\]\n]*\] ?[$#%]|` + // [ec2-user@ip-10-0-0-1 ~]$
		`[\w.-]+@[\w.-]+(?::[^\s$#%>]*(?: [^\s$#%>]+)?)? ?[$#%]|` + // user@host:~/dir$, user@host$
		`[\w.-]+@[\w.-]+ [~/][^\s$#%>]*(?: \([^()\s]+\))? ?[$#%>]|` + // user@host ~ % of zsh on a Mac, user@host ~> of fish
		`[\w.-]+@[\w.-]+ [\w.-]+ [$#%])(?: |$)`) // user@host dir %
	versionedPrompt  = regexp.MustCompile(`^(?:-?(?:ba|z|da|k)?sh-\d[\w.]*[$#%]|/ #)(?: |$)`)
	themedPrompt     = regexp.MustCompile(`^(?:(?:[~/][^❯]* )?❯|➜(?: +[~/]\S*(?: git:\([^()]*\))?| {2}[\w.@-]+(?: git:\([^()]*\))?| [\w.@-]+ git:\([^()]*\))?(?: [✗✔])?)(?: |$)`)
	powershellPrompt = regexp.MustCompile(`^(?:\[[^\]\s]+\]: )?PS(?: [^>\s][^>]*)?> ?`)
	dosPrompt        = regexp.MustCompile(`^[A-Za-z]:\\[^<>:"|?*]*> ?`)
	psqlPrompt       = regexp.MustCompile(`^[^\s=<>'"#$()|*!&-][^\s=<>'"#$()|*!]*[=^!@][*!?]?[#>](?: |$)`)
	psqlContinued    = regexp.MustCompile(`^[^\s=<>'"#$()|*!&-][^\s=<>'"#$()|*!]*[-*'"$(][*!?]?[#>](?: |$)`)
	mysqlPrompt      = regexp.MustCompile(`^(?:mysql|MariaDB \[[^\]]*\]|sqlite|s?ftp|redis|hive|mongosh|(?:redis )?[\w.-]+:\d{4,5}(?:\[\d+\])?|irb\([^()]*\):[\d:]+|\[\d+\] pry\([^()]*\))[>*](?: |$)`)
	sqlplusContinued = regexp.MustCompile(`^ {1,2}\d{1,3}  `)
	mysqlContinued   = regexp.MustCompile("^ {2,}(?:->|'>|\">|`>|/\\*>|\\.\\.\\.>)(?: |$)")
	ipythonPrompt    = regexp.MustCompile(`^In \[\d+\]:(?: |$)`)
	ipythonContinued = regexp.MustCompile(`^ {2,}\.{3}:(?: |$)`)
	shellContinued   = regexp.MustCompile(`^(?:(?:for|while|until|if|then|else|elif|do|case|select|function|cursh|subsh|quote|dquote|bquote|heredoc|pipe|cmdand|cmdor) ?)*>(?: |$)`)
)

// promptOf finds a prompt of one of the shapes at a line's beginning and cuts it off, with one blank.
func promptOf(line string, among shape) (found shape, prompt, command string) {
	n := 0
	if among&(unixShell|powershell|dos) != 0 && strings.HasPrefix(line, "(") {
		n = matched(environment, line)
	}
	found, prompt, command = barePrompt(line[n:], among)
	return found, line[:n] + prompt, command
}

func barePrompt(line string, among shape) (found shape, prompt, command string) {
	try := func(s shape, n int) {
		if found == 0 && among&s != 0 && n > 0 {
			found, prompt, command = s, line[:n], line[n:]
		}
	}
	if line == "" {
		return 0, "", ""
	}
	switch c := line[0]; {
	case c == '$':
		try(dollar, signPrompt(line))
	case c == '%':
		try(percent, signPrompt(line))
	case c == '#':
		try(hash, signPrompt(line))
	case strings.HasPrefix(line, ">>>"):
		try(python, prefixed(line, ">>>"))
	case c == 'I':
		try(python, matched(ipythonPrompt, line))
	case c == '>':
		try(arrow, signPrompt(line))
	case c == 'S':
		try(sqlplus, prefixed(line, "SQL>"))
	case c == '~':
		try(dollar, matched(homePrompt, line))
	}
	if strings.IndexByte(line, '@') > 0 {
		try(host, matched(hostPrompt, line))
	}
	if strings.ContainsAny(line, "❯➜") {
		try(themed, matched(themedPrompt, line))
	}
	if strings.ContainsAny(line, ">*") {
		try(powershell, matched(powershellPrompt, line))
		try(dos, matched(dosPrompt, line))
		try(mysql, matched(mysqlPrompt, line))
	}
	if line[0] == '/' || strings.Contains(line, "sh-") {
		try(versioned, matched(versionedPrompt, line))
	}
	if strings.ContainsAny(line, "=^!@") {
		try(psql, matched(psqlPrompt, line))
	}
	return found, prompt, command
}

// continuationOf cuts the continuation prompt of a shape off a line.
func continuationOf(line string, s shape) (prompt, command string, ok bool) {
	n := 0
	switch s {
	case psql:
		n = matched(psqlContinued, line)
	case mysql:
		n = matched(mysqlContinued, line)
	case python:
		n = max(prefixed(line, "..."), matched(ipythonContinued, line))
	case sqlplus:
		n = matched(sqlplusContinued, line)
	case powershell:
		n = prefixed(line, ">>")
	case dos:
		n = prefixed(line, "More?")
	default:
		n = matched(shellContinued, line) // zsh says what it waits for: quote>, heredoc>, for>
	}
	return line[:n], line[n:], n > 0
}

// signPrompt is the length of a one-sign prompt: the sign and a blank, or the sign alone.
func signPrompt(line string) int {
	if len(line) == 1 {
		return 1
	}
	if line[1] == ' ' {
		return 2
	}
	return 0
}

func prefixed(line, prompt string) int {
	switch {
	case line == prompt:
		return len(prompt)
	case strings.HasPrefix(line, prompt+" "):
		return len(prompt) + 1
	}
	return 0
}

func matched(pattern *regexp.Regexp, line string) int {
	if loc := pattern.FindStringIndex(line); loc != nil {
		return loc[1]
	}
	return 0
}
