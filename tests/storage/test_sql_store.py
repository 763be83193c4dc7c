"""The whole store on a real disk: what it keeps, and what it leaves behind."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_chat.storage.records import (
    Change,
    ChannelState,
    Entry,
    IdentitySeen,
    LogPosition,
    Room,
    SeenMark,
    StoredState,
)
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import StoreError
from tests.patience import SECONDS
from tests.storage.entries import NOW, entry, everything, opened, said, settle

FIRST = NOW << 10


# Loading


def test_an_empty_store(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        assert store.load() == StoredState()
        assert (store.durable, store.error_text) == (0, "")
        assert said(store, 10**9) == []


names = st.sampled_from(["ann", "bob", "cid"])
times = st.integers(0, 100)
changes = st.one_of(
    st.builds(Room, st.integers(1, 4), st.sampled_from(["channel", "direct"]), names, names, st.booleans()),
    st.builds(
        ChannelState, room=st.integers(1, 4), name=names, created=times, topic=names, topic_by=names, topic_at=times,
        modes=names, key=names, limit=times, founder=names, roles=st.dictionaries(names, names),
        lists=st.dictionaries(names, st.tuples(st.tuples(names, names, times))), dropped=st.booleans(),
    ),
    st.builds(IdentitySeen, names, names, names, names, times),
    st.builds(SeenMark, names, st.integers(1, 4), times, st.booleans()),
)  # fmt: skip


def kept(commits: Sequence[Sequence[Change]]) -> StoredState:
    """What the port promises to load after these commits and a death without a word."""
    rooms: dict[int, Room] = {}
    channels: dict[int, ChannelState] = {}
    identities: dict[str, IdentitySeen] = {}
    seen: dict[tuple[str, int], SeenMark] = {}
    for change in (change for commit in commits for change in commit):
        match change:
            case Room():
                rooms[change.id] = change
            case ChannelState():
                channels[change.room] = change
            case IdentitySeen():
                identities[change.identity] = change
            case SeenMark():
                upto = max(change.upto, 50) if change.present else change.upto
                seen[change.identity, change.room] = SeenMark(change.identity, change.room, upto, present=False)
            case Entry():
                continue
    return StoredState(
        last_sequence=50,
        last_time=NOW + 50,
        silent=tuple(key for key in sorted(rooms) if key > 2 and not rooms[key].sealed),
        last_room=max([2, *rooms, *(key for _, key in seen), *(key for key in channels if not channels[key].dropped)]),
        rooms=tuple(rooms[key] for key in sorted(rooms)),
        channels=tuple(channels[key] for key in sorted(channels) if not channels[key].dropped),
        identities=tuple(sorted(identities.values(), key=lambda known: (known.time, known.identity))),
        seen=tuple(seen[key] for key in sorted(seen)),
    )


@settings(max_examples=40)
@given(st.lists(st.lists(changes, max_size=8), max_size=4))
def test_load_returns_all_committed_states(commits: list[list[Change]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chat.db"
        with opened(path) as store:
            for commit in commits:
                store.submit(commit)
            settle(store, store.submit([entry(50, room=2), entry(7)]))
        for _ in range(2):
            with opened(path) as store:
                assert store.load() == kept(commits)


def test_the_last_sequence_is_found_among_many_rooms(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        settle(store, store.submit([entry(number, room=number * 7919 % 503) for number in range(1, 2000)]))
        stored = store.load()
        assert (stored.last_sequence, stored.last_time) == (1999, NOW + 1999)


# Commits


def test_commits_become_durable_in_order(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        durable: list[int] = []
        store.watch_commits(lambda: durable.append(store.durable))
        numbers = [store.submit([entry(number), entry(number + 1)]) for number in range(1, 400, 2)]
        assert numbers == list(range(1, 201))
        settle(store, 200)
        assert durable == sorted(set(durable))
        assert said(store, 400) == [entry(number) for number in range(1, 401)]


WRITE_UNTIL_KILLED = """
import sys, threading
from pathlib import Path
from desktop_chat.storage.sql_store import SqlStore
from tests.storage.entries import NOW, entry
store = SqlStore.open(Path(sys.argv[1]), now=NOW)
store.load()
changed = threading.Semaphore(0)
store.watch(changed.release)
told = number = 0
while True:
    for _ in range(3):
        number += 1
        assert store.submit([entry(2 * number - 1, text="x" * 300), entry(2 * number)]) == number
    changed.acquire()
    if store.durable > told:
        told = store.durable
        print(told, flush=True)
"""


def test_durable_entries_survive_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    with subprocess.Popen(
        [sys.executable, "-c", WRITE_UNTIL_KILLED, str(path)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as child:
        assert child.stdout is not None
        told = 0
        for line in child.stdout:
            told = int(line)
            if told > 1500:
                break
        child.kill()
        told = max([told, *(int(line) for line in child.stdout if line.endswith("\n"))])
    with opened(path) as store:
        stored = store.load()
        found = [item.sequence for item in said(store, stored.last_sequence)]
        assert len(found) >= 2 * told
        # Whole commits, and none without those before it.
        assert found == list(range(1, stored.last_sequence + 1))
        assert stored.last_sequence % 2 == 0


# Reading


def test_position_of_a_log_is_written_with_the_facts(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    with opened(path) as store:
        assert store.read_log_position() is None
        settle(store, store.submit([entry(FIRST), LogPosition("log", 7, "aa")]))
        settle(store, store.submit([LogPosition("log", 8, "bb")]))
    with opened(path) as store:
        assert store.read_log_position() == LogPosition("log", 8, "bb")
        assert [store.skip_commits(1), store.durable, store.skip_commits(1)] == [1, 1, 2]
        settle(store, store.submit([entry(FIRST + 1), LogPosition("log", 9, "cc")]))
        assert store.durable == 3
    with opened(path) as store:
        store.load()  # a chat on a single machine leaves the log
        assert store.read_log_position() is None
        assert len(said(store, 2 * FIRST)) == 2


def test_read_waits_until_the_sequence_is_durable(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        for number in range(1, 300):
            store.submit([entry(number)])
            assert len(said(store, number)) == number


def test_read_sees_nothing_above_its_sequence(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        settle(store, store.submit([entry(number) for number in range(1, 11)]))
        assert said(store, 4) == [entry(number) for number in range(1, 5)]


def test_many_read_while_one_writes(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        wrong: list[int] = []

        def read() -> None:
            wrong.extend(number for number in range(1, 200, 5) if len(said(store, number)) != number)

        settle(store, store.submit([entry(number) for number in range(1, 200)]))
        threads = [threading.Thread(target=read) for _ in range(6)]
        for thread in threads:
            thread.start()
        for number in range(200, 400):
            store.submit([entry(number)])
        for thread in threads:
            thread.join(SECONDS)
        assert not wrong


def test_a_connection_that_reads_cannot_write(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        said(store, 0)
        with store._readers.lend_connection() as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM entry")


# Trouble


def test_backup_is_a_complete_store(tmp_path: Path) -> None:
    copied = tmp_path / "copy.db"
    with opened(tmp_path / "chat.db") as store:
        settle(store, store.submit([entry(number) for number in range(1, 1001)]))
        copied.write_bytes(b"an older one")
        thread = threading.Thread(target=store.backup, args=(copied,))
        thread.start()
        for number in range(1001, 1051):
            store.submit([entry(number)])
        thread.join(SECONDS)
    with opened(copied) as store:
        last = store.load().last_sequence
        assert 1000 <= last <= 1050
        assert said(store, last) == [entry(number) for number in range(1, last + 1)]
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "chat.db", "chat.search.db", "copy.db", "copy.search.db",
    ]  # fmt: skip


def test_failed_backup_leaves_no_file(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        target = tmp_path / "no" / "copy.db"
        with pytest.raises(StoreError, match=r"copy\.db cannot be opened"):
            store.backup(target)
        target = tmp_path / "folder"
        target.mkdir()
        with pytest.raises(StoreError, match="folder cannot be used"):
            store.backup(target)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["chat.db", "chat.search.db", "folder"]


def test_size_grows_with_the_entries(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        before = store.size
        settle(store, store.submit([entry(number, text="x" * 300) for number in range(1, 1001)]))
        size = store.size
    assert size > before + 300_000
    assert before < 300_000, "what is kept free in the log is not counted"
    assert size >= (tmp_path / "chat.db").stat().st_size


def test_close_leaves_one_file_and_no_thread(tmp_path: Path) -> None:
    before = threading.active_count()
    store = SqlStore.open(tmp_path / "chat.db", now=NOW)
    store.load()
    for number in range(1, 500):
        store.submit([entry(number)])
    said(store, 10)
    store.close()
    store.close()
    assert store.durable == 499
    assert threading.active_count() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["chat.db", "chat.search.db"]
    with pytest.raises(StoreError, match=r"The store is closed\."):
        store.submit([])
    with pytest.raises(StoreError, match=r"The store is closed\."):
        store.read(everything(1))
    with pytest.raises(StoreError, match=r"The store is closed\."):
        store.backup(tmp_path / "copy.db")
    with opened(tmp_path / "chat.db") as again:
        assert again.load().last_sequence == 499


def test_every_commit_is_synced(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        settings_of = {
            name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "journal_mode", "fullfsync", "checkpoint_fullfsync")
        }
    assert settings_of == {"synchronous": 2, "journal_mode": "wal", "fullfsync": 1, "checkpoint_fullfsync": 1}
