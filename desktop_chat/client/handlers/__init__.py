"""Handlers of a server's Messages: plain functions `(context, message)`, one for each command and numeric.

Read `table` first (a row for each handler), then `batches` (through which all Messages come), then the module of a
topic: `registration`, `rooms`, `people`, `messages`, `playback` (history), `answers` (numerics and standard replies),
`whois` (questions about one person), `ctcp`, `bouncers`.
"""
