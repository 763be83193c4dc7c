"""LanAnnouncement: the announcement of a server to clients on its networks, and the scope."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from desktop_chat.lan.announcer import Announcer
from desktop_chat.lan.beacon import ChatBeacon
from desktop_chat.lan.interfaces import InterfaceAddress, local_interfaces
from desktop_chat.net.addresses import ListenAddress, is_loopback

if TYPE_CHECKING:
    from desktop_chat.lan.dns_sd import DnsSdAnnouncer

PRIVATE, EVERYWHERE, NOWHERE = "private", "everywhere", "nowhere"
"""The scopes: private and link-local networks, all networks, none."""
_CLOSE_SECONDS = 1.0


class LanAnnouncement:
    """Starts and stops the announcing threads. A server on loopback only is announced nowhere."""

    def __init__(
        self,
        read_beacon: Callable[[], ChatBeacon],
        listening: Iterable[ListenAddress],
        read_words: Callable[[], tuple[str, ...]] = tuple,
        count_effects: Callable[[], int] = lambda: 0,
    ) -> None:
        """`count_effects` returns another number once something has happened in the chat."""
        addresses = tuple(listening)
        self._read_beacon, self._read_words, self._count_effects = read_beacon, read_words, count_effects
        self._seen: tuple[int, ChatBeacon | None] = (0, None)
        """The effects, and the facts, at the last look."""
        # A beacon has one port.
        self._listening = [one for one in addresses if one.port == addresses[0].port and not is_loopback(one.host)]
        self._scope = NOWHERE
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._dns_sd: DnsSdAnnouncer | None = None
        self.announcer: Announcer | None = None
        """Answers the queries of clients; None while the chat is not announced."""

    def set_scope(self, scope: str) -> None:
        """Announce in another scope from now on.

        Thread: any.
        """
        with self._lock:
            wanted = scope if self._listening else NOWHERE
            if wanted == self._scope:
                self._renew()
                return
            self._scope = wanted
            if wanted == NOWHERE:
                self._stop_threads()
            elif self.announcer is None:
                self._start_threads()

    def note_second(self, seconds: int) -> None:
        """Tell the networks at once if something has changed of the announced facts, such as the number of people.

        Thread: the ticker.
        """
        del seconds
        effects = self._count_effects()
        if self.announcer is None or effects == self._seen[0]:
            return
        before, facts = self._seen[1], self._read_beacon()
        self._seen = (effects, facts)
        if facts != before:
            with self._lock:
                self._renew()

    def _renew(self) -> None:
        for thread in (self.announcer, self._dns_sd):
            if thread is not None:
                thread.renew()

    def find_interfaces(self) -> tuple[InterfaceAddress, ...]:
        """Return the own addresses for the announcement.

        Thread: any.
        """
        found = local_interfaces(private_only=self._scope != EVERYWHERE)
        return tuple(one for one in found if any(_is_heard(one, address) for address in self._listening))

    def _start_threads(self) -> None:
        from desktop_chat.lan.dns_sd import DnsSdAnnouncer  # many servers are announced nowhere, and need no zeroconf

        self._dns_sd = DnsSdAnnouncer(self._read_beacon, self.find_interfaces)
        self.announcer = Announcer(
            self._read_beacon, self.find_interfaces, read_words=self._read_words, on_moved=self._dns_sd.renew
        )
        self._threads.append(self._dns_sd)
        self.announcer.start()
        self._dns_sd.start()

    def _stop_threads(self) -> None:
        if self._dns_sd is not None:
            self._dns_sd.stop()
            self._dns_sd = None
        if self.announcer is not None:
            self.announcer.stop()
            self.announcer = None

    def close(self) -> None:
        """Announce no more. Wait for a second at most until the network was told."""
        self.set_scope(NOWHERE)
        for thread in self._threads:
            thread.join(_CLOSE_SECONDS)


def _is_heard(interface: InterfaceAddress, address: ListenAddress) -> bool:
    """Whether a connection to the address of an interface reaches a listening address."""
    if address.is_wildcard:
        return interface.is_ipv6 == (":" in address.host)
    return interface.host == address.host.partition("%")[0]
