"""A large history: how long a page of it, a search in it and the start of a server with it take.

The database is made once for each size, by a process of its own (`python -m tests.benchmarks.history FOLDER ENTRIES`),
and kept in build/bench.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_chat.storage.records import EntryRun, Room
from desktop_chat.storage.sql_store import SqlStore
from tests.benchmarks import load, peers
from tests.benchmarks.load import Member
from tests.benchmarks.loads import MS, SECONDS, Figure
from tests.benchmarks.peers import Peer

ROOMS = 20
_PIECE = 200
"""Entries that one author says, one behind the other."""
_WORDS = 8
_VOCABULARY = 20_000
_BEGUN = 1_600_000_000_000
"""The time of the first Entry (ms); each comes a second after the one before."""
_ASKED = {
    "1 of 10": "common",
    "1 of 1,000": "seldom",
    "1 of 1,000,000": "once",
    "two of 1 of 10": "common usual",
}
_CAPABILITIES = "batch message-tags server-time draft/chathistory soju.im/search"
_HOUR = 3600.0


def measure(folder: Path, entries: int, *, quick: bool) -> Iterator[Figure]:
    """What the commands and the start take, with so many Entries."""
    place = folder / str(entries)
    if not (place / "done").exists():
        _made_elsewhere(place, entries)
    size = f"{entries / 1e6:g} million"
    for name, times in _asked(place, rounds=50 if quick else 300):
        times.sort()
        yield Figure(f"{name}, {size}: p50", MS, times[len(times) // 2] * 1e3)
        yield Figure(f"{name}, {size}: p99", MS, times[int(len(times) * 0.99)] * 1e3)
    for _ in range(5):
        with tempfile.TemporaryDirectory() as empty:
            _start(Path(empty))  # makes the key and the tables
            yield Figure("start with nothing", SECONDS, _start(Path(empty)))
        yield Figure(f"start with {size}", SECONDS, _start(place))


def _made_elsewhere(place: Path, entries: int) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.history", str(place), str(entries)]
    print(f"load {9}: making {entries:,} Entries, once", file=sys.stderr, flush=True)
    subprocess.run(command, check=True, cwd=peers.CHECKOUT)


def _start(folder: Path) -> float:
    """Seconds from the start of the process until it accepts connections."""
    began = time.perf_counter()
    with peers.desktop_chat(folder) as peer:
        assert peer is not None
        return time.perf_counter() - began


def _asked(place: Path, rounds: int) -> Iterator[tuple[str, list[float]]]:
    with peers.desktop_chat(place, "history.replay_on_join=0") as peer:
        assert peer is not None
        (reader,) = _reader(peer)
        reader.socket.settimeout(load.SILENCE)
        for warm in (True, False):
            times = [_ask(reader, f"CHATHISTORY LATEST {_room(index)} * 100") for index in range(rounds * 4)]
            if not warm:
                yield "CHATHISTORY LATEST 100", times
            for name, words in _ASKED.items():
                text = words.replace(" ", r"\s")
                once = [_ask(reader, f"SEARCH in={_room(index)};text={text};limit=50") for index in range(rounds)]
                everywhere = [_ask(reader, f"SEARCH text={text};limit=50") for _ in range(rounds)]
                if not warm:
                    yield f"SEARCH {name}, in a room", once
                    yield f"SEARCH {name}, in {ROOMS} rooms", everywhere
        load.leave([reader])


def _reader(peer: Peer) -> Sequence[Member]:
    members = load.connect(peer, ["reader"], capabilities=_CAPABILITIES)
    for index in range(ROOMS):
        load.enter(members, _room(index))
    return members


def _ask(reader: Member, line: str) -> float:
    """Seconds until the batch with the answer has ended."""
    began = time.perf_counter()
    reader.socket.sendall(line.encode() + b"\r\n")
    answer = b""
    while b"BATCH -" not in answer or not answer.endswith(b"\n"):
        piece = reader.socket.recv(1 << 18)
        if not piece or b" FAIL " in piece[:200] or piece.startswith(b"FAIL"):
            raise RuntimeError(f"{line} was answered with {(answer + piece)[:200]!r}")
        answer = answer[-100:] + piece
    return time.perf_counter() - began


def _room(index: int) -> str:
    return f"#room{index % ROOMS:02}"


def make(place: Path, entries: int) -> None:
    """Write the Entries straight into a store, and wait until they can be searched for. Blocks, long."""
    data = place / "data"
    data.mkdir(parents=True, exist_ok=True)
    store = SqlStore.open(data / "chat.db", now=_BEGUN)
    try:
        store.load()
        store.submit([Room(index + 1, "channel", _room(index)) for index in range(ROOMS)])
        chance = random.Random(9)
        vocabulary = [f"word{number}" for number in range(_VOCABULARY)]
        for first in range(0, entries, _PIECE):
            number = store.submit([_talk(chance, vocabulary, first)])
            while number - store.durable > 50:
                time.sleep(0.01)
        if not store.wait_until_indexed(10 * _HOUR):
            raise RuntimeError("The Entries could not be indexed")
    finally:
        store.close()
    (place / "done").touch()


def _talk(chance: random.Random, vocabulary: Sequence[str], first: int) -> EntryRun:
    room = first // _PIECE % ROOMS
    texts = []
    for number in range(first, first + _PIECE):
        words = chance.choices(vocabulary, k=_WORDS)
        words += ["common"] if chance.random() < 0.1 else []
        words += ["usual"] if chance.random() < 0.1 else []
        words += ["seldom"] if chance.random() < 0.001 else []
        words += ["once"] if number % 1_000_000 == 500_000 else []
        texts.append(" ".join(words))
    author = f"author{chance.randrange(100)}"
    time_ = _BEGUN + first * 1000
    return EntryRun(
        room + 1, (_BEGUN << 10) + first, time_, f"{author}!{author}@host.example", _room(room), tuple(texts)
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
