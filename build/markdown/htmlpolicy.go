package markdown

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// role is what becomes of an element.
type role uint8

const (
	unknown role = iota // no HTML: a placeholder that lacks its backticks, s3://<bucket-name>/
	dropped             // its tags go, the text between them stays
	apart               // like dropped, and what stands in it is a paragraph of its own
	hidden              // goes with all that is in it
	empty               // has no content: <br>, <img>
	phrase              // stands in a line of text
	flow                // stands between them
)

// rule is what is done with an element.
type rule struct {
	role role
	as   string // the name that it is written with
}

// rules is the policy. An old name for what has a new one is written so, and
// what divides a page but means nothing in a memo is a <div>.
var rules = func() map[string]rule {
	all := map[string]rule{}
	for _, list := range []struct {
		role  role
		names string
	}{
		{dropped, "area base basefont bgsound big blink button data datalist font frame input label link map marquee meta meter nobr " +
			"optgroup option output param path picture portal progress select slot source track"},
		{apart, "body fieldset form frameset html legend"},
		{hidden, "applet audio canvas embed head iframe math noembed noframes noscript object script style svg template textarea title video"},
		{empty, "br col hr img wbr"},
		{phrase, "a abbr acronym=abbr b bdi bdo cite code del dfn em i ins kbd mark q rb=span rp rt rtc=span ruby s samp small span " +
			"strike=s strong sub sup time tt=code u var"},
		{flow, "address=div article=div aside=div blockquote caption center=div colgroup dd details dialog=div dir=ul div dl dt " +
			"figcaption figure footer=div h1 h2 h3 h4 h5 h6 header=div hgroup=div li main=div menu=ul nav=div ol p plaintext=div pre " +
			"search=div section=div summary table tbody td tfoot th thead tr ul xmp=pre"},
	} {
		for _, word := range strings.Fields(list.names) {
			name, as, _ := strings.Cut(word, "=")
			if as == "" {
				as = name
			}
			all[name] = rule{list.role, as}
		}
	}
	return all
}()

// voids are elements without an end tag.
var voids = set("area base basefont bgsound br col embed frame hr img input link meta param path source track wbr")

// program is what the tokenizer must not look for tags in.
var program = set("script style")

func set(list string) map[string]bool {
	all := map[string]bool{}
	for _, name := range strings.Fields(list) {
		all[name] = true
	}
	return all
}

// attributes are those that an element keeps, besides id, title, lang and dir.
var attributesOf = map[string]string{
	"blockquote": "cite", "q": "cite", "ins": "cite datetime", "del": "cite datetime", "time": "datetime",
	"ol": "start type reversed", "li": "value", "col": "span", "colgroup": "span",
	"td": "colspan rowspan", "th": "colspan rowspan scope",
}

// values tells which values of an attribute are kept.
var values = map[string]func(string) bool{
	"title": func(string) bool { return true },
	"lang":  isName, "datetime": isName,
	"dir":   oneOf("ltr rtl auto"),
	"scope": oneOf("row col rowgroup colgroup"),
	"type":  oneOf("1 a A i I"),
	"cite":  func(v string) bool { return strings.HasPrefix(v, "https://") || strings.HasPrefix(v, "http://") },
	"start": isNumber, "value": isNumber, "colspan": isNumber, "rowspan": isNumber, "span": isNumber,
	"reversed": func(string) bool { return true },
}

func oneOf(list string) func(string) bool {
	return func(v string) bool { return slices.Contains(strings.Fields(list), v) }
}

func isNumber(v string) bool {
	n, err := strconv.Atoi(v)
	return err == nil && -10_000 < n && n < 10_000
}

func isName(v string) bool {
	return v != "" && strings.Trim(v, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-:+. ") == ""
}

// idle are attributes that go without a word: nothing is lost with them.
var idle = set("target rel loading decoding fetchpriority referrerpolicy markdown")

// classes are memo's own that an author may use.
var classes = set("center right callout note tip important warning caution")

// element is a tag of the author's, made of what is allowed.
type element struct {
	name  string
	class string
	id    string
	attrs []html.Attribute
}

// safe gives what of a tag is kept and warns of what is not.
func (s *sheet) safe(t *htmlToken, name string) element {
	e := element{name: name}
	own := attributesOf[name]
	for _, a := range t.attrs {
		key := a.Key
		switch {
		case key == "id" || key == "name" && t.name == "a":
			if e.id == "" {
				e.id = a.Val
			}
		case key == "align":
			e.class = aligned(e.class, a.Val)
		case key == "class":
			e.class = s.ownClasses(e.class, a.Val, t)
		case key == "title" || key == "lang" || key == "dir" || slices.Contains(strings.Fields(own), key):
			if values[key](a.Val) && !slices.ContainsFunc(e.attrs, func(b html.Attribute) bool { return b.Key == key }) {
				e.attrs = append(e.attrs, html.Attribute{Key: key, Val: printable(a.Val)})
			}
		case !idle[key] && !handled(t.name, key):
			s.leaveOut(t, "attribute "+key)
		}
	}
	return e
}

// handled tells the attributes of which links and pictures are made.
func handled(name, key string) bool {
	switch name {
	case "a":
		return key == "href"
	case "img":
		return key == "src" || key == "alt" || key == "width" || key == "height"
	case "details":
		return key == "open"
	}
	return false
}

// aligned adds the class of an align attribute; left is how text stands.
func aligned(class, value string) string {
	if value = strings.ToLower(value); value != "center" && value != "right" {
		return class
	}
	return strings.TrimSpace(class + " " + value)
}

func (s *sheet) ownClasses(class, value string, t *htmlToken) string {
	for _, word := range strings.Fields(value) {
		if !classes[word] {
			s.leaveOut(t, "attribute class")
		} else if !slices.Contains(strings.Fields(class), word) {
			class = strings.TrimSpace(class + " " + word)
		}
	}
	return class
}

// claim tells whether an id of the author's can be one: no other has it, and
// neither memo nor the theme needs it.
func (s *sheet) claim(id string) bool {
	if !isID(id) || s.ids[id] {
		return false
	}
	if s.ids == nil {
		s.ids = map[string]bool{}
	}
	s.ids[id] = true
	return true
}

func isID(id string) bool {
	return id != "" && !reserved(id) && strings.IndexFunc(id, func(r rune) bool { return r <= ' ' || permitted(r) != r }) < 0
}

// leaveOut warns once of what is left out of a memo's HTML.
func (s *sheet) leaveOut(t *htmlToken, what string) {
	s.warnOnce(t, "raw-html", "raw HTML left out: "+what, "write it in Markdown, or set unsafe_html = true in [markdown]")
}

// manyNames is how many different warnings a memo's HTML may give.
const manyNames = 50

func (s *sheet) warnOnce(t *htmlToken, code, message, hint string) {
	if len(message) > 200 || len(s.warned) >= manyNames || s.warned[message] {
		return
	}
	if s.warned == nil {
		s.warned = map[string]bool{}
	}
	s.warned[message] = true
	s.diags.Add(s.warning(t.at, t.at+len(t.raw), code, message, hint))
}

// start writes the element's start tag.
func (s *sheet) start(e element) {
	s.put("<", e.name)
	if e.id != "" && !s.bare {
		s.attr("id", e.id)
	}
	if e.class != "" {
		s.attr("class", e.class)
	}
	for _, a := range e.attrs {
		s.attr(a.Key, a.Val)
	}
	s.put(">")
}
