"""Facts that the hub remembers: accounts, identities, rooms, roles, bans, read markers, metadata, and counters.

Each module is plain memory. A method with an effect returns the Change for the Store, and the caller persists the
Change (`State.persist`). `guest_quota` bounds what people without an account leave behind; `sliding_window`
counts events; `entry_clock` stamps Entries.
"""
