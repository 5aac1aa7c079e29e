// Package filename gives names that every file system can hold.
//
// In goes a name or a path as an address has it, out comes the one under which
// it is published: on Windows, macOS and Linux alike, so that one input makes
// the same bytes and links everywhere. What Windows cannot hold becomes the
// full-width form that a Japanese reader knows: "a?b" is "a？b", "c:" is "c：".
// It refuses to know what the name is of, and leaves lengths, control characters
// and paths that climb to output.CheckPath, which has no form to give them.
package filename

import (
	"strings"
	"unicode/utf8"
)

// Max is the length in bytes of a name that every usual file system takes.
const Max = 255

// forbidden are the characters that Windows takes in no name, and wide their
// full-width forms, which NFKC leads back to them.
const (
	forbidden = `<>:"|?*\`
	wide      = `＜＞：＂｜？＊＼`
)

// devices are the names that Windows keeps for itself, in any case and with any
// extension. Those of ports are followed by a digit.
var (
	devices = []string{"con", "prn", "aux", "nul", "conin$", "conout$"}
	ports   = []string{"com", "lpt"}
)

// Path gives a path of which every segment is Safe.
func Path(path string) string {
	for segment := range strings.SplitSeq(path, "/") {
		if Safe(segment) != segment {
			return encoded(path)
		}
	}
	return path
}

func encoded(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = Safe(s)
	}
	return strings.Join(segments, "/")
}

// Safe gives a name that every system can hold: the same when it is one. What
// it puts in are full-width forms, so that two names that differ after NFKC
// (tags) still do; a name that it made it does not change. "." and ".." are no
// names and stay.
func Safe(segment string) string {
	if segment == "." || segment == ".." {
		return segment
	}
	if strings.ContainsAny(segment, forbidden) {
		segment = strings.Map(widen, segment)
	}
	if n := len(segment) - 1; n >= 0 && segment[n] == '.' {
		segment = segment[:n] + "．"
	} else if n >= 0 && segment[n] == ' ' {
		segment = segment[:n] + "\u3000"
	}
	if name, rest := cut(segment); isDevice(name) {
		segment = name + "－" + rest
	}
	return segment
}

func widen(r rune) rune {
	if i := strings.IndexRune(forbidden, r); i >= 0 {
		r, _ = utf8.DecodeRuneInString(wide[3*i:])
	}
	return r
}

// cut takes the name from its extensions and the blanks before them, which
// Windows does not see.
func cut(segment string) (name, rest string) {
	dot := strings.IndexByte(segment, '.')
	if dot < 0 {
		dot = len(segment)
	}
	name = strings.TrimRight(segment[:dot], " ")
	return name, segment[len(name):]
}

func isDevice(name string) bool {
	for _, d := range devices {
		if strings.EqualFold(name, d) {
			return true
		}
	}
	for _, p := range ports {
		if len(name) > len(p) && strings.EqualFold(name[:len(p)], p) {
			digit, size := utf8.DecodeRuneInString(name[len(p):])
			return len(p)+size == len(name) && strings.ContainsRune("123456789¹²³", digit)
		}
	}
	return false
}
