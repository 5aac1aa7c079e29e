package secret

import (
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	upper   = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	lower   = "abcdefghijklmnopqrstuvwxyz"
	digits  = "0123456789"
	alnum   = upper + lower + digits
	base64s = alnum + "+/"
	urlsafe = alnum + "-_"
)

// maker makes secrets, none of which is anybody's.
type maker struct{ *rand.Rand }

// of gives n signs, a digit and a letter among them.
func (m maker) of(signs string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = signs[m.IntN(len(signs))]
	}
	b[n/2], b[n/2+1] = digits[2+m.IntN(6)], signs[m.IntN(min(26, len(signs)))]
	return string(b)
}

// forms are the documented shapes, each as it stands in a text, the secret
// between marks.
var forms = map[string][]func(m maker) string{
	"aws-access-key": {
		func(m maker) string {
			return "aws_access_key_id = ⟦" + []string{"AKIA", "ASIA"}[m.IntN(2)] + m.of(upper+"234567", 16) + "⟧"
		},
		func(m maker) string { return "export AWS_ACCESS_KEY_ID=⟦AKIA" + m.of(upper+"234567", 16) + "⟧\n" },
		func(m maker) string { return "鍵は⟦AKIA" + m.of(upper+"234567", 16) + "⟧です。" },
	},
	"aws-secret-key": {
		func(m maker) string { return "aws_secret_access_key = ⟦" + m.of(base64s, 40) + "⟧" },
		func(m maker) string { return "export AWS_SECRET_ACCESS_KEY=\"⟦" + m.of(base64s, 40) + "⟧\"" },
		func(m maker) string { return "    \"SecretAccessKey\": \"⟦" + m.of(base64s, 40) + "⟧\"," },
		func(m maker) string { return "SecretKey: ⟦" + m.of(base64s, 40) + "⟧" },
	},
	"aws-session-token": {
		func(m maker) string { return "aws_session_token = ⟦IQoJb3JpZ2lu" + m.of(base64s, 200) + "==⟧" },
		func(m maker) string { return "\"SessionToken\": \"⟦FwoGZXIvYXdz" + m.of(base64s, 300) + "⟧\"" },
	},
	"private-key": {
		func(m maker) string {
			return "-----BEGIN RSA PRIVATE KEY-----\n⟦" + m.of(base64s, 64) + "⟧\n" + m.of(base64s, 64) + "\n-----END RSA PRIVATE KEY-----"
		},
		func(m maker) string {
			return "-----BEGIN OPENSSH PRIVATE KEY-----\r\n⟦" + m.of(base64s, 70) + "⟧\r\n"
		},
		func(m maker) string {
			return "key: |\n    -----BEGIN PRIVATE KEY-----\n    ⟦" + m.of(base64s, 64) + "⟧\n"
		},
		func(m maker) string {
			return `"private_key": "-----BEGIN PRIVATE KEY-----\n⟦` + m.of(base64s, 64) + `⟧\n"`
		},
		func(m maker) string {
			return "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n⟦" + m.of(base64s, 64) + "⟧\n"
		},
	},
	"github-token": {
		func(m maker) string {
			return "GITHUB_TOKEN=⟦gh" + string("pousr"[m.IntN(5)]) + "_" + m.of(alnum, 36) + "⟧"
		},
		func(m maker) string {
			return "git clone https://⟦github_pat_" + m.of(alnum, 22) + "_" + m.of(alnum, 59) + "⟧@github.com/a/b"
		},
	},
	"gitlab-token": {func(m maker) string {
		return "token: ⟦gl" + []string{"pat", "dt", "rt"}[m.IntN(3)] + "-" + m.of(alnum, 20) + "⟧"
	}},
	"slack-token": {func(m maker) string {
		return "⟦xox" + string("bpsa"[m.IntN(4)]) + "-" + m.of(digits, 12) + "-" + m.of(digits, 12) + "-" + m.of(alnum, 24) + "⟧"
	}, func(m maker) string {
		return "`⟦xapp-1-A" + m.of(upper, 10) + "-" + m.of(digits, 13) + "-" + m.of("abcdef0123456789", 64) + "⟧`"
	}},
	"slack-webhook": {func(m maker) string {
		return "https://hooks.slack.com/services/⟦T" + m.of(upper, 9) + "/B" + m.of(upper, 9) + "/" + m.of(alnum, 24) + "⟧"
	}},
	"google-api-key": {func(m maker) string { return "key=⟦AIza" + m.of(urlsafe, 34) + "a⟧&x=1" }},
	"google-oauth":   {func(m maker) string { return "⟦GOCSPX-" + m.of(urlsafe, 28) + "⟧" }, func(m maker) string { return "Bearer ⟦ya29." + m.of(urlsafe, 120) + "⟧" }},
	"stripe-key":     {func(m maker) string { return "STRIPE=⟦sk_live_" + m.of(alnum, 24) + "⟧" }, func(m maker) string { return "⟦rk_test_" + m.of(alnum, 99) + "⟧" }, func(m maker) string { return "⟦whsec_" + m.of(alnum, 32) + "⟧" }},
	"npm-token":      {func(m maker) string { return "//registry.npmjs.org/:_authToken=⟦npm_" + m.of(alnum, 36) + "⟧" }},
	"azure-key": {func(m maker) string {
		return "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=⟦" + m.of(base64s, 86) + "==⟧;EndpointSuffix=core.windows.net"
	}},
	"azure-secret":  {func(m maker) string { return "client_secret = ⟦" + m.of(alnum, 3) + "8Q~" + m.of(alnum, 34) + "⟧" }},
	"anthropic-key": {func(m maker) string { return "ANTHROPIC_API_KEY=⟦sk-ant-api03-" + m.of(urlsafe, 93) + "AA⟧" }},
	"openai-key": {func(m maker) string { return "⟦sk-proj-" + m.of(alnum, 60) + "⟧" }, func(m maker) string {
		return "OPENAI_API_KEY=⟦sk-" + m.of(alnum, 20) + "T3BlbkFJ" + m.of(alnum, 20) + "⟧"
	}},
	"jwt":                 {func(m maker) string { return "Authorization: Bearer ⟦" + m.jwt() + "⟧" }},
	"password-in-url":     {func(m maker) string { return "postgres://⟦app:" + m.of(alnum, 12) + "⟧@db.internal:5432/x" }, func(m maker) string { return "`mongodb+srv://⟦u:" + m.of(alnum, 9) + "⟧@c0.mongodb.net`" }, func(m maker) string { return "redis://⟦:" + m.of(alnum, 20) + "⟧@10.0.0.1:6379/0" }, func(m maker) string { return "[x](https://⟦ci:" + m.of(alnum, 14) + "⟧@git.local/x)" }},
	"password-in-command": {func(m maker) string { return "$ mysql -h db -u root -p⟦" + m.of(alnum, 10) + "⟧ app" }, func(m maker) string { return "mysqldump --password=⟦" + m.of(alnum, 10) + "⟧ --all" }, func(m maker) string { return "PGPASSWORD=⟦" + m.of(alnum, 10) + "⟧ psql" }, func(m maker) string { return "sshpass -p '⟦" + m.of(alnum, 10) + "⟧' ssh a" }},
	"password-in-text":    {func(m maker) string { return "パスワードは「⟦" + m.of(alnum, 12) + "⟧」です" }, func(m maker) string { return "- パスワード: `⟦" + m.of(alnum, 12) + "⟧`" }, func(m maker) string { return "password: ⟦" + m.of(alnum, 14) + "⟧" }, func(m maker) string { return "DB_PASSWORD=⟦" + m.of(alnum, 14) + "⟧" }},
}

func (m maker) jwt() string {
	part := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
	return part(`{"alg":"HS256","typ":"JWT"}`) + "." + part(fmt.Sprintf(`{"sub":"u%d","iat":%d}`, m.IntN(1000), m.IntN(1e9))) + "." + m.of(urlsafe, 42) + "a"
}

func TestEverySecretOfADocumentedFormIsFound(t *testing.T) {
	all := 0
	for rule, makers := range forms {
		for i, form := range makers {
			for seed := range uint64(8) {
				m := maker{rand.New(rand.NewPCG(seed, uint64(i)))}
				written := "前の文。\n\n" + form(m) + "\n次の文。\n"
				before, rest, _ := strings.Cut(written, "⟦")
				value, after, _ := strings.Cut(rest, "⟧")
				found := Find([]byte(before + value + after))
				if len(found) != 1 || found[0].Rule != rule || !found[0].Certain || found[0].From != len(before) || found[0].To != len(before)+len(value) {
					t.Errorf("%s: %q\n%+v", rule, before+value+after, found)
				}
				if strings.Contains(Hide(value), value[min(5, len(value)-1):]) {
					t.Errorf("%s shows as %s", value, Hide(value))
				}
				all++
			}
		}
	}
	for i := range rules {
		if !rules[i].likely && forms[rules[i].name] == nil {
			t.Errorf("nothing is made for %s", rules[i].name)
		}
	}
	t.Logf("%d secrets", all)
}

// TestWhatStandsForASecretPasses goes through masks, examples and names.
func TestWhatStandsForASecretPasses(t *testing.T) {
	for _, text := range []string{
		"AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AKIA****************", "aws_access_key_id = <YOUR_KEY>",
		"AWS_SECRET_ACCESS_KEY=${SECRET}", "aws_secret_access_key = ****************************************", "SecretAccessKey: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
		"-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n********\n", "BEGIN CERTIFICATE",
		"ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_example", "xoxb-your-token", "sk-ant-...", "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
		"postgres://user:password@localhost/db", "postgres://user:pass@host/db", "mysql://root:root@127.0.0.1", "https://abc:xyz1234@example.com/a", "postgres://app:h2Xk9fQ1z@localhost:5432/x", "redis://:h2Xk9fQ1z@127.0.0.1", "https://a:h2Xk9fQ1z@db.example.jp", "postgres://${USER}:${PASS}@host/x", "https://example.com:8080/a@b",
		"postgres://user:<password>@host", "ssh://git@github.com:22/a", "https://user@example.com", "mysql -u root -p", "mysql -u root -p -h db", "mysql -uroot -ppassword app", "$ mysql --help",
		"PGPASSWORD=$PASS psql", "PGPASSWORD=******** psql", "パスワードは Secrets Manager に置く。", "パスワードは8文字以上にする", "パスワード: ********", "password: your-password-here", "password: password123",
		"password = os.environ['DB_PASSWORD']", "パスワードは https://example.com/reset で変える", "password: !Ref DbPassword1234", "api_key: this-is-a-name-of-a-thing-2024",
		"token: kubernetes-dashboard-token-reader-2", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
		"secret_key_base = 2f1d3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f", "AKIA", "AIza", "arn:aws:iam::123456789012:role/AKIAlike",
	} {
		if found := Find([]byte("文。 " + text + "\n")); len(found) > 0 {
			t.Errorf("%q: %+v", text, found)
		}
	}
}

func TestWhatIsOnlyLikelyIsNotCertain(t *testing.T) {
	for seed := range uint64(40) {
		m := maker{rand.New(rand.NewPCG(seed, 9))}
		for _, text := range []string{"API_KEY=" + m.of(alnum, 32), "client_secret: \"" + m.of(alnum, 40) + "\"", "const apiToken = '" + m.of(alnum, 28) + "'"} {
			if found := Find([]byte(text)); len(found) != 1 || found[0].Certain {
				t.Errorf("%q: %+v", text, found)
			}
		}
	}
}

func TestALineAllowsOneFindingWithAReason(t *testing.T) {
	key := func(seed uint64) string { return "AKIA" + maker{rand.New(rand.NewPCG(seed, 0))}.of(upper, 16) }
	for text, want := range map[string]int{
		"<!-- memo:allow a key that is dead -->\n" + key(1) + "\n" + key(2):    1,
		key(1) + " # memo:allow of a workshop":                                 0,
		key(1) + " " + key(2) + " # memo:allow of a workshop":                  1,
		"<!-- memo:allow -->\n" + key(1):                                       1,
		"# memo:allow\n" + key(1):                                              1,
		"# memo:allow first\n# memo:allow second\n" + key(1) + " " + key(2):    1,
		"# memo:allow first\n" + key(1) + " " + key(2) + " # memo:allow other": 0,
	} {
		if found := Find([]byte(text)); len(found) != want {
			t.Errorf("%q: %d, want %d", text, len(found), want)
		}
	}
}

// TestMemosOfThisRepositoryHoldNone reads them, and this package, whose rules
// hold the signs of every secret.
func TestMemosOfThisRepositoryHoldNone(t *testing.T) {
	files, _ := filepath.Glob("../../content/posts/*.md")
	if len(files) < 6 {
		t.Fatal("no memos")
	}
	for _, f := range append(files, "rules.go", "judge.go") {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range Find(b) {
			t.Errorf("%s: %+v: %s", f, s, b[s.From:s.To])
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, makers := range forms {
		f.Add([]byte(makers[0](maker{rand.New(rand.NewPCG(1, 1))})))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		last := 0
		for _, s := range Find(text) {
			if s.From < last || s.To <= s.From || s.To > len(text) {
				t.Errorf("%+v in %d bytes", s, len(text))
			}
			last = s.To
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var text []byte
	files, _ := filepath.Glob("../../content/posts/*.md")
	for _, f := range files {
		memo, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		text = append(text, memo...)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find(text)
	}
}
