"""SIGKILL of our chat window while it sends and receives, and what is in its archive after it has come back."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import SPOKEN, DeliveryState, Entry
from desktop_chat.client.preferences import Settings
from tests.chaos.checker import Said, difference, history_of
from tests.chaos.gui_client import NICK, ROOM
from tests.chaos.kills import PACE, SETTINGS
from tests.chaos.talker import Talker, turn
from tests.e2e.programs import ServerProcess

_LONGEST = 1.0
"""Seconds between its first words and the kill."""
_PATIENCE = 60.0
_MOST_MISSED = 50
"""What bob says at most while it starts: it takes a page of that, and on a busy machine its start is slow."""


@dataclass(slots=True)
class Tally:
    """What happened. `unsaved`: words that were typed in the last instant, before the archive or anybody had them."""

    kills: int = 0
    typed: int = 0
    shown: int = 0
    unsaved: int = 0


def kill_client(folder: Path, kills: int, seed: int) -> Tally:
    """Raises AssertionError."""
    choice, profile = random.Random(seed), folder / "profile"
    profile.mkdir()
    server = ServerProcess(folder / "data", *SETTINGS)
    bob: Talker | None = None
    try:
        server.start()
        bob = Talker(folder, "bob", ROOM)
        assert bob.connect(server.port)
        for _ in range(kills):
            _live_and_die(server, bob, profile, choice.uniform(0, _LONGEST))
        _rest(server, bob, profile)
        kept = history_of(server.port, ROOM)
    finally:
        if bob is not None:
            bob.cut()
        server.end()
    return _check(profile, kept, Tally(kills))


def _client(server: ServerProcess, profile: Path, how: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.chaos.gui_client", str(server.port), str(profile), how]
    return subprocess.Popen(command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, stderr=subprocess.DEVNULL)


def _live_and_die(server: ServerProcess, bob: Talker, profile: Path, seconds: float) -> None:
    """It comes back, speaks for a while and listens to bob, and is killed."""
    typed = profile / "typed"
    before = typed.stat().st_size if typed.exists() else 0
    client, missed = _client(server, profile, "speak"), 0
    try:
        end = time.monotonic() + _PATIENCE
        while not (typed.exists() and typed.stat().st_size > before):
            assert time.monotonic() < end, "it never spoke"
            assert client.poll() is None, "it ended by itself"
            if before and missed < _MOST_MISSED:
                _chat(bob)
                missed += 1
            else:  # what was said before its first visit is history, of which a client takes one page
                turn([bob], 2 * PACE)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            _chat(bob)
    finally:
        client.kill()
        client.wait()
    with closing(sqlite3.connect(profile / "archive.db")) as archive:
        assert archive.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _chat(bob: Talker) -> None:
    bob.say()
    turn([bob], 2 * PACE)
    time.sleep(2 * PACE)


def _rest(server: ServerProcess, bob: Talker, profile: Path) -> None:
    """It comes back once more and says nothing new."""
    client = _client(server, profile, "rest")
    try:
        end = time.monotonic() + _PATIENCE
        while client.poll() is None:
            assert time.monotonic() < end, "it is never done"
            turn([bob], 0.05)
        assert client.returncode == 0
    finally:
        client.kill()
        client.wait()


def _check(profile: Path, kept: Sequence[Said], tally: Tally) -> Tally:
    entries = _archived(profile)
    mine = [text for _, text in kept if text.startswith(f"{NICK} says ")]
    typed = (profile / "typed").read_text("utf-8").splitlines()
    assert len(set(mine)) == len(mine), "something that was pending was sent twice"
    assert mine == [text for text in typed if text in set(mine)], "what it said is in another order"
    seen = [(entry.msgid, entry.text) for entry in entries]
    assert seen == list(kept), f"its archive differs from the history: {difference(seen, kept)}"
    assert {entry.state for entry in entries} <= {DeliveryState.SENT, DeliveryState.RECEIVED}
    shown = [tuple(line.split(" ", 1)) for line in (profile / "shown").read_text("utf-8").splitlines()]
    lost = set(shown) - set(kept)
    assert not lost, f"shown and lost: {list(lost)[:5]}"
    tally.typed, tally.shown, tally.unsaved = len(typed), len(shown), len(typed) - len(mine)
    return tally


def _archived(profile: Path) -> list[Entry]:
    """What the archive has of the room."""
    (record,) = Settings(profile / "settings.json").preferences.servers
    with closing(Archive(profile / "archive.db")) as archive:
        count = archive.entry_count(record.network, ROOM)
        return [entry for entry in archive.read_page(record.network, ROOM, 0, count) if entry.kind in SPOKEN]
