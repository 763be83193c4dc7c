"""Where tests put their files."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import psutil

_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30
"""Bytes that must be free: the largest test writes a bundle and what it is built of."""


def use_memory() -> None:
    """Let this process and its children put temporary files into the memory, where Linux has room for them there.

    What is stored is written and synced by the same calls. Only the disk is not waited for, which took a fifth of the
    time, and much more on a machine whose disk is busy.
    """
    if sys.platform != "linux" or "TMPDIR" in os.environ or not os.access(_MEMORY, os.W_OK):
        return
    if os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC:
        return  # the bundle could not be started there
    if min(shutil.disk_usage(_MEMORY).free, psutil.virtual_memory().available // 2) >= _ROOM:
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None  # asks again
