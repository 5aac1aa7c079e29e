package secret

import "regexp"

// rule is one kind of secret.
type rule struct {
	name, what string
	signs      []string       // one of them is in each
	before     int            // bytes on the line before the sign that the form may begin at; 0: it begins with it
	form       *regexp.Regexp // the first group is the secret
	token      bool           // no letter or digit stands beside it
	likely     bool           // its form alone proves nothing
	judge      func(value string) bool
	follows    func(rest []byte) bool // what stands behind it is as it must be; may be nil
}

func form(expression string) *regexp.Regexp { return regexp.MustCompile(expression) }

// rules are the forms as their vendors document them.
var rules = []rule{
	{name: "aws-access-key", what: "an AWS access key", signs: []string{"AKIA", "ASIA", "ABIA", "ACCA"}, token: true,
		form: form(`^((?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})`), judge: noExample},
	{name: "aws-secret-key", what: "an AWS secret access key", signs: []string{"ecret", "ECRET"}, before: 40, token: true,
		form: form(`(?i)secret_?(?:access_?)?key["']?\s*(?:[:=|]+|は)\s*["'\x60]?([A-Za-z0-9/+]{40})`), judge: mixed},
	{name: "aws-session-token", what: "an AWS session token", signs: []string{"FwoGZXIvYXdz", "FQoGZXIvYXdz", "IQoJb3JpZ2lu"}, token: true,
		form: form(`^([A-Za-z0-9/+]{100,}={0,2})`)},
	{name: "private-key", what: "a private key", signs: []string{"PRIVATE KEY"}, before: 40,
		form: form(`-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\\n|\s|[>|]|(?:Proc-Type|DEK-Info|Version|Comment):[^\n]*)*([A-Za-z0-9+/]{40,})`), judge: mixed},
	{name: "github-token", what: "a GitHub token", signs: []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_"}, token: true, form: form(`^(gh[pousr]_[A-Za-z0-9]{36})`)},
	{name: "github-token", what: "a GitHub token", signs: []string{"github_pat_"}, token: true, form: form(`^(github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})`)},
	{name: "gitlab-token", what: "a GitLab token", signs: []string{"glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glsoat-", "glimt-", "glagent-"},
		form: form(`^(gl[a-z]{2,5}-[A-Za-z0-9_.-]{20,})`), judge: mixed},
	{name: "slack-token", what: "a Slack token", signs: []string{"xoxa-", "xoxb-", "xoxe-", "xoxp-", "xoxr-", "xoxs-"}, form: form(`^(xox[abeprs]-(?:[0-9]+-)+[A-Za-z0-9-]{16,})`)},
	{name: "slack-token", what: "a Slack token", signs: []string{"xapp-"}, token: true, form: form(`^(xapp-[0-9]-[A-Z0-9]+-[0-9]+-[a-f0-9]{32,})`)},
	{name: "slack-webhook", what: "the address of a Slack webhook", signs: []string{"hooks.slack.com/services/T"}, token: true,
		form: form(`^hooks\.slack\.com/services/(T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{20,})`), judge: mixed},
	{name: "google-api-key", what: "a Google API key", signs: []string{"AIza"}, form: form(`^(AIza[0-9A-Za-z_-]{35})(?:[^0-9A-Za-z_-]|$)`), judge: mixed},
	{name: "google-oauth", what: "a Google OAuth secret", signs: []string{"GOCSPX-", "ya29."}, form: form(`^(GOCSPX-[A-Za-z0-9_-]{28}|ya29\.[A-Za-z0-9_-]{40,})`)},
	{name: "stripe-key", what: "a Stripe key", signs: []string{"sk_live_", "rk_live_", "sk_test_", "rk_test_"}, token: true, form: form(`^([sr]k_(?:live|test)_[A-Za-z0-9]{24,})`), judge: mixed},
	{name: "stripe-key", what: "a Stripe webhook secret", signs: []string{"whsec_"}, token: true, form: form(`^(whsec_[A-Za-z0-9+/]{32,})`), judge: mixed},
	{name: "npm-token", what: "an npm token", signs: []string{"npm_"}, token: true, form: form(`^(npm_[A-Za-z0-9]{36})`), judge: mixed},
	{name: "azure-key", what: "the key of an Azure account", signs: []string{"AccountKey=", "SharedAccessKey="}, form: form(`^[A-Za-z]+=([A-Za-z0-9+/]{42,}={1,2})`), judge: mixed},
	{name: "azure-secret", what: "an Azure client secret", signs: []string{"8Q~", "7Q~"}, before: 3, form: form(`([A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34})(?:[^A-Za-z0-9_~.-]|$)`)},
	{name: "anthropic-key", what: "an Anthropic key", signs: []string{"sk-ant-"}, form: form(`^(sk-ant-[a-z0-9]+-[A-Za-z0-9_-]{60,})`)},
	{name: "openai-key", what: "an OpenAI key", signs: []string{"sk-proj-", "sk-svcacct-", "sk-admin-"}, form: form(`^(sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,})`), judge: mixed},
	{name: "openai-key", what: "an OpenAI key", signs: []string{"T3BlbkFJ"}, before: 60, token: true, form: form(`(sk-[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,})`)},
	{name: "jwt", what: "a JSON Web Token", signs: []string{"eyJ"}, token: true, form: form(`^(eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,})`), judge: noSample},
	{name: "password-in-url", what: "a password in an address", signs: []string{"://"}, before: 20,
		form: form(`[a-zA-Z][a-zA-Z0-9+.-]*://([^\s:/@?#"'<>\x60]*:[^\s/@"'<>\x60]+)@[A-Za-z0-9\[]`), judge: credentials, follows: somebodysHost},
	{name: "password-in-command", what: "a password in a command", signs: []string{"mysql", "mariadb"},
		form: form(`^(?:mysql|mariadb)[a-z-]*\b[^\n|;&\x60]*?\s(?:-p|--password=)["']?([^\s"'=|;&\x60-][^\s"'|;&\x60]{3,})`), judge: password},
	{name: "password-in-command", what: "a password in a command", signs: []string{"PGPASSWORD=", "MYSQL_PWD=", "sshpass -p", "REDISCLI_AUTH="},
		form: form(`^(?:[A-Z_]+=|sshpass -p ?)["']?([^\s"'\x60]{4,})`), judge: password},
	{name: "password-in-text", what: "a password in words", signs: []string{"パスワード", "暗証番号", "assword", "ASSWORD", "asswd"}, before: 20,
		form: form(`(?i)(?:パスワード|暗証番号|password|passwd)["']?\s*(?:は|が|:|：|=)\s*[「『"'\x60*]*([!#-&(-_a-~]{8,})`), judge: passwordInText},
	{name: "likely-secret", what: "what looks like a secret", likely: true, before: 40, token: true,
		signs: []string{"ecret", "ECRET", "oken", "OKEN", "pi_key", "pi-key", "piKey", "PI_KEY", "piToken"},
		form:  form(`(?i)\b[\w-]*(?:secret|token|api[_-]?key)[\w-]*["']?\s*[:=]\s*["']?([A-Za-z0-9+/_=.-]{20,})`), judge: random},
}
