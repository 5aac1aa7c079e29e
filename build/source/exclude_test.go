package source

import (
	"os"
	"slices"
	"testing"
)

func TestExclusionIsByNamePathAndFolder(t *testing.T) {
	for _, c := range []struct {
		patterns []string
		out, in  []string
	}{
		{nil, []string{"package.json", "_site/index.html", "archetypes/default.md", "themes/x/a.md", "composer.lock", "Cargo.toml",
			"posts/a/server.pem", "posts/id_rsa", "terraform.tfstate", "prod.ENV", "x.key/a.md",
			"blogsync.yaml", "x/Credentials.json", "_data/members.yml", "_plugins/a.rb", "__pycache__/a.pyc", "venv/lib/README.md", "ops/kubeconfig",
			"aws/rootkey.csv", "aws/me_accessKeys.csv", "aws/new_user_credentials.csv", "client_secret_1.apps.googleusercontent.com.json", "x/my-service-account.json", "x/secrets.yml"},
			[]string{"posts/package.json", "posts/a.md", "about.md", "posts/themes/a.md", "packages.json", "vendor/a.md", "dist/a.md", "LICENSE", "posts/pem", "posts/venv/a.md", "posts/kubeconfig.md", "posts/keys.csv", "posts/secret.yaml", "posts/secrets.md"}},
		{[]string{"*.tmp", "private"}, []string{"a.tmp", "posts/x/b.tmp", "private/a.md", "posts/private/a.md", "posts/private"}, []string{"posts/private.md", "a.tmp.md"}},
		{[]string{"posts/old/", "/notes/*.txt"}, []string{"posts/old/a.md", "posts/old/x/b.md", "notes/a.txt"}, []string{"old/a.md", "x/posts/old/a.md", "notes/x/a.txt", "posts/older/a.md"}},
		{[]string{"**/draft-*", "a/**/z.md"}, []string{"draft-1.md", "x/y/draft-2/a.md", "a/z.md", "a/b/c/z.md"}, []string{"a-draft-1.md", "b/z.md"}},
		{[]string{"*", "!/notes", "!docs/**", "!kubeconfig", "!keys/*.pem"}, []string{"notes/id_rsa", "notes/x/prod.env", "docs/.env", "docs/b.key", "id_rsa", "about.md"},
			[]string{"notes/a.md", "notes/x/kubeconfig", "docs/x/a.png", "keys/a.pem"}},
		{[]string{"!themes", "*.md", "!keep.md"}, []string{"posts/a.md"}, []string{"themes/x.css", "posts/keep.md"}},
	} {
		x := Excluding(c.patterns)
		for _, p := range c.out {
			if !x.Has(p) {
				t.Errorf("%q does not exclude %s", c.patterns, p)
			}
		}
		for _, p := range c.in {
			if x.Has(p) {
				t.Errorf("%q excludes %s", c.patterns, p)
			}
		}
	}
	if !slices.IsSorted(projectFiles) {
		t.Error("projectFiles is searched as a sorted list")
	}
}

func TestWhatIsExcludedIsNeitherReadNorJudged(t *testing.T) {
	dir := write(t, map[string]string{
		"a.md": "文。", "go.mod": "", "vendor/x/a.md": "", "vendor/gone": "-> $DIR/nowhere", "themes/t/gone": "-> $DIR/nowhere", "dist/a.txt": "x",
		"private/gone": "-> $DIR/nowhere", "posts/vendor/a.md": "", "node_modules/gone": "-> $DIR/nowhere",
	})
	tree, found, err := Scan(os.DirFS(dir), Options{Exclude: Excluding([]string{"private"})})
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	if got := paths(tree); !slices.Equal(got, []string{"a.md", "dist/a.txt", "posts/vendor/a.md"}) {
		t.Error(got)
	}
	tree, _, err = Scan(os.DirFS(dir), Options{Exclude: Excluding([]string{"!vendor", "vendor/gone", "private"})})
	if err != nil || tree.Find("vendor/x/a.md") == nil || tree.Find("go.mod") != nil {
		t.Error(paths(tree), err)
	}
}
