package highlight

import (
	"regexp"
	"strings"
)

// isCommands decides whether a block of prompts without any output is a transcript: most are, since people
// write "$ npm install" to say where it is typed. Signs that stand in other texts as well (money, a formula, a
// comment of TeX, Ruby's arrow) need commands behind them that are commands beyond doubt.
func (s transcript) isCommands(first shape) bool {
	for _, n := range s.commands {
		if l := s.lines[n]; l.text != "" && !beyondDoubt(first, l.text) {
			return false
		}
	}
	return true
}

var (
	typed    = regexp.MustCompile(`^[\pL./~_(\["'{:$]`)
	sqlWords = regexp.MustCompile(`^(?:\\[a-zA-Z?!]|(?i:select|insert|update|delete|create|alter|drop|grant|revoke|with|truncate|explain|` +
		`merge|unload|copy|set|show|vacuum|analyze|begin|start|commit|rollback|call|do|reset|values)\b)`)
)

func beyondDoubt(s shape, command string) bool {
	switch s {
	case dollar:
		return (typed.MatchString(command) || strings.HasPrefix(command, "# ")) && !strings.HasSuffix(command, "$")
	case percent, themed:
		name, _, _ := strings.Cut(command, " ")
		return isKnownCommand(command) || strings.Contains(userCommands, " "+name+" ")
	case hash:
		return isRootCommand(command) && isTyped(command)
	case psql:
		return sqlWords.MatchString(command)
	}
	return true
}

// userCommands are the commands of developers that root seldom runs, each between blanks.
const userCommands = " ansible ansible-playbook asdf az brew bun bundle bunx cargo cdk code composer conda corepack deno dotnet eksctl " +
	"firebase flutter gcloud gem gh ghq go gradle helm hugo jekyll jq make mise mvn npx nvm open pbcopy php pipenv pipx pnpm poetry " +
	"pyenv rails rake rbenv rustup sam serverless swift terraform uv vagrant vercel volta wrangler yarn "
