"""The user of this computer at the other end of a Unix socket."""

from __future__ import annotations

import os
import socket
import struct
import sys

_SOL_LOCAL, _LOCAL_PEERCRED = 0, 1
"""Of macOS and the BSDs: sys/un.h."""
_UCRED = struct.Struct("=iII")
_XUCRED = struct.Struct("=II")
_XUCRED_LENGTH = 76


def peer_uid(descriptor: int) -> int | None:
    """Return the number of the user at the other end, or None if the system does not tell.

    `descriptor` belongs to a connected Unix socket and stays open.
    Raises: OSError.
    """
    if not hasattr(socket, "AF_UNIX"):
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, os.dup(descriptor)) as peer:
        if sys.platform == "linux":
            return int(_UCRED.unpack(peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size))[1])
        if sys.platform == "darwin" or "bsd" in sys.platform:
            found = peer.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, _XUCRED_LENGTH)
            return int(_XUCRED.unpack(found[: _XUCRED.size])[1])
    return None


def is_own_user(descriptor: int) -> bool:
    """Whether the user of this process is at the other end. False if the connection has ended.

    Without an answer of the system (on Windows) the result is True: the rights of the file must do.
    """
    if sys.platform == "win32":
        return True
    try:
        uid = peer_uid(descriptor)
    except OSError:
        return False
    return uid is None or uid == os.geteuid()
