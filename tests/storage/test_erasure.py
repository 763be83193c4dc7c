"""What was taken back stands in no file: not in the tables, not in the index, not in either write-ahead log."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.clock import now_ms
from desktop_chat.sqlite_erasure import PIECE
from desktop_chat.storage import erasure
from desktop_chat.storage.msgid import msgid_of
from desktop_chat.storage.records import Entry, EntryRun, Redaction, Room
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import SearchQuery
from tests.e2e.programs import wait_for
from tests.patience import SECONDS

from .entries import NOW, entry, opened, settle

ROOMS = tuple(Room(number, "channel", f"#{number}") for number in (1, 2, 3))


_END_OF_A_MARK = re.compile(rb"(?=([0-9a-f]{11}q))")


class MarkedMessages:
    """Many messages in three rooms; each contains a word that no other text contains."""

    def __init__(self, store: SqlStore, *, seed: int = 1, count: int = 1500, time: int = NOW) -> None:
        self._random = random.Random(seed)
        self.store = store
        self.time = time
        self.sequence = 0
        self.marks: dict[tuple[int, int], str] = {}
        store.submit(ROOMS)
        for _ in range(count // 100):
            settle(store, store.submit([self.entry() for _ in range(100)]))
        assert store.wait_until_indexed(SECONDS)

    def mark(self) -> str:
        return f"{self._random.getrandbits(64):016x}q"

    def text(self, mark: str) -> str:
        common = " ".join(f"word{self._random.randrange(400)}" for _ in range(self._random.randrange(1, 40)))
        return f"{common} {mark} {common[::2]}"

    def entry(self, room: int = 0, corrects: int = 0) -> Entry:
        self.sequence += 1
        room, mark = room or self._random.choice((1, 2, 3)), self.mark()
        self.marks[room, self.sequence] = mark
        made = entry(self.sequence, room=room, time=self.time + self.sequence, text=self.text(mark))
        return replace(made, tags={"+desktop-chat/edit": msgid_of(room, corrects)} if corrects else {})

    def some(self, count: int) -> list[tuple[int, int]]:
        return self._random.sample(sorted(self.marks), count)


def left(folder: Path, marks: Iterable[str]) -> list[str]:
    """Those of the words of which anything is in any file. (The index leaves out how a word begins like the last.)"""
    raw = b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    there = {found.group(1).decode() for found in _END_OF_A_MARK.finditer(raw)}
    return [mark for mark in marks if mark[5:] in there]


def found(store: SqlStore, room: int, mark: str) -> list[int]:
    return [
        entry.sequence
        for entry in store.read(
            SearchQuery(rooms=(room,), identity="", text=mark, author="", start=None, end=None, limit=50)
        )
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_redacted_or_edited_text_is_in_no_file(tmp_path: Path, seed: int) -> None:
    with opened(tmp_path / "chat.db") as store:
        said = MarkedMessages(store, seed=seed)
        places = said.some(300)
        gone = [said.marks.pop(place) for place in places]
        assert left(tmp_path, gone) == gone
        corrections: list[Entry] = []
        for _ in range(2):
            for room, sequence in places[150:]:
                corrections.append(said.entry(room, sequence))
        first, last = corrections[:150], corrections[150:]
        gone += [said.marks.pop((made.room, made.sequence)) for made in first]
        store.submit([Redaction(*place) for place in places[:150]])
        store.submit(first)
        assert store.wait_until_indexed(SECONDS)
        settle(store, store.submit(last))
        assert store.erased(SECONDS)
        assert left(tmp_path, gone) == []
        assert sorted(left(tmp_path, said.marks.values())) == sorted(said.marks.values())
        for made, (room, sequence) in zip(last, places[150:], strict=True):
            assert found(store, room, said.marks[room, made.sequence]) == [sequence]
        assert not any(found(store, room, mark) for room in (1, 2, 3) for mark in gone[:20] + gone[-20:])
    assert left(tmp_path, gone) == []
    with opened(tmp_path / "chat.db"):
        assert left(tmp_path, gone) == []


def test_newest_messages_are_found_after_a_restart(tmp_path: Path) -> None:
    for step in (1, 2, 3):
        folder = tmp_path / str(step)
        folder.mkdir()
        with opened(folder / "chat.db") as store:
            said = MarkedMessages(store, count=0)
            for changes in range(4):
                original = said.entry(1)
                store.submit([original])
                if changes < step:
                    assert store.wait_until_indexed(SECONDS)
                for _ in range(changes):
                    store.submit([said.entry(1, original.sequence)])
                    if changes == step:
                        assert store.wait_until_indexed(SECONDS)
                assert store.erased(SECONDS)
                *before, newest = [said.marks[1, number] for number in range(original.sequence, said.sequence + 1)]
                assert found(store, 1, newest) == [original.sequence]
                assert left(folder, before) == []
                assert not any(found(store, 1, mark) for mark in before)


def test_expired_text_is_in_no_file(tmp_path: Path) -> None:
    day = 86_400_000
    with opened(tmp_path / "chat.db") as store:
        said = MarkedMessages(store, time=now_ms() - 3 * day)
        gone = list(said.marks.values())
        said.marks.clear()
        said.time += 2 * day
        settle(store, store.submit([said.entry() for _ in range(100)]))
        store.set_retention_days(2)
        assert store.erased(SECONDS)
        assert left(tmp_path, gone) == []
        assert len(left(tmp_path, said.marks.values())) == 100


def test_text_deleted_last_is_gone_after_the_stop(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        said = MarkedMessages(store)
        gone = [said.marks.pop(place) for place in said.some(1)]
        place = said.some(1)[0]
        gone.append(said.marks.pop(place))
        store.submit([Redaction(*place)])
        said.marks[0, 0] = gone.pop(0)
    assert left(tmp_path, gone) == []


def test_next_start_erases_the_rest_after_a_kill(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    with opened(before / "chat.db") as store:
        said = MarkedMessages(store)
        place = said.some(1)[0]
        settle(store, store.submit([Redaction(*place)]))
        assert store.wait_until_indexed(SECONDS)
        shutil.copytree(before, after)
    gone = [said.marks.pop(place)]
    assert left(after, gone) == gone
    with opened(after / "chat.db") as store:
        assert store.erased(SECONDS)
        assert left(after, gone) == []
    assert left(after, said.marks.values())


def test_log_is_emptied_and_lengthened(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        said = MarkedMessages(store, count=100)
        place = said.some(1)[0]
        settle(store, store.submit([Redaction(*place)]))
        assert store.erased(SECONDS)
        length = (tmp_path / "chat.db-wal").stat().st_size
        assert length >= 256 << 10
        settle(store, store.submit([said.entry() for _ in range(10)]))
        assert (tmp_path / "chat.db-wal").stat().st_size == length


def test_erasure_does_not_wait_for_a_reader_of_an_older_state(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store, closing(sqlite3.connect(tmp_path / "chat.db")) as reader:
        said = MarkedMessages(store, count=100)
        place = said.some(1)[0]
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entry").fetchone()
        settle(store, store.submit([Redaction(*place)]))
        assert store.wait_until_indexed(SECONDS)
        assert not store.erased(0.5)
        settle(store, store.submit([said.entry()]))
        reader.execute("COMMIT")
        assert store.erased(SECONDS)
        assert left(tmp_path, [said.marks[place]]) == []


def pages(path: Path) -> tuple[int, int]:
    """(all, free)"""
    with closing(sqlite3.connect(path)) as connection:
        return tuple(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count"))


def test_free_pages_of_the_database_are_returned(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    with opened(path) as store:
        store.submit(ROOMS)
        texts = tuple("hello " * 240 for _ in range(800))
        settle(store, store.submit([EntryRun(1, 1, 1, "a!a@a", "#1", texts)]))
        settle(store, store.submit([entry(20_000, time=now_ms())]))
        assert store.wait_until_indexed(SECONDS)
        before, _ = pages(path)
        store.set_retention_days(1)
        assert store.erased(SECONDS)
        after, free = pages(path)
        assert before > 600 > after > free
        assert found(store, 1, "hello") == [20_000]


def test_older_file_is_rewritten_so_that_it_can_return_pages(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    with opened(path) as store:
        said = MarkedMessages(store, count=100)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute("VACUUM")
        connection.execute("DELETE FROM entry WHERE sequence < 50")
    gone = [mark for (_, sequence), mark in said.marks.items() if sequence < 50]
    with opened(path), closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA auto_vacuum").fetchone() == (2,)
        assert [mark for mark in gone if mark[5:].encode() in path.read_bytes()] == []


def test_the_index_is_purged_in_small_steps(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        said = MarkedMessages(store, count=3000)
        store.submit([Redaction(*place) for place in said.some(10)])
        assert store.erased(SECONDS)
    count, _ = pages(tmp_path / "chat.search.db")
    assert count < 20 * PIECE


@pytest.mark.parametrize("how", ["redacted", "corrected", "expired"])
def test_deleted_text_is_erased_without_a_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """Nobody asks for it here: the store gathers what was taken back for much less than a minute."""
    assert erasure.GATHER_SECONDS <= 30
    monkeypatch.setattr(erasure, "GATHER_SECONDS", 0.0)
    with opened(tmp_path / "chat.db") as store:
        said = MarkedMessages(store, count=200, time=now_ms() - 3 * 86_400_000 * (how == "expired"))
        place = said.some(1)[0]
        gone = list(said.marks.values()) if how == "expired" else [said.marks[place]]
        assert left(tmp_path, gone) == gone
        if how == "redacted":
            store.submit([Redaction(*place)])
        elif how == "corrected":
            store.submit([said.entry(*place)])
        else:
            store.set_retention_days(2)
        wait_for("the words to be gone from every file", lambda: not left(tmp_path, gone))


def test_free_pages_of_the_index_are_returned(tmp_path: Path) -> None:
    path = tmp_path / "chat.search.db"
    with opened(tmp_path / "chat.db") as store:
        store.submit(ROOMS)
        words = random.Random(1)
        texts = tuple(" ".join(f"{words.getrandbits(120):030x}" for _ in range(10)) for _ in range(5_000))
        settle(store, store.submit([EntryRun(1, 1, 1, "a!a@a", "#1", texts)]))
        settle(store, store.submit([entry(20_000, time=now_ms())]))
        assert store.wait_until_indexed(SECONDS)
        before, _ = pages(path)
        store.set_retention_days(1)
        assert store.erased(SECONDS)
        after, free = pages(path)
        assert before > 350 > after >= free
