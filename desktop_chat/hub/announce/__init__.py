"""Events and stored Entries as Statements, and the Seats that get them.

Read `room_events` (a join, a topic, a quit: one stored Entry and one Statement), `broadcast` (a Statement about a
person, for everybody who shares a room with that person), then `render_entry` (a stored Entry as the line of a client
that asks for history).
"""
