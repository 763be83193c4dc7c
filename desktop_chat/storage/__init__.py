"""The server's memory, in SQLite.

Read in this order: `records` (frozen values) and `store_api` (the `Store` protocol and its Queries), which are all that
the hub knows; `sql_store` (the map of this package), `rows` and `migrations` (tables), `commit_thread` and
`commit_writer` (group commit), `queries` (history), `search_index` (full text in a file beside the database),
`retention` and `erasure` (deletion).

Terms. Sequence: the number that orders all Entries. Commit: one batch of changes, written as one transaction.
Durable: on disk and synced. Edit: an Entry that replaces the text of an earlier Entry. Forgotten: deleted, but not yet
removed from the full-text index. Chore: background work for the store thread, in small steps. Gap: unused bytes of a
page, where deleted text may still stand.
"""
