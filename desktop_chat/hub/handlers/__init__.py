"""One function for each command, in a file named after its command. `hub.commands` has a row for each.

A handler takes a `Call`. It refuses by raising `Refusal` and answers through `call.reply`, so that labels, batches and
echoes come with it.
"""
