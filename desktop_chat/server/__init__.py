"""Threads and sockets around the hub.

Read `server` (the parts of a server), `io_thread` (the tick: read, give to the hub, send), `peer` (one socket),
`connection_state` (the life of a Peer), `farewell` (its last words), `outbox_watch` (what waits to be sent),
`hub_runtime` (the lock, Jobs, commits), `listener` and `connection_gate` (limits on connections). `codecs` translate
other protocols than IRC; `http` answers browsers. `control_channel` serves the launcher, `supervisor` starts the server
again after a crash. `setting_rows` is the table of settings, `settings_file` has their values.
"""
