package highlight

// transcript is a block told apart into prompts, commands and output.
type transcript struct{ lines []transcriptLine }

// transcriptLine is one line: of a command, with the prompt before it if there is one, or of output.
type transcriptLine struct {
	command bool
	prompt  string
	text    string
}

func (s transcript) spans() []span { return nil }

func parseTranscript(b Block) (transcript, bool) { return transcript{}, false }
