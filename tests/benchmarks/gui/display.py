"""A display to measure on: Xvfb, or Qt's offscreen platform where that is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

_NOT_THERE = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONDONTWRITEBYTECODE")
"""Other displays; and a program that is used compiles its modules once."""


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """The environment of programs that shall paint there, for as long as the display stands."""
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_THERE}
    environment["QT_ACCESSIBILITY"] = "0"
    program = shutil.which("Xvfb")
    if program is None:
        yield environment | {"QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    screen = ["-screen", "0", "1280x900x24", "-nolisten", "tcp", "-displayfd", str(writing)]
    server = subprocess.Popen([program, *screen], pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with open(reading, encoding="ascii") as answer:
            number = answer.readline().strip()
        yield environment | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()
