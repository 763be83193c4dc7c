"""The client without Qt: what a chat is on this side of the wire.

Read `session` (the state with one server: Messages in, Events out; pure), `entry` and `room_log` (what a room shows),
`outgoing` and `pacing` (what is sent, in which order and how fast), `history_loader`, then `archive` (what is on disk).
`preferences`, `saved_chats`, `secret_store` and `own_keys` hold what belongs to the profile.
"""
