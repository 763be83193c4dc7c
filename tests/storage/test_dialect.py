from __future__ import annotations

from desktop_chat.storage import rows
from desktop_chat.storage.dialect import POSTGRESQL, SQLITE
from desktop_chat.storage.migrations import MIGRATIONS


def test_sqlite_takes_statements_almost_as_written() -> None:
    assert SQLITE.to_sql("SELECT {array}(a) FROM t WHERE a = ?") == "SELECT json_array(a) FROM t WHERE a = ?"


def test_postgresql_marks_values_in_its_own_way() -> None:
    assert POSTGRESQL.to_sql("SELECT {gather}(a) FROM t WHERE a = ?") == "SELECT json_agg(a) FROM t WHERE a = %s"


def test_no_word_is_left_open() -> None:
    statements = [text for step in MIGRATIONS for text in step]
    statements += [rows.WRITE_ENTRY.build_statement(2), rows.WRITE_RUN, rows.READ_NEWEST, rows.LEAVE_ALL]
    for dialect in (SQLITE, POSTGRESQL):
        for statement in statements:
            spelled = dialect.to_sql(statement)
            assert "{" not in spelled
            assert dialect is SQLITE or "?" not in spelled
