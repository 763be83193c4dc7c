"""ArrivalListener: the thread of a client that hears when a known chat has come to an address of the network.

Everybody on the network can send such a notice. So only notices of wanted chats count, and only after TLS has proved
the key at the address; what a flood of notices costs is limited.
"""

from __future__ import annotations

import selectors
import threading
import time
from collections.abc import Callable

from desktop_chat.lan.beacon import ARRIVAL_PORT, parse_arrival
from desktop_chat.lan.claim_prover import ClaimProver
from desktop_chat.lan.found_chats import FoundChat, FoundChats
from desktop_chat.lan.interface_changes import RARE_SECONDS, InterfaceChanges
from desktop_chat.lan.interfaces import InterfaceAddress, is_near, local_interfaces
from desktop_chat.lan.radio import QuerySocket, open_query_sockets, receive_datagram, source_host
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin, is_same_key
from desktop_chat.net.wakeup import Wakeup

MAX_PER_SECOND = 50
"""Datagrams that are read in a second; more of them wait or are lost."""
MAX_PROOFS, PROOFS_PER_SECOND = 4, 2
"""Handshakes at a time, and handshakes that begin in a second."""
AGAIN_SECONDS = 2.0
"""Seconds until a further notice from the same address is told of."""
_TICK_SECONDS = 0.25


class ArrivalListener(threading.Thread):
    """Calls `report` for a notice of a wanted chat, after the chat has proved its key at the address: once for each
    address, as the chat may still be at another one too.

    Thread: made and started by its owner, ended by `request_stop`; `report` is called on the listening thread.
    """

    def __init__(
        self,
        report: Callable[[FoundChat], None],
        *,
        port: int = ARRIVAL_PORT,
        find_interfaces: Callable[[], tuple[InterfaceAddress, ...]] = local_interfaces,
    ) -> None:
        super().__init__(name="arrivals", daemon=True)
        self.wanted: frozenset[KeyPin] = frozenset()
        """The keys of the chats that are told of. Thread: any."""
        self.listening = threading.Event()
        """Notices are heard from now on."""
        self._report = report
        self._port = port
        self._find_interfaces = find_interfaces
        self._stopping = threading.Event()
        self._wakeup = Wakeup()
        # The rest belongs to the listening thread.
        self._chats = FoundChats()
        self._interfaces: tuple[InterfaceAddress, ...] = ()
        self._told: dict[tuple[KeyPin, ListenAddress], float] = {}
        """When each proved address was told of; absent: it has to be."""
        self._second, self._read, self._begun = 0, 0, 0

    def request_stop(self) -> None:
        """End the thread soon. Does not wait.

        Thread: any.
        """
        self._stopping.set()
        self._wakeup.wake()

    def run(self) -> None:
        sockets, changes = open_query_sockets(self._port), InterfaceChanges(RARE_SECONDS)
        try:
            with selectors.DefaultSelector() as selector:
                prover = ClaimProver(self._chats, selector, MAX_PROOFS)
                selector.register(self._wakeup, selectors.EVENT_READ)
                changes.register_in(selector)
                for one in sockets:
                    selector.register(one.socket, selectors.EVENT_READ, one)
                try:
                    self._listen(selector, sockets, changes, prover)
                finally:
                    prover.close()
        finally:
            changes.close()
            for one in sockets:
                one.close()
            self._wakeup.close()

    def _listen(
        self,
        selector: selectors.BaseSelector,
        sockets: list[QuerySocket],
        changes: InterfaceChanges,
        prover: ClaimProver,
    ) -> None:
        while not self._stopping.is_set():
            now = time.monotonic()
            if now >= changes.due:
                changes.note_look(now)
                self._interfaces = self._find_interfaces()
                for one in sockets:
                    one.join_groups(self._interfaces)
                self.listening.set()
            self._chats.expire(now)
            self._count_second(now)
            self._begun += prover.begin_due(now, PROOFS_PER_SECOND - self._begun)
            self._tell_arrival(now)
            wait = min(changes.due - now, _TICK_SECONDS) if self._chats.has_claims else changes.due - now
            for key, _ in selector.select(max(0.0, wait)):
                if isinstance(key.data, QuerySocket):
                    self._read_notices(key.data)
                elif key.data is changes:
                    changes.note_change(time.monotonic())
                elif key.data is not None:
                    prover.step(key.data)
            prover.end_late(time.monotonic())

    def _count_second(self, now: float) -> None:
        if int(now) != self._second:
            self._second, self._read, self._begun = int(now), 0, 0

    def _read_notices(self, heard: QuerySocket) -> None:
        while not self._stopping.is_set():
            now = time.monotonic()
            self._count_second(now)
            if self._read >= MAX_PER_SECOND:
                self._stopping.wait(1.0 - now % 1.0)  # the rest of a second with too many datagrams
                return
            received = receive_datagram(heard.socket)
            if received is None:
                return
            self._read += 1
            data, source = received
            beacon, host = parse_arrival(data), source_host(source)
            if beacon is not None and self._is_wanted(beacon.id) and is_near(host, self._interfaces):
                self._chats.hear(beacon, host, now)
                place = (beacon.id, ListenAddress(host, beacon.port))
                if self._told.get(place, now) + AGAIN_SECONDS <= now:
                    del self._told[place]

    def _is_wanted(self, server_id: KeyPin) -> bool:
        return any(is_same_key(key, server_id) for key in self.wanted)

    def _tell_arrival(self, now: float) -> None:
        """Report the addresses that are proved, and have not been told of since their notice."""
        chats = self._chats.list_chats()
        for chat in chats:
            for address in chat.addresses:
                if (chat.beacon.id, address) not in self._told:
                    self._report(FoundChat(chat.beacon, (address,)))
        proved = [(chat.beacon.id, address) for chat in chats for address in chat.addresses]
        self._told = {place: self._told.get(place, now) for place in proved}
