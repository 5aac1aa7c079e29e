package markdown

import (
	"cmp"
	"slices"
	"strings"
)

// included gives a tag that includes one of a theme's files the name of it, and
// what follows: {% include embed/youtube.html id="x" %}.
func (t *template) included(rest string) string {
	file, more, _ := strings.Cut(strings.TrimSpace(rest), " ")
	file, _ = strings.CutSuffix(file[strings.LastIndexByte(file, '/')+1:], ".html")
	u := template{kind: component, name: file, named: map[string]string{"src": "x", "id": "x"}}
	if u.picture() == "" && u.page() == "" {
		return rest
	}
	t.name = file
	return more
}

// frames are the pairs that only say how the text between them looks, and what
// a theme does by itself: they go without a word.
var frames = strings.Fields("notice alert note tip warning info danger caution important hint callout admonition message details expand " +
	"collapse fold accordion accordions accordionitem tabs tab tabpane tabitem columns column col steps step cards card cardgrid linkcard codegroup codes filetree " +
	"center lead quote blockquote panel box raw rawhtml toc br title comment timeline timelineitem badge kbd icon code aside katex math mathjax")

// framed tells one of them, or the end of any pair.
func (t *template) framed() bool {
	return t.closes || slices.Contains(frames, strings.ToLower(t.name))
}

// headline gives what a tag says above the text of its pair.
func (t *template) headline() string {
	return strings.TrimSpace(t.title())
}

func (t *template) title() string {
	if t.closes || t.kind != shortcode && t.kind != component || !t.framed() {
		return ""
	}
	n, name := len(t.words), strings.ToLower(t.name)
	switch kind, boxed := t.box(); {
	case n > 0 && (kind.details || name == "tab"):
		return t.words[0]
	case boxed && n > 1:
		return t.words[1]
	}
	title := cmp.Or(t.named["title"], t.named["summary"], t.named["header"])
	if title == "" && strings.HasPrefix(name, "tab") && t.kind == component {
		return cmp.Or(t.named["label"], t.named["value"])
	}
	if title == "" && name == "tab" {
		return t.named["name"]
	}
	return title
}

// box gives the callout that a pair is drawn as: the one of its name, or that
// of the kind it is given.
func (t *template) box() (callout, bool) {
	name := strings.ToLower(t.name)
	switch name {
	case "details", "expand", "collapse", "fold", "accordion":
		return callout{details: true}, true
	case "alert", "callout", "notice", "hint", "admonition", "message", "aside":
		for _, word := range append([]string{t.named["type"], t.named["kind"], t.named["level"], t.named["color"]}, t.words...) {
			if c, ok := spelled(word); ok {
				return c, true
			}
		}
		if name == "alert" {
			return callout{kind: "warning"}, true
		}
		return callout{kind: "note"}, true
	case "quote", "cite", "check", "done", "help", "missing", "example", "summary", "abstract", "todo":
		return callout{}, false
	}
	return spelled(name)
}

// picture gives the address of the picture that a tag shows.
func (t *template) picture() string {
	if t.closes || t.kind == liquidValue || t.kind == directive {
		return ""
	}
	switch strings.ToLower(t.name) {
	case "figure", "img", "image", "imgproc", "picture", "photo", "fig", "lightbox", "imgcap":
		return cmp.Or(t.value("src", "file", "path", "url"), t.named["image"])
	}
	return ""
}

// label gives the few words that a tag in a line shows.
func (t *template) label() string {
	switch name := strings.ToLower(t.name); {
	case t.closes || t.kind != shortcode && t.kind != component:
		return ""
	case name == "kbd" || name == "badge":
		return t.value("text")
	}
	return ""
}

// alternative gives the text that stands for the picture.
func (t *template) alternative() string {
	if n := len(t.words); n > 1 && t.named["alt"] == "" && strings.ToLower(t.name) != "imgproc" {
		return t.words[n-1]
	}
	return t.named["alt"]
}

// reference gives what a tag that stands for an address leads to, by the name
// of its file.
func (t *template) reference() string {
	switch {
	case t.closes:
	case t.kind == shortcode && (t.name == "ref" || t.name == "relref"):
		return t.value("path")
	case t.kind == shortcode && t.name == "video" && scheme(t.value("src")) == "":
		return t.value("src")
	case t.kind == liquidTag && (t.name == "link" || t.name == "post_url"):
		return strings.Join(t.words, " ")
	}
	file, _ := t.file()
	return file
}

// file gives the file of which a tag shows a part, "" for all of it.
func (t *template) file() (name, part string) {
	switch {
	case t.closes:
	case t.kind == directive && (t.name == "include" || t.name == "rustdoc_include" || t.name == "playground" || t.name == "playpen"),
		t.kind == liquidTag && t.name == "include_relative":
		name, part, _ = strings.Cut(t.value("file"), ":")
	}
	return name, part
}

// page gives the page of another site that a tag would have shown a piece of.
func (t *template) page() string {
	id, name := t.value("id"), strings.ToLower(t.name)
	if t.closes || id == "" || t.kind == liquidValue {
		return ""
	}
	if scheme(id) == "http" || scheme(id) == "https" {
		if slices.Contains(strings.Fields("youtube vimeo gist tweet twitter x instagram video card link linkcard blogcard embed bookmark"), name) {
			return id
		}
		return ""
	}
	switch name {
	case "youtube":
		return "https://www.youtube.com/watch?v=" + id
	case "vimeo":
		return "https://vimeo.com/" + id
	case "instagram":
		return "https://www.instagram.com/p/" + id + "/"
	case "gist":
		return "https://gist.github.com/" + strings.Join(t.words[:min(2, len(t.words))], "/")
	case "tweet", "twitter", "x", "x_simple", "twitter_simple":
		user := t.named["user"]
		if user == "" {
			user = "i"
		}
		return "https://x.com/" + user + "/status/" + id
	}
	return ""
}
