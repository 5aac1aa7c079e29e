package page

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"memo/build/markdown"
	"memo/build/source"
	"memo/build/store"
)

// TestAKeptTextIsTheSameText reads memos of every spelling with a store, twice
// in runs of their own: each gives the page and the warnings that a parser
// without one does, and the second run renders nothing.
func TestAKeptTextIsTheSameText(t *testing.T) {
	files, err := filepath.Glob("../markdown/testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no memos")
	}
	o := Options{Root: "content/", Location: tokyo, Markdown: markdown.Options{Math: true}}
	path := filepath.Join(t.TempDir(), "store")
	for run := range 2 {
		kept := store.Open(path, func() string { return "1" })
		kept.Record()
		parser := NewParser(o, kept)
		for i, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if i%3 == 0 {
				text = append([]byte("---\ntitle: 題\ndialect: "+markdown.Dialects()[i%7]+"\n---\n"), text...)
			}
			f := source.File{Path: filepath.Base(name), Bytes: text}
			want, wantSaid := NewParser(o, nil).Parse(f)
			got, said := parser.Parse(f)
			if !reflect.DeepEqual(plain(want.Doc), plain(got.Doc)) || len(wantSaid) != len(said) || len(said) > 0 && !reflect.DeepEqual(wantSaid, said) {
				t.Errorf("run %d: %s differs", run, name)
			}
		}
		before, _ := os.Stat(path)
		if err := kept.Save(); err != nil {
			t.Fatal(err)
		}
		if after, err := os.Stat(path); err != nil || run == 1 && !os.SameFile(before, after) {
			t.Errorf("run %d: %v, something was rendered again", run, err)
		}
	}
}

// TestWhatATextIsRenderedWithCounts changes each of these under one store.
func TestWhatATextIsRenderedWithCounts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	base := Options{Location: tokyo}
	with := func(change func(*Options, *source.File)) (Options, source.File) {
		o, f := base, source.File{Path: "a.md", Bytes: []byte("# 題\n\nあ\nい `x` [[n]]\n\n> [!NOTE]\n> [m](n.md)\n")}
		change(&o, &f)
		return o, f
	}
	for i, change := range []func(*Options, *source.File){
		func(*Options, *source.File) {},
		func(o *Options, _ *source.File) { o.Root = "docs/" },
		func(o *Options, _ *source.File) { o.Markdown.LineBreaks = "br" },
		func(o *Options, _ *source.File) { o.Markdown.Dialect = "qiita" },
		func(o *Options, _ *source.File) { o.Markdown.Words.Note = "補足" },
		func(_ *Options, f *source.File) { f.Path = "b.md" },
		func(_ *Options, f *source.File) { f.Bytes = append([]byte("---\ntitle: 別\n---\n"), f.Bytes...) },
		func(_ *Options, f *source.File) {
			f.Bytes = append([]byte("---\nline_breaks: keep\n---\n"), f.Bytes...)
		},
		func(_ *Options, f *source.File) { f.Bytes = append(f.Bytes, "追記\n"...) },
	} {
		kept := store.Open(path, func() string { return "1" })
		kept.Record()
		o, f := with(change)
		want, _ := NewParser(o, nil).Parse(f)
		if got, _ := NewParser(o, kept).Parse(f); !reflect.DeepEqual(plain(want.Doc), plain(got.Doc)) {
			t.Errorf("change %d is not seen", i)
		}
		first, g := with(func(*Options, *source.File) {})
		NewParser(first, kept).Parse(g) // stays in the store
		if err := kept.Save(); err != nil {
			t.Fatal(err)
		}
	}
}

// plain gives a Doc as it comes back: lists of nothing are nil.
func plain(d markdown.Doc) (out markdown.Doc) {
	store.Decode(store.Encode(d), &out)
	return out
}
