"""Searching the archive: any script, filters, and the newest search only."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.archive import Archive
from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.archive_search import SearchScope, first_moment
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.search_filters import SearchFilters
from tests.client.archive_searching import find
from tests.client.test_archive import flushed
from tests.patience import SECONDS

LATIN_ONLY = 6
"""The last version of the archive whose index knew words between spaces only."""
DAY_MS = 86_400_000
TEXTS = (
    "Zelený čaj and the Straße",
    "Всё ещё ёлки",
    "東京都の天気",
    "고등학교에서 만나요",
    "ｆｕｌｌ ｗｉｄｔｈ ﾊﾝﾄﾞﾙ",
    "party 🎉 now ❤️",
    "สวัสดีครับ",
    "look: https://example.org/plan.pdf",
    "page: www.example.org",
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "archive.db")
    for number, text in enumerate(TEXTS, 1):
        opened.add_entries("net", "#tea", [Entry(number, EntryKind.MESSAGE, number * DAY_MS, "Bob", text)])
    opened.add_entries("net", "cid", [Entry(20, EntryKind.ACTION, 20 * DAY_MS, "Cid", "waves", account="cidney")])
    opened.add_entries("other", "#tea", [Entry(21, EntryKind.NOTICE, 21 * DAY_MS, "Bob", "waves too")])
    opened.add_entries("other", "#tea", [Entry(22, EntryKind.JOIN, 22 * DAY_MS, "Bob", "u@h")])
    flushed(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("strasse", 1), ("STRASSE", 1), ("zeleny caj", 1), ("все елки", 2), ("ВСЁ", 2), ("京都", 3), ("天", 3),
        ("학교", 4), ("만나", 4), ("full", 5), ("ハンドル", 5), ("ｆｕｌ", 5), ("🎉", 6), ("❤", 6), ("❤️", 6),
        ("สวัส", 7), ("has:file", 8), ("has:link plan", 8),
    ],
)  # fmt: skip
def test_words_of_any_script_are_found(archive: Archive, typed: str, number: int) -> None:
    assert [one.entry.id for one in find(archive, typed)] == [number]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("has:link", [9, 8]),
        ("from:cid", [20]),
        ("from:CIDNEY", [20]),
        ("from:bob wav", [21]),
        ("from:bob from:cid waves", [21, 20]),
        ("in:cid", [20]),
        ("in:tea waves", [21]),
        ("in:#TEA waves", [21]),
        ("in:nowhere waves", []),
        ("...", []),
        ("", []),
    ],
)
def test_filters_narrow_the_search(archive: Archive, typed: str, numbers: list[int]) -> None:
    assert [one.entry.id for one in find(archive, typed)] == numbers


def test_a_scope_narrows_the_search(archive: Archive) -> None:
    assert [one.entry.id for one in find(archive, "waves", network="net")] == [20]
    assert [one.entry.id for one in find(archive, "waves", room="#tea")] == [21]
    assert [one.entry.id for one in find(archive, "waves", limit=1)] == [21]


def test_days_are_those_of_this_computer(archive: Archive) -> None:
    day = date(1970, 1, 6)
    moment = first_moment(day)
    archive.add_entries(
        "net", "#days", [Entry(30 + at, EntryKind.MESSAGE, moment - 1 + at, "Eve", "noon") for at in (0, 1)]
    )
    flushed(archive)
    assert [one.entry.id for one in find(archive, "noon before:1970-01-06")] == [30]
    assert [one.entry.id for one in find(archive, "noon after:1970-01-06")] == [31]
    assert first_moment(date(1, 1, 1)) == 0
    assert first_moment(date(9999, 12, 31)) > moment


def test_results_are_ordered_by_time(archive: Archive) -> None:
    """Old history comes later than new messages."""
    archive.add_entries("net", "#old", [Entry(40, EntryKind.MESSAGE, 5, "Eve", "waves long ago")])
    flushed(archive)
    assert [one.entry.id for one in find(archive, "waves")] == [21, 20, 40]


def test_only_the_newest_search_is_answered(archive: Archive) -> None:
    answers: list[str] = []
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def hold(found: Sequence[SearchResult]) -> None:
        begun.set()
        go_on.wait(SECONDS)

    def note(name: str) -> None:
        answers.append(name)
        done.set()

    scope = SearchScope()
    archive.search_entries(SearchFilters("waves"), scope, hold)
    assert begun.wait(SECONDS)
    archive.search_entries(SearchFilters("waves"), scope, lambda found: note("second"))
    archive.search_entries(SearchFilters("waves"), scope, lambda found: note("third"))
    go_on.set()
    assert done.wait(SECONDS)
    assert answers == ["third"]


def test_message_that_was_just_added_is_found(archive: Archive) -> None:
    archive.add_entries("net", "#tea", [Entry(50, EntryKind.MESSAGE, 50 * DAY_MS, "Eve", "right now")])
    assert [one.entry.id for one in find(archive, "right now")] == [50]


def test_search_is_not_started_after_the_end(tmp_path: Path) -> None:
    opened = Archive(tmp_path / "other.db")
    answers: list[int] = []
    opened.close()
    opened.search_entries(SearchFilters("waves"), SearchScope(), lambda found: answers.append(len(found)))
    opened._searcher.start_search(SearchFilters("waves"), SearchScope(), lambda found: answers.append(len(found)))
    assert answers == []
    assert "archive search" not in [thread.name for thread in threading.enumerate()]


def test_words_of_an_older_archive_are_indexed_anew(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with closing(sqlite3.connect(path)) as connection:
        for step in schema.MIGRATIONS[:LATIN_ONLY]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {LATIN_ONLY}")
        connection.execute(
            "INSERT INTO room (id, network, key, name, kind, joined) VALUES (1, 'net', '#t', '#t', 'channel', 1)"
        )
        for number, text in enumerate(TEXTS, 1):
            row = schema.entry_row(1, Entry(number, EntryKind.MESSAGE, number, "Bob", text))
            connection.execute(schema.add_statement(1), (*row[:-1], text))
        connection.execute("INSERT INTO found (rowid, words) SELECT id, words FROM entry")
        connection.commit()
    archive = Archive(path)
    for typed, number in (("京都", 3), ("strasse", 1), ("has:file", 8), ("party", 6)):
        assert [one.entry.id for one in find(archive, typed)] == [number]
    gone = replace(Entry(3, EntryKind.MESSAGE, 3, "Bob", ""), kind=EntryKind.DELETED)
    archive.replace_entry("net", "#t", gone)
    flushed(archive)
    assert find(archive, "京都") == []
    archive.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO found (found) VALUES ('integrity-check')")
