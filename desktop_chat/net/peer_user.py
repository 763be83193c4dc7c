"""Which user of this computer is at the other end of a Unix socket."""

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
    """The number of the user who made the connection, or listens at its other end; None where the system does not say.

    `descriptor` is that of a connected Unix socket and stays open. Raises OSError.
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
    """Whether nobody but the user of this process is at the other end; where the system does not say it (Windows), its
    own rights must do. False for a connection that has ended."""
    try:
        uid = peer_uid(descriptor)
    except OSError:
        return False
    return uid is None or uid == os.geteuid()
