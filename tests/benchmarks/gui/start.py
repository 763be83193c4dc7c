"""From the start of the process to its first painted window, beside a bare window of the same toolkit."""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_chat.client.archive import Archive
from desktop_chat.client.preferences import ServerRecord, Settings
from desktop_chat.paths import Profile
from tests.benchmarks.gui.timeline import NETWORK, fill

_KEPT = 10_000
"""Entries in the room of the profile that goes straight into its last chat."""


@dataclass(frozen=True, slots=True)
class Start:
    """Medians in ms. `first` is the very first start of a profile, `again` every one after it, `chat` one that goes
    straight into the last chat (its server does not answer), `bare` a window of PySide6 and nothing in it."""

    bare: float
    first: float
    again: float
    chat: float


def measure(environment: Mapping[str, str], rounds: int = 7) -> Start:
    """In turn, so that whatever else the computer does touches all alike."""
    bare: list[float] = []
    first: list[float] = []
    again: list[float] = []
    chat: list[float] = []
    with _silent() as port, tempfile.TemporaryDirectory() as lively:
        _settle_in(Profile(Path(lively)), port)
        for _ in range(rounds):
            bare.append(_once(environment, "bare"))
            with tempfile.TemporaryDirectory() as profile:
                first.append(_once(environment, "app", profile))
                again.append(_once(environment, "app", profile))
            chat.append(_once(environment, "app", lively))
    return Start(*map(statistics.median, (bare, first, again, chat)))


@contextmanager
def _silent() -> Iterator[int]:
    """The port of a server that lets everybody in and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


def _settle_in(profile: Profile, port: int) -> None:
    """Make the profile one that was in a lively room when it was last closed."""
    profile.client.mkdir(parents=True)
    archive = Archive(profile.client / "archive.db")
    fill(archive, _KEPT)
    archive.close()
    record = ServerRecord(NETWORK, "127.0.0.1", port, name="Bench", nick="ann")
    Settings(profile.client / "settings.json").change_fields(name="Ann", servers=(record,))


def _once(environment: Mapping[str, str], *words: str) -> float:
    begin = time.monotonic_ns()
    command = [sys.executable, "-m", "tests.benchmarks.gui.first_paint", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    return (int(done.stdout.split()[-1]) - begin) / 1e6
