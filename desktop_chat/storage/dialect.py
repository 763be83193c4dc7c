"""What differs between databases, as rows. Every statement is written once, for the rows to fill in.

Statements use `?` for a value. Tables are created with the words `{integer}` (64 bits) and `{clustered}` (the rows lie
in the order of the primary key, where the database can do that).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """One kind of database. `tables` lists the names of all tables; `settings` are said once on each connection."""

    name: str
    mark: str
    integer: str
    clustered: str
    begin_write: str
    begin_read: str
    tables: str
    settings: tuple[str, ...]

    def sql(self, statement: str) -> str:
        """A statement with values in it, as this database wants it."""
        return statement if self.mark == "?" else statement.replace("?", self.mark)

    def ddl(self, statement: str) -> str:
        """A statement that creates or changes tables."""
        return statement.replace("{integer}", self.integer).replace("{clustered}", self.clustered)


SQLITE = Dialect(
    name="SQLite",
    mark="?",
    integer="INTEGER",
    clustered="WITHOUT ROWID",
    begin_write="BEGIN IMMEDIATE",
    begin_read="BEGIN",
    tables="SELECT name FROM sqlite_master WHERE type = 'table'",
    settings=(
        "PRAGMA synchronous = FULL",
        # An fsync on macOS leaves the data in the drive's cache; these ask for more, and mean nothing elsewhere.
        "PRAGMA fullfsync = 1",
        "PRAGMA checkpoint_fullfsync = 1",
        # A write-ahead log that grew in a flood is cut back to 16 MiB.
        "PRAGMA journal_size_limit = 16777216",
    ),
)

POSTGRESQL = Dialect(
    name="PostgreSQL",
    mark="%s",
    integer="BIGINT",
    clustered="",
    begin_write="BEGIN",
    begin_read="BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    tables="SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
    settings=("SET synchronous_commit = on",),
)
