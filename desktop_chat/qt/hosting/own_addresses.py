"""The addresses of the chat on this computer, looked up without blocking the windows."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from desktop_chat.lan import interface_changes, interfaces
from desktop_chat.net import own_host
from desktop_chat.net.addresses import is_loopback

if TYPE_CHECKING:
    import socket

_POLL_MS = 30
SETTLE_MS = 500
"""A change of the addresses comes in several messages."""
RARE_MS = 60_000
"""The time between two looks where the system tells no changes."""
_VIRTUAL = ("docker", "br-", "virbr", "veth", "vmnet", "lxc", "podman", "cni")
_ANSWERS = 2
"""Answers of a look-up."""


class OwnAddresses(QObject):
    """The computer's own addresses. `found` has only loopback before the first answer; `changed` tells of a difference.

    The system may take seconds to look up the computer's name, and on a network without the internet it does. So a
    daemon thread leaves two answers in a list for a timer: the addresses at once, then those behind the name, and the
    name. No thread waits for another.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: tuple[str, ...] = ("127.0.0.1", "::1")
        self.name = ""
        """The name by which others reach this computer, "" if there is none."""
        self._answers: list[tuple[tuple[str, ...], str]] | None = None
        self._told: socket.socket | None = None
        self._again: QTimer | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._fetch_addresses)

    def follow_changes(self) -> None:
        """Look up the addresses now, and again after each change. Safe to repeat."""
        self.refresh_addresses()
        if self._again is not None:
            return
        told = self._told = interface_changes.open_change_socket()
        self._again = QTimer(self, singleShot=told is not None, interval=RARE_MS if told is None else SETTLE_MS)
        self._again.timeout.connect(self.refresh_addresses)
        if told is None:
            self._again.start()
        else:
            notifier = QSocketNotifier(told.fileno(), QSocketNotifier.Type.Read, self)
            notifier.activated.connect(self._on_change)
            weakref.finalize(self, told.close)

    def _on_change(self) -> None:
        if self._told is not None and self._again is not None:
            interface_changes.read_changes(self._told)
            self._again.start()

    @property
    def is_asking(self) -> bool:
        return self._answers is not None

    def refresh_addresses(self) -> None:
        """Look up the addresses again, unless a look-up is under way."""
        if self._answers is None:
            answers: list[tuple[tuple[str, ...], str]] = []
            self._answers = answers
            list_interfaces, routed, name = interfaces.local_interfaces, own_host.local_addresses(), self.name
            threading.Thread(  # the modules are loaded on this thread now
                target=lambda: answers.extend(_look_up(routed, list_interfaces(), name)), name="lookup-own", daemon=True
            ).start()
            self._timer.start()

    def _fetch_addresses(self) -> None:
        if self._answers:
            found, is_last = self._answers[-1], len(self._answers) == _ANSWERS
            if is_last:
                self._answers = None
                self._timer.stop()
            if found != (self.found, self.name):
                self.found, self.name = found
                self.changed.emit()


def _look_up(
    routed: Sequence[str], adapters: Iterable[interfaces.InterfaceAddress], name: str
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Return the own addresses and the own name: at once with the name known so far, then as the system looks them up.

    `routed`: the addresses towards the internet. A network without a way to the internet is asked for too.
    """
    further = [one.host for one in adapters if not one.network.is_link_local and not is_virtual(one.interface)]
    outer = [*(host for host in routed if not is_loopback(host)), *further]
    yield tuple(dict.fromkeys((*outer, *routed))), name
    every = tuple(dict.fromkeys((*outer, *own_host.addresses_of_own_name(), *routed)))
    yield every, own_host.own_name(every)


def is_virtual(name: str) -> bool:
    """Return whether an adapter of the name leads to containers or virtual machines of this computer only."""
    return name.startswith(_VIRTUAL)
