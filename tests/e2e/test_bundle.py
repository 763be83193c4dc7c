"""The double-click app as it is distributed: with an empty home and no PATH it hosts, joins and talks."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.programs import ServerProcess, wait_for
from tests.irc_client import IrcClient
from tests.patience import SECONDS

pytestmark = [pytest.mark.bundle, pytest.mark.timeout(600)]

LARGEST = 125_000_000
"""Bytes of the whole folder, 11 million of them the font of emoji."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def alone(home: Path, **more: str) -> dict[str, str]:
    """Return an environment without a PATH, in which only the bundled Python is found."""
    return {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **more}


@pytest.fixture
def served(bundle: Path, home: Path) -> Iterator[ServerProcess]:
    """`desktop-chat serve`, in the folder where the windows of this home look for their own chat."""
    data = home / ".local" / "share" / "desktop-chat" / "server"
    data.mkdir(parents=True)
    process = ServerProcess(data, "limits.enabled=false", command=(str(bundle),), environment=alone(home))
    process.start("--supervised")
    yield process
    process.end()


def kept(archive: Path) -> list[str]:
    """Return the texts in the archive of a window."""
    if not archive.exists():
        return []
    with closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'entry'").fetchone():
            return []
        return [str(text) for (text,) in connection.execute("SELECT text FROM entry")]


def test_bundle_is_small_and_complete(bundle: Path) -> None:
    files = [path for path in bundle.parent.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) <= LARGEST
    names = {path.name for path in files}
    assert {"desktop_chat_ru.qm", "desktop_chat_en.qm", "qtbase_ru.qm", "app.svg"} <= names
    assert {path.name for path in files if path.parent.name == "unicode_codes"} == {"emoji.json", "emoji_ru.json"}
    if Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf").exists():
        assert "NotoColorEmoji.ttf" in names
    assert not {path for path in files if path.suffix in (".ts", ".py")}


def test_bundle_prints_its_version(bundle: Path, home: Path) -> None:
    done = subprocess.run([bundle, "--version"], env=alone(home), capture_output=True, text=True, timeout=SECONDS)
    assert (done.returncode, done.stdout.strip().startswith("Desktop Chat")) == (0, True)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_bundle_hosts_joins_and_ends(bundle: Path, home: Path, served: ServerProcess, language: str) -> None:
    archive = home / ".local" / "share" / "desktop-chat" / "client" / "archive.db"
    with IrcClient(served.port) as bob:
        bob.register("bob")
        bob.join("#lobby")
        window = subprocess.Popen(
            [bundle, f"127.0.0.1:{served.port}"],
            env=alone(home, DESKTOP_CHAT_LANGUAGE=language, USER="ann"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            joined = bob.until("JOIN")[-1]
            assert joined.params[0] == "#lobby"
            bob.send("PRIVMSG #lobby :hello window")
            wait_for("the window to keep what it heard", lambda: "hello window" in kept(archive))
            window.send_signal(signal.SIGTERM)
            said, _ = window.communicate(timeout=SECONDS)
        finally:
            window.kill()
            window.communicate()
        assert window.returncode == 0
        assert "Traceback" not in said
        assert served.wait() == 0, "the chat hosted here ends with the session of its host"
