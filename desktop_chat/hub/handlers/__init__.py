"""The commands of IRC: one function for each command, in a file that is named after the command.

`hub.commands` has one row for each command, with its function, its least number of parameters and its specification.
Look up a command there, then open its file; `topic` is a short one to begin with.

A *handler* takes a `Call` (hub/call) and runs under the hub's lock. To refuse, it raises `Refusal`; to answer, it uses
`call.reply`, so that labels, batches and echoes come with the answer. A handler that reads the Store gives a Job. A
handler whose work a stranger can make large runs as an *Errand*: a generator that yields when `hub/effort` is spent.
"""
