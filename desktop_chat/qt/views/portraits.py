"""Portraits: the pictures of people that lie on the chat's own server. GUI thread.

Another server would learn who looks at a picture, so pictures from elsewhere wait for the person
(`dialogs/person_card`).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QPixmap

from desktop_chat.client.file_address import Owner, parse_file_address
from desktop_chat.irc.metadata_keys import AVATAR
from desktop_chat.qt.media.picture_shelf import PictureShelf
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.file_courier import LoadState
from desktop_chat.qt.network.kept_connections import KeptConnections
from desktop_chat.qt.network.network import Network

MOST_BYTES = 2_000_000
_SHELF_BYTES = 8_000_000
_MOST_ASKED = 5_000


class Portraits(QObject):
    """Loads a picture when it is painted for the first time."""

    changed = Signal()  # another picture can be painted

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._loader = controller.file_loader
        self._kept = KeptConnections(self)
        self._shelf = PictureShelf(self, _SHELF_BYTES)
        self._asked: dict[str, None] = {}
        """The addresses that were loaded, the oldest first."""
        self._waiting: dict[Network, None] = {}
        """Servers that have not told the token for files."""
        self._kept.keep(
            self._loader.changed.connect(self.on_loaded),
            controller.network_about_to_go.connect(lambda network: self._waiting.pop(network, None)),
        )
        self._shelf.changed.connect(lambda _address: self.changed.emit())

    def picture_of(self, network: Network, nick: str, side: int) -> QPixmap | None:
        """Return the picture of a person if it is here, and load it otherwise. Painting calls it, so it must be fast.

        `side`: pixels of the screen.
        """
        address = network.profile_of(nick).get(AVATAR, "")
        if not address:
            return None
        status = self._loader.status_of(address)
        if status is None:
            self._load_picture(network, address)
            return None
        if status.state is not LoadState.READY or status.path is None:
            return None
        return self._shelf.picture_of(address, status.path, QSize(2 * side, 2 * side))

    def _load_picture(self, network: Network, address: str) -> None:
        place = parse_file_address(address)
        if place is None or network in self._waiting or network.files.owner_of(place) is Owner.FOREIGN:
            return
        request = network.files.own_request(address, place, MOST_BYTES)
        if request is not None:
            self._asked[address] = None
            if len(self._asked) > _MOST_ASKED:
                del self._asked[next(iter(self._asked))]
            self._loader.load_file(request)
        elif network.files.is_online:
            self._waiting[network] = None
            self._kept.keep(network.files.ready.connect(lambda: self.on_requests_ready(network)))

    def on_requests_ready(self, network: Network) -> None:
        """Paint again: the pictures of this server can be loaded now."""
        if self._waiting.pop(network, self) is None:
            self.changed.emit()

    def on_loaded(self, address: str) -> None:
        """Paint a picture that has come."""
        if address in self._asked:
            self.changed.emit()
