"""Redacted and edited text is in no part of the archive: not in the table, the index or the log."""

from __future__ import annotations

import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.client import archive_erasure
from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import TAG_BEFORE, DeliveryState, Entry, EntryKind
from desktop_chat.irc.capabilities import TAG_EDITED
from desktop_chat.irc.message import NO_TAGS
from tests.client.archive_searching import find
from tests.client.test_archive import flushed
from tests.e2e.programs import wait_for
from tests.patience import SECONDS

ROOMS = ("#one", "#two", "#three")


class ArchivedTexts:
    """Many entries in three rooms, each with a unique word."""

    def __init__(self, archive: Archive, seed: int = 1, count: int = 1500) -> None:
        self._random = random.Random(seed)
        self.archive = archive
        self.entries: dict[int, tuple[str, Entry]] = {}
        for _ in range(count // 100):
            for room in ROOMS:
                made = [self.entry() for _ in range(33)]
                archive.add_entries("net", room, made)
                self.entries.update((entry.id, (room, entry)) for entry in made)
        flushed(archive)

    def text(self) -> str:
        common = " ".join(f"word{self._random.randrange(400)}" for _ in range(self._random.randrange(1, 40)))
        return f"{common} {self._random.getrandbits(64):016x}q {common[::2]}"

    def entry(self) -> Entry:
        time = self._random.randrange(10_000_000)
        number = self.archive.next_id()
        return Entry(number, EntryKind.MESSAGE, time, "ann", self.text(), f"m{number}")

    def some(self, count: int) -> list[tuple[str, Entry]]:
        return [self.entries.pop(number) for number in self._random.sample(sorted(self.entries), count)]


def mark(entry: Entry) -> str:
    return next(word for word in entry.text.split() if len(word) == 17 and word.endswith("q"))


def deleted(entry: Entry) -> Entry:
    return replace(entry, kind=EntryKind.DELETED, text="", state=DeliveryState.RECEIVED, tags=NO_TAGS)


def corrected(entry: Entry, text: str) -> Entry:
    return replace(entry, text=text, tags={TAG_EDITED: "2026-01-01T00:00:00.000Z"})


def left(folder: Path, entries: Iterable[Entry]) -> list[str]:
    raw = b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    return [mark(entry) for entry in entries if mark(entry)[5:].encode() in raw]


def erased(archive: Archive) -> None:
    done = threading.Event()
    archive.erase(done.set)
    assert done.wait(SECONDS)


@pytest.mark.parametrize("seed", [1, 2])
def test_redacted_or_edited_text_is_in_no_file(tmp_path: Path, seed: int) -> None:
    archive = Archive(tmp_path / "archive.db")
    said = ArchivedTexts(archive, seed)
    gone = said.some(200)
    words = [entry for _, entry in gone]
    assert len(left(tmp_path, words)) == 200
    now = []
    for room, entry in gone[:100]:
        archive.keep_draft("net", room, entry.text)
        archive.keep_draft("net", room, "")
        archive.replace_entry("net", room, deleted(entry))
    for room, entry in gone[100:]:
        text = said.text()
        archive.replace_entry("net", room, replace(entry, text=text, tags={TAG_BEFORE: entry.text}))
        now.append(corrected(entry, text))
        archive.replace_entry("net", room, now[-1])
    erased(archive)
    assert left(tmp_path, words) == []
    assert len(left(tmp_path, now)) == 100
    assert [found.entry for found in find(archive, mark(now[0]))] == [now[0]]
    assert find(archive, mark(words[0])) == find(archive, mark(words[150])) == []
    others = [entry for _, entry in said.entries.values()]
    assert len(left(tmp_path, others)) == len(others)
    archive.close()
    assert left(tmp_path, words) == []
    again = Archive(tmp_path / "archive.db")
    assert [found.entry for found in find(again, mark(others[7]))] == [others[7]]
    again.close()
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA application_id").fetchone() == (1,)


def test_last_redaction_is_erased_at_the_end(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.db")
    said = ArchivedTexts(archive)
    ((room, entry),) = said.some(1)
    archive.replace_entry("net", room, deleted(entry))
    archive.close()
    assert left(tmp_path, [entry]) == []


def test_erasure_continues_after_a_kill(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    archive = Archive(before / "archive.db")
    said = ArchivedTexts(archive)
    ((room, entry),) = said.some(1)
    archive.replace_entry("net", room, deleted(entry))
    flushed(archive)
    shutil.copytree(before, after)
    archive.close()
    assert left(after, [entry])
    archive = Archive(after / "archive.db")
    erased(archive)
    assert left(after, [entry]) == []
    archive.close()


def test_text_of_an_older_version_is_erased(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    archive = Archive(path)
    said = ArchivedTexts(archive)
    ((_, entry),) = said.some(1)
    archive.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute("VACUUM")
        connection.execute("PRAGMA application_id = 0")
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("DELETE FROM entry WHERE id = ?", (entry.id,))
    assert left(tmp_path, [entry])
    archive = Archive(path)
    erased(archive)
    assert left(tmp_path, [entry]) == []
    archive.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA auto_vacuum").fetchone() == (2,)


def test_erasure_does_not_wait_for_a_reader(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.db")
    said = ArchivedTexts(archive, count=300)
    ((room, entry),) = said.some(1)
    with closing(sqlite3.connect(tmp_path / "archive.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entry").fetchone()
        archive.replace_entry("net", room, deleted(entry))
        done = threading.Event()
        archive.erase(done.set)
        assert not done.wait(0.3)
        reader.execute("COMMIT")
        assert done.wait(SECONDS)
    assert left(tmp_path, [entry]) == []
    archive.close()


def test_confirmed_message_needs_no_erasure(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive.db")
    entry = Entry(archive.next_id(), EntryKind.MESSAGE, 5, "ann", "hello", own=True, state=DeliveryState.PENDING)
    archive.add_entries("net", "#one", [entry])
    archive.replace_entry("net", "#one", replace(entry, state=DeliveryState.SENT, msgid="m"))
    flushed(archive)
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (1,)
    archive.close()


@pytest.mark.parametrize("how", [deleted, lambda entry: corrected(entry, "other words")])
def test_erasure_starts_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[Entry], Entry]
) -> None:
    """The erasure starts without a call, in much less than a minute."""
    assert archive_erasure.GATHER_SECONDS <= 30
    monkeypatch.setattr(archive_erasure, "GATHER_SECONDS", 0.0)
    archive = Archive(tmp_path / "archive.db")
    said = ArchivedTexts(archive, count=300)
    ((room, entry),) = said.some(1)
    assert left(tmp_path, [entry])
    archive.replace_entry("net", room, how(entry))
    wait_for("the words to be gone from every file", lambda: not left(tmp_path, [entry]))
    archive.close()
