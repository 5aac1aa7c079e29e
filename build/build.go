// Package build is the pipeline on one screen: files in, a site out.
//
//	source.File -> page.Page -> site.Site -> output.Output
//
// In go Inputs (everything a build reads, scanned at one moment) and Flags;
// out comes a Result whose outputs are promises. A Session keeps what is dear
// to make again (parsed pages, highlighted code, search tokens) keyed by
// everything it was made from, so that a second Build costs what changed. It
// refuses to know who asks: memo build writes the outputs, memo serve answers
// requests with them.
package build
