package config

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"memo/build/decode"
	"memo/build/diag"
)

// forges are the kinds of host whose pages for editing a file and for its
// history memo can address, with what names of hosts give them away.
var forges = []struct{ name, host string }{
	{"github", "github"}, {"gitlab", "gitlab"}, {"bitbucket", "bitbucket"},
	{"gitea", "gitea"}, {"gitea", "forgejo"}, {"gitea", "codeberg"},
}

// readRepository reads where the sources can be seen. A host of one's own has
// any name, so what runs there can be said.
func readRepository(r *decode.Reader, c *Config) {
	checked(r, "repository", &c.Repository, repository)
	checked(r, "branch", &c.Branch, branch)
	r.OneOf("forge", &c.Forge, "github", "gitlab", "bitbucket", "gitea")
	for _, k := range []struct{ name, value string }{{"branch", c.Branch}, {"forge", c.Forge}} {
		if c.Repository == "" && k.value != "" {
			r.Report(diag.Error, k.name, "bad-value", "goes with the address that repository does not give", "")
		}
	}
	if c.Repository == "" || c.Forge != "" {
		return
	}
	host, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(c.Repository, "https://"), "http://"), "/")
	for _, f := range forges {
		if strings.Contains(host, f.host) {
			c.Forge = f.name
			return
		}
	}
	r.Report(diag.Error, "repository", "bad-value", "the name does not tell what runs at "+host,
		`say it with forge = "github", "gitlab", "bitbucket" or "gitea" (also for Forgejo)`)
}

// repository gives s in the form of Config.Repository.
func repository(s string) (string, error) {
	u, err := webURL(s)
	if err != nil {
		return "", err
	}
	if u.Path = strings.TrimSuffix(strings.Trim(u.Path, "/"), ".git"); u.Path == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("expected the address of a repository, such as https://github.com/me/blog, found %q", s)
	}
	u.RawPath = ""
	return u.String(), nil
}

// webURL reads an absolute http or https URL without a password.
func webURL(s string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("expected a full address that begins with https://, found %q", s)
	}
	if u.User != nil {
		return nil, errors.New("must not contain a user name or password")
	}
	u.Host = strings.ToLower(u.Host)
	return u, nil
}

// branchName leaves out what git refuses in a branch's name.
var branchName = regexp.MustCompile(`^[^\s~^:?*\[\\\x00-\x1f/-][^\s~^:?*\[\\\x00-\x1f]*$`)

func branch(s string) (string, error) {
	if !branchName.MatchString(s) || strings.Contains(s, "..") || strings.HasSuffix(s, "/") {
		return "", fmt.Errorf("not the name of a branch: %q", s)
	}
	return s, nil
}

// commons is a licence of Creative Commons, by its usual short name.
var commons = regexp.MustCompile(`^CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -]([1-4]\.0)$`)

// readLicense reads under what the memos may be used. Where a licence of
// Creative Commons can be read is known.
func readLicense(r *decode.Reader, c *Config) {
	r.String("license", &c.License)
	checked(r, "license_url", &c.LicenseURL, func(s string) (string, error) {
		u, err := webURL(s)
		if err != nil {
			return "", err
		}
		return u.String(), nil
	})
	m := commons.FindStringSubmatch(c.License)
	switch {
	case c.License == "" && c.LicenseURL != "":
		r.Report(diag.Error, "license_url", "bad-value", "goes with the name of the licence, which license does not give", "")
	case c.LicenseURL != "":
	case m != nil:
		c.LicenseURL = "https://creativecommons.org/licenses/" + strings.ToLower(m[1]) + "/" + m[2] + "/"
	case c.License == "CC0 1.0", c.License == "CC0-1.0":
		c.LicenseURL = "https://creativecommons.org/publicdomain/zero/1.0/"
	}
}
