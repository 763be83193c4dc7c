"""ChatFollower: finds a chat again that has moved to another address of the network. GUI thread."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.phase import Phase
from desktop_chat.lan import found_chats, seeker
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin, is_same_key
from desktop_chat.qt.app.chat_finder import ChatFinder
from desktop_chat.qt.network import network as networks
from desktop_chat.qt.network.controller import Controller

SEARCH_MS = 15_000
"""The time of a search after each failed attempt to connect. The pauses between attempts grow."""


class ChatFollower(QObject):
    """Seeks unreachable chats by their keys. A found address is an offer (`client/saved_chats`): the address counts
    after TLS has proved the key there once more."""

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._tried: set[tuple[KeyPin, ListenAddress]] = set()
        """Addresses to which an attempt was made at once."""
        self.finder = ChatFinder(self)
        self.finder.changed.connect(self.on_found)
        self._end = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._end.timeout.connect(self.stop)
        controller.network_added.connect(self.on_network_added)
        for network in controller.networks:
            self.on_network_added(network)

    def on_network_added(self, network: networks.Network) -> None:
        network.phase_changed.connect(self.on_phase_changed)

    def on_phase_changed(self) -> None:
        """Seek after a failed attempt, and end the search if every chat is reached."""
        lost = self._lost_chats()
        if not lost:
            self.stop()
        elif any(network.phase is Phase.OFFLINE for network in lost.values()):
            servers = self._controller.settings.preferences.servers
            if not self.finder.is_seeking and self.finder.start(record.host for record in servers):
                self.finder.cancel_sweep()  # nobody watches this search
            self._end.start()

    def stop(self) -> None:
        """Seek no more."""
        self._end.stop()
        self.finder.stop()
        self._tried.clear()

    def on_found(self, sighting: seeker.Sighting) -> None:
        lost = self._lost_chats()
        for chat in sighting.chats:
            for key, network in lost.items():
                if is_same_key(key, chat.beacon.id):
                    self._offer(network, chat)

    def _offer(self, network: networks.Network, chat: found_chats.FoundChat) -> None:
        record = self._controller.settings.find_server(network.network)
        address = chat.address
        if record is None or (record.host, record.port) == (address.host, address.port):
            return
        place = ChatAddress(address.host, address.port, True, "", chat.beacon.id)
        if (chat.beacon.id, address) not in self._tried and self._controller.chats.find_record(place) == record:
            self._tried.add((chat.beacon.id, address))
            self._controller.chats.find_or_save(place, lambda: record.network)
            network.connect_now()

    def _lost_chats(self) -> Mapping[KeyPin, networks.Network]:
        """Return the chats with a known key to which a network tries to connect."""
        controller = self._controller
        return {
            key: network
            for network in controller.networks
            if network.is_seeking
            and network.phase is not Phase.ONLINE
            and not controller.is_hosted(network)
            and (key := controller.chats.expected_key(network.network))
        }
