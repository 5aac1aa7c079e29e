package search

import (
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"maps"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"memo/build/effort"
)

func encoded(docs []Document) []File {
	var ts []*Tokens
	for _, d := range docs {
		ts = append(ts, Tokenize(d, DefaultOptions()))
	}
	return Encode(ts, DefaultOptions())
}

func TestStrangeQueryIsAnswered(t *testing.T) {
	r := index(t, few...)
	for _, q := range []string{
		strings.Repeat("サーバー ", 2000), strings.Repeat("a", 10000), strings.Repeat("鍵", 10000), strings.Repeat("\"", 10000), strings.Repeat("-a ", 3000),
		strings.Repeat("_", 10000), "!@#$%^&*()[]{}|\\;:'<>,.?/~`", "🍣👨‍👩‍👧‍👦🇯🇵", "\x00\x01\x02\x7f\u0085\u200b\ufeff", "<img src=x onerror=alert(1)>",
		"\xff\xfe\xfd", "\u0301\u0301\u0301", strings.Repeat("a\u0301", 3000), "tag:" + strings.Repeat("x", 9000), "year:9999", "((((", "ﾞﾟ", "ー", "々", "ㅋㅋㅋ",
	} {
		res, err := r.Search(context.Background(), q, 10)
		if err != nil {
			t.Errorf("%.40q: %v", q, err)
		}
		for _, h := range res.Hits {
			checkHit(t, h)
		}
	}
}

func checkHit(t *testing.T, h Hit) {
	t.Helper()
	last := 0
	for _, m := range h.Matches {
		if m[0] < last || m[1] <= m[0] || m[1] > len(h.Snippet) || !utf8.ValidString(h.Snippet[m[0]:m[1]]) {
			t.Errorf("%s: match %v of %q", h.URL, m, h.Snippet)
		}
		last = m[1]
	}
}

func TestMatchesAreInTheSnippetWhateverTheWidth(t *testing.T) {
	r := index(t, few...)
	for query, want := range map[string]string{"パスワード": "ﾊﾟｽﾜｰﾄﾞ", "株式会社": "㍿", "redshift": "Ｒｅｄｓｈｉｆｔ", "café": "cafe\u0301", "インターフェース": "インターフェイス"} {
		res, err := r.Search(context.Background(), query, 1)
		if err != nil || len(res.Hits) != 1 || len(res.Hits[0].Matches) == 0 {
			t.Fatalf("%s: %+v, %v", query, res, err)
		}
		h := res.Hits[0]
		if got := h.Snippet[h.Matches[0][0]:h.Matches[0][1]]; got != want {
			t.Errorf("%s: marked %q, want %q", query, got, want)
		}
	}
}

func TestHitLeadsToHeadingAndLine(t *testing.T) {
	r := index(t, few...)
	res, err := r.Search(context.Background(), "AssumeRole failed", 1)
	if err != nil || len(res.Hits) != 1 {
		t.Fatal(res, err)
	}
	if h := res.Hits[0]; h.Anchor != "ログ" || few[2].LineOf(h) != 11 {
		t.Errorf("anchor %q, line %d", h.Anchor, few[2].LineOf(h))
	}
	if res, err = r.Search(context.Background(), "番兵の合言葉", 1); err != nil || len(res.Hits) != 1 {
		t.Fatal(res, err)
	}
	if got, want := few[1].LineOf(res.Hits[0]), 3+60*16+50; got != want {
		t.Errorf("line %d in the last piece of a long memo, want %d", got, want)
	}
}

func TestSourcePathIsNotPublished(t *testing.T) {
	docs := slices.Clone(few)
	for i := range docs {
		docs[i].Path = "secret-folder/secret-name.md"
	}
	for _, f := range encoded(docs) {
		if bytes.Contains(f.Bytes, []byte("secret")) {
			t.Error(f.Name)
		}
	}
	if !slices.EqualFunc(encoded(docs), encoded(few), func(a, b File) bool { return a.Name == b.Name && bytes.Equal(a.Bytes, b.Bytes) }) {
		t.Error("the path makes a difference")
	}
}

// TestDamagedIndexIsAnError damages one file of the index after the other.
func TestDamagedIndexIsAnError(t *testing.T) {
	files := newFolder(encoded(few)).files
	ask := func(files map[string][]byte) error {
		r, err := Open(context.Background(), (&folder{files: files}).fetch)
		if err != nil {
			return err
		}
		for _, q := range someQueries {
			if _, e := r.Search(context.Background(), q, 10); e != nil {
				err = e
			}
		}
		return err
	}
	if err := ask(files); err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewSource(1))
	for _, name := range slices.Sorted(maps.Keys(files)) {
		with := maps.Clone(files)
		delete(with, name)
		if ask(with) == nil {
			t.Errorf("no error without %s", name)
		}
		with[name] = files[name][:len(files[name])/2]
		if err := ask(with); !errors.Is(err, ErrDamaged) {
			t.Errorf("half of %s: %v", name, err)
		}
		for range effort.Of(10, 50) {
			b := bytes.Clone(files[name])
			for range 1 + rnd.Intn(3) {
				b[rnd.Intn(len(b))] ^= byte(1 << rnd.Intn(8))
			}
			with[name] = b
			ask(with) // an error or other hits, never a panic
		}
	}
}

func TestHostWithoutRangesWillDo(t *testing.T) {
	f := newFolder(encoded(few))
	r, err := Open(context.Background(), func(_ context.Context, name string, _, _ int64) ([]byte, error) { return f.files[name], nil })
	if err != nil {
		t.Fatal(err)
	}
	if got := urls(t, r, "リポジトリ"); !slices.Equal(got, []string{"/rs/"}) {
		t.Error(got)
	}
}

func TestEmptySiteHasAnIndex(t *testing.T) {
	r := index(t)
	for _, q := range someQueries {
		if got := urls(t, r, q); got != nil {
			t.Errorf("%q: %v", q, got)
		}
	}
}

// FuzzReader puts arbitrary bytes in the place of one file of an index, also behind a valid compression.
func FuzzReader(f *testing.F) {
	files := encoded(few)
	for i, file := range files {
		f.Add(i, file.Bytes, false, "サーバ")
		if raw, err := inflate(file.Bytes); err == nil {
			f.Add(i, raw, true, "svv_user")
		}
		if file.Name == RootName {
			raw, _ := inflate(file.Bytes[len(rootMagic):])
			f.Add(i, raw, true, "tag:aws year:2024")
		}
	}
	f.Fuzz(func(t *testing.T, i int, b []byte, compress bool, query string) {
		if i < 0 || i >= len(files) {
			return
		}
		if compress {
			var buf bytes.Buffer
			if files[i].Name == RootName {
				buf.WriteString(rootMagic)
			}
			w, _ := flate.NewWriter(&buf, flate.BestSpeed)
			w.Write(b)
			w.Close()
			b = buf.Bytes()
		}
		folder := newFolder(files)
		folder.files[files[i].Name] = b
		r, err := Open(context.Background(), folder.fetch)
		if err != nil {
			return
		}
		res, _ := r.Search(context.Background(), query, 10)
		for _, h := range res.Hits {
			checkHit(t, h)
		}
	})
}

// FuzzBlock decodes arbitrary bytes as a block: what comes out holds no more than went in.
func FuzzBlock(f *testing.F) {
	w := blockWriter{packs: &packer{taken: map[string]bool{}}}
	w.add("あ", []uint32{1, 5, 6}, []uint32{1 << 17, 3<<9 | 4, 7<<17 | 255<<9 | severalNext | 3})
	w.add("あい", []uint32{0}, []uint32{1 << 9})
	for _, b := range w.finish() {
		raw, _ := inflate(b.bytes)
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		ls, err := readBlock(b, 1000, func(string) bool { return true })
		if err != nil {
			return
		}
		n := 0
		for _, l := range ls {
			last := int32(-1)
			for _, p := range l.postings {
				if p.doc <= last || p.doc >= 1000 {
					t.Fatalf("document %d after %d", p.doc, last)
				}
				last = p.doc
				n++
			}
		}
		if n > len(b) {
			t.Fatalf("%d postings of %d bytes", n, len(b))
		}
	})
}

// FuzzFold checks what a reader needs of the folded form: its two spellings and its way back are of one length, and what
// stands alone folds as it does in a text.
func FuzzFold(f *testing.F) {
	for _, s := range someTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		x := fold(s)
		if len(x.cased) != len(x.lower) || len(x.lower) != len(x.at) {
			t.Fatal(len(x.cased), len(x.lower), len(x.at))
		}
		for i := range x.at {
			if end := x.end(i); int(x.at[i]) >= end || end > len(s) {
				t.Fatalf("character %d is from %d to %d of %d bytes", i, x.at[i], end, len(s))
			}
		}
		if y := fold(s + "。" + s); string(y.lower[:len(x.lower)]) != string(x.lower) {
			t.Fatalf("%q folds to %q before other text, to %q alone", s, string(y.lower[:len(x.lower)]), string(x.lower))
		}
	})
}
