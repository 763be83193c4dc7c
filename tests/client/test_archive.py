"""The archive keeps entries in order, after a kill too."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.archive import Archive
from desktop_chat.client.archive_records import UnreadEntries
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.irc.message import NO_TAGS
from tests.client.archive_searching import find
from tests.patience import SECONDS


def entry(id_: int, time: int, text: str = "", **more: Any) -> Entry:
    made = Entry(id_, EntryKind.MESSAGE, time, "bob", text or f"text {id_}")
    return replace(made, **more)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "archive.db")
    yield opened
    opened.close()


def _all_call(texts: Sequence[str]) -> list[bool]:
    return [True] * len(texts)


def flushed(archive: Archive) -> None:
    done = threading.Event()
    archive.flush(done.set)
    assert done.wait(SECONDS)


def test_entries_between_two_are_counted(archive: Archive) -> None:
    archive.open_room("net", "#tea", "#Tea", "channel", joined=True)
    said = [entry(1, 10), entry(2, 20), entry(4, 20), entry(3, 30)]
    archive.add_entries("net", "#tea", said)
    flushed(archive)
    assert [archive.count_between("net", "#tea", said[0], one) for one in said] == [0, 1, 2, 3]
    assert archive.count_between("net", "#tea", said[2], said[3]) == 1
    assert archive.count_between("net", "#other", said[0], said[3]) == 0


def test_archived_entry_is_read_back(archive: Archive) -> None:
    archive.open_room("net", "#tea", "#Tea", "channel", joined=True)
    full = Entry(
        id=archive.next_id(),
        kind=EntryKind.ACTION,
        time=5,
        nick="bob",
        text="waves \x02hard\x02",
        msgid="m1",
        own=True,
        state=DeliveryState.SENT,
        target="x",
        account="acc",
        resend="ab",
        tags={"+reply": "a b;c"},
    )
    archive.add_entries("net", "#tea", [full])
    flushed(archive)
    assert archive.read_page("net", "#tea", 0, 10) == [full]
    (room,) = archive.rooms("net")
    assert (room.key, room.name, room.kind, room.joined, room.count) == ("#tea", "#Tea", "channel", True, 1)


def test_pages_are_in_order_of_time_from_either_end(archive: Archive) -> None:
    entries = [entry(archive.next_id(), 1000 - number) for number in range(300)]
    archive.add_entries("net", "#tea", entries)
    archive.add_entries("net", "#other", [entry(archive.next_id(), 5)])
    flushed(archive)
    expected = sorted(entries, key=lambda item: item.time)
    assert archive.entry_count("net", "#tea") == 300
    assert archive.read_page("net", "#tea", 0, 20) == expected[:20]
    assert archive.read_page("net", "#tea", 140, 20) == expected[140:160]
    assert archive.read_page("net", "#tea", 290, 50) == expected[290:]
    assert archive.read_page("net", "#tea", 300, 5) == []
    assert archive.read_page("net", "#none", 0, 5) == []
    assert archive.index_of("net", "#tea", expected[123]) == 123


def test_msgid_is_unique_in_a_room(archive: Archive) -> None:
    archive.add_entries("net", "#tea", [entry(1, 5, msgid="m"), entry(2, 5, msgid="m")])
    archive.add_entries("net", "#else", [entry(3, 5, msgid="m")])
    flushed(archive)
    assert archive.entry_count("net", "#tea") == 1
    assert archive.entry_count("net", "#else") == 1


def test_own_entry_replaces_its_double(archive: Archive) -> None:
    pending = entry(1, 5, "mine", own=True, state=DeliveryState.PENDING, resend="ab")
    archive.add_entries("net", "#tea", [pending])
    flushed(archive)
    assert archive.pending_entries("net") == [("#tea", pending)]
    assert archive.pending_entries("other") == []
    archive.add_entries("net", "#tea", [entry(2, 6, "mine", msgid="m")])
    sent = replace(pending, state=DeliveryState.SENT, msgid="m", time=6)
    archive.replace_entry("net", "#tea", sent)
    flushed(archive)
    assert archive.pending_entries("net") == []
    assert archive.read_page("net", "#tea", 0, 10) == [sent]
    assert archive.entry_count("net", "#tea") == 1


def test_newest_and_oldest_points_are_found(archive: Archive) -> None:
    archive.add_entries(
        "net", "#tea", [entry(1, 5, msgid="a"), entry(2, 9, msgid="b"), entry(3, 12, state=DeliveryState.PENDING)]
    )
    archive.add_entries("net", "#tea", [replace(entry(4, 20), kind=EntryKind.JOIN)])
    flushed(archive)
    assert archive.newest_points("net") == {"#tea": ("b", 9)}
    assert archive.oldest_points("net") == {"#tea": ("a", 5)}


def test_unread_drafts_and_names_are_kept(archive: Archive) -> None:
    archive.open_room("net", "bob", "bob", "direct", joined=False)
    archive.add_entries(
        "net", "bob", [entry(1, 5), entry(2, 9), entry(3, 11, own=True), replace(entry(4, 12), kind=EntryKind.QUIT)]
    )
    archive.mark_read("net", "bob", 1, 2)
    archive.keep_draft("net", "bob", "half a", answers="m1", corrects="m2", correction="the tea")
    archive.keep_place("net", "bob", 2, -7)
    archive.rename_room("net", "bob", "rob", "Rob")
    flushed(archive)
    (room,) = archive.rooms("net")
    assert (room.place_id, room.place_offset) == (2, -7)
    assert archive.find_entry("net", "rob", 2) == entry(2, 9)
    assert archive.find_entry("net", "rob", 99) is None
    assert (room.key, room.name, room.read, room.draft) == ("rob", "Rob", 1, "half a")
    assert (room.answers, room.corrects, room.correction) == ("m1", "m2", "the tea")
    assert [item.id for item in archive.read_unread(room, 100, _all_call).calls] == [2]
    archive.close_room("net", "rob")
    flushed(archive)
    assert archive.rooms("net") == []
    closed = archive.room("net", "rob")
    assert closed is not None
    assert (closed.read, closed.draft) == (1, "half a")
    assert archive.room("net", "nobody") is None
    assert archive.entry_count("net", "rob") == 4


def test_search_finds_all_words(archive: Archive) -> None:
    archive.add_entries(
        "net", "#tea", [entry(1, 5, "Earl \x02Grey\x02 tea"), entry(2, 6, "green tea"), entry(3, 7, "Зелёный чай")]
    )
    archive.add_entries("net", "#coffee", [entry(4, 8, "no tea here")])
    flushed(archive)
    assert [found.entry.id for found in find(archive, "tea")] == [4, 2, 1]
    assert [found.entry.id for found in find(archive, "tea", network="net", room="#tea")] == [2, 1]
    assert [found.entry.id for found in find(archive, "grey ea")] == [1]
    assert [found.entry.id for found in find(archive, "чай зеленый")] == [3]
    assert [found.entry.id for found in find(archive, "tea", limit=1)] == [4]
    for odd in ("", "  ", '"', "AND", "a*b(", "tea OR", "-", "ж'--"):
        find(archive, odd)


def test_ids_go_on_after_a_restart(tmp_path: Path) -> None:
    first = Archive(tmp_path / "archive.db")
    last = [first.next_id() for _ in range(5)][-1]
    first.add_entries("net", "#tea", [entry(last, 5)])
    first.close()
    first.close()
    second = Archive(tmp_path / "archive.db")
    assert second.next_id() == last + 1
    second.add_entries("net", "#new", [entry(last + 1, 6)])
    second.close()
    third = Archive(tmp_path / "archive.db")
    assert third.entry_count("net", "#tea") == third.entry_count("net", "#new") == 1
    third.close()


def test_confirmed_write_survives_a_kill(tmp_path: Path) -> None:
    code = """
import os, sys, threading
from pathlib import Path
from typing import Any
from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import Entry, EntryKind
archive = Archive(Path(sys.argv[1]))
for number in range(1, 100000):
    done = threading.Event()
    archive.add_entries("net", "#tea", [Entry(number, EntryKind.MESSAGE, number, "bob", "x")], done.set)
    done.wait()
    os.write(1, b"%d\\n" % number)
"""
    path = tmp_path / "archive.db"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(40):
            process.stdout.readline()
        process.kill()
        kept = 40 + len(process.stdout.read().split())
    archive = Archive(path)
    assert archive.entry_count("net", "#tea") >= kept
    assert [item.id for item in archive.read_page("net", "#tea", 0, kept)] == list(range(1, kept + 1))
    archive.close()


def test_unread_is_counted_by_entries_and_not_by_times(archive: Archive) -> None:
    future = 1 << 50
    archive.open_room("net", "#tea", "#tea", "channel", joined=True)
    archive.add_entries(
        "net", "#tea", [entry(1, 5), entry(2, future), entry(3, 9), entry(4, 4), entry(5, 3), entry(6, 1)]
    )
    archive.mark_read("net", "#tea", 2, future)
    archive.keep_older("net", "#tea", [(5, 5), (6, 6)])
    flushed(archive)
    (room,) = archive.rooms("net")
    assert [item.id for item in archive.read_unread(room, 100, _all_call).calls] == [4, 3]
    said = {item.id: item for item in archive.read_page("net", "#tea", 0, 9)}
    assert archive.read_unread(room, 100, lambda texts: [False] * len(texts)) == UnreadEntries(2, said[4])
    archive.mark_read("net", "#tea", 6, 9)
    archive.mark_read("net", "#tea", 4, 9)
    flushed(archive)
    (room,) = archive.rooms("net")
    assert (room.read, room.older) == (6, "[]")
    assert archive.read_unread(room, 100, _all_call) == UnreadEntries()


def test_newest_point_is_not_in_the_future(archive: Archive) -> None:
    archive.add_entries("net", "#tea", [entry(1, 5, msgid="a"), entry(2, 1 << 50, msgid="b")])
    archive.add_entries("net", "#milk", [entry(3, 1 << 50, msgid="c")])
    flushed(archive)
    assert archive.newest_points("net", until=100) == {"#tea": ("a", 5), "#milk": ("c", 1 << 50)}


def test_gap_is_the_newest_point(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.db")
    archive.add_entries("net", "#tea", [entry(1, 5, msgid="a"), entry(2, 90, msgid="live")])
    archive.keep_gap("net", "#tea", ("a", 5))
    archive.keep_gap("net", "bob", ("", 7))
    archive.close()
    archive = Archive(tmp_path / "archive.db")
    assert archive.newest_points("net") == {"#tea": ("a", 5), "bob": ("", 7)}
    archive.keep_gap("net", "#tea", None)
    archive.keep_gap("net", "bob", None)
    flushed(archive)
    assert archive.newest_points("net") == {"#tea": ("live", 90)}
    archive.close()


def test_renamed_room_swaps_keys_with_a_closed_room(archive: Archive) -> None:
    """Both conversations stay whole: the closed room gets the old name."""
    archive.open_room("net", "rob", "rob", "direct", joined=False)
    archive.add_entries("net", "rob", [entry(1, 5, "long ago")])
    archive.close_room("net", "rob")
    archive.open_room("net", "bob", "Bob", "direct", joined=False)
    archive.add_entries("net", "bob", [entry(2, 6, "hello"), entry(3, 7, "again")])
    archive.rename_room("net", "bob", "rob", "Rob")
    archive.add_entries("net", "rob", [entry(4, 8, "still me")])
    flushed(archive)
    assert [item.text for item in archive.read_page("net", "rob", 0, 9)] == ["hello", "again", "still me"]
    assert [item.text for item in archive.read_page("net", "bob", 0, 9)] == ["long ago"]
    assert [(room.key, room.name) for room in archive.rooms("net")] == [("rob", "Rob")]


def test_refused_value_does_not_stop_the_writer(archive: Archive, expected_warnings: list[logging.LogRecord]) -> None:
    archive.open_room("net", "#tea", "#tea", "channel", joined=True)
    archive.keep_draft("net", "#tea", "half \ud83d")
    archive.add_entries("net", "#tea", [entry(1, 5, "half \ud83d an emoji")])
    archive.add_entries("net", "#tea", [entry(2, 1 << 80)])

    def fail() -> None:
        raise RuntimeError("the window has gone")

    archive.add_entries("net", "#tea", [entry(3, 6)], fail)
    archive.add_entries("net", "#tea", [entry(4, 7)])
    flushed(archive)
    assert [item.text for item in archive.read_page("net", "#tea", 0, 9)] == ["half ? an emoji", "text 3", "text 4"]
    assert [room.draft for room in archive.rooms("net")] == ["half ?"]
    assert [record.levelname for record in expected_warnings] == ["ERROR", "ERROR"]


def test_write_that_fails_is_tried_again(tmp_path: Path, expected_warnings: list[logging.LogRecord]) -> None:
    archive = Archive(tmp_path / "archive.db")
    other = sqlite3.connect(tmp_path / "archive.db", isolation_level=None)
    other.execute("ALTER TABLE entry RENAME TO hidden")
    done = threading.Event()
    troubles: list[str] = []
    archive.on_trouble = lambda: troubles.append(archive.error_text)
    archive.add_entries("net", "#tea", [entry(1, 5)], done.set)
    assert not done.wait(0.2)
    other.execute("ALTER TABLE hidden RENAME TO entry")
    other.close()
    assert done.wait(SECONDS)
    assert archive.error_text == ""
    assert archive.entry_count("net", "#tea") == 1
    assert "tried again" in expected_warnings[0].getMessage()
    archive.close()
    assert len(troubles) == 1, "told once, however often it is tried"
    assert "hidden" in troubles[0] or "entry" in troubles[0]


def test_redacted_text_is_gone(archive: Archive, tmp_path: Path) -> None:
    said = entry(archive.next_id(), 10, "the secret recipe", msgid="m1")
    archive.add_entries("net", "#tea", [said, entry(archive.next_id(), 20, "and another", msgid="m2")])
    flushed(archive)
    assert archive.find_by_msgid("net", "#tea", "m1") == said
    assert archive.find_by_msgid("net", "#coffee", "m1") is None
    assert archive.find_by_msgid("net", "#tea", "") is None
    archive.replace_entry("net", "#tea", replace(said, kind=EntryKind.DELETED, text=""))
    flushed(archive)
    assert find(archive, "secret") == []
    assert [one.kind for one in archive.read_page("net", "#tea", 0, 10)] == [EntryKind.DELETED, EntryKind.MESSAGE]
    assert archive.entry_count("net", "#tea") == 2


def test_replies_to_own_messages_are_found_by_an_index(archive: Archive) -> None:
    def said(number: int, text: str, *, answers: str = "", own: bool = False) -> Entry:
        tags = {"+draft/reply": answers} if answers else NO_TAGS
        return replace(entry(number, number, text), msgid=f"m{number}", own=own, tags=tags)

    archive.open_room("net", "#tea", "#tea", "channel", joined=True)
    archive.open_room("other", "#tea", "#tea", "channel", joined=True)
    archive.add_entries("net", "#tea", [said(1, "who has the key?", own=True), said(2, "I do", answers="m1")])
    archive.add_entries("net", "#tea", [said(3, "tea?"), said(4, "no", answers="m3"), said(5, "so?", answers="m1")])
    archive.add_entries("net", "#tea", [said(6, "thanks", answers="m2", own=True), said(7, "lost", answers="gone")])
    archive.add_entries("other", "#tea", [said(8, "mine", own=True), said(9, "yours", answers="m8")])
    flushed(archive)
    found = archive.read_replies("net", limit=10)
    assert {(one.network, one.room) for one in found} == {("net", "#tea")}
    assert [one.entry.text for one in found] == ["so?", "I do"]
    assert [one.entry.text for one in archive.read_replies("other", limit=10)] == ["yours"]
    with closing(sqlite3.connect(archive.path)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {schema.REPLIES}", (1, 10)).fetchall()
    assert [row[-1] for row in plan] == ["SEARCH entry USING INDEX entry_replies (room=?)"]


def test_pending_entries_are_found_by_their_index(archive: Archive) -> None:
    """Each start asks for them; without the index, SQLite goes through all entries of the network."""
    with closing(sqlite3.connect(archive.path)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {schema.PENDING}", ("net",)).fetchall()
    assert plan[0][-1] == "SCAN entry USING INDEX entry_pending"


def test_messages_with_a_name_are_found_in_one_network(archive: Archive) -> None:
    for network in ("net", "other"):
        archive.open_room(network, "#tea", "#tea", "channel", joined=True)
    archive.add_entries("net", "#tea", [entry(1, 1, "hello Ann"), entry(2, 2, "Anna?"), entry(3, 3, "Lee, Ann")])
    archive.add_entries("net", "#tea", [replace(entry(4, 4, "I am ann"), own=True)])
    archive.add_entries("other", "#tea", [entry(5, 5, "ann")])
    flushed(archive)
    assert [one.entry.text for one in archive.read_calls("net", "ann", limit=10)] == ["Lee, Ann", "hello Ann"]
    assert [one.entry.text for one in archive.read_calls("net", "Ann Lee", limit=10)] == ["Lee, Ann"]
    assert [one.entry.text for one in archive.read_calls("net", "ann", limit=1)] == ["Lee, Ann"]
    assert archive.read_calls("net", "||", limit=10) == []
