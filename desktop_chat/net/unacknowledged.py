"""Sent bytes that the other end has not acknowledged."""

from __future__ import annotations

import array
import socket
import sys

if sys.platform == "linux":
    import fcntl
    import termios


def count_unacknowledged(connection: socket.socket) -> int:
    """Return the bytes in the kernel that the other end has not acknowledged; 0 where the system does not tell.

    Never blocks. Spec: tcp(7), SIOCOUTQ.
    """
    count = array.array("i", [0])
    if sys.platform == "linux":
        try:
            fcntl.ioctl(connection.fileno(), termios.TIOCOUTQ, count)
        except (OSError, ValueError):
            return 0
    return count[0]
