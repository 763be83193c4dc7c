"""One server of the sidebar, from the socket to the timeline's model.

Read `controller` (all networks of a profile), `network` (one network: Session and connection), `network_rooms`
(Events applied to rooms) and `network_actions` (a person's actions), `reconnector` and `link` (the socket's thread;
`dial` connects, `handshake` does TLS), `paced_sender` and `archive_first` (sending, after the archive has stored),
`room_entries` and `room`, with `room_timeline` between them and the window.

Terms: a *network* is a server joined by the person, a *target* is the address of its next attempt, a *run* is a
sequence of new Entries, stored and shown at once.
"""
