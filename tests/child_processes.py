"""The processes that a test has started."""

from __future__ import annotations

import os
from collections.abc import Set
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import psutil

from desktop_chat.server.control_folder import remove_left_folder

KEPT: set[int] = set()
"""Ids of processes that serve many tests, and end with the tests. What they start does not end with them."""


def living_children(earlier: Set[psutil.Process] = frozenset()) -> set[psutil.Process]:
    """Return the children of this process and theirs, without those that only wait to be reaped.

    Processes of `earlier` do not count, nor what they have started: a browser that the tests of a module share has
    processes of its own, which come and go.
    """
    living = set()
    for process in _children():
        with suppress(psutil.NoSuchProcess):
            if process in earlier or (earlier and not earlier.isdisjoint(process.parents())):
                continue
            if process.status() != psutil.STATUS_ZOMBIE:
                living.add(process)
    return living


def kill_children() -> None:
    """Kill the children of this process and theirs, and wait for their end. One may end by itself meanwhile.

    Servers among them leave nothing in the folder for temporary files.
    """
    children, folders = _children(), set[Path]()
    for process in children:
        with suppress(psutil.NoSuchProcess):
            words = process.cmdline()
            folders |= {Path(after) for word, after in pairwise(words) if word == "--data"}
            process.kill()
    psutil.wait_procs(children, timeout=5)
    for folder in folders:
        remove_left_folder(folder)


def _children() -> list[psutil.Process]:
    """Look among all processes of the computer only if this one has children at all."""
    if not _may_have_children():
        return []
    return [process for process in psutil.Process().children(recursive=True) if process.pid not in KEPT]


def _may_have_children() -> bool:
    """Linux lists the children that each thread has started; other systems are asked for all processes."""
    try:
        started = _started_by("self")
        return any(pid not in KEPT or _started_by(pid) for pid in started)
    except OSError:
        return True


def _started_by(pid: int | str) -> list[int]:
    tasks = Path("/proc") / str(pid) / "task"
    return [int(child) for task in os.listdir(tasks) for child in (tasks / task / "children").read_bytes().split()]
