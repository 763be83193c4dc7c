"""InterfaceChanges: tells the owner of a selector when to look at the interfaces of this computer again."""

from __future__ import annotations

import selectors
import socket
import sys
from contextlib import suppress

SETTLE_SECONDS = 0.2
"""A change comes in several messages."""
PAUSE_SECONDS = 1.0
"""The shortest time between two looks."""
POLL_SECONDS, RARE_SECONDS = 5.0, 60.0
"""Seconds between two looks without a change, where the system tells no changes, and where it does."""
_GROUPS = 0x1 | 0x10 | 0x100
"""RTMGRP_LINK, RTMGRP_IPV4_IFADDR and RTMGRP_IPV6_IFADDR of Linux."""


class InterfaceChanges:
    """Times are seconds of a monotonic clock.

    Thread: owner.
    """

    def __init__(self, poll_seconds: float = POLL_SECONDS) -> None:
        """`poll_seconds`: between two looks where the system tells no changes."""
        self._poll_seconds = poll_seconds
        self._told = open_change_socket()
        self._looked = 0.0
        self.due = 0.0
        """When to look."""

    def register_in(self, selector: selectors.BaseSelector) -> None:
        """Let the selector wait for changes, with this object as the data of its key."""
        if self._told is not None:
            selector.register(self._told, selectors.EVENT_READ, self)

    def note_change(self, now: float) -> None:
        """Read the messages of the system, and look soon."""
        if self._told is not None:
            read_changes(self._told)
        self.due = min(self.due, max(now + SETTLE_SECONDS, self._looked + PAUSE_SECONDS))

    def note_look(self, now: float) -> None:
        """Plan the next look."""
        self._looked = now
        self.due = now + (self._poll_seconds if self._told is None else RARE_SECONDS)

    def close(self) -> None:
        if self._told is not None:
            self._told.close()


def open_change_socket() -> socket.socket | None:
    """Return a socket that is readable after a change of an interface or an address; None except on Linux."""
    if sys.platform != "linux":
        return None
    opened = None
    try:
        opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_NONBLOCK, socket.NETLINK_ROUTE)
        opened.bind((0, _GROUPS))
    except OSError:
        if opened is not None:
            opened.close()
        return None
    return opened


def read_changes(told: socket.socket) -> None:
    """Read the messages of a socket of `open_change_socket`. A message that was lost is a change too."""
    with suppress(OSError):
        while told.recv(65536):
            pass
