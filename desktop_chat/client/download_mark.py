"""The mark for files that come from other people: the system asks before it runs such a file, and opens it with care.

Windows knows the zone of a file (a stream beside the bytes), macOS an attribute for quarantine. Other systems have no
such mark.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

_ZONE = "[ZoneTransfer]\r\nZoneId=3\r\n"
"""The internet, for Windows. The address is not told: it opens the file for everybody."""
_QUARANTINE = b"com.apple.quarantine"
_FLAGS = "0081"
"""Downloaded by a program; the person has not agreed to run the file yet."""


def mark_download(path: Path, platform: str = sys.platform) -> bool:
    """Mark a file as one of other people. Return False if system or disk have no such mark.

    Thread: any; blocks.
    """
    try:
        if platform == "win32":
            with open(f"{path}:Zone.Identifier", "w", encoding="ascii", newline="") as stream:
                stream.write(_ZONE)
            return True
        if platform == "darwin":
            return _set_attribute(path, f"{_FLAGS};{int(time.time()):08x};Desktop Chat;".encode("ascii"))
    except (OSError, AttributeError):  # a disk without streams, a system without the function
        return False
    return False


def _set_attribute(path: Path, value: bytes) -> bool:
    """Set the attribute of macOS, for which Python has no function. Return False if that is impossible."""
    system = ctypes.CDLL(None)
    at_start, no_options = ctypes.c_uint32(0), ctypes.c_int(0)
    failed: int = system.setxattr(
        os.fsencode(path), _QUARANTINE, value, ctypes.c_size_t(len(value)), at_start, no_options
    )
    return failed == 0
