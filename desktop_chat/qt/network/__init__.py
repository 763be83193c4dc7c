"""One server of the sidebar, from the socket to the timeline's model.

Read `controller` (all networks of a profile), `network` (one: its Session, rooms and connection), `reconnector` and
`link` (the thread that owns the socket; `dial` connects, `handshake` secures), `paced_sender` and `archive_first`
(what leaves, and not before it is on disk), `room` and `room_timeline`.
"""
