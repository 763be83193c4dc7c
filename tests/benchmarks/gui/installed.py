"""The first minute of the bundle beside a checkout: until the window is there, until its chat is hosted, until a first
message is kept. On a display of its own, with a mouse.

`python -m tests.benchmarks.gui.installed [PROGRAM] [--rounds N]`. PROGRAM: by default what `make bundle` makes.
"""

from __future__ import annotations

import argparse
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from tests.benchmarks.gui.display import display

ROOT = Path(__file__).parents[3]
_BUTTON = 240, 308
"""The button that starts a chat, within the start window."""
_TEXT = "Hello"
_REACTION_SECONDS = 0.5
"""Nobody clicks or types sooner. Twice a part of the time until the first message."""
_LIMIT_SECONDS, _LOOK_SECONDS = 60.0, 0.01


def main() -> int:
    parser = argparse.ArgumentParser("installed")
    parser.add_argument("program", nargs="?", default=str(ROOT / "dist" / "desktop-chat" / "desktop-chat"))
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    programs = {"bundle": [given.program], "checkout": [sys.executable, "-m", "desktop_chat"]}
    found: dict[str, list[Sequence[float]]] = {name: [] for name in programs}
    with display() as environment:
        for _ in range(given.rounds):
            for name, command in programs.items():
                found[name].append(_first_minute(command, environment))
    print("| seconds, medians | " + " | ".join(programs) + " |\n|---|" + "---|" * len(programs))
    for row, what in enumerate(("start to the window", "click to the own chat", "start to the first message")):
        figures = [f"{statistics.median(times[row] for times in found[name]):.2f}" for name in programs]
        print(f"| {what} | " + " | ".join(figures) + " |")
    return 0


def _first_minute(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float, float]:
    """Return the seconds until the start window, from the click to the lobby, and until the first message is kept."""
    with tempfile.TemporaryDirectory() as home:
        mine = _own_environment(environment, home)
        said = Path(home, "said")
        begin = time.monotonic()
        with said.open("wb") as output:
            program = subprocess.Popen(command, cwd=ROOT, env=mine, stdout=output, stderr=output)

        def wait_for(what: str, look: Callable[[], str]) -> str:
            return _wait_for(what, look, program, said)

        try:
            start = wait_for("the start window", lambda: _window("^Desktop Chat$", mine))
            shown = time.monotonic()
            time.sleep(_REACTION_SECONDS)
            clicked = time.monotonic()
            _press(mine, "mousemove", "--window", start, *map(str, _BUTTON), "click", "1")
            wait_for("the room of the hosted chat", lambda: _window("lobby", mine))
            hosted = time.monotonic()
            time.sleep(_REACTION_SECONDS)
            _press(mine, "type", _TEXT)
            _press(mine, "key", "Return")
            archive = Path(home, ".local", "share", "desktop-chat", "client", "archive.db")
            wait_for("the message in the archive", lambda: _is_kept(archive))
            kept = time.monotonic()
        finally:
            if program.poll() is None:
                program.send_signal(signal.SIGTERM)
            program.wait(_LIMIT_SECONDS)
    return shown - begin, hosted - clicked, kept - begin


def _own_environment(environment: Mapping[str, str], home: str) -> dict[str, str]:
    """Return the environment of a person who has this home and nothing else: the folders and the session of whoever
    measures would lead the program to another profile, which may be open already, or to another look."""
    foreign = ("XDG_", "DBUS_", "DESKTOP_CHAT_", "QT_STYLE", "QT_SCALE", "QT_FONT", "LC_", "LANG")
    kept = {name: value for name, value in environment.items() if not name.startswith(foreign)}
    return kept | {"HOME": home, "USER": "ann", "LANG": "C.UTF-8", "DESKTOP_CHAT_LANGUAGE": "en"}


def _wait_for(what: str, look: Callable[[], str], program: subprocess.Popen[bytes], said: Path) -> str:
    """Return what `look` finds first. Raises RuntimeError with the program's last words if the program ends before."""
    end = time.monotonic() + _LIMIT_SECONDS
    while time.monotonic() < end:
        if found := look():
            return found
        if program.poll() is not None:
            words = said.read_text("utf-8", "replace")[-2000:]
            raise RuntimeError(f"{program.args!r} ended with {program.returncode} before {what}: {words}")
        time.sleep(_LOOK_SECONDS)
    raise TimeoutError(f"{program.args!r}: {what} did not come within {_LIMIT_SECONDS:.0f} s.")


def _window(name: str, environment: Mapping[str, str]) -> str:
    """Return the id of a visible window, or ""."""
    command = ["xdotool", "search", "--onlyvisible", "--name", name]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout.partition("\n")[
        0
    ]


def _press(environment: Mapping[str, str], *words: str) -> None:
    subprocess.run(["xdotool", *words], env=environment, check=True)


def _is_kept(archive: Path) -> str:
    with closing(sqlite3.connect(f"{archive.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT text FROM entry WHERE text = ?", (_TEXT,)).fetchall()
    return _TEXT if rows else ""


if __name__ == "__main__":
    sys.exit(main())
