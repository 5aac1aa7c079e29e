package highlight

import "strings"

// state is what a shell would wait for at the end of a piece of input.
type state int

const (
	complete state = iota
	escaped        // the line's end is escaped
	quoted         // a quote is open
	heredoc        // a here-document has to come
	compound       // a pipe, a list, a loop or a condition wants more
)

// document is the start of a here-document: where "<<END" stands in the input, and the line END.
type document struct {
	from, to int
	end      string
}

// scan reads the input so far as a shell does, just so far as to know whether it wants another line:
// "$ cat <<EOF" does until the line EOF, "$ echo 'a" until the quote, "$ for …; do" until done. Bodies
// of here-documents are not part of the input; the first document that waits for one is given.
func scan(input string) (s state, doc document) {
	depth, commandNext := 0, true // of loops, conditions, groups; whether a word would be a command
	last := ""                    // the last word or operator
	for i := 0; i < len(input); {
		switch c := input[i]; {
		case c == '\\':
			if i+1 >= len(input) {
				return escaped, document{}
			}
			i += 2
			last, commandNext = "word", commandNext && input[i-1] == '\n'
		case c == '\n':
			i++
			if last != "|" && last != "&&" && last != "||" {
				last = ""
			}
			commandNext = true
		case c == ' ' || c == '\t':
			i++
		case c == '#' && (i == 0 || strings.IndexByte(" \t\n;", input[i-1]) >= 0):
			i += lineLength(input[i:])
		case strings.HasPrefix(input[i:], "<<<"):
			i += 3
		case strings.HasPrefix(input[i:], "<<") && !inArithmetic(input[:i]):
			d := readDocument(input, i)
			if doc.end == "" {
				doc = d
			}
			i = d.to
			last = "word"
		case strings.IndexByte(";&|()", c) >= 0:
			n := 1
			if i+1 < len(input) && input[i+1] == c && c != '(' && c != ')' {
				n = 2
			}
			last, commandNext = input[i:i+n], c != ')'
			i += n
		default:
			word, n, open := readWord(input[i:])
			if open {
				return quoted, document{}
			}
			if commandNext {
				depth += nesting(word)
			}
			commandNext = commandNext && strings.Contains(" do then else elif if while until { ! ", " "+word+" ")
			last = "word"
			i += n
		}
	}
	switch {
	case doc.end != "":
		return heredoc, doc
	case depth > 0 || last == "|" || last == "&&" || last == "||":
		return compound, document{}
	}
	return complete, document{}
}

// nesting is how a reserved word at a command's place opens or closes a construct.
func nesting(word string) int {
	switch word {
	case "for", "while", "until", "select", "if", "case", "{":
		return 1
	case "done", "fi", "esac", "}":
		return -1
	}
	return 0
}

// readWord takes a word with its quoted parts, and says whether a quote stays open.
func readWord(s string) (word string, n int, open bool) {
	for n < len(s) {
		switch c := s[n]; {
		case c == '\'':
			close := strings.IndexByte(s[n+1:], '\'')
			if close < 0 {
				return s, len(s), true
			}
			n += close + 2
		case c == '"':
			end := n + 1
			for end < len(s) && s[end] != '"' {
				if s[end] == '\\' {
					end++
				}
				end++
			}
			if end >= len(s) {
				return s, len(s), true
			}
			n = end + 1
		case c == '\\':
			if n+1 >= len(s) {
				return s[:n], n, false // scan sees it next
			}
			n += 2
		case strings.IndexByte(" \t\n;&|()", c) >= 0, strings.HasPrefix(s[n:], "<<") && n > 0:
			return s[:n], n, false
		default:
			n++
		}
	}
	return s, n, false
}

// readDocument reads what stands at <<: an optional -, then the delimiter, which may be quoted.
func readDocument(input string, from int) document {
	rest := strings.TrimLeft(strings.TrimPrefix(input[from+2:], "-"), " \t")
	word := rest
	if i := strings.IndexAny(rest, " \t\n;&|<>()"); i >= 0 {
		word = rest[:i]
	}
	return document{from, len(input) - len(rest) + len(word), strings.Trim(word, `'"\`)}
}

// inArithmetic knows the shift of $((1 << 2)).
func inArithmetic(before string) bool {
	return strings.LastIndex(before, "((") > strings.LastIndex(before, "))")
}

func lineLength(s string) int {
	if n := strings.IndexByte(s, '\n'); n >= 0 {
		return n
	}
	return len(s)
}
