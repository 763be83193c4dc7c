"""What differs between databases, as rows. Every statement is written once, with `?` for a value and, in braces, the
name of a column of this table for what a database says in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """One kind of database. Equal to itself alone: caches have it as a key.

    `clustered` ends the creation of a table whose rows lie in the order of their key; `array` makes one JSON array of
    its arguments and `gather` one of all rows; `numbers` are the rows of a JSON array of numbers, `texts` those of one
    of texts, each with its place. `tables` lists the names of all tables, `size` is the bytes of all that they hold;
    `settings` are said once on each connection.
    """

    name: str
    mark: str
    integer: str
    clustered: str
    array: str
    gather: str
    numbers: str
    texts: str
    begin: str
    tables: str
    size: str
    settings: tuple[str, ...]

    def to_sql(self, statement: str) -> str:
        """The statement as this database wants it."""
        return _fill_in(self, statement)


@cache
def _fill_in(dialect: Dialect, statement: str) -> str:
    for word in ("integer", "clustered", "array", "gather", "numbers", "texts"):
        statement = statement.replace("{" + word + "}", getattr(dialect, word))
    return statement.replace("?", dialect.mark)


SQLITE = Dialect(
    name="SQLite",
    mark="?",
    integer="INTEGER",
    clustered="WITHOUT ROWID",
    array="json_array",
    gather="json_group_array",
    numbers="SELECT value FROM json_each(?)",
    texts="SELECT key AS number, value AS text FROM json_each(?)",
    begin="BEGIN IMMEDIATE",
    tables="SELECT name FROM sqlite_master WHERE type = 'table'",
    size="SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    settings=(
        "PRAGMA synchronous = FULL",
        # An fsync on macOS leaves the data in the drive's cache; these ask for more, and mean nothing elsewhere.
        "PRAGMA fullfsync = 1",
        "PRAGMA checkpoint_fullfsync = 1",
        # A write-ahead log that grew in a flood is cut back to 16 MiB.
        "PRAGMA journal_size_limit = 16777216",
    ),
)
