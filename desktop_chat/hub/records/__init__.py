"""What the hub remembers: accounts, identities, rooms, roles, bans, read markers, metadata, and counters.

Each module is plain memory. A method that changes something returns the Change for the store, and the caller persists
it (`State.persist`). `guest_quota` bounds what people without an account leave behind; `sliding_window` and
`rate_meter` count events.
"""
