package decode

import (
	"fmt"
	"testing"
	"time"

	"memo/build/diag"
)

func TestReaderReportsAllMistakesOfADocumentAtOnce(t *testing.T) {
	_, _, r := parse(YAML, "title: [a]\ndraft: maybe\nweight: 1.5\ndate: yesterday\ntags: {a: b}\nparams: x\nsort: dat\nstale: 3x\ndraf: true\nlang: ja\n")
	var (
		s    string
		b    bool
		n    int
		when time.Time
		list []string
		m    map[string]any
		span Span
	)
	r.String("title", &s)
	r.Bool("draft", &b)
	r.Int("weight", &n)
	r.Time("date", nil, &when)
	r.Strings("tags", &list)
	r.Map("params", &m)
	r.OneOf("sort", &s, "date", "title", "weight")
	r.Span("stale", &span)
	r.Unknown(diag.Warning)
	want := `1:8+1 title: expected text, found a list
2:8+5 draft: expected true or false, found "maybe"
3:9+3 weight: expected a whole number, found 1.5
4:7+9 date: not a date: "yesterday" | ` + TimeForms + `
5:7+1 tags: expected a list of texts, found keys with values
6:9+1 params: expected keys with values, found "x"
7:7+3 sort: expected date, title or weight, found "dat" | did you mean date?
8:8+2 stale: not a length of time: "3x" | ` + SpanForms + `
9:1+4 unknown key: draf | did you mean draft?
10:1+4 unknown key: lang
`
	if got := show(r.Diags()); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestAbsentAndEmptyKeysLeaveDefaults(t *testing.T) {
	_, _, r := parse(YAML, "title:\ntags: ~\n")
	title, tags := "default", []string{"x"}
	if r.String("title", &title) || r.Strings("tags", &tags) || r.String("missing", &title) {
		t.Error("an empty key was read")
	}
	r.Unknown(diag.Error)
	if title != "default" || len(tags) != 1 || len(r.Diags()) > 0 {
		t.Errorf("%q %q %s", title, tags, show(r.Diags()))
	}
}

func TestOtherSpellingsAreRead(t *testing.T) {
	_, _, r := parse(YAML, "publishDate: 2024-05-01\nsummary: b\ndescription: a\ntags: AWS\n")
	var when time.Time
	var s string
	var tags []string
	r.Time("publish_date", nil, &when, "publishDate")
	r.String("description", &s, "summary")
	r.Strings("tags", &tags)
	r.Unknown(diag.Error)
	if when.Year() != 2024 || s != "a" || len(tags) != 1 || len(r.Diags()) > 0 {
		t.Errorf("%v %q %q %s", when, s, tags, show(r.Diags()))
	}
}

func TestBareNumbersAndDatesAreTextInYAMLOnly(t *testing.T) {
	var s string
	_, _, r := parse(YAML, "title: 2024-05-01\n")
	if !r.String("title", &s) || s != "2024-05-01" {
		t.Errorf("%q %s", s, show(r.Diags()))
	}
	_, _, r = parse(TOML, "title = 2024\n")
	if r.String("title", &s) || show(r.Diags()) != "1:9+4 title: expected text, found 2024 | put it in quotes: \"2024\"\n" {
		t.Errorf("%q %s", s, show(r.Diags()))
	}
}

func TestUnknownKeysOfTablesAreNamedInFull(t *testing.T) {
	_, _, r := parse(TOML, "[markdown]\nline_brakes = 'join'\n")
	var s string
	r.Table("markdown").OneOf("line_breaks", &s, "join", "keep")
	r.Unknown(diag.Error)
	if got := show(r.Diags()); got != "2:1+11 unknown key: markdown.line_brakes | did you mean line_breaks?\n" {
		t.Error(got)
	}
}

func TestDatesAreReadInTheirManySpellings(t *testing.T) {
	jst := time.FixedZone("JST", 9*3600)
	noon := time.Date(2024, 5, 1, 12, 30, 0, 0, jst)
	midnight := time.Date(2024, 5, 1, 0, 0, 0, 0, jst)
	for s, want := range map[string]time.Time{
		"2024-05-01": midnight, "2024/05/01": midnight, "2024-5-1": midnight,
		"2024-05-01 12:30": noon, "2024-05-01 12:30:00": noon, "2024-05-01T12:30:00": noon, "2024/05/01 12:30": noon,
		"2024-05-01T12:30:00+09:00": noon, "2024-05-01T03:30:00Z": noon, "2024-05-01 12:30:00 +0900": noon, "2024-05-01t03:30z": noon,
		"2024-05-01T12:30:00.000+09:00": noon, "2024-05-01 12:30:00 +0900 JST": noon,
		"2024年5月1日": midnight, "２０２４年５月１日（水）": midnight, "2024年05月01日 12時30分": noon, "2024.5.1": midnight, "2024/5/1(水) 12:30": noon, "20240501": midnight,
		"20240501123000": noon, "1714534200": noon, "1714534200000": noon, "May 1, 2024": midnight, "1 May 2024": midnight, "May 01 2024": midnight,
		"1st May 2024": midnight, "1-May-2024 12:30": noon, "May 1, 2024 12:30 PM": noon, "2024-05-01 12:30pm": noon, "Wed, 01 May 2024 03:30:00 GMT": noon,
		"Wed, 01 May 2024 12:30:00 +0900": noon, "Wed May  1 12:30:00 JST 2024": noon, "Wed May 01 2024 12:30:00 GMT+0900 (Japan Standard Time)": noon,
		"2024-05-01T12:30+09": noon, "2024-05-01 3:30 UTC": noon, "2024-05-01 12:30 JST": noon, " 2024-05-01 ": midnight, "wednesday, may 1st, 2024": midnight,
	} {
		if got, ok := ParseTime(s, jst); !ok || !got.Equal(want) {
			t.Errorf("%s: %v %v", s, got, ok)
		}
	}
	for _, s := range []string{"", "2024", "2024-13-01", "2024-02-30", "01/02/2024", "2024-05-01T", "12:30", "2024-05-01 25:00", "2024-05-01 noon",
		"May 2024", "1 2024", "05.01.2024", "2024年5月", "令和6年5月1日", "May 32, 2024", "123", "99999999", "maybe 1, 2024 x", "{{date}}", "明日", "2024-05-01 x(1)"} {
		if got, ok := ParseTime(s, jst); ok {
			t.Errorf("%q was read as %v", s, got)
		}
	}
}

func TestSpansAreCalendarTime(t *testing.T) {
	for s, want := range map[string]Span{"3y": {Years: 3}, "1y6m": {Years: 1, Months: 6}, "2w": {Days: 14}, "90d": {Days: 90}, "": {}, "0": {}} {
		if got, ok := ParseSpan(s); !ok || got != want {
			t.Errorf("%q: %v %v", s, got, ok)
		}
	}
	for _, s := range []string{"y", "3", "-1y", "3 years", "1h"} {
		if got, ok := ParseSpan(s); ok {
			t.Errorf("%q was read as %v", s, got)
		}
	}
	if got := fmt.Sprint(Span{Years: 1}.Before(time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)).Year()); got != "2023" {
		t.Error(got)
	}
}

func BenchmarkFrontMatter(b *testing.B) {
	const src = "title: \"Redshift: WLM のキュー\"\ndate: 2024-08-10T15:40:00+09:00\nslug: redshift-wlm\ntags: [AWS, Redshift, SQL]\n" +
		"description: WLM のキューはユーザーグループ\nseries: Redshift\ndraft: false\ntoc: true\nweight: 3\naliases:\n  - /old/\n"
	text := diag.NewText("a.md", []byte(src))
	b.ReportAllocs()
	for b.Loop() {
		v, ds := Parse(YAML, []byte(src), diag.Pos{Line: 1}, text)
		if len(ds) > 0 || len(v.Keys) != 10 {
			b.Fatal(ds)
		}
	}
}

// FuzzParse holds that whatever the bytes are, every place lies inside the
// document and the tree is sound: names unique, no value without a kind.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"a: 1\nb: [x, {c: d}]\n", "a = 1\n[b.c]\nd = [1, {x = 2}]\n[[e]]\nf = 1979-05-27\n", `{"a": [1, {"b": null}]}`,
		"a: &x {<<: *x}\n", "a: 'x\nb: y: z\n", "[a]\nb.c=1\n[a.b]\n[[a]]\n", "? - a\n: b\n<<: [{a: 1}]\n"} {
		for i := range 3 {
			f.Add(uint8(i), s)
		}
	}
	f.Fuzz(func(t *testing.T, n uint8, src string) {
		v, ds, r := parse(Format(n%3), src)
		var walk func(Value)
		walk = func(v Value) {
			seen := map[string]bool{}
			for _, k := range v.Keys {
				if seen[k.Name] || k.Place.Line < 1 || k.Place.Col < 1 {
					t.Fatalf("key %q: %+v, seen %v", k.Name, k.Place, seen[k.Name])
				}
				seen[k.Name] = true
				walk(k.Value)
			}
			for _, item := range v.List {
				walk(item)
			}
		}
		walk(v)
		if v.Kind != Map {
			t.Fatalf("top level is %v", v.Kind)
		}
		for _, d := range ds {
			if d.Line < 1 || d.Col < 1 || d.Message == "" {
				t.Fatalf("%+v", d)
			}
		}
		r.Unknown(diag.Warning)
		_ = v.Any()
	})
}
