"""A disk, a file or a clock goes wrong under a running server, or before it starts."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import psutil
import pytest

from tests.chaos.checker import CAPABILITIES
from tests.chaos.full_disk import check_full_disk, texts
from tests.chaos.owner import Group, Owner, refused_start
from tests.e2e.programs import ServerProcess, require, server
from tests.irc_client import IrcClient

LIMITS = "limits.enabled=false"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[ServerProcess]:
    with server(tmp_path / "data", LIMITS) as process:
        yield process


def test_a_disk_that_is_full(running: ServerProcess) -> None:
    """The limit on the size of files stands for it: no more can be written. What was under way waits."""
    files = [file for file in running.data.iterdir() if file.name.startswith("chat.db")]
    size = max(file.stat().st_size for file in files)

    def limit(size: int) -> None:
        resource.prlimit(running.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    check_full_disk(running, lambda: limit(size), lambda: limit(resource.RLIM_INFINITY))


def test_a_database_that_another_program_holds(running: ServerProcess) -> None:
    """As a backup tool would. Those who only read and listen notice nothing."""
    with Group(running.port) as group, Owner(running.data) as owner:
        group.say("before")
        with closing(sqlite3.connect(running.data / "chat.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            group.post("held")
            assert "in use by another program" in owner.trouble(bool)
            assert not group.say("refused")
            assert "in use by another program" in group.refusal
            other.execute("ROLLBACK")
        group.hear("held")
        assert owner.trouble(lambda text: not text) == ""
        group.say_when_well("after")
        assert texts(running) == ["before", "held", "after"]


def test_a_database_that_is_damaged_is_left_as_it_is(running: ServerProcess) -> None:
    with Group(running.port) as group:
        for number in range(50):
            group.post(f"{number} " + "x" * 400)
        group.say("last")
    assert running.stop() == 0
    database = running.data / "chat.db"
    for place, word in ((0, "damaged"), (100, "damaged")):
        data = bytearray(database.read_bytes())
        data[place : place + 3000] = os.urandom(3000)
        database.write_bytes(data)
        assert word in refused_start(running.data)
        assert database.read_bytes() == data


@pytest.mark.parametrize("text", ["", "[", "\0", "[server]\nname = 5\n", "name = 1\n", "[limits]\nburst = 0\n"])
def test_settings_that_are_damaged(tmp_path: Path, text: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.toml").write_text(text, "utf-8")
    if text:
        assert len(refused_start(data).splitlines()) == 1
        assert (data / "settings.toml").read_text("utf-8") == text
    else:
        with server(data):
            pass


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    root = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp())
    try:
        with server(folder / "data"):
            pass
        folder.chmod(0o755)
        for path in (folder / "data", *(folder / "data").iterdir()):
            path.chmod(0o555 if path.is_dir() else 0o444)
        # Root without its privilege to pass over permissions: another user might not reach the program's own files.
        without = "-dac_override,-dac_read_search"
        before = (require("setpriv"), "--bounding-set", without, "--inh-caps", without) if root else ()
        said = refused_start(folder / "data", before=before)
        assert "cannot be written" in said
    finally:
        (folder / "data").chmod(0o700)
        shutil.rmtree(folder)


@pytest.fixture
def no_shared_memory() -> Iterator[None]:
    """What faketime shares between processes goes with the last of them, but not if the last of them is killed."""
    found = partial(Path("/dev/shm").glob, "*faketime_*_*")
    before = set(found())
    yield
    for path in set(found()) - before:
        if not psutil.pid_exists(int(path.name.rpartition("_")[2])):
            path.unlink(missing_ok=True)


@pytest.mark.usefixtures("no_shared_memory")
def test_a_clock_that_jumps_back_a_day(tmp_path: Path) -> None:
    """Nobody is disconnected, nothing is lost, and what is said afterwards stands behind what was said before."""
    library = find_faketime()
    offset = tmp_path / "offset"
    offset.write_text("+0", "utf-8")
    environment = os.environ | {
        "LD_PRELOAD": library,
        "FAKETIME_TIMESTAMP_FILE": str(offset),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    process = ServerProcess(tmp_path / "data", LIMITS, environment=environment)
    process.start()
    try:
        with Group(process.port) as group:
            assert group.say("one")
            offset.write_text("-1d", "utf-8")
            assert group.say("two")
            assert group.say("three")
            with IrcClient(process.port) as cid:
                cid.register("cid", CAPABILITIES)
                cid.join("#tea")
                cid.send("CHATHISTORY LATEST #tea * 10")
                page = [one for one in cid.fence() if one.command == "PRIVMSG"]
                assert [one.params[1] for one in page] == ["one", "two", "three"]
                times = [one.tags["time"] for one in page]
                assert times == sorted(times)
                cid.send(f"CHATHISTORY AFTER #tea timestamp={times[0]} 10")
                assert [one.params[1] for one in cid.fence() if one.command == "PRIVMSG"] == ["two", "three"]
        process.kill()
        process.start()
        assert texts(process) == ["one", "two", "three"]
        with Group(process.port) as group:
            assert group.say("four")
        assert texts(process) == ["one", "two", "three", "four"]
    finally:
        process.end()


def find_faketime() -> str:
    """The library that stands between a program and the clock."""
    program = Path(require("faketime"))
    shown = subprocess.run(
        [program, "-f", "+0", "env"], capture_output=True, text=True, timeout=20, check=True
    ).stdout.splitlines()
    return next(line.partition("=")[2] for line in shown if line.startswith("LD_PRELOAD="))
