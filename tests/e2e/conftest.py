"""Fixtures of the end-to-end tests: the double-click app, a browser and a display."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.chromium import Chromium
from tests.e2e.display import Display, display
from tests.e2e.programs import require

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The executable of a bundle that is built from the sources as they are, as `make bundle` does it. 10 to 30 s."""
    if sys.platform == "linux":
        require("objdump")  # PyInstaller's
    folder = tmp_path_factory.mktemp("bundle")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--workpath", str(folder / "work"), "--distpath", str(folder / "dist")]
    environment = os.environ | {
        "PYINSTALLER_CONFIG_DIR": str(folder / "cache")
    }  # two builds at a time spoil a shared one
    done = subprocess.run(
        [*command, "packaging/desktop-chat.spec"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "dist" / "desktop-chat" / "desktop-chat"


@pytest.fixture(scope="module")
def started_chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A browser without a window. It starts once for the tests of a module."""
    with Chromium(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture
def chromium(started_chromium: Chromium) -> Iterator[Chromium]:
    """A browser without pages, storage and problems."""
    yield started_chromium
    started_chromium.forget_pages()


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Display]:
    """A real display with a window manager, for programs that are used by mouse and keys."""
    for program in ("Xvfb", "xdotool", "openbox"):
        require(program)
    with display(tmp_path / "screen") as opened:
        yield opened
