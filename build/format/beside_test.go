package format

import (
	"slices"
	"strings"
	"testing"

	"memo/build/site"
	"memo/build/theme"
)

// Beside a list stand lists that share memos with it or are of its kind, and
// never the list itself.
func TestBesideAListStandOthersThatLeadOn(t *testing.T) {
	s := assemble(t, "https://host/notes/", false)
	v := newViews(s, plainTheme(t, "/notes/"), options())
	var lists []list
	for _, x := range s.Sections {
		lists = append(lists, v.section(x))
	}
	for _, x := range s.Tags {
		lists = append(lists, v.tag(x))
	}
	for _, x := range s.Years {
		lists = append(lists, v.year(x))
	}
	for _, x := range s.Series {
		lists = append(lists, v.seriesList(x))
	}
	want := map[string]string{
		"section メモ": "AWS STS 筋トレ | 2024 2019",
		"tag AWS":    "STS 筋トレ |", "tag STS": "AWS |", "tag 筋トレ": "AWS |",
		"year 2024": "AWS STS 筋トレ | 2019", "year 2019": "AWS | 2024",
		"series 認証": "|",
	}
	for _, l := range lists {
		view := v.list(l, 1)
		got := strings.TrimSpace(names(view.Tags) + " | " + names(slices.Concat(view.Series, view.Years)))
		if got != want[l.kind+" "+l.name] {
			t.Errorf("%s %s: %q stands beside it, want %q", l.kind, l.name, got, want[l.kind+" "+l.name])
		}
	}
	if len(lists) != len(want) {
		t.Errorf("%d lists, %d looked at", len(lists), len(want))
	}
}

func TestBesideAListStandTheTagsBorneMost(t *testing.T) {
	var tags []*site.Tag
	for i := range 2 * cloud {
		tags = append(tags, &site.Tag{Name: string(rune('一' + i)), Slug: string(rune('一' + i))})
	}
	got := borne([]*site.Entry{{Tags: tags}, {Tags: tags[cloud:]}})
	if len(got) != cloud || slices.ContainsFunc(got, func(c theme.Count) bool { return c.Name < tags[cloud].Name }) {
		t.Errorf("of %d tags stand there: %s", len(tags), names(got))
	}
}

func names(counts []theme.Count) string {
	var out []string
	for _, c := range counts {
		out = append(out, c.Name)
	}
	return strings.Join(out, " ")
}
