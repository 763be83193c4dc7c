"""Commit before deliver, seen by strace: no byte of a message leaves before its sync."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.e2e.programs import ServerProcess, require
from tests.irc_client import IrcClient

_CALLS = "trace=pwrite64,write,writev,fsync,fdatasync,sendto,sendmsg"
_LINE = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)")


@pytest.fixture
def traced(tmp_path: Path) -> Iterator[tuple[ServerProcess, Path]]:
    strace = require("strace")
    trace = tmp_path / "trace"
    command = (strace, "-f", "-s", "9000", "-e", _CALLS, "-o", str(trace), sys.executable, "-m", "desktop_chat")
    process = ServerProcess(tmp_path / "data", "limits.enabled=false", command=command)
    process.start()
    yield process, trace
    process.end()


def test_message_is_on_disk_before_delivery(traced: tuple[ServerProcess, Path]) -> None:
    process, trace = traced
    marks = [f"mark-{number:03}-end" for number in range(30)]
    with IrcClient(process.port) as ann, IrcClient(process.port) as bob:
        ann.register("ann")
        bob.register("bob")
        ann.join("#tea")
        bob.join("#tea")
        for mark in marks:
            ann.send(f"PRIVMSG #tea :{mark}")
            assert bob.until("PRIVMSG")[-1].params[1] == mark
    (served,) = psutil.Process(process.pid).children()
    served.terminate()
    assert process.wait() == 0
    lines = trace.read_text("utf-8", "replace").splitlines()
    for mark in marks:
        written = next(i for i, line in enumerate(lines) if mark in line and "pwrite64" in line)
        sent = next(i for i, line in enumerate(lines) if mark in line and ("sendto" in line or "sendmsg" in line))
        synced = [i for i in range(written, sent) if _is_sync_done(lines[i])]
        assert synced, (
            f"{mark} was written in line {written} and sent in line {sent} of the trace, without a sync between"
        )


def _is_sync_done(line: str) -> bool:
    call = _LINE.match(line)
    return call is not None and call[2] in ("fsync", "fdatasync") and line.rstrip().endswith("= 0")
