"""The processes that a test has started."""

from __future__ import annotations

from contextlib import suppress

import psutil


def kill_children() -> None:
    """Kill the children of this process and theirs, and wait for their end. One may end by itself meanwhile."""
    children = psutil.Process().children(recursive=True)
    for process in children:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(children, timeout=5)
