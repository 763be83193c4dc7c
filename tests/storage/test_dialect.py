from __future__ import annotations

from desktop_chat.storage import rows
from desktop_chat.storage.dialect import SQLITE
from desktop_chat.storage.migrations import MIGRATIONS


def test_sqlite_takes_statements_almost_as_written() -> None:
    assert SQLITE.to_sql("SELECT {array}(a) FROM t WHERE a = ?") == "SELECT json_array(a) FROM t WHERE a = ?"


def test_no_word_is_left_open() -> None:
    statements = [text for step in MIGRATIONS for text in step]
    statements += [rows.WRITE_ENTRY.build_statement(2), rows.WRITE_RUN, rows.READ_NEWEST, rows.LEAVE_ALL]
    for statement in statements:
        assert "{" not in SQLITE.to_sql(statement)
