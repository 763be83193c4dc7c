"""Facts into Statements, and to whom they go: events of rooms, stored Entries as lines, broadcasts about a person."""
