"""ChatFollower: finds a chat again that has moved to another address of the network. GUI thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QTimer, Signal

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.phase import Phase
from desktop_chat.lan import arrival_listener, found_chats, interfaces, seeker
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin, is_same_key
from desktop_chat.qt.app.chat_finder import ChatFinder
from desktop_chat.qt.network import network as networks
from desktop_chat.qt.network.controller import Controller

SEARCH_MS = 15_000
"""The time of a search after each failed attempt to connect. The pauses between attempts grow."""
ANSWER_SECONDS = 4.0
"""The time that a connected chat has for a sign of life when it was heard at another address."""
TEST_MS = 5_000
"""For so long no other notice tests the connection again."""
AGAIN_MS = 5_000
"""For so long no other attempt is made at a found address."""
FOLLOW_MS = 20_000
"""For so long after its notice a chat is followed at once."""


class ChatFollower(QObject):
    """Seeks unreachable chats by their keys, and hears when a connected one arrives at another address.

    A found address is an offer (`client/saved_chats`): the address counts after TLS has proved the key there once
    more. A connection is left only when it gives no sign of life.
    """

    _arrived = Signal(object)  # from the listening thread: a FoundChat

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._tried: dict[tuple[KeyPin, ListenAddress], QDeadlineTimer] = {}
        """Addresses to which an attempt was made at once, and until when none is made again."""
        self._tested: dict[KeyPin, tuple[found_chats.FoundChat, QDeadlineTimer]] = {}
        """Where a connected chat has arrived, while its connection is tested."""
        self.finder = ChatFinder(self)
        self.finder.changed.connect(self.on_found)
        self._end = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._end.timeout.connect(self.stop_seeking)
        self.listener: arrival_listener.ArrivalListener | None = None
        self._arrived.connect(self.on_arrived, Qt.ConnectionType.QueuedConnection)
        controller.network_added.connect(self.on_network_added)
        for network in controller.networks:
            self.on_network_added(network)

    def on_network_added(self, network: networks.Network) -> None:
        network.phase_changed.connect(self.on_phase_changed)

    def on_phase_changed(self) -> None:
        """Seek after a failed attempt, and end the search if every chat is reached."""
        self._update_listening()
        lost = self._lost_chats()
        if not lost:
            self.stop_seeking()
        elif any(network.phase is Phase.OFFLINE for network in lost.values()):
            QTimer.singleShot(0, self, self._follow_known)
            servers = self._controller.settings.preferences.servers
            if not self.finder.is_seeking and self.finder.start(record.host for record in servers):
                self.finder.cancel_sweep()  # nobody watches this search
            self._end.start()

    def stop_seeking(self) -> None:
        """Seek no more."""
        self._end.stop()
        self.finder.stop()
        self._tried.clear()

    def stop(self) -> None:
        """Seek and hear no more. For the program's end."""
        self.stop_seeking()
        if self.listener is not None:
            self.listener.request_stop()
            self.listener = None

    def on_found(self, sighting: seeker.Sighting) -> None:
        lost = self._lost_chats()
        for chat in sighting.chats:
            for key, network in lost.items():
                if is_same_key(key, chat.beacon.id):
                    self._offer(network, chat)

    def on_arrived(self, chat: found_chats.FoundChat) -> None:
        """Follow a chat that has proved its key at an address, or test first whether the old address still answers."""
        for key, network in self._followed_chats():
            if not is_same_key(key, chat.beacon.id) or self._is_at(network, chat):
                continue
            if network.phase is not Phase.ONLINE:
                self._offer(network, chat)
            elif not self._was_tested(key):
                self._tested[key] = (chat, QDeadlineTimer(FOLLOW_MS))
                network.test_answer(ANSWER_SECONDS)

    def _was_tested(self, key: KeyPin) -> bool:
        return key in self._tested and self._tested[key][1].remainingTime() > FOLLOW_MS - TEST_MS

    def _follow_known(self) -> None:
        """Go to where a lost chat was found, or has arrived."""
        if self.finder.sighting is not None:
            self.on_found(self.finder.sighting)
        for key, network in self._lost_chats().items():
            if key in self._tested and not self._tested[key][1].hasExpired():
                self._offer(network, self._tested[key][0])

    def _update_listening(self) -> None:
        """Hear notices while there is a chat to follow."""
        wanted = frozenset(key for key, _ in self._followed_chats())
        if self.listener is None and wanted and not interfaces.is_switched_off():
            self.listener = arrival_listener.ArrivalListener(self._report_arrival)
            self.listener.start()
        if self.listener is not None:
            self.listener.wanted = wanted

    def _report_arrival(self, chat: found_chats.FoundChat) -> None:
        """Thread: the listening one."""
        with suppress(RuntimeError):  # the program has ended meanwhile
            self._arrived.emit(chat)

    def _is_at(self, network: networks.Network, chat: found_chats.FoundChat) -> bool:
        record = self._controller.settings.find_server(network.network)
        return record is None or (record.host, record.port) == (chat.address.host, chat.address.port)

    def _offer(self, network: networks.Network, chat: found_chats.FoundChat) -> None:
        record = self._controller.settings.find_server(network.network)
        address = chat.address
        if record is None or self._is_at(network, chat):
            return
        place = ChatAddress(address.host, address.port, True, "", chat.beacon.id)
        tried = self._tried.get((chat.beacon.id, address))
        if (tried is None or tried.hasExpired()) and self._controller.chats.find_record(place) == record:
            self._tried[chat.beacon.id, address] = QDeadlineTimer(AGAIN_MS)
            self._controller.chats.find_or_save(place, lambda: record.network)
            network.connect_now()

    def _followed_chats(self) -> Iterator[tuple[KeyPin, networks.Network]]:
        """Yield the chats of other computers with a known key to which a network connects, or is connected."""
        controller = self._controller
        for network in controller.networks:
            key = controller.chats.expected_key(network.network)
            if network.is_seeking and key and not controller.is_hosted(network):
                yield key, network

    def _lost_chats(self) -> Mapping[KeyPin, networks.Network]:
        """Return the followed chats that are not reached."""
        return {key: network for key, network in self._followed_chats() if network.phase is not Phase.ONLINE}
