"""What the program does not load before it is used."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from desktop_chat.qt.app.lazy_imports import LATE, LateFinder, begin_lazy_imports

_LOADED = """
import sys
import desktop_chat.qt.app.app
heavy = "OpenSSL cryptography segno subprocess importlib.metadata PySide6.QtNetwork logging.handlers".split()
late = [name for name in sys.modules if name.startswith(("desktop_chat.qt.timeline.", "desktop_chat.client.session"))]
print(*[name for name in heavy if name in sys.modules], *late)
"""


def test_start_loads_no_late_module() -> None:
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("name", sorted(LATE))
def test_late_modules_can_be_loaded(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__  # the look at it loads it
    assert type(module).__name__ == "module"


def test_it_begins_once() -> None:
    begin_lazy_imports()
    assert sum(isinstance(finder, LateFinder) for finder in sys.meta_path) == 1


def test_other_modules_are_left_to_other_finders() -> None:
    finder = LateFinder()
    assert finder.find_spec("json", None) is None
