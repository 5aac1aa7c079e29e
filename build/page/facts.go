package page

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"
	"unique"

	"memo/build/filename"
	"memo/build/japanese"
	"memo/build/source"
)

// Facts are what site looks pages up by and puts into addresses. Keys are
// folded (NFC without case, japanese.Fold), so that comparing them is
// comparing strings.
type Facts struct {
	Name    string // the file's, without extension: "x", "index", "README"
	Folder  string // the file's, "posts/aws"; "" at the top
	Section string // top-level folder, "" at the top
	Dir     string // Folder as addresses have it: each name as a slug is made of one
	Drafts  string // the folder of drafts that the file lies in, "" when in none
	SlugKey string
	SlugURL string // escaped
	Tags    []Term
	Series  []Term
	Filed   bool    // dated by its author, tagged or part of a series
	Fixture bool    // called as a page is that every site has, or given a weight
	Aliases []Alias // of Front.Aliases, in their order
	Refs    []Ref   // of Doc.Links, in their order
	Image   Ref     // of Front.Image; Nowhere without one

	Key   string   // of Path, with the extension .md
	Title string   // key of the title
	Names []string // keys by which a wiki link finds the page: file name, slug
}

// Term is a tag or a series as this page spells it. A site of ten thousand
// pages has thirty thousand of a few hundred different ones; as handles they
// are compared and looked up without going to the texts.
type Term struct {
	Name unique.Handle[string]
	Key  unique.Handle[string] // what makes two spellings one: the address's segment, not escaped
}

// Alias is another name and, mostly, another address of the page.
type Alias struct {
	Key  string // for wiki links
	Path string // from the root with a slash before it, or relative to the folder of the page's address; "" when it can be no address
}

// NewTerm gives the term that name is a spelling of.
func NewTerm(name string) Term {
	return Term{Name: unique.Make(name), Key: unique.Make(japanese.Fold(japanese.TagSlug(name)))}
}

// Length is that of the folder of its page, in bytes.
func (t Term) Length() int { return len(filename.Path(t.Key.Value())) }

// fixtures are names of pages about a site. Hugo dates these as any other.
var fixtures = []string{"about", "contact", "links", "privacy", "profile"}

// New finishes a page of which Path, Front, Doc and the dates are known: it
// fills in File, Title and Slug where they are empty, and the Facts.
func New(p Page) *Page {
	name := fileName(p.Path)
	if p.File == "" {
		p.File = p.Path
	}
	p.Title = straight(cmp.Or(p.Title, p.Front.Title, p.Doc.Title, fileTitle(p.Path)))
	p.Slug = cmp.Or(p.Slug, p.Front.Slug, fileSlug(name))
	p.Facts = p.facts(name)
	return &p
}

// Dated gives the page under a slug that keeps the date of the file's name;
// false when the slug is none of the name's, or there is no date in it.
func (p *Page) Dated() (*Page, bool) {
	name := fileName(p.Path)
	slug := cleanName(name)
	if p.Front.Slug != "" || p.Front.URL != "" || slug == p.Slug {
		return p, false
	}
	d := *p
	d.Slug = slug
	d.Facts = d.facts(name)
	return &d, true
}

func (p *Page) facts(name string) Facts {
	dir, base := path.Split(p.Path)
	f := Facts{
		Key:     japanese.Fold(source.Stem(p.Path) + ".md"),
		Folder:  strings.TrimSuffix(dir, "/"),
		Name:    strings.TrimSuffix(base, path.Ext(base)),
		SlugKey: japanese.Fold(p.Slug),
		SlugURL: Escape(p.Slug),
		Title:   japanese.Fold(p.Title),
		Tags:    terms(p.Front.Tags),
		Series:  terms(p.Front.Series),
	}
	f.Section = section(p.Path)
	f.Dir, f.Drafts = FolderSlug(f.Folder), DraftsFolder(p.Path)
	named, _ := leadingDate(name, time.UTC)
	f.Filed = !named.IsZero() || !p.Front.Date.IsZero() || !p.Front.Publish.IsZero() || len(f.Tags)+len(f.Series) > 0
	f.Fixture = p.Front.Weight != 0 || slices.Contains(fixtures, f.SlugKey)
	if name != "" {
		f.Names = append(f.Names, japanese.Fold(name))
	}
	if p.Slug != "" && (name == "" || f.SlugKey != f.Names[0]) {
		f.Names = append(f.Names, f.SlugKey)
	}
	for _, a := range p.Front.Aliases {
		at, _ := cleanAlias(a)
		f.Aliases = append(f.Aliases, Alias{Key: japanese.Fold(a), Path: at})
	}
	folder := japanese.Fold(f.Folder)
	if p.Front.Image != "" {
		f.Image = NewRef(p.Front.Image, "", folder)
		f.Image.Picture = true
	}
	if len(p.Doc.Links) > 0 {
		f.Refs = make([]Ref, len(p.Doc.Links))
	}
	for i, l := range p.Doc.Links {
		f.Refs[i] = newRef(l, folder)
	}
	return f
}

// section gives the top-level folder of a file, "" at the top.
func section(file string) string {
	dir, _, below := strings.Cut(file, "/")
	if !below {
		return ""
	}
	return dir
}

func terms(names []string) []Term {
	var out []Term
	for _, name := range names {
		if t := NewTerm(name); t.Key.Value() != "" {
			out = append(out, t)
		}
	}
	return out
}
