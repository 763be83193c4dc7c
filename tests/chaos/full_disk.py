"""A disk that fills up under a running server, and has room again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.chaos.checker import check_database, history_of
from tests.chaos.owner import Group, Owner
from tests.e2e.programs import ServerProcess, server

_SIZE = 4 << 20


def texts(process: ServerProcess) -> list[str]:
    return [text for _, text in history_of(process.port, "#tea")]


def check_full_disk(process: ServerProcess, fill: Callable[[], None], free: Callable[[], None]) -> None:
    """`fill` takes the room on the disk that is left, `free` gives it back."""
    with Group(process.port) as group, Owner(process.data) as owner:
        group.say("before")
        fill()
        waiting = 0
        while not owner.told:
            group.post("x" * 400)
            waiting += 1
            owner.look()
        assert f"The disk that holds {process.data}" in owner.told
        assert not group.say("now?")
        assert "The disk that holds chat.db" in group.refusal
        assert str(process.data) not in group.refusal, "where files lie is nobody's business but the owner's"
        free()
        assert owner.trouble(lambda text: not text) == ""
        group.say_when_well("after")
        kept = texts(process)
    assert [text for text in kept if text[0] != "x"] == ["before", "after"]
    assert len(kept) > 2, "what had been taken before anybody knew came through"
    assert process.stop() == 0
    assert "Traceback" not in process.log
    check_database(process.data)


def can_mount() -> bool:
    """Whether a small disk can be made here."""
    return sys.platform == "linux" and os.geteuid() == 0


def fill_small_disk(folder: Path) -> None:
    """A server on a disk of 4 MiB (Linux, root), another file that takes all the rest, and goes. Raises
    AssertionError."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "none", str(folder)], check=True)
    try:
        with server(folder / "data", "limits.enabled=false") as process:
            check_full_disk(process, lambda: _fill(folder / "other"), (folder / "other").unlink)
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _fill(path: Path) -> None:
    try:
        with path.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
    except OSError:
        return
