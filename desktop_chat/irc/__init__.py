"""The wire format: bytes to Messages and back, names, modes, formatting and capabilities of IRC and IRCv3. Pure.

Read `message` (one line), `line_stream` (lines out of bytes), `names`, `capabilities`, `isupport`. `privmsg_runs` reads
many plain messages at once. `formatting` and `text_blocks` tell what a text looks like, `multiline` and `splitting` cut
texts to the size of lines, `glob` compares masks in linear time, `skeleton` compares names by their looks.

Terms: a *Message* is a parsed line, a *source* is `nick!user@host`, a *mask* is a source with `*` and `?`, a *tag* is a
key and a value in front of a line.
"""
