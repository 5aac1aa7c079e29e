package decode

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"memo/build/diag"
	"memo/build/effort"
)

// parse reads src as if it were a whole file.
func parse(f Format, src string) (Value, diag.List, *Reader) {
	text := diag.NewText("a.md", []byte(src))
	v, ds := Parse(f, []byte(src), diag.Pos{File: "a.md", Line: 1}, text)
	return v, ds, NewReader(v, f, text)
}

// show gives one line per diagnostic: line:col+len message | hint.
func show(ds diag.List) string {
	var b strings.Builder
	for _, d := range ds {
		fmt.Fprintf(&b, "%d:%d+%d %s", d.Line, d.Col, d.Len, d.Message)
		if d.Hint != "" {
			b.WriteString(" | " + d.Hint)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestTheThreeNotationsGiveTheSameValues(t *testing.T) {
	docs := map[Format]string{
		YAML: "title: 詳細\ndraft: true\nweight: 3\nratio: 1.5\ntags: [AWS, S3]\nparams:\n  a: {b: x}\n",
		TOML: "title = '詳細'\ndraft = true\nweight = 3\nratio = 1.5\ntags = ['AWS', 'S3']\n[params]\na.b = 'x'\n",
		JSON: "{\"title\": \"詳細\", \"draft\": true, \"weight\": 3, \"ratio\": 1.5,\n\"tags\": [\"AWS\", \"S3\"], \"params\": {\"a\": {\"b\": \"x\"}}}\n",
	}
	want := fmt.Sprint(map[string]any{"title": "詳細", "draft": true, "weight": int64(3), "ratio": 1.5,
		"tags": []any{"AWS", "S3"}, "params": map[string]any{"a": map[string]any{"b": "x"}}})
	for f, src := range docs {
		v, ds, _ := parse(f, src)
		if got := fmt.Sprint(v.Any()); got != want || len(ds) > 0 {
			t.Errorf("%s: got %s\nwant %s\n%s", f, got, want, show(ds))
		}
	}
}

func TestEveryValueKnowsItsPlace(t *testing.T) {
	docs := map[Format]string{
		YAML: "日本: 1\nb: ['x''y', \"語\", 2024-05-01]\n",
		TOML: "\"日本\" = 1\nb = ['xy', \"語\", 2024-05-01]\n",
		JSON: "{\"日本\": 1,\n\"b\": [\"xy\", \"語\", true]}",
	}
	for f, src := range docs {
		v, ds, _ := parse(f, src)
		if len(ds) > 0 {
			t.Errorf("%s: %s", f, show(ds))
		}
		lines := strings.Split(src, "\n")
		for _, item := range v.Get("b").Value.List {
			line := []rune(lines[item.Place.Line-1])
			got := string(line[item.Place.Col-1 : item.Place.Col-1+item.Place.Len])
			if bare := strings.Trim(got, "'\""); strings.ReplaceAll(bare, "''", "'") != item.Text {
				t.Errorf("%s: place of %q covers %q", f, item.Text, got)
			}
		}
		if p := v.Get("b").Place; p.Line != 2 {
			t.Errorf("%s: key b is on line %d", f, p.Line)
		}
	}
}

func TestDatesKeepTheirText(t *testing.T) {
	for f, src := range map[Format]string{YAML: "date: 2024-05-01 09:00", TOML: "date = 2024-05-01T09:00:00", JSON: `{"date": "2024-05-01"}`} {
		v, ds, _ := parse(f, src)
		if d := v.Get("date").Value; !strings.Contains(src, d.Text) || len(ds) > 0 {
			t.Errorf("%s: %+v %s", f, d, show(ds))
		}
	}
}

func TestMistakesAreShownWithPlaceAndHint(t *testing.T) {
	cases := []struct {
		f         Format
		src, want string
	}{
		{YAML, "title: AWS: x\n", "1:11+1 a colon and a space inside an unquoted value | put the value in quotes: title: \"AWS: x\"\n"},
		{YAML, "a: x: y\nok: 1\nb: z: w\n", "1:5+1 a colon and a space inside an unquoted value | put the value in quotes: a: \"x: y\"\n" +
			"3:5+1 a colon and a space inside an unquoted value | put the value in quotes: b: \"z: w\"\n"},
		{YAML, "title: \"abc\ndate: 1\n", "1:8+1 quotation mark is never closed | close it on the same line\n"},
		{YAML, "a: \"C:\\dir\"\n", "1:7+1 unknown escape in a text in double quotes | write \\\\ for a backslash, or use single quotes\n"},
		{YAML, "title: \"a \"b\"\"\n", "1:12+1 text behind a closed value, or wrong indentation | escape quotation marks inside the value: \\\"\n"},
		{YAML, "tags: [a\nb: 2\n", "1:7+1 list or braces are never closed, or a comma is missing | write [a, b] or {a: 1}, and quote a text that starts with [ or {\n"},
		{YAML, "title: [CKA] 合格\n", "1:14+1 text behind a closed value, or wrong indentation | put the value in quotes: title: \"[CKA] 合格\"\n"},
		{YAML, "title: @x\n", "1:8+1 a value cannot start with this character | put the value in quotes: title: \"@x\"\n"},
		{YAML, "title: > x\n", "1:10+1 a value cannot start with this character | put the value in quotes: title: \"> x\"\n"},
		{YAML, "title: *x\n", "1:8+1 a value that starts with * is an alias | put the value in quotes: title: \"*x\"\n"},
		{YAML, "a:b\nc: d\n", "1:2+1 no space after the colon | write a: b\n"},
		{YAML, "title：はじめて\ndate: 2024-01-01\n", "1:6+1 full-width colon after the key | write title: はじめて\n"},
		{YAML, "date: 2024-01-01\ntitle：はじめて\ndraft: true\n", "2:6+1 full-width colon after the key | write title: はじめて\n"},
		{YAML, "title：はじめて\n", "1:6+1 full-width colon after the key | write title: はじめて\n"},
		{YAML, "date: 1\ntitle:　はじめて\ndraft: true\n", "2:7+1 full-width space after the colon | write title: はじめて\n"},
		{YAML, "tags:\n　- a\n　- b\n", "2:1+1 full-width space used for indentation | indent with half-width spaces\n"},
		{YAML, "title: x\ntags:\n-a\n-b\n", "3:1+1 no space after the dash | write - a\n"},
		{YAML, "title = \"x\"\n", "1:7+1 an equals sign after the key | write title: \"x\" , or begin and end the block with +++ for TOML\n"},
		{YAML, "title: x\n  date: y\n", "2:7+1 a key indented below a key that has a value | remove the spaces before date\n"},
		{YAML, "  title: x\ndate: y\n", "2:1+1 indented less than the keys before it | give all keys the same indentation\n"},
		{YAML, "\ta: 1\n", "1:1+1 tab used for indentation | YAML is indented with spaces\n"},
		{YAML, "日: 1\n日: 2\n", "2:1+1 key set twice: 日 | this one is taken; line 1 sets it, too\n"},
		{YAML, "just text\n", "1:1+9 YAML here must be a set of keys with values, found \"just text\"\n"},
		{YAML, "a: \x00\n", "1:4+1 control character U+0000 | delete it\n"},
		{YAML, "a: \xff\n", "1:4+1 not valid UTF-8 | save the file as UTF-8\n"},
		{YAML, "a: &x [*x]\n", "1:8+1 alias *x contains itself\n"},
		{YAML, "? [a]\n: b\n", "1:3+1 a key must be plain text | quote a value that starts with {\n"},
		{TOML, "title = abc\n", "1:9+1 invalid TOML: unexpected character U+0061 'a' at start of value | put text in quotes: title = \"abc\"\n"},
		{TOML, "title: abc\nb = yes\n", "1:6+1 invalid TOML: expected '=' after key | TOML joins key and value with = : title = abc\n" +
			"2:5+1 invalid TOML: unexpected character U+0079 'y' at start of value | write b = true\n"},
		{TOML, "title ＝ 'x'\n", "1:7+1 invalid TOML: expected '=' after key | write a half-width = : title = 'x'\n"},
		{TOML, "title = “x”\n", "1:9+1 invalid TOML: unexpected character U+201C '“' at start of value | write straight quotes: title = \"x\"\n"},
		{TOML, "date = 2024/01/01\n", "1:12+1 invalid TOML: expected newline but got U+002F '/' | write date = 2024-01-01\n"},
		{TOML, "tags = [a, b]\n", "1:9+1 invalid TOML: unexpected character U+0061 'a' at start of value | put texts in quotes: tags = [\"a\", \"b\"]\n"},
		{TOML, "a = \"C:\\dir\"\n", "1:8+2 invalid TOML: invalid escape character U+0064 'd' | use single quotes for backslashes: a = 'C:\\dir'\n"},
		{TOML, "日本 = 1\n", "1:1+1 invalid TOML: invalid character at start of key: U+65E5 '日' | put the key in quotes: \"日本\" = 1\n"},
		{TOML, "a = 1\na = 2\n", "2:1+1 key set twice: a | it is first set on line 1\n"},
		{TOML, "[a]\nb = 1\n[a]\n", "3:2+1 key set twice: a | it is first set on line 1\n"},
		{TOML, "a = '日'\nb = 2024-13-01\n", "2:10+1 invalid TOML: impossible date\n"},
		{TOML, "a = [99999999999999999999, 1]\nb = 25:00:00\n", "1:6+1 invalid TOML: decimal number is too large to fit in a 64-bit signed integer\n" +
			"2:5+1 invalid TOML: hour cannot be greater 23\n"},
		{TOML, "a.b = 1\n[a]\n[c.d]\n[c]\nd.e = 1\nf = x\n", "6:5+1 invalid TOML: unexpected character U+0078 'x' at start of value | put text in quotes: f = \"x\"\n" +
			"2:2+1 key set twice: a | it is first set on line 1\n5:1+1 key set twice: d | it is first set on line 3\n"},
		{JSON, "{\"a\": 1,\n}", "2:1+1 invalid JSON: invalid character '}' looking for beginning of object key string | JSON has no comma after the last entry\n"},
		{JSON, "{\"a\": 1, \"a\": 2}", "1:10+3 key set twice: a | this one is taken; line 1 sets it, too\n"},
	}
	for _, c := range cases {
		_, ds, _ := parse(c.f, c.src)
		if got := show(ds); got != c.want {
			t.Errorf("%s %q\n got %swant %s", c.f, c.src, got, c.want)
		}
	}
}

func TestPlacesCountFromTheFrontMattersFirstLine(t *testing.T) {
	whole := "---\ntitle: [\n---\nbody\n"
	_, ds := Parse(YAML, []byte("title: [\n"), diag.Pos{File: "a.md", Line: 2}, diag.NewText("a.md", []byte(whole)))
	if len(ds) != 1 || ds[0].Line != 2 || ds[0].Source != "title: [" || ds[0].File != "a.md" {
		t.Errorf("got %+v", ds)
	}
}

func TestAnEntryWithASyntaxErrorDoesNotHideTheOthers(t *testing.T) {
	_, ds, _ := parse(TOML, "a = x\nb = 'y\nc = 2024-99-99\nd = 1\n")
	if len(ds) != 3 {
		t.Errorf("want the three broken lines, got\n%s", show(ds))
	}
	v, _, _ := parse(YAML, "title: a: b\ndraft: true\n")
	if k := v.Get("draft"); k == nil || !k.Value.Bool {
		t.Errorf("the good entry is lost: %+v", v)
	}
}

// TestTOMLIsRejectedWhereItsLibraryRejectsIt holds it of documents in which the
// same few names are strewn.
func TestTOMLIsRejectedWhereItsLibraryRejectsIt(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	one := func(of ...string) string { return of[rng.IntN(len(of))] }
	key := func() string {
		return one("a", "b", "'a'", "a.b", "b.a", "a.b.c", "c.a")
	}
	good := 0
	for range effort.Of(3_000, 30_000) {
		var b strings.Builder
		for range 1 + rng.IntN(6) {
			switch rng.IntN(4) {
			case 0:
				fmt.Fprintf(&b, "[%s]\n", key())
			case 1:
				fmt.Fprintf(&b, "[[%s]]\n", key())
			default:
				value := one("1", "0x_1", "99999999999999999999", "1e9", "1e999", "2024-02-30", "2024-02-29 10:00:60", "10:00", "{}", "[]",
					"{"+key()+" = 1, "+key()+" = {}}", "[{"+key()+" = 1, "+key()+" = 2}]", `"\u3042"`, "-inf", "true")
				fmt.Fprintf(&b, "%s = %s\n", key(), value)
			}
		}
		var all map[string]any
		err := toml.Unmarshal([]byte(b.String()), &all)
		if _, ds, _ := parse(TOML, b.String()); ds.HasErrors() != (err != nil) {
			t.Fatalf("the library: %v, memo: %s\n%s", err, show(ds), b.String())
		}
		if err == nil {
			good++
		}
	}
	if good == 0 {
		t.Error("all documents were bad")
	}
}

// written is a document in a notation.
type written struct {
	format Format
	text   string
}

// hostileDocuments are all mistakes of about n bytes.
func hostileDocuments(n int) []written {
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'j'; c++ {
		ref := fmt.Sprintf("*%c, ", c-1)
		bomb += fmt.Sprintf("%c: &%c [%s*%c]\n", c, c, strings.Repeat(ref, 8), c-1)
	}
	return []written{
		{YAML, bomb},
		{YAML, "a: " + strings.Repeat("[", n)},
		{YAML, "a: " + strings.Repeat("{a: ", n/24)},
		{TOML, "a = " + strings.Repeat("[", n)},
		{TOML, "a = " + strings.Repeat("{a=", n/2)},
		{JSON, strings.Repeat(`{"a":`, n/24) + "1" + strings.Repeat("}", n/24)},
		{JSON, strings.Repeat("[", n)},
		{YAML, strings.Repeat("a: 1\n", n)},
		{YAML, strings.Repeat("a: 1\n", n/3)},
		{TOML, strings.Repeat("a=1\n", n/2)},
		{YAML, strings.Repeat("- ", n)},
		{YAML, strings.Repeat("? ", n)},
		{YAML, "a: " + strings.Repeat("&a ", n/2)},
		{TOML, strings.Repeat("[a]\n", n/2)},
		{TOML, strings.Repeat("a.", n) + "b=1"},
		{YAML, "[" + strings.Repeat("a,", n) + "]"},
		{JSON, "{" + strings.Repeat(`"a":1,`, n/3) + `"b":1}`},
		{Lines, strings.Repeat("a: 1\n", n/2) + "\x00"},
		{YAML, strings.Repeat("a: b: c\n", n/4)},
		{YAML, "a: \"" + strings.Repeat("\\\n", n)},
		{YAML, strings.Repeat("[x", n)},
	}
}

func TestHostileDocumentsAreRejected(t *testing.T) {
	for _, c := range hostileDocuments(120_000) { // the longest of them just fit
		_, ds, r := parse(c.format, c.text)
		r.Unknown(diag.Error)
		if ds = append(ds, r.Diags()...); !ds.HasErrors() || len(ds) > 2*maxDiags {
			t.Errorf("%s %.20q: %d diagnostics", c.format, c.text, len(ds))
		}
	}
}

func TestMergedKeysDoNotOverride(t *testing.T) {
	v, ds, _ := parse(YAML, "base: &b {x: 1, y: 2}\nparams:\n  <<: *b\n  y: 3\n")
	if got := fmt.Sprint(v.Get("params").Value.Any()); got != "map[x:1 y:3]" || len(ds) > 0 {
		t.Errorf("got %s %s", got, show(ds))
	}
}

func TestAnEmptyDocumentIsAnEmptyMap(t *testing.T) {
	for _, f := range []Format{YAML, TOML} {
		for _, src := range []string{"", "\n\n", "# only a comment\n", "# a\n# b"} {
			if v, ds, _ := parse(f, src); v.Kind != Map || len(v.Keys) > 0 || len(ds) > 0 {
				t.Errorf("%s %q: %+v %s", f, src, v, show(ds))
			}
		}
	}
}

func TestNoDocumentHoldsWhatJSONCannot(t *testing.T) {
	for f, src := range map[Format]string{YAML: "a: .inf\nb: .nan\n", TOML: "a = inf\nb = nan\n"} {
		v, _, _ := parse(f, src)
		for _, k := range v.Keys {
			if x, is := k.Value.Any().(float64); is && (math.IsInf(x, 0) || math.IsNaN(x)) {
				t.Errorf("%s: %v", f, x)
			}
		}
	}
}
