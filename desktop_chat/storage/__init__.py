"""What the server remembers, in SQLite.

Read `store_api` (the frozen values and the `Store` protocol, which is all that the hub knows), `sql_store` (the map
of the folder), `commit_thread` and `commit_writer` (group commit), `queries` (history), `search_index` (full text in
a file beside the database), `erasure` (deleted text leaves every file).
"""
