"""Threads and sockets around the hub.

Read `server` (what a server consists of), `io_thread` (the tick: read, give to the hub, send), `peer` (one socket),
`hub_runtime` (the lock, Jobs, commits), `listener` and `connection_gate` (who may connect). `codecs` translate what
is no IRC. `control_channel` serves the launcher, `supervisor` starts the server again after a crash. `setting_rows` is
the table of settings, `settings_file` their values.
"""
