"""Code of libraries that only the start of a program has needed: half of what a process at rest keeps mapped.

A start touches code all over the libraries, and the system maps 64 KiB around each touch. Once they are unmapped, these
pages stay in the system's cache as long as it has room, count for no process, and are mapped again one touch at a time.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_MAPPING = re.compile(rb"([0-9a-f]+)-([0-9a-f]+) r-([-x])p [0-9a-f]+ \S+ [1-9]\d* +/.*\.so[.0-9]*\n")
"""The line of a library's part that nobody can write to."""
_DONT_NEED = 4
"""MADV_DONTNEED. Spec: https://man7.org/linux/man-pages/man2/madvise.2.html"""


def release_idle_code() -> int:
    """Unmap the unchanged pages of the libraries of this process. Return the bytes of the address space they had.

    On other systems than Linux nothing is done. Takes some milliseconds.
    Thread: any.
    """
    if sys.platform != "linux":
        return 0
    try:
        smaps = Path("/proc/self/smaps").read_bytes()
        advise = ctypes.CDLL(None).madvise
    except (OSError, AttributeError):
        return 0
    advise.argtypes, advise.restype = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int), ctypes.c_int
    return sum(end - start for start, end in _unchanged_parts(smaps) if not advise(start, end - start, _DONT_NEED))


def _unchanged_parts(smaps: bytes) -> Iterator[tuple[int, int]]:
    """Return start and end of each part of a library without a page of its own: relocations change some parts.

    `smaps`: /proc/PID/smaps. Spec: https://man7.org/linux/man-pages/man5/proc_pid_smaps.5.html
    """
    found = list(_MAPPING.finditer(smaps))
    for one, after in zip(found, [*(next_one.start() for next_one in found[1:]), len(smaps)], strict=True):
        facts = smaps[one.end() : after].partition(b"VmFlags:")[0]
        if re.search(rb"^Anonymous: +0 kB$", facts, re.MULTILINE):
            yield int(one[1], 16), int(one[2], 16)
