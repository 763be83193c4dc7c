"""The wire: bytes to Messages and back, and what IRC and IRCv3 say of names, modes, formatting and capabilities. Pure.

Read `message` (one line), `line_stream` (lines out of bytes), `names`, `capabilities`, `isupport`. `privmsg_runs` reads
many plain messages at once. `multiline` and `splitting` cut texts to the size of lines, `glob` compares masks in linear
time, `skeleton` compares names by their looks.
"""
