"""One server of the sidebar, from the socket to the timeline's model.

Read `controller` (all networks of a profile), `network` (one: its Session and its connection), `network_rooms` (what
Events mean for rooms) and `network_actions` (what a person does), `reconnector` and `link` (the thread that owns the
socket; `dial` connects, `handshake` does TLS), `paced_sender` and `archive_first` (what is sent, and not before it is
on disk), `room` and `room_timeline`.

Terms: a *network* is one server that the person joined, a *target* is where its next attempt goes, a *run* is a
sequence of new Entries that is stored and shown at once.
"""
