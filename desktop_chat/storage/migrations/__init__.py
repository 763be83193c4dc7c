"""The migrations of the server's database, oldest first: the step at index N - 1 leads to version N.

`storage/migrate` runs the steps and makes a copy of the database before. To change the schema, add a module with
STATEMENTS and a line at the end of MIGRATIONS. A released step never changes; a later step mends its faults.
"""

from __future__ import annotations

from desktop_chat.storage.migrations import (
    v0001,
    v0002,
    v0003,
    v0004,
    v0005,
    v0006,
    v0007,
    v0008,
    v0009,
    v0010,
    v0011,
    v0012,
    v0013,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    v0001.STATEMENTS,
    v0002.STATEMENTS,
    v0003.STATEMENTS,
    v0004.STATEMENTS,
    v0005.STATEMENTS,
    v0006.STATEMENTS,
    v0007.STATEMENTS,
    v0008.STATEMENTS,
    v0009.STATEMENTS,
    v0010.STATEMENTS,
    v0011.STATEMENTS,
    v0012.STATEMENTS,
    v0013.STATEMENTS,
)
