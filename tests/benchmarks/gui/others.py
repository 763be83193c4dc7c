"""The same flood into other clients, with their logs on: what a message costs them.

Both paint what they are shown, HexChat in the window of the room, Quassel in its list of rooms.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psutil

from tests.benchmarks.gui.flood import entered, flooding, last_byte
from tests.benchmarks.gui.flood_server import LAST, ROOM
from tests.benchmarks.peers import end

_PATIENCE = 300.0
_PAINTED = 0.9
"""Seconds after which a client has shown the room that it entered; the flood begins a moment later."""


def hexchat(environment: Mapping[str, str], count: int, speed: int) -> float | None:
    """CPU microseconds a message that HexChat spends with its log on; None where it is missing."""
    program = shutil.which("hexchat")
    if program is None or "DISPLAY" not in environment:
        return None
    with flooding(count, speed) as (server, port), tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "hexchat.conf").write_text(
            "gui_slist_skip = 1\nirc_logging = 1\nirc_logmask = log.txt\nirc_nick1 = ann\nirc_user_name = ann\n"
        )
        command = [program, "-d", folder, f"irc://127.0.0.1:{port}/{ROOM.removeprefix('#')}"]
        nobody = _nobody() if os.geteuid() == 0 else None  # for root it opens a question instead of a chat
        if nobody is not None:
            for path in (home, home / "hexchat.conf"):
                os.chown(path, nobody, nobody)

        def logged() -> bool:
            return any(LAST in path.read_text(errors="replace")[-2000:] for path in home.rglob("log.txt"))

        return _cost(command, environment, home, server, logged, nobody) / count * 1e6


def quassel(environment: Mapping[str, str], count: int, speed: int) -> float | None:
    """CPU microseconds a message that Quassel (core and window in one) spends; None where it is missing."""
    program = shutil.which("quassel")
    if program is None or "DISPLAY" not in environment:
        return None
    with flooding(count, speed) as (server, port), tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        kept = home / "config" / "quassel-storage.sqlite"
        command = [program, "--configdir", str(kept.parent)]

        def has(question: str) -> bool:
            if not kept.exists():
                return False
            with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as database:
                try:
                    return database.execute(question).fetchone() is not None
                except sqlite3.OperationalError:
                    return False  # it is being made, or written to

        with _running(command, environment, home):
            _wait(lambda: has("SELECT 1 FROM quasseluser"))
        _introduce(kept, port)

        def logged() -> bool:
            return has(f"SELECT 1 FROM backlog WHERE message = '{LAST}'")

        return _cost(command, environment, home, server, logged) / count * 1e6


def _introduce(database: Path, port: int) -> None:
    """What its first questions would have asked: who one is, and where to go."""
    with closing(sqlite3.connect(database)) as made, made:
        made.execute(
            "INSERT INTO identity (identityid, userid, identityname, realname, autoawaytime, ident)"
            " VALUES (1, 1, 'ann', 'ann', 10, 'ann')"
        )
        made.execute("INSERT INTO identity_nick (identityid, nick) VALUES (1, 'ann')")
        made.execute(
            "INSERT INTO network (networkid, userid, networkname, identityid, encodingcodec, decodingcodec, perform,"
            f" connected) VALUES (1, 1, 'Bench', 1, 'UTF-8', 'UTF-8', '/join {ROOM}', 1)"
        )
        made.execute("INSERT INTO ircserver (userid, networkid, hostname, port) VALUES (1, 1, '127.0.0.1', ?)", (port,))


def _cost(
    command: Sequence[str],
    environment: Mapping[str, str],
    home: Path,
    server: subprocess.Popen[str],
    done: Callable[[], bool],
    user: int | None = None,
) -> float:
    """Seconds of processor time from the start of the flood until the last message is in the log."""
    with _running(command, environment, home, user) as process:
        entered(server)
        time.sleep(_PAINTED)
        begin = sum(process.cpu_times()[:2])
        last_byte(server)
        _wait(done)
        return float(sum(process.cpu_times()[:2]) - begin)


@contextmanager
def _running(
    command: Sequence[str], environment: Mapping[str, str], home: Path, user: int | None = None
) -> Iterator[psutil.Process]:
    own = {**environment, "HOME": str(home), "NO_AT_BRIDGE": "1"}
    quiet = subprocess.DEVNULL
    client = subprocess.Popen(command, env=own, stdout=quiet, stderr=quiet, user=user, group=user)
    try:
        yield psutil.Process(client.pid)
    finally:
        end(client)


def _wait(done: Callable[[], bool]) -> None:
    """Looks seldom: each look is at all that the client has written."""
    latest = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > latest:
            raise TimeoutError("The client never got so far")
        time.sleep(0.2)


def _nobody() -> int:
    import pwd

    return pwd.getpwnam("nobody").pw_uid
