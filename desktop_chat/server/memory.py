"""Memory: how much this process has, and that what a flood needed goes back to the system.

glibc keeps what was freed, in case it is wanted again, so that a server stayed as large as it once was: 85 MB instead
of 60 after the disk had been slow.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from pathlib import Path

GIVE_BACK_SECONDS = 60
"""Between two times; one takes 0.2 ms."""


def _find_malloc_trim() -> Callable[[int], int] | None:
    """glibc's own function; nothing like it is needed, or there, elsewhere."""
    if sys.platform != "linux":
        return None
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None
    trim.argtypes, trim.restype = (ctypes.c_size_t,), ctypes.c_int
    call: Callable[[int], int] = trim
    return call


_trim = _find_malloc_trim()


def release_free_memory() -> None:
    """Any thread, without the interpreter's lock. Does nothing where there is nothing to do it with."""
    if _trim is not None:
        _trim(0)


def resident_bytes() -> int:
    """Resident bytes of this process, 0 where the system does not say it cheaply."""
    try:
        fields = Path("/proc/self/statm").read_text("ascii").split()
        return int(fields[1]) * 4096
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak) if sys.platform == "darwin" else int(peak) * 1024
