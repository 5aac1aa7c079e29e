package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// completionCmd is `memo completion`: a static script made from the command
// line's own description, so that it cannot fall behind.
type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Help is shown by memo completion --help.
func (completionCmd) Help() string {
	return `bash:  memo completion bash > ~/.local/share/bash-completion/completions/memo
zsh:   memo completion zsh > "${fpath[1]}/_memo"
fish:  memo completion fish > ~/.config/fish/completions/memo.fish`
}

// verb is one command as a completion script needs it.
type verb struct {
	name, help string
	flags      []flag
	values     []string // of the first argument, where they are known
}

type flag struct {
	long, short, help string
	takes             bool     // a value follows
	values            []string // known values
}

// Run prints the script.
func (c completionCmd) Run(e *env) error {
	verbs, global := describe(e.parser.Model)
	switch c.Shell {
	case "bash":
		return bash(e.out, verbs, global)
	case "zsh":
		return zsh(e.out, verbs, global)
	}
	return fish(e.out, verbs, global)
}

func describe(app *kong.Application) (verbs []verb, global []flag) {
	for _, n := range app.Leaves(true) {
		v := verb{name: n.Name, help: n.Help, flags: flagsOf(n.Flags)}
		for _, p := range n.Positional {
			if p.Enum != "" {
				v.values = strings.Split(p.Enum, ",")
			}
		}
		verbs = append(verbs, v)
	}
	return verbs, flagsOf(app.Flags)
}

func flagsOf(fs []*kong.Flag) []flag {
	var out []flag
	for _, f := range fs {
		x := flag{long: "--" + f.Name, help: f.Help, takes: !f.IsBool()}
		if f.Short != 0 {
			x.short = "-" + string(f.Short)
		}
		if f.Enum != "" {
			x.values = strings.Split(f.Enum, ",")
		}
		out = append(out, x)
	}
	return out
}

// words lists what may be typed for the flags.
func words(fs []flag) string {
	var out []string
	for _, f := range fs {
		out = append(out, f.long)
		if f.short != "" {
			out = append(out, f.short)
		}
	}
	return strings.Join(out, " ")
}

func bash(w io.Writer, verbs []verb, global []flag) error {
	var b strings.Builder
	names := make([]string, len(verbs))
	for i, v := range verbs {
		names[i] = v.name
	}
	b.WriteString("_memo() {\n  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= skip= w\n")
	b.WriteString("  for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do case $skip$w in -C|--dir|--color) skip=1 ;; -*) ;; 1*) skip= ;; *) verb=$w; break ;; esac; done\n")
	b.WriteString("  case $prev in\n    -C|--dir|-o|--output) COMPREPLY=($(compgen -d -- \"$cur\")); return ;;\n")
	for _, f := range global {
		if f.values != nil {
			fmt.Fprintf(&b, "    %s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n", f.long, strings.Join(f.values, " "))
		}
	}
	b.WriteString("  esac\n  case $verb in\n")
	fmt.Fprintf(&b, "    '') COMPREPLY=($(compgen -W '%s %s' -- \"$cur\")) ;;\n", strings.Join(names, " "), words(global))
	for _, v := range verbs {
		fmt.Fprintf(&b, "    %s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")) ;;\n", v.name,
			strings.TrimSpace(strings.Join(v.values, " ")+" "+words(v.flags)+" "+words(global)))
	}
	b.WriteString("  esac\n}\ncomplete -o default -F _memo memo\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func zsh(w io.Writer, verbs []verb, global []flag) error {
	var b strings.Builder
	b.WriteString("#compdef memo\n_memo() {\n  local -a verbs\n  verbs=(\n")
	for _, v := range verbs {
		fmt.Fprintf(&b, "    %s\n", quote(v.name+":"+v.help))
	}
	b.WriteString("  )\n  local verb=${words[(r)(" + verbNames(verbs, "|") + ")]}\n  case $verb in\n")
	for _, v := range verbs {
		fmt.Fprintf(&b, "    %s) _arguments", v.name)
		for _, f := range append(v.flags, global...) {
			b.WriteString(" \\\n      " + quote(zshFlag(f)))
		}
		if v.values != nil {
			b.WriteString(" \\\n      " + quote("*:value:("+strings.Join(v.values, " ")+")"))
		} else {
			b.WriteString(" \\\n      '*:file:_files'")
		}
		b.WriteString(" ;;\n")
	}
	b.WriteString("    *) _describe 'command' verbs ;;\n  esac\n}\n_memo \"$@\"\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func zshFlag(f flag) string {
	help := strings.NewReplacer("[", "(", "]", ")", ":", " -").Replace(f.help)
	s := f.long + "[" + help + "]"
	switch {
	case f.values != nil:
		s += ":value:(" + strings.Join(f.values, " ") + ")"
	case f.takes:
		s += ":value:_files"
	}
	return s
}

func fish(w io.Writer, verbs []verb, global []flag) error {
	var b strings.Builder
	b.WriteString("complete -c memo -f\n")
	for _, v := range verbs {
		fmt.Fprintf(&b, "complete -c memo -n __fish_use_subcommand -a %s -d %s\n", v.name, quote(v.help))
		seen := quote("__fish_seen_subcommand_from " + v.name)
		for _, f := range v.flags {
			fmt.Fprintf(&b, "complete -c memo -n %s%s\n", seen, fishFlag(f))
		}
		if v.values != nil {
			fmt.Fprintf(&b, "complete -c memo -n %s -a %s\n", seen, quote(strings.Join(v.values, " ")))
		}
	}
	for _, f := range global {
		fmt.Fprintf(&b, "complete -c memo%s\n", fishFlag(f))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func fishFlag(f flag) string {
	s := " -l " + strings.TrimPrefix(f.long, "--")
	if f.short != "" {
		s += " -s " + strings.TrimPrefix(f.short, "-")
	}
	if f.takes {
		s += " -r -F"
	}
	if f.values != nil {
		s += " -a " + quote(strings.Join(f.values, " "))
	}
	return s + " -d " + quote(f.help)
}

func verbNames(verbs []verb, sep string) string {
	var names []string
	for _, v := range verbs {
		names = append(names, v.name)
	}
	return strings.Join(names, sep)
}

// quote puts s between single quotes for any of the three shells.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
