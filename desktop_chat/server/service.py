"""What systemd wants to know of a service. https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html"""

from __future__ import annotations

import os
import socket
from contextlib import suppress


def tell_service(state: str) -> None:
    """Tell the service manager that started this process how it is, `READY=1` say; nothing where there is none.
    Never blocks for long, raises nothing."""
    where = os.environ.get("NOTIFY_SOCKET", "")
    if not where or not hasattr(socket, "AF_UNIX"):
        return
    if where[0] == "@":
        where = "\0" + where[1:]
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notifying:
        notifying.setblocking(False)
        notifying.sendto(state.encode(), where)
