"""Events and stored Entries as Statements, and the Seats to which Statements go.

Read `audience` (the Seats that see a person), `room_events` (a join, a topic, a quit: one stored Entry and one
Statement), `broadcast` (a Statement for the members of a channel), then `render_entry` (a stored Entry as a line of
history).

Terms: an *event* is anything in a room that is no message; a *subscriber* is a Seat that has asked to be told of a
change of a person (away-notify, chghost and others).
"""
