"""Server bans, and what the host of the chat may do.

Read `enforce_bans` first: it sets, lifts, matches and announces bans; the rows are in `records/server_bans`.
`host_desk` is the door for the control channel. `host_actions` serves the launcher's table of people, `room_actions`
and `role_actions` its rooms and roles. `channel_values` changes flags, key and limit of a channel. `durations` reads
and writes `1h30m`.

A *ban* keeps addresses, networks or masks out of the chat; a *mute* takes away the right to speak.
"""
