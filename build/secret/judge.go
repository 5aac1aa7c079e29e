package secret

import (
	"encoding/base64"
	"regexp"
	"strings"
	"unicode"
)

// standIns are words that stand for a secret in a text about one.
var standIns = []string{"example", "password", "passwd", "passphrase", "secret", "your", "changeme", "change-me", "change_me", "dummy", "sample", "placeholder",
	"hogehoge", "hoge", "fuga", "foobar", "xxxx", "token", "redacted", "mypass", "todo", "test", "pass", "user"}

var repeated = regexp.MustCompile(`^[*＊●•xX.…\-_#0]+$`)

// masked tells a value that somebody has put in place of the real one.
func masked(value string) bool {
	return repeated.MatchString(value) || strings.ContainsAny(value, "<>{}＊…") || strings.Contains(value, "***") || strings.HasPrefix(value, "$") ||
		strings.HasPrefix(value, "%") && strings.HasSuffix(value, "%") || strings.Contains(strings.ToLower(value), "xxxx") || uniform(value)
}

// uniform tells a value of no more than three signs, aaaabbbb, or of letters
// and digits in their order.
func uniform(value string) bool {
	seen := map[rune]bool{}
	steps, last := 0, rune(-1)
	for _, r := range value {
		seen[r] = true
		if r == last+1 {
			steps++
		}
		last = r
	}
	return len(seen) <= 3 && len(value) > 6 || len(value) >= 8 && steps*4 > len(value)*3
}

// noExample tells a key from those of AWS' own documentation.
func noExample(value string) bool { return !strings.HasSuffix(value, "EXAMPLE") }

// mixed tells a token of a random generator from a name: it has digits and
// letters, and no word for an example.
func mixed(value string) bool {
	lower := strings.ToLower(value)
	if strings.Contains(lower, "example") || strings.Contains(lower, "your") || strings.Contains(lower, "dummy") {
		return false
	}
	return strings.ContainsFunc(value, unicode.IsDigit) && strings.ContainsFunc(value, unicode.IsLetter)
}

// noSample tells a token from the one that everybody quotes, of John Doe.
func noSample(token string) bool {
	claims, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
	return err == nil && !strings.Contains(string(claims), "1234567890") && strings.Contains(string(claims), "{")
}

// credentials judges user:password.
func credentials(value string) bool {
	user, pass, _ := strings.Cut(value, ":")
	return user != pass && password(pass) && !masked(user)
}

// ownHost is a host of examples, or the machine itself, behind the @ of an address.
var ownHost = regexp.MustCompile(`(?i)^@(?:[\w.-]*\.)?(?:example(?:\.[a-z]+)*|test|invalid|localhost|127\.0\.0\.1|\[::1\])(?:[:/\s"'\x60)<,;]|$)`)

func somebodysHost(rest []byte) bool { return !ownHost.Match(rest) }

// password tells a password from a word that stands for one. Digits behind the
// word change nothing: password123.
func password(value string) bool {
	if masked(value) || len(value) < 3 {
		return false
	}
	core := strings.ToLower(strings.TrimFunc(value, func(r rune) bool { return !unicode.IsLetter(r) }))
	for _, word := range standIns {
		if core == word || strings.HasPrefix(core, "your") || strings.HasPrefix(core, "my") || strings.HasSuffix(core, "password") || strings.HasPrefix(core, "password") {
			return false
		}
	}
	return core != "" || len(value) >= 6
}

// passwordInText wants more of what stands in a sentence: digits and letters
// or signs in one, and neither an address nor a command.
func passwordInText(value string) bool {
	value = strings.TrimRight(value, "`\"'.,;:*)」』")
	digits := strings.ContainsFunc(value, unicode.IsDigit)
	letters := strings.ContainsFunc(value, unicode.IsLetter)
	return len(value) >= 8 && digits && letters && !strings.ContainsAny(value, "()[]|=$\\") && !strings.Contains(value, "://") && !strings.HasPrefix(value, "--") &&
		!strings.HasPrefix(value, "/") && password(value)
}

// pairs are the pairs of letters that most of English, and of the names in
// programs, is made of.
const pairs = " th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma " +
	"si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow " +
	"pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke fr oo av ag if ap gr od bo sp rd do uc bu ei " +
	"ov by rm ep tt oc fa ef cu rn sc gi da yo cr cl du ga qu ue ff ba ey ls va um pp ua up lu go ht ru ug ds lt pi rc rr eg au ck ew mu br bi pt ak " +
	"pu ui rg ib tl ny ki rk ys ob mm fu ph og ms ye ud mb ip ub oi rl gu dr hr cc tw ft wn nu af hu nn eo vo rv nf xp gn sm fl iz ok nl my gl aw ju oa eq sy sl ps jo lf nv je nk kn gs dy hy ze ks "

// random tells a value of a generator from one of words: most pairs of its
// letters are rare, and there are digits among them.
func random(value string) bool {
	digits, letters, common, all := 0, 0, 0, 0
	lower := strings.ToLower(value)
	for i := range len(lower) {
		c := lower[i]
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'a' && c <= 'z':
			letters++
			if i > 0 && lower[i-1] >= 'a' && lower[i-1] <= 'z' {
				all++
				if strings.Contains(pairs, " "+lower[i-1:i+1]+" ") {
					common++
				}
			}
		}
	}
	if !mixed(value) || digits < 2 || letters < 4 || isHash(lower) {
		return false
	}
	return all == 0 || common*100 < all*70
}

// isHash tells a digest or an id: hexadecimal, as commits are, or a UUID.
func isHash(lower string) bool { return strings.Trim(lower, "0123456789abcdef-") == "" }
