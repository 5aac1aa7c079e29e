package config

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"memo/build/diag"
)

// BaseURL gives s in the form of Config.BaseURL; the error says what is
// wrong with it. It is exported for the flag that overrides the setting.
func BaseURL(s string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	switch {
	case err != nil:
		return "", fmt.Errorf("not a URL: %q", s)
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return "", fmt.Errorf("expected a full address such as https://memo.example.com/, found %q", s)
	case u.User != nil:
		return "", errors.New("must not contain a user name or password")
	case u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return "", errors.New("must not contain ? or #")
	case strings.Contains(u.Path, "//") || u.Path != "" && path.Clean(u.Path) != strings.TrimSuffix(u.Path, "/") && u.Path != "/":
		return "", fmt.Errorf("path must be in its shortest form: %q", u.Path)
	}
	u.Host, u.RawPath = strings.ToLower(u.Host), ""
	u.Path = strings.TrimSuffix(u.Path, "/") + "/"
	return u.String(), nil
}

// folderName is what the name of a theme may be made of.
var folderName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._-]*$`)

func themeName(s string) (string, error) {
	if !folderName.MatchString(s) {
		return "", fmt.Errorf("expected the name of a folder under themes/, found %q", s)
	}
	return s, nil
}

// OutputDir gives s in the form of Config.Output. It refuses folders in which the output would mix with the sources,
// which the next build would then read.
func OutputDir(s string) (string, error) {
	clean := path.Clean(strings.ReplaceAll(s, `\`, "/"))
	first, _, _ := strings.Cut(clean, "/")
	switch {
	case s == "" || clean == "." || clean == "/" || path.Base(clean) == "..":
		return "", fmt.Errorf("expected a folder of its own for the output, found %q", s)
	case slices.Contains([]string{"content", "themes", ".git", ".memo"}, first):
		return "", fmt.Errorf("the output must not go into %s/", first)
	}
	return clean, nil
}

// placeholders are what a permalink may contain.
func placeholders() []string {
	return []string{":section", ":slug", ":year", ":month", ":day", ":title", ":path", ":categories"}
}

var placeholder = regexp.MustCompile(`:[A-Za-z_]+`)

// Permalink gives s in the form of Section.Permalink.
func Permalink(s string) (string, error) {
	for _, p := range placeholder.FindAllString(s, -1) {
		if known := placeholders(); !slices.Contains(known, p) {
			msg := fmt.Sprintf("unknown placeholder %s; there are %s", p, strings.Join(known, " "))
			if near := diag.Nearest(p, known); near != "" {
				msg = fmt.Sprintf("unknown placeholder %s, did you mean %s?", p, near)
			}
			return "", errors.New(msg)
		}
	}
	switch {
	case !strings.HasPrefix(s, "/"):
		return "", fmt.Errorf("must start with /, found %q", s)
	case strings.ContainsAny(s, "?#\\%") || strings.Contains(s, "//") || slices.Contains(strings.Split(s, "/"), ".."):
		return "", fmt.Errorf(`must be a plain path without ? # \ %% // and .., found %q`, s)
	case strings.Contains(strings.ReplaceAll(s, "/:categories/", ""), ":categories"):
		return "", errors.New("expected a / on both sides of :categories, which stands for any number of folders")
	case !strings.Contains(s, ":slug") && !strings.Contains(s, ":title") && !strings.Contains(s, ":path"):
		return "", errors.New("needs :slug, :title or :path, or all memos would have one address")
	}
	if !strings.HasSuffix(s, "/") && path.Ext(s) == "" {
		s += "/"
	}
	return s, nil
}

var editorField = regexp.MustCompile(`\{[^}]*\}`)

func editor(s string) (string, error) {
	for _, f := range editorField.FindAllString(s, -1) {
		if f != "{path}" && f != "{line}" && f != "{col}" {
			return "", fmt.Errorf("unknown field %s; there are {path} {line} {col}", f)
		}
	}
	if s != "" && !strings.Contains(s, "{path}") {
		return "", errors.New("needs {path}, as in vscode://file{path}:{line}")
	}
	return s, nil
}

// bucketNames is what S3 takes, and everything that speaks like it.
var bucketNames = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

func bucketName(s string) (string, error) {
	if s != "" && !bucketNames.MatchString(s) {
		return "", fmt.Errorf("expected the name of a bucket, as in memo-example-com, found %q", s)
	}
	return s, nil
}

// keyPrefix gives the prefix of all keys. It ends in a slash, or blog would
// take in blog2.
func keyPrefix(s string) (string, error) {
	clean := strings.Trim(s, "/")
	if clean == "" {
		return "", nil
	}
	if path.Clean(clean) != clean || strings.HasPrefix(clean, "..") {
		return "", fmt.Errorf("expected a plain path, found %q", s)
	}
	return clean + "/", nil
}

func endpoint(s string) (string, error) {
	u, err := url.Parse(s)
	if s != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil) {
		return "", fmt.Errorf("expected the address of a store, as in http://127.0.0.1:9000, found %q", s)
	}
	return s, nil
}
